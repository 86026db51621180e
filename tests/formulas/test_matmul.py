from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.formulas.matmul import Operand, chain_cost, matmul, power_products
from flopslint.values.tensor import contiguous_strides


def operand(*shape: int, requires_grad: bool = False) -> Operand:
    return Operand(shape, contiguous_strides(shape), requires_grad)


@pytest.mark.parametrize(
    ("first", "second", "kind", "shape"),
    [
        (operand(4), operand(4), "dot", ()),
        (operand(3, 4), operand(4), "mv", (3,)),
        (operand(4), operand(4, 5), "mm", (5,)),
        (operand(2, 3, 4), operand(4), "mv", (2, 3)),
        (operand(2, 3, 4), operand(4, 5), "mm", (2, 3, 5)),
        (operand(3, 4), operand(2, 4, 5), "bmm", (2, 3, 5)),
        (operand(4), operand(2, 4, 5), "bmm", (2, 5)),
        (operand(4, requires_grad=True), operand(2, 4, 5), "mv", (2, 5)),
        (operand(7, 1, 3, 4), operand(2, 4, 5), "bmm", (7, 2, 3, 5)),
    ],
)
def test_which_product_is_dispatched(first: Operand, second: Operand, kind: str, shape: tuple[int, ...]) -> None:
    chosen = matmul(first, second)
    assert (chosen.kind, chosen.shape, chosen.is_certain) == (kind, shape, True)


def test_unknown_strides_leave_the_product_with_a_vector_open() -> None:
    assert not matmul(Operand((2, 3, 4)), operand(4)).is_certain
    assert matmul(Operand((2, 3, 4)), operand(4, 5)).is_certain


@given(st.lists(st.integers(1, 9), min_size=3, max_size=6))
def test_the_cheapest_order_costs_no_more_than_left_to_right(dims: list[int]) -> None:
    left_to_right = sum(dims[0] * a * b for a, b in pairwise(dims[1:]))
    assert chain_cost(tuple(dims)) <= left_to_right


def test_powers_take_few_products() -> None:
    assert [power_products(n) for n in (0, 1, 2, 3, 4, 5, 11, 12, -3)] == [0, 0, 1, 2, 2, 3, 5, 4, 2]
