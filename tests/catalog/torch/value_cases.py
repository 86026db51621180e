"""Replays recorded expressions on the evaluator and compares shapes, types, strides and values."""

from __future__ import annotations

import functools
import json
import math
import re
import tempfile
from pathlib import Path
from typing import Any

from flopslint.core.errors import SourceError
from flopslint.evaluator.imports.modules import find_module, run_module
from flopslint.evaluator.interpreter import Interpreter
from flopslint.evaluator.stack import on_large_stack
from flopslint.frontend.lower import lower_expression
from flopslint.values.context import Halt, Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import Frame, Instance, ModuleValue, Undecided, Unknown
from tests.evaluator.evaluation import program

ORACLE = Path(__file__).parent / "oracle"
PREAMBLE = "import numpy as np\nimport torch\nimport torch.nn.functional as F\nfrom math import nan, inf\n"
TOLERANCES = {"float16": 2e-3, "bfloat16": 2e-2, "float32": 1e-6, "complex64": 1e-6}
ABSOLUTE = {"float16": 1e-6, "bfloat16": 1e-6, "float32": 2e-7, "complex64": 2e-7}


def cases(family: str, folder: Path = ORACLE) -> list[dict[str, Any]]:
    """Recorded cases of one family."""
    rows: list[dict[str, Any]] = json.loads((folder / f"{family}.values.json").read_text(encoding="utf-8"))
    return rows


@functools.cache
def machine(preamble: str = PREAMBLE) -> tuple[Interpreter, ModuleValue]:
    """An interpreter in whose module the names of the expressions are known."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "snippet.py").write_text(preamble, encoding="utf-8")
        made = Interpreter(program(Path(folder)))
        module = find_module(made, "snippet")
        if module is None:
            raise LookupError("snippet")
        on_large_stack(lambda: run_module(made, module))
        return made, module


def replay(expression: str, preamble: str = PREAMBLE) -> Any:
    """What an expression evaluates to; an Unknown or a Raised where it does."""
    interpreter, module = machine(preamble)
    frame = Frame(module, None, None, names=dict(module.namespace))

    def work() -> Any:
        try:
            return interpreter.evaluate(lower_expression(expression, "case.py"), frame)
        except Raised as raised:
            return raised
        except Undecided as undecided:
            return undecided.unknown
        except (Halt, SourceError) as ended:
            raise AssertionError(repr(ended)) from None

    interpreter.current_frame = frame
    return on_large_stack(work)


def check(row: dict[str, Any], preamble: str = PREAMBLE) -> None:
    """Compares what we give for a case with what the library gave."""
    got = replay(row["expression"], preamble)
    if "error" in row:
        assert isinstance(got, Raised), f"refused: {row['error']}: {row['message']}, not {got!r}"
        text = machine(preamble)[0].text_of(got.value)
        assert got.value.cls.name == row["error"], text
        missing = set(re.findall(r"\d+", row["message"])) - set(re.findall(r"\d+", str(text)))
        assert not missing, f"{row['message']}\nnot: {text}"
        return
    if isinstance(got, Raised):
        raise AssertionError(f"{got.value.cls.name}: {machine(preamble)[0].text_of(got.value)}")  # noqa: TRY004
    compare(got, row["result"], followed=row["followed"])


def compare(got: Any, wanted: Any, *, followed: bool) -> None:
    """Asserts that a value is the one described."""
    if isinstance(got, Unknown):
        assert not followed, f"unknown: {got.gap.reason}"
        return
    if isinstance(got, Tensor):
        compare_tensor(got, wanted, followed=followed)
        return
    if isinstance(got, Instance) and isinstance(got.payload, tuple):
        got = got.payload
    if isinstance(got, (tuple, list)):
        assert len(got) == len(wanted)
        for item, described in zip(got, wanted, strict=True):
            compare(item, described, followed=followed)
        return
    assert isinstance(wanted, dict), (got, wanted)
    assert "value" in wanted, (got, wanted)
    assert type(got).__name__ == wanted["type"] or wanted["type"] not in {"int", "float", "bool", "str"}
    assert same_number(got, wanted["value"], 1e-6, 1e-9), (got, wanted["value"])


def compare_tensor(got: Tensor, wanted: Any, *, followed: bool) -> None:
    """Asserts that a tensor is the one described."""
    assert isinstance(wanted, dict), wanted
    assert list(got.shape) == wanted["shape"]
    assert got.dtype.name == wanted["dtype"].removesuffix("_")
    if got.strides is not None and wanted["strides"] is not None and got.count > 1:
        pairs = zip(got.strides, wanted["strides"], got.shape, strict=True)
        assert all(a == b or dim == 1 for a, b, dim in pairs), (got.strides, wanted["strides"])
    if got.array is None or not got.array.is_known:
        assert not followed or "values" not in wanted, "values are not known"
        return
    assert got.array.shape == got.shape
    if "values" in wanted:
        relative, absolute = TOLERANCES.get(got.dtype.name, 1e-12), ABSOLUTE.get(got.dtype.name, 1e-15)
        values = got.array.flat()
        close = [same_number(a, b, relative, absolute) for a, b in zip(values, wanted["values"], strict=True)]
        assert all(close), (values, wanted["values"])


def same_number(got: Any, wanted: Any, relative: float, absolute: float) -> bool:
    """Whether two elements agree; floats and complex numbers within a tolerance."""
    if isinstance(wanted, str) and not isinstance(got, str):
        wanted = complex(wanted) if "j" in wanted else float(wanted)
    if isinstance(got, complex) and isinstance(wanted, complex):
        return same_number(got.real, wanted.real, relative, absolute) and same_number(
            got.imag, wanted.imag, relative, absolute
        )
    if isinstance(got, float) and isinstance(wanted, (int, float)):
        if math.isnan(got) or math.isnan(wanted):
            return math.isnan(got) and math.isnan(wanted)
        return math.isclose(got, wanted, rel_tol=relative, abs_tol=absolute)
    return type(got) is type(wanted) and bool(got == wanted)
