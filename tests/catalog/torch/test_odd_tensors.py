"""Ops given tensors of every kind: a result of one piece or an exception of the program, never a fault of ours."""

from __future__ import annotations

import math
from typing import Any

import pytest

from flopslint.catalog.entry import ENTRIES, FunctionEntry, OpEntry
from flopslint.core.dtype import BOOL, COMPLEX64, FLOAT16, FLOAT32, INT64, UINT8, DType
from flopslint.evaluator.stack import on_large_stack
from flopslint.values.array import Array
from flopslint.values.context import Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Undecided
from tests.catalog.torch.value_cases import machine

FAMILIES = frozenset({
    "activation", "activation_smooth", "arithmetic", "comparison", "complex", "creation", "cumulative",
    "data_dependent", "dropout", "extremes", "filling", "matrices", "norms", "pointwise", "pointwise_options",
    "pointwise_pairs", "pointwise_triples", "random", "reduction", "softmax", "sorting", "tensor_data",
})  # fmt: skip

VALUES: dict[DType, list[Any]] = {
    FLOAT32: [1.5, -2.0, math.nan, math.inf],
    FLOAT16: [1.5, -2.0, 0.0, 65504.0],
    INT64: [1, -2, 0, 3],
    UINT8: [1, 2, 0, 255],
    BOOL: [True, False, True, True],
    COMPLEX64: [1 + 1j, 0j, -1j, 2 + 0j],
}

HOSTS = (bool, int, float, complex)


def tensors() -> list[Tensor]:
    """Known and unknown, small and empty, with and without dims, of every category of types."""
    made = []
    for dtype, values in VALUES.items():
        made += [Tensor(shape, dtype, array=Array.of(list(values), shape)) for shape in ((4,), (2, 2))]
        made.append(Tensor((), dtype, array=Array.of(values[:1], ())))
        made.append(Tensor((0,), dtype, array=Array.of([], (0,))))
        made.append(Tensor((2, 3), dtype, array=Array.lost((2, 3))))
        made += [Tensor((2, 3, 4, 5), dtype), Tensor((2, 0, 3), dtype), Tensor((3, 2), dtype, contiguous=False)]
    return made


def seconds() -> list[Any]:
    """What may stand as a second argument, fitting or not."""
    vector = Tensor((4,), FLOAT32, array=Array.of([1.0, 2.0, 3.0, 4.0], (4,)))
    return [2, -1, 0, 2.5, True, (0,), None, "a", vector, Tensor((), INT64, array=Array.of([0], ())), Tensor((2, 3))]


def check_piece(value: Any) -> None:
    """Asserts that shape, strides and elements of a result agree."""
    if isinstance(value, Instance):
        value = value.payload
    if isinstance(value, (tuple, list)):
        for item in value:
            check_piece(item)
    if not isinstance(value, Tensor):
        return
    assert value.strides is None or len(value.strides) == len(value.shape)
    if value.array is not None:
        assert value.array.shape == value.shape
        if value.array.is_known:
            assert {type(item) for item in value.array.flat()} <= {HOSTS[value.dtype.category]}


def names() -> list[str]:
    """Entries of the families that take one or two arguments."""
    machine()[0].look_up("torch.abs")
    return [
        name
        for name, entry in ENTRIES.items()
        if isinstance(entry, (OpEntry, FunctionEntry))
        and entry.function.__module__.startswith("flopslint.catalog.torch.ops.")
        and entry.function.__module__.rpartition(".")[2] in FAMILIES
        and entry.signature.required <= 2
        and not entry.signature.required_keywords
    ]


@pytest.mark.parametrize("name", names())
def test_no_fault(name: str) -> None:
    entry = ENTRIES[name]
    assert isinstance(entry, (OpEntry, FunctionEntry))
    calls: list[tuple[Any, ...]] = []
    if entry.signature.required <= 1:
        calls += [(tensor,) for tensor in tensors()]
    if len(entry.signature.names) > 1:
        calls += [(tensor, second) for tensor in tensors() for second in seconds()]

    def run() -> None:
        for arguments in calls:
            try:
                check_piece(entry.function(machine()[0], *arguments))
            except (Raised, Undecided):
                continue

    on_large_stack(run)
