from __future__ import annotations

from typing import Any

import pytest

from flopslint.catalog.torch.arguments import integer, integers, overwrite, per_axis
from flopslint.core.dtype import FLOAT32, INT64
from flopslint.core.gap import GapKind
from flopslint.values.array import Array
from flopslint.values.context import Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import Undecided
from tests.catalog.torch.replay import FakeContext

CONTEXT: Any = FakeContext()
UNKNOWN = CONTEXT.unknown(GapKind.UNKNOWN_ARGUMENT, "for the test")


def test_an_unknown_among_figures_decides_nothing() -> None:
    with pytest.raises(Undecided):
        integers(CONTEXT, [2, UNKNOWN], "conv2d", "stride")


def test_a_tensor_of_one_known_integer_is_an_integer() -> None:
    assert integer(CONTEXT, Tensor((), INT64, array=Array.of([3], ())), "conv2d", "stride") == 3
    with pytest.raises(Undecided):
        integer(CONTEXT, Tensor((), INT64), "conv2d", "stride")


@pytest.mark.parametrize("value", [1.5, "2", True, None, [1.5]])
def test_what_is_no_integer_is_refused(value: object) -> None:
    with pytest.raises(Raised) as caught:
        integers(CONTEXT, value, "conv2d", "stride")
    assert caught.value.value.cls.name == "TypeError"


def test_one_figure_stands_for_all_axes() -> None:
    assert per_axis(CONTEXT, 2, 3, "pool", "stride") == (2, 2, 2)
    with pytest.raises(Raised):
        per_axis(CONTEXT, (1, 2), 3, "pool", "stride")


def test_a_write_forgets_the_values_of_all_views() -> None:
    array = Array.of([1.0, 2.0], (2,))
    view = Tensor((2,), FLOAT32, array=Array(array.storage, (2,), (1,)))
    overwrite(CONTEXT, Tensor((2,), FLOAT32, array=array))
    assert view.array is not None
    assert not view.array.is_known
