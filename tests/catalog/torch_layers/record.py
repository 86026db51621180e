"""Records what the cases give under the torch that runs this: ``python tests/catalog/torch_layers/record.py``."""

from __future__ import annotations

import json
import runpy
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[2]), str(HERE / "cases")]

from tests.evaluator.description import describe  # noqa: E402


def main() -> None:
    """Writes one JSON file beside each case file."""
    warnings.simplefilter("ignore")
    for path in sorted((HERE / "cases").glob("*.py")):
        result = runpy.run_path(str(path)).get("RESULT")
        if result is not None:
            described = {name: describe(value) for name, value in result.items()}
            text = json.dumps(described, indent=0, ensure_ascii=False)
            (HERE / "recorded" / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
