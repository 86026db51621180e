"""Records what real torch gives for single expressions: the truth that the catalog's tests replay.

Run it with a Python that has torch: ``python flopslint/devtools/record_oracle.py FILE.cases...``. Beside each file of
cases it writes a JSON file of the same name. A line of a file of cases is an expression and its inputs::

    torch.bmm(a, b) | 2x3x4 2x4x5

Inputs are named a, b, c... in order. An input is ``()`` or dims joined by ``x``, then optionally ``:`` and an element
type, then optionally ``:param`` for a tensor that requires gradients, as parameters do. ``#`` starts a comment line.

Expressions run on the meta device without gradients and are recorded as the structure of the result (shapes and
element types), FLOPs by torch's own counter for each dispatched operation, and the first line of the message if torch
refuses on the CPU. What the meta device refuses is run on the CPU instead.
"""

from __future__ import annotations

import importlib
import json
import re
import string
import sys
import warnings
from pathlib import Path
from typing import Any


def main(paths: list[str]) -> None:
    """Records each file of cases."""
    warnings.simplefilter("ignore")
    for name in paths:
        path = Path(name)
        rows = [record(expression, inputs) for expression, inputs in read_cases(path.read_text(encoding="utf-8"))]
        lines = ",\n".join(json.dumps(row) for row in rows)
        path.with_suffix(".json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        print(f"{path.name}: {len(rows)} cases, {sum('error' in row for row in rows)} refused")


def read_cases(text: str) -> list[tuple[str, list[str]]]:
    """Expressions and input specs of a file of cases."""
    cases = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            expression, _, inputs = line.rpartition("|") if "|" in line else (line, "", "")
            cases.append((expression.strip(), inputs.split()))
    return cases


def record(expression: str, inputs: list[str]) -> dict[str, Any]:
    """One case: run on meta, or on the CPU where meta refuses; refused is what the CPU refuses.

    Where meta accepts what the CPU refuses, the row has both: the result and the error.
    """
    row: dict[str, Any] = {"expression": expression, "inputs": inputs}
    refusal: Exception | None = None
    on_cpu: dict[str, Any] = {}
    try:
        on_cpu = run(expression, inputs, "cpu")
    except Exception as error:  # noqa: BLE001 - whatever torch raises
        refusal = error
    try:
        on_meta = run(expression, inputs, "meta")
    except Exception:  # noqa: BLE001 - the CPU may do better, and words it best
        on_meta = on_cpu
    if refusal is None:
        return row | on_meta
    return row | on_meta | {"error": type(refusal).__name__, "message": first_line(refusal)}


def run(expression: str, inputs: list[str], device: str) -> dict[str, Any]:
    """Structure of the result and FLOPs of each dispatched operation."""
    torch = importlib.import_module("torch")
    counter = importlib.import_module("torch.utils.flop_counter").FlopCounterMode(display=False)
    names: dict[str, Any] = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    if "torchvision" in expression:
        importlib.import_module("torchvision")
    for name, spec in zip(string.ascii_lowercase, inputs, strict=False):
        names[name] = make_input(torch, spec, device)
    with torch.device(device), torch.no_grad(), counter:
        result = eval(expression, names)  # noqa: S307 - our own cases
    counts = counter.get_flop_counts().get("Global", {})
    return {
        "result": describe(torch, result),
        "flops": {str(key).removeprefix("aten."): n for key, n in counts.items()},
    }


def make_input(torch: Any, spec: str, device: str) -> Any:
    """A tensor for an input spec."""
    dims, *marks = spec.split(":")
    shape = [] if dims == "()" else [int(dim) for dim in dims.split("x")]
    dtype = next((getattr(torch, mark) for mark in marks if mark != "param"), torch.float32)
    made = torch.zeros(shape, dtype=dtype, device=device)
    return made.requires_grad_() if "param" in marks else made


def describe(torch: Any, value: Any) -> Any:
    """Tensors by shape and element type, other values as they are, sequences as lists of them."""
    if isinstance(value, torch.Tensor):
        dims = "x".join(map(str, value.shape)) or "()"
        row = {"shape": dims, "dtype": str(value.dtype).removeprefix("torch.")}
        return row if value.is_contiguous() else row | {"contiguous": False}
    if isinstance(value, (tuple, list)):
        return [describe(torch, item) for item in value]
    if isinstance(value, (bool, int, float, str, type(None))):
        return value
    return repr(value)


def first_line(error: Exception) -> str:
    """The first line of a message, without the place in compiled source that some begin with."""
    return re.sub(r"^\w+, /\S+:\d+, ", "", (str(error).splitlines() or [""])[0])


if __name__ == "__main__":
    main(sys.argv[1:])
