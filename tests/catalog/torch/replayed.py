"""Evaluates the lines of ``expressions/*.txt`` and compares what comes out with what torch gave."""

from __future__ import annotations

import functools
import json
import math
import re
import tempfile
from pathlib import Path
from typing import Any

from flopslint.values.tensor import Tensor
from flopslint.values.value import Unknown, Value
from tests.evaluator.evaluation import Evaluated, evaluate_module

FOLDER = Path(__file__).parent / "expressions"
Row = tuple[str, str, Any]


def rows(family: str) -> list[Row]:
    """The recorded lines of a family: the line, "value" or the exception's name, and the value or message."""
    recorded = json.loads((FOLDER / f"{family}.json").read_text(encoding="utf-8"))
    return [(line, outcome, value) for line, outcome, value in recorded]


@functools.cache
def evaluated(family: str) -> Evaluated:
    """All lines of a family in one module, each in a function of its own: ``results`` maps lines to outcomes."""
    preamble = (FOLDER / "preamble.py").read_text(encoding="utf-8")
    heads, _, names = preamble.partition("F\n\n")
    parts = [f"{heads}F", "results = {}"]
    for number, (line, _outcome, _value) in enumerate(rows(family)):
        body = line[1:].split("; ") if line.startswith("!") else [f"r = {line}"]
        last = "r" if any(re.search(r"\br ?=[^=]", part) for part in body) else "x"
        indented = "\n        ".join(body)
        parts.append(
            f"def case_{number}():\n    {'    '.join(names.splitlines(keepends=True))}\n    try:\n        {indented}\n"
            f"        return 'value', {last}\n    except Exception as error:\n"
            f"        return type(error).__name__, str(error)\nresults[{number}] = case_{number}()"
        )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "lines.py").write_text("\n".join(parts), encoding="utf-8")
        return evaluate_module(Path(folder), "lines")


def check(family: str, number: int) -> None:
    """Asserts that one line comes out as in torch; what is unknown may stay so only within a tensor's values."""
    line, outcome, expected = rows(family)[number]
    run = evaluated(family)
    assert run.ended_by is None
    result = run.value("results")[number]
    assert not isinstance(result, Unknown), f"{line}: {result}"
    kind, value = result
    assert kind == outcome, f"{line}: {kind} {value}"
    if outcome == "value":
        compare(run, line, value, expected)
    else:
        assert value.split("\n")[0] == expected or figures(value) == figures(expected) != [], f"{line}: {value}"


def figures(message: str) -> list[str]:
    """The numbers of a message."""
    return re.findall(r"\d+", message)


def compare(run: Evaluated, line: str, value: Value, expected: Any) -> None:
    """Asserts that a value is as described."""
    if isinstance(expected, dict):
        assert isinstance(value, Tensor), f"{line}: {value}"
        assert list(value.shape) == expected["shape"], line
        assert value.dtype.name == expected["dtype"], line
        if value.strides is not None and value.count:
            wide = [place for place, dim in enumerate(value.shape) if dim > 1]
            assert [value.strides[p] for p in wide] == [expected["strides"][p] for p in wide], line
        if value.array is not None and value.array.is_known and expected["values"] is not None:
            assert near(value.array.flat(), expected["values"]), f"{line}: {value.array.flat()}"
    elif isinstance(expected, list):
        assert len(value) == len(expected), line
        for item, wanted in zip(value, expected, strict=True):
            compare(run, line, item, wanted)
    else:
        assert run.machine.representation_of(value) == expected, line


def near(found: list[Any], expected: list[Any]) -> bool:
    """Whether elements agree but for rounding."""
    return len(found) == len(expected) and all(
        one == other
        or (isinstance(one, float) and math.isnan(one) and math.isnan(other))
        or math.isclose(one, other, rel_tol=1e-6)
        for one, other in zip(found, expected, strict=True)
    )
