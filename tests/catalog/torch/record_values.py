"""Records what real torch and numpy give for single expressions, values included.

Run it with a Python that has torch: ``python tests/catalog/torch/record_values.py FILE.values...``. Beside each file it
writes a JSON file of the same name. A line is an expression in which ``torch``, ``F``, ``np`` and ``nan`` and ``inf``
are known; a line that starts with ``?`` is one whose values flopslint does not follow, ``#`` starts a comment line.
"""

from __future__ import annotations

import importlib
import json
import math
import sys
import warnings
from pathlib import Path
from typing import Any

LARGEST = 128
"""Tensors of up to this many elements are recorded with their values."""


def main(paths: list[str]) -> None:
    """Records each file of expressions."""
    warnings.simplefilter("ignore")
    for name in paths:
        path = Path(name)
        rows = [record(line) for line in read_lines(path.read_text(encoding="utf-8"))]
        text = ",\n".join(json.dumps(row) for row in rows)
        path.with_suffix(".values.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


def read_lines(text: str) -> list[str]:
    """The expressions of a file, with their marks."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def record(line: str) -> dict[str, Any]:
    """What one expression gives, or how it is refused."""
    torch, numpy = importlib.import_module("torch"), importlib.import_module("numpy")
    names = {"torch": torch, "F": torch.nn.functional, "np": numpy, "nan": math.nan, "inf": math.inf}
    row: dict[str, Any] = {"expression": line.removeprefix("?").strip(), "followed": not line.startswith("?")}
    try:
        with torch.no_grad():
            result = eval(row["expression"], names)  # noqa: S307 - our own cases
    except Exception as error:  # noqa: BLE001 - whatever the library raises is the truth
        return row | {"error": type(error).__name__, "message": (str(error).splitlines() or [""])[0]}
    return row | {"result": describe(torch, numpy, result)}


def describe(torch: Any, numpy: Any, value: Any) -> Any:
    """A tensor by shape, type, strides and, if small, elements; sequences item by item; numbers by type and value."""
    if isinstance(value, torch.Tensor):
        row: dict[str, Any] = {
            "shape": list(value.shape),
            "dtype": str(value.dtype).removeprefix("torch."),
            "strides": list(value.stride()),
        }
        if value.numel() <= LARGEST and not value.is_meta:
            row["values"] = [element(item) for item in value.reshape(-1).tolist()]
        return row
    if isinstance(value, numpy.ndarray):
        row = {"shape": list(value.shape), "dtype": str(value.dtype), "strides": None}
        if value.size <= LARGEST:
            row["values"] = [element(item) for item in value.reshape(-1).tolist()]
        return row
    if isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, (tuple, list)):
        return [describe(torch, numpy, item) for item in value]
    return {"type": type(value).__name__, "value": element(value)}


def element(value: Any) -> Any:
    """A number for JSON: what JSON has no form for as text."""
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value if isinstance(value, (bool, int, float, str, type(None))) else repr(value)


if __name__ == "__main__":
    main(sys.argv[1:])
