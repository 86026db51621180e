"""Records what the cases give under the torch that runs this: ``python tests/catalog/torch_layers/record.py``."""

from __future__ import annotations

import json
import runpy
import sys
import warnings
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]
from torch.utils.flop_counter import FlopCounterMode  # type: ignore[import-not-found]

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2]), str(HERE / "cases")]

from tests.evaluator.description import describe  # noqa: E402


def write(name: str, data: Any) -> None:
    """One JSON file below ``recorded``."""
    text = json.dumps(data, indent=0, ensure_ascii=False)
    (HERE / "recorded" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def count_flops(cases: list[Any]) -> dict[str, int]:
    """FLOPs of one call of each case's layer by torch's own counter, on the meta device, in inference."""
    counted = {}
    for name, make, call in cases:
        layer = make().eval()
        call(layer)  # a lazy layer gets its parameters
        layer.to("meta")
        with torch.device("meta"), torch.no_grad():
            counter = FlopCounterMode(display=False)
            with counter:
                call(layer)
        counted[name] = counter.get_total_flops()
    return counted


def main() -> None:
    """Writes one JSON file beside each case file."""
    warnings.simplefilter("ignore")
    torch.backends.mha.set_fastpath_enabled(False)
    for path in sorted((HERE / "cases").glob("*.py")):
        names = runpy.run_path(str(path))
        if "RESULT" in names:
            write(path.stem, {name: describe(value) for name, value in names["RESULT"].items()})
        if "CASES" in names:
            write(f"{path.stem}_flops", count_flops(names["CASES"]))


if __name__ == "__main__":
    main()
