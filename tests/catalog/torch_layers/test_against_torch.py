"""Programs with layers, evaluated by us: every result is the one recorded from real torch (``record.py``)."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from flopslint.costs.conventions.torch import CONVENTION
from flopslint.evaluator.stack import on_large_stack
from flopslint.values.events import OpCall
from flopslint.values.value import Instance
from tests.evaluator.evaluation import Evaluated, evaluate_module, first_unknown

HERE = Path(__file__).parent
FILES = ("constructors", "forwards", "protocol", "refusals")


@functools.cache
def recorded(file: str) -> dict[str, Any]:
    """What torch gave for a case file."""
    outcome: dict[str, Any] = json.loads((HERE / "recorded" / f"{file}.json").read_text(encoding="utf-8"))
    return outcome


@functools.cache
def evaluated(file: str) -> Evaluated:
    """What we give for it."""
    return evaluate_module(HERE / "cases", file)


@pytest.mark.parametrize(("file", "check"), [(file, check) for file in FILES for check in recorded(file)])
def test_same_as_torch(file: str, check: str) -> None:
    """The result of one check, described with its types, is torch's."""
    ours = evaluated(file)
    assert ours.ended_by is None, f"ended early: {ours.ended_by!r}"
    result = ours.value("RESULT")
    assert check in result, f"not reached; {[use.gap.reason for use in ours.gaps][:3]}"
    assert first_unknown(result[check]) is None, first_unknown(result[check])
    assert ours.describe(result[check]) == recorded(file)[check]


@functools.cache
def called() -> Evaluated:
    """The case file with forwards, its cases called once more with op calls recorded, as in a model's forward."""
    ours = evaluate_module(HERE / "cases", "forwards")
    ours.machine.is_building = False
    on_large_stack(lambda: ours.machine.call(ours.value("run"), (ours.value("CASES"),)))
    return ours


def _below(layer: Instance) -> set[int]:
    found = {id(layer)}
    for child in layer.attributes["_modules"].values():
        if isinstance(child, Instance):
            found |= _below(child)
    return found


@pytest.mark.parametrize("case", recorded("forwards_flops"))
def test_flops(case: str) -> None:
    """The FLOPs of one call of a layer are those of torch's own counter on the meta device."""
    ours = called()
    layers = _below(ours.value("LAYERS")[case])
    calls = [event for event in ours.machine.events if isinstance(event, OpCall) and id(event.layer) in layers]
    assert sum(CONVENTION.of_op(call) for call in calls) == recorded("forwards_flops")[case]
