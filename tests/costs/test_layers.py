from __future__ import annotations

from flopslint.core.conflict import Conflict, ConflictKind
from flopslint.core.count import Bound
from flopslint.core.gap import Effect
from flopslint.costs.layers import layer_tree
from flopslint.costs.model_costs import ModelCosts
from flopslint.values.events import GapUse
from flopslint.values.tensor import Tensor
from tests.costs.made_runs import GAP, layer, run, unknown


def test_order_and_names_are_those_of_named_modules() -> None:
    shared = layer()
    root = layer(a=layer(x=shared, y=layer()), b=shared, c=None, d=layer())
    tree = layer_tree(run(root))
    assert tree is not None
    assert [node.name for node in tree.nodes] == ["", "a", "a.x", "a.y", "d"]
    assert [node.depth for node in tree.nodes] == [0, 1, 2, 2, 1]
    assert tree.of(shared) is tree.named("a.x")


def test_a_tied_parameter_is_its_first_owners() -> None:
    tied = Tensor((100, 8), requires_grad=True)
    root = layer(
        params={"scale": (3,)},
        embed=layer(params={"weight": tied}),
        head=layer(params={"weight": tied, "bias": (100,)}),
    )
    costs = ModelCosts(run(root))
    assert [node.params for node in costs.nodes] == [3, 800, 100]
    assert costs.params == 903


def test_trainable_and_buffers_are_apart() -> None:
    root = layer(params={"weight": (4, 4)}, norm=layer(params={"weight": Tensor((4,), requires_grad=False)}))
    root.attributes["_buffers"] = {"mean": Tensor((4,)), "count": Tensor(()), "none": None}
    costs = ModelCosts(run(root))
    assert [costs.params, costs.trainable, costs.buffers] == [20, 16, 5]


def test_a_tainted_layer_is_at_least() -> None:
    child = layer(params={"weight": (2, 2)})
    child.taint = GAP
    costs = ModelCosts(run(layer(child=child)))
    assert costs.params.bound is Bound.AT_LEAST
    assert costs.params.min == 4
    assert costs.nodes[0].params.exact
    assert [str(reason) for reason in costs.params.reasons] == ["net.py:9: torch.magic is not known"]


def test_an_unknown_entry_makes_its_table_at_least() -> None:
    costs = ModelCosts(run(layer(params={"weight": unknown()})))
    assert costs.params.bound is Bound.AT_LEAST
    assert costs.buffers == 0
    costs = ModelCosts(run(layer(child=unknown())))
    assert costs.params.bound is Bound.AT_LEAST
    assert costs.buffers.bound is Bound.AT_LEAST


def test_a_gap_without_a_place_is_charged_to_the_root() -> None:
    uses = (GapUse(gap=GAP, effects=frozenset({Effect.BUFFERS})),)
    costs = ModelCosts(run(layer(a=layer(params={"weight": (2,)})), gaps=uses))
    assert costs.params == 2
    assert costs.nodes[0].buffers.bound is Bound.AT_LEAST
    assert costs.buffers.bound is Bound.AT_LEAST


def test_a_build_that_did_not_end_is_at_least() -> None:
    conflict = Conflict(kind=ConflictKind.RAISES, message="ValueError: depth")
    costs = ModelCosts(run(layer(params={"w": (2,)}), build_ended=False, was_run=False, conflicts=(conflict,)))
    assert costs.params.bound is Bound.AT_LEAST
    assert [reason.text for reason in costs.params.reasons] == ["ValueError: depth"]
    assert costs.table("torch").total.bound is Bound.UNKNOWN


def test_nothing_built_is_unknown() -> None:
    costs = ModelCosts(run(None, build_ended=False, was_run=False))
    assert costs.params.bound is Bound.UNKNOWN
    assert costs.table("mac").total.bound is Bound.UNKNOWN
    assert costs.params.reasons


def test_a_deep_chain_needs_no_stack() -> None:
    root = layer()
    for _ in range(5000):
        root = layer(inner=root)
    tree = layer_tree(run(root))
    assert tree is not None
    assert len(tree.nodes) == 5001


def test_a_layer_that_contains_itself() -> None:
    root = layer()
    root.attributes["_modules"]["me"] = root
    tree = layer_tree(run(root))
    assert tree is not None
    assert [node.name for node in tree.nodes] == [""]
