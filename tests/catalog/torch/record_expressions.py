"""Records what real torch gives for the expressions of ``expressions/*.txt``: shapes, strides, types, values, errors.

Run it with a Python that has torch: ``python tests/catalog/torch/record_expressions.py``. A line is an expression over
the names of ``expressions/preamble.py``; a line that starts with ``!`` is statements, whose result is ``r`` where they
bind it, else ``x``.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "expressions"
LARGEST = 200
"""Tensors of up to this many elements are recorded with their values."""


def main() -> None:
    """Records the families named, or all."""
    warnings.simplefilter("ignore")
    for path in sorted(FOLDER.glob("*.txt")):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        rows = [[line, *record(line)] for line in path.read_text(encoding="utf-8").splitlines() if line]
        text = ",\n".join(json.dumps(row) for row in rows)
        path.with_suffix(".json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


def record(line: str) -> tuple[str, Any]:
    """What one line gives: "value" and its description, or the exception's name and message."""
    names: dict[str, Any] = {}
    exec((FOLDER / "preamble.py").read_text(encoding="utf-8"), names)  # noqa: S102 - our own expressions
    try:
        if line.startswith("!"):
            exec(line[1:], names)  # noqa: S102
            value = names.get("r", names["x"])
        else:
            value = eval(line, names)  # noqa: S307
    except Exception as error:  # noqa: BLE001 - what torch raises is the record
        return type(error).__name__, str(error).split("\n")[0]
    return "value", described(value)


def described(value: Any) -> Any:
    """A result as plain data."""
    torch = importlib.import_module("torch")
    if isinstance(value, torch.Tensor):
        elements = value.flatten().tolist() if value.numel() <= LARGEST and not value.is_complex() else None
        return {
            "shape": list(value.shape),
            "strides": list(value.stride()),
            "dtype": str(value.dtype)[6:],
            "values": elements,
        }
    if isinstance(value, (tuple, list)) and not isinstance(value, torch.Size):
        return [described(item) for item in value]
    return repr(value)


if __name__ == "__main__":
    main()
