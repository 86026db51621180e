from __future__ import annotations

from dataclasses import replace

import pytest

from flopslint.core.dtype import FLOAT32
from flopslint.core.gap import Gap, GapKind
from flopslint.graph.build import build_graph
from flopslint.graph.propagate import CannotPropagate, propagate
from flopslint.values.events import OpCall, Repeated
from flopslint.values.tensor import Tensor, TensorType
from flopslint.values.value import Value
from tests.graph.made_graphs import call, run_of, tensor

X, WEIGHT, H, Y = tensor(1, 4), tensor(8, 4), tensor(1, 8), tensor(2, 8)
FIRST = call("linear", [X, WEIGHT], [H], input=X, weight=WEIGHT)
IN_PLACE = call("add_", [H, H], [H], input=H, other=H)
JOINED = call("cat", [H, H], [Y], tensors=[H, H], dim=0)
RUN = run_of({"x": X}, [FIRST, IN_PLACE, JOINED], Y)


def apply(call: OpCall, arguments: dict[str, Value]) -> Value:
    """The shape rules of three ops."""
    if call.op == "linear":
        given, weight = arguments["input"], arguments["weight"]
        if given.shape[-1] != weight.shape[1]:
            raise CannotPropagate("linear does not fit")
        return Tensor((*given.shape[:-1], weight.shape[0]), FLOAT32)
    if call.op == "add_":
        return arguments["input"]
    rows = sum(one.shape[0] for one in arguments["tensors"])
    return Tensor((rows, *arguments["tensors"][0].shape[1:]), FLOAT32)


def of(*shape: int) -> TensorType:
    return TensorType(shape, FLOAT32)


def test_agrees_with_the_run_at_its_input() -> None:
    found = propagate(build_graph(RUN), {}, apply)
    assert found.disagreements() == []
    assert len(found.edges) == 6
    assert [one.shape for one in found.outputs] == [(2, 8)]


def test_another_size_where_nothing_was_decided_by_it() -> None:
    found = propagate(build_graph(replace(RUN, decided_by_dim=False)), {"x": of(5, 4)}, apply)
    assert [one.shape for one in found.outputs] == [(10, 8)]
    assert len(found.disagreements()) == 6


@pytest.mark.parametrize("decided", [True, None])
def test_another_size_is_refused_where_it_may_have_decided_something(decided: bool | None) -> None:
    with pytest.raises(CannotPropagate, match="size of its input"):
        propagate(build_graph(replace(RUN, decided_by_dim=decided)), {"x": of(5, 4)}, apply)


def test_an_argument_computed_from_a_dim_is_refused() -> None:
    sized = replace(JOINED, decided_by_dim=True)
    run = replace(RUN, events=(FIRST, IN_PLACE, sized), decided_by_dim=False)
    with pytest.raises(CannotPropagate, match="an argument of cat"):
        propagate(build_graph(run), {"x": of(5, 4)}, apply)
    assert propagate(build_graph(run), {"x": of(1, 4)}, apply).disagreements() == []


def test_shapes_that_do_not_fit() -> None:
    with pytest.raises(CannotPropagate, match="linear does not fit"):
        propagate(build_graph(replace(RUN, decided_by_dim=False)), {"x": of(5, 3)}, apply)


def test_what_is_not_decided_is_refused() -> None:
    gap = Gap(GapKind.UNDECIDED_LOOP, "how often is not known")
    for events in ((FIRST, Repeated(gap=gap, events=(IN_PLACE,)), JOINED), (FIRST, replace(JOINED, gap=gap))):
        with pytest.raises(CannotPropagate, match="how often"):
            propagate(build_graph(replace(RUN, events=events)), {}, apply)
    with pytest.raises(CannotPropagate, match="end"):
        propagate(build_graph(replace(RUN, forward_ended=False)), {}, apply)
    with pytest.raises(CannotPropagate, match="no input 'y'"):
        propagate(build_graph(RUN), {"y": of(1)}, apply)
