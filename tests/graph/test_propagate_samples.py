"""On every sample model, shapes pushed through the graph agree with the evaluation, or it says that it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.input_spec import parse_input_spec
from flopslint.evaluator.runs.run import Request
from flopslint.graph.build import build_graph, calls_in_order
from flopslint.graph.check import disagreements
from flopslint.graph.propagate import CannotPropagate, Propagation, propagate
from flopslint.project.reapply import reapplication
from flopslint.project.session import Settings, open_session
from flopslint.values.events import ModelRun
from flopslint.values.tensor import TensorType
from tests.sample_models.expected import RUNNABLE, expected, target


def evaluate(name: str, spec: str) -> ModelRun:
    """The sample's run at an input, with the dims of the input followed."""
    path, _, expression = target(name).partition("::")
    session = open_session(Settings(), [path])
    return session.pipeline.evaluate(
        Request(
            path=Path(path),
            module=None,
            expression=session.pipeline.expression(expression),
            target=name,
            name=name,
            inputs=(parse_input_spec(spec),),
            origin="test",
            traces_dims=True,
        )
    )


def assert_refused_for_its_size(run: ModelRun, said: str) -> None:
    """It may only refuse where something came from a dim."""
    assert "size of" in said
    assert run.decided_by_dim or any(call.decided_by_dim for call in calls_in_order(run.events))


def shapes(found: Propagation) -> list[tuple[tuple[int, ...], str]]:
    """What went over each edge, in order."""
    return [(type_.shape, type_.dtype.name) for _, type_ in found.edges]


@pytest.mark.parametrize("name", RUNNABLE)
def test_at_its_own_input_and_at_another(name: str) -> None:
    first, second = (run["input"] for run in expected(name)["runs"])
    run = evaluate(name, first)
    apply = reapplication(open_session(Settings(), []).pipeline.program(None))
    graph = build_graph(run)
    assert disagreements(graph) == []
    at_home = propagate(graph, {}, apply)
    assert at_home.disagreements() == []
    assert len(at_home.edges) > 5

    (given,) = run.inputs
    other = TensorType(parse_input_spec(second).shape, given.ref.type.dtype)
    try:
        pushed = propagate(graph, {given.name: other}, apply)
    except CannotPropagate as reason:
        assert_refused_for_its_size(run, str(reason))
        return
    assert shapes(pushed) == shapes(propagate(build_graph(evaluate(name, second)), {}, apply))


def test_some_answer_at_another_size() -> None:
    """Otherwise the test above would hold of a graph that never answers."""
    answered = [name for name in RUNNABLE if not evaluate(name, expected(name)["runs"][0]["input"]).decided_by_dim]
    assert answered
