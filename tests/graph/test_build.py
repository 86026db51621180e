from __future__ import annotations

from flopslint.core.gap import Gap, GapKind
from flopslint.graph.build import build_graph
from flopslint.graph.check import disagreements
from flopslint.graph.collapse import collapse
from flopslint.graph.model import OUTPUT, input_node
from flopslint.graph.queries import critical_path, path, unused_calls
from flopslint.values.events import Alternatives
from tests.graph.made_graphs import call, ref, run_of, tensor

X, WEIGHT = tensor(1, 4), tensor(8, 4)
H, SIDE, Y = tensor(1, 8), tensor(1, 8), tensor(1, 8)
FIRST = call("linear", [X, WEIGHT], [H], input=X, weight=WEIGHT)
LOST = call("relu", [H], [SIDE], input=H)
SUM = call("add", [H, H], [Y], input=H, other=H)
RUN = run_of({"x": X}, [FIRST, LOST, SUM], {"logits": Y})


def test_a_node_for_each_op_call_and_an_edge_for_each_tensor() -> None:
    graph = build_graph(RUN)
    assert graph.in_order() == [input_node("x"), FIRST.id, LOST.id, SUM.id, OUTPUT]
    assert [(edge.source, edge.target) for edge in graph.edges()] == [
        (input_node("x"), FIRST.id), (FIRST.id, LOST.id), (FIRST.id, SUM.id), (FIRST.id, SUM.id), (SUM.id, OUTPUT),
    ]  # fmt: skip
    assert graph.call(SUM.id) is SUM
    assert graph.call(OUTPUT) is None
    given = graph.input(input_node("x"))
    assert given is not None
    assert given.name == "x"
    assert disagreements(graph) == []


def test_an_op_in_place_is_the_maker_from_then_on() -> None:
    shift = call("add_", [H, H], [H])
    graph = build_graph(run_of({"x": X}, [FIRST, shift, LOST], SIDE))
    assert path(graph, FIRST.id, LOST.id) == [FIRST.id, shift.id, LOST.id]


def test_both_sides_of_an_undecided_branch_are_in_it() -> None:
    gap = Gap(GapKind.UNDECIDED_BRANCH, "no one knows")
    graph = build_graph(run_of({"x": X}, [FIRST, Alternatives(gap=gap, sides=((LOST,), (SUM,)))], [Y, SIDE]))
    assert {LOST.id, SUM.id} <= set(graph.network.predecessors(OUTPUT))


def test_an_edge_whose_ends_differ_is_found() -> None:
    wrong = call("relu", [tensor(2, 2)], [SIDE])
    taken = ref(tensor(9, 9))
    object.__setattr__(wrong, "inputs", (type(taken)(id=H.id, type=taken.type),))
    (found,) = disagreements(build_graph(run_of({"x": X}, [FIRST, wrong], SIDE)))
    assert found.made.shape == (1, 8)
    assert found.taken.shape == (9, 9)


def test_queries() -> None:
    graph = build_graph(RUN)
    assert unused_calls(graph) == [LOST]
    assert critical_path(graph, lambda one: one.work.multiply_adds) == [FIRST, LOST]
    assert path(graph, LOST.id, OUTPUT) == []


def test_collapse() -> None:
    network = collapse(build_graph(RUN), lambda *_: "net")
    assert list(network.nodes) == [input_node("x"), "net", OUTPUT]
    assert network.number_of_edges() == 2
    assert network.nodes["net"]["calls"] == [FIRST, LOST, SUM]
