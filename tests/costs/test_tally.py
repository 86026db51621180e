from __future__ import annotations

import pytest

from flopslint.core.conflict import Conflict, ConflictKind
from flopslint.core.count import Bound, total
from flopslint.core.errors import ConfigError
from flopslint.core.gap import Effect
from flopslint.costs.convention import conventions, find_convention
from flopslint.costs.counted import COUNTED
from flopslint.costs.model_costs import ModelCosts
from flopslint.costs.rollup import with_below
from flopslint.values.events import Alternatives, GapUse, Repeated, Uncounted
from tests.costs.made_runs import GAP, layer, layer_call, op, run

CHILD = layer()
ROOT = layer(child=CHILD)


def test_conventions_are_found_in_their_folder() -> None:
    assert conventions().names() == ["fvcore", "mac", "mac-bias", "molchanov", "torch"]
    assert all(one.source.startswith("https://") and one.version for one in conventions())
    with pytest.raises(ConfigError, match="did you mean 'mac'"):
        find_convention("macs")


def test_rows_by_convention() -> None:
    costs = ModelCosts(
        run(ROOT, op(CHILD, 100, 10), op(CHILD, 100, 10), op(ROOT, 7, aten="bmm"), op(ROOT, 5, aten="dot"))
    )
    assert list(costs.table("mac").rows) == [7, 200]
    assert list(costs.table("torch").rows) == [14, 400]
    assert list(costs.table("mac-bias").rows) == [7, 220]
    assert costs.table("torch").total == 414


def test_additions_of_operations_that_are_not_counted_do_not_count() -> None:
    costs = ModelCosts(run(ROOT, op(CHILD, 0, 1000, aten="add")))
    assert costs.table("mac-bias").total == 0


def test_a_layer_outside_the_tree_is_charged_to_the_layer_around_it() -> None:
    hidden = layer()
    events = (
        layer_call(1, ROOT),
        layer_call(2, CHILD, 1),
        layer_call(3, hidden, 2),
        op(hidden, 9, layer_call=3),
        op(None, 4),
    )
    costs = ModelCosts(run(ROOT, *events))
    assert list(costs.table("mac").rows) == [4, 9]
    assert {name: uses for name, (uses, _) in costs.calls.items()} == {"": 1, "child": 1}


def test_alternatives_give_both_limits() -> None:
    event = Alternatives(gap=GAP, sides=((op(CHILD, 10),), (op(CHILD, 30), op(ROOT, 1))))
    table = ModelCosts(run(ROOT, op(CHILD, 100), event)).table("mac")
    assert (table.rows[1].min, table.rows[1].max) == (110, 130)
    assert (table.rows[0].min, table.rows[0].max) == (0, 1)
    assert table.total.bound is Bound.BETWEEN
    assert [reason.line for reason in table.total.reasons] == [9]


def test_alternatives_of_equal_cost_are_exact() -> None:
    event = Alternatives(gap=GAP, sides=((op(CHILD, 10),), (op(CHILD, 4), op(CHILD, 6))))
    assert ModelCosts(run(ROOT, event)).table("mac").total == 10


def test_a_side_with_a_gap_has_no_upper_limit() -> None:
    event = Alternatives(gap=GAP, sides=((op(CHILD, 10, gap=GAP),), (op(CHILD, 40),)))
    count = ModelCosts(run(ROOT, event)).table("mac").total
    assert (count.min, count.max) == (10, None)


def test_repeated_is_at_least_nothing() -> None:
    table = ModelCosts(run(ROOT, op(CHILD, 5), Repeated(gap=GAP, events=(op(CHILD, 10),)))).table("mac")
    assert (table.total.min, table.total.max) == (5, None)


@pytest.mark.parametrize("event", [op(CHILD, 0, gap=GAP), Uncounted(gap=GAP, layer=CHILD), Uncounted(gap=GAP)])
def test_what_is_not_known_is_at_least(event: object) -> None:
    table = ModelCosts(run(ROOT, op(CHILD, 5), event)).table("torch")  # type: ignore[arg-type]
    assert (table.total.min, table.total.bound) == (10, Bound.AT_LEAST)
    assert table.total.reasons


def test_a_gap_that_affects_flops_loosens_the_root() -> None:
    uses = (GapUse(gap=GAP, effects=frozenset({Effect.FLOPS})),)
    table = ModelCosts(run(ROOT, op(CHILD, 5), gaps=uses)).table("mac")
    assert table.rows[0].bound is Bound.AT_LEAST
    assert table.rows[1].exact
    assert table.total.bound is Bound.AT_LEAST


def test_a_gap_of_an_undecided_branch_still_removes_the_upper_limit() -> None:
    event = Alternatives(gap=GAP, sides=((op(CHILD, 10),), ()))
    uses = (GapUse(gap=GAP, effects=frozenset({Effect.FLOPS})),)
    assert ModelCosts(run(ROOT, event, gaps=uses)).table("mac").total.max is None


def test_a_forward_that_raises_is_at_least() -> None:
    conflict = Conflict(kind=ConflictKind.SHAPE_MISMATCH, message="does not fit")
    table = ModelCosts(run(ROOT, op(CHILD, 5), forward_ended=False, conflicts=(conflict,))).table("mac")
    assert (table.total.min, table.total.max) == (5, None)
    assert [reason.text for reason in table.total.reasons] == ["does not fit"]


def test_no_input_is_unknown_and_not_zero() -> None:
    table = ModelCosts(run(ROOT, was_run=False)).table("torch")
    assert table.total.bound is Bound.UNKNOWN
    assert [reason.text for reason in table.total.reasons] == ["no input"]
    assert all(row.bound is Bound.UNKNOWN for row in table.rows)


def test_totals_are_the_sums_of_rows() -> None:
    inner = Alternatives(gap=GAP, sides=((op(ROOT, 1),), (op(CHILD, 2), Repeated(gap=GAP, events=(op(ROOT, 3),)))))
    costs = ModelCosts(run(ROOT, op(CHILD, 5), inner, op(CHILD, gap=GAP)))
    for convention in conventions():
        table = costs.table(convention.name)
        whole = total(table.rows)
        assert (whole.min, whole.max) == (table.total.min, table.total.max)


def test_sums_over_everything_below() -> None:
    root = layer(a=layer(x=CHILD), b=layer())
    costs = ModelCosts(run(root, op(CHILD, 5), op(root, 1)))
    assert with_below(costs.nodes, costs.table("mac").rows) == [6, 5, 5, 0]


def test_the_counted_operations_are_those_of_torch() -> None:
    assert {"mm", "addmm", "bmm", "baddbmm", "convolution"} <= COUNTED
    assert not {"mv", "dot", "addbmm", "addmv", "native_layer_norm"} & COUNTED


def test_the_additions_of_an_attention_mask_are_no_bias() -> None:
    costs = ModelCosts(run(ROOT, op(CHILD, 100, 10, aten="scaled_dot_product_attention")))
    assert costs.table("mac-bias").total == 100
