"""What is known after an evaluation that rests on something unknown is true, whatever that is.

Programs made at random are evaluated once with unknown conditions, and run by CPython for each way these may come out.
"""

from __future__ import annotations

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest

from flopslint.evaluator.operations.operators import unwrapped
from flopslint.values.value import Instance, Reference, Unknown, Value
from tests.evaluator.evaluation import evaluate_module
from tests.evaluator.made_programs import Maker

NAMES = ("a", "b", "g", "x", "y", "d", "s", "o", "r", "t", "u", "z")
PROGRAMS = 150
ROUNDS = 3


def disagreement(ours: Value, true: Any, path: str = "") -> str | None:
    """Where what is known differs from what is so; None where nothing does."""
    if type(ours) is Unknown:
        return None
    if isinstance(ours, Instance) and not isinstance(true, (int, list, dict, set, tuple)):
        return disagreement(ours.attributes, vars(true), f"{path}.")
    ours = unwrapped(ours)
    if type(ours) is not type(true):
        return f"{path}: {ours!r} is not {true!r}"
    if isinstance(ours, (list, tuple)):
        is_open = bool(ours) and type(ours[-1]) is Unknown and ours[-1].rest
        known = ours[:-1] if is_open else ours
        if len(known) > len(true) or (len(known) != len(true) and not is_open):
            return f"{path}: {len(known)} items{' or more' if is_open else ''} are not {len(true)}"
        found = (disagreement(a, b, f"{path}[{i}]") for i, (a, b) in enumerate(zip(known, true, strict=False)))
        return next((item for item in found if item is not None), None)
    if isinstance(ours, dict):
        return _in_mapping(ours, true, path)
    if isinstance(ours, set):
        certain = {item for item in ours if type(item) is not Unknown}
        wrong = certain - true if len(certain) != len(ours) else certain ^ true
        return f"{path}: {ours!r} is not {true!r}" if wrong else None
    return None if ours == true else f"{path}: {ours!r} is not {true!r}"


def _in_mapping(ours: dict[Value, Value], true: dict[Any, Any], path: str) -> str | None:
    is_open = any(type(key) is Unknown for key in ours)
    for key, value in ours.items():
        if type(key) is Unknown or (type(value) is Unknown and value.rest and key not in true):
            continue
        if key not in true:
            return f"{path}[{key!r}] is not there"
        found = disagreement(value, true[key], f"{path}[{key!r}]")
        if found is not None:
            return found
    missing = [key for key in true if key not in ours]
    return f"{path}: has {missing} too" if missing and not is_open else None


def really(source: str, c0: bool, c1: bool, c2: bool, n: int) -> dict[str, Any] | None:
    """The names that CPython leaves, or None where the program raises."""
    names: dict[str, Any] = {"c0": c0, "c1": c1, "c2": c2, "n": n}
    try:
        exec(compile(source, "made", "exec"), names)  # noqa: S102 - a program of our own
    except (LookupError, TypeError, NameError, ValueError, RecursionError):
        return None
    return {name: copy.deepcopy(names[name]) for name in NAMES if name in names}


@pytest.mark.parametrize("seed", range(PROGRAMS))
def test_what_is_known_is_true(tmp_path: Path, seed: int) -> None:
    source = Maker(seed).program()
    unknown = "import nowhere\nc0, c1, c2, n = nowhere.a, nowhere.b, nowhere.c, nowhere.n\n"
    (tmp_path / "made.py").write_text(unknown + source, encoding="utf-8")
    found = evaluate_module(tmp_path, "made")
    if found.ended_by is not None:
        return
    namespace = found.module.namespace
    for c0, c1, c2 in itertools.product((False, True), repeat=3):
        for n in range(ROUNDS):
            true = really(source, c0, c1, c2, n)
            for name in true or ():
                ours = namespace.get(name)
                if name in namespace and type(ours) is not Reference:
                    wrong = disagreement(ours, (true or {})[name], name)
                    assert wrong is None, f"c0={c0} c1={c1} c2={c2} n={n}: {wrong}\n{source}"
