from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.formulas.algebra import (
    Misfit,
    axis_of,
    broadcast,
    broadcasts_to,
    ceiling_division,
    product,
    replaced,
    without_axes,
)

SHAPES = st.lists(st.integers(1, 4), max_size=4).map(tuple)


@given(SHAPES)
def test_a_shape_broadcasts_with_itself_and_with_nothing(shape: tuple[int, ...]) -> None:
    assert broadcast(shape, shape) == broadcast(shape, ()) == broadcast((), shape) == shape


@given(SHAPES, SHAPES)
def test_both_sides_broadcast_to_the_result(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    fits = all(1 in {a, b} or a == b for a, b in zip(reversed(first), reversed(second), strict=False))
    if not fits:
        with pytest.raises(Misfit) as caught:
            broadcast(first, second)
        axis = caught.value.axis
        assert {caught.value.first, caught.value.second} == {first[axis], second[axis]}
        return
    shape = broadcast(first, second)
    assert shape == broadcast(second, first)
    assert broadcasts_to(first, shape)
    assert broadcasts_to(second, shape)


def test_an_empty_axis_broadcasts_with_one() -> None:
    assert broadcast((0, 3), (1, 1)) == (0, 3)
    with pytest.raises(Misfit):
        broadcast((0,), (2,))


@pytest.mark.parametrize(("axis", "rank", "found"), [(0, 3, 0), (-1, 3, 2), (3, 3, None), (-4, 3, None), (0, 0, 0)])
def test_axes_count_from_either_end(axis: int, rank: int, found: int | None) -> None:
    assert axis_of(axis, rank) == found


def test_small_parts() -> None:
    assert product(()) == 1
    assert ceiling_division(7, 2) == 4
    assert replaced((2, 3, 4), 1, 9) == (2, 9, 4)
    assert without_axes((2, 3, 4), [0, 2]) == (3,)
    assert without_axes((2, 3, 4), [0, 2], keep=True) == (1, 3, 1)
