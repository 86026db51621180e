"""Values of small constant tensors: strided arrays over shared storage, so that views alias as torch's do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flopslint.values.tensor import contiguous_strides


class Storage:
    """Elements shared by an array and its views; ``data`` is None once a write could not be followed."""

    __slots__ = ("data",)

    def __init__(self, data: list[Any] | None) -> None:
        self.data = data


class Array:
    """A strided view of a storage: Python bools, ints, floats or complex numbers."""

    __slots__ = ("offset", "shape", "storage", "strides")

    def __init__(self, storage: Storage, shape: tuple[int, ...], strides: tuple[int, ...], offset: int = 0) -> None:
        self.storage = storage
        self.shape = shape
        self.strides = strides
        self.offset = offset

    @classmethod
    def of(cls, flat: list[Any], shape: tuple[int, ...]) -> Array:
        """A new array from elements in row-major order."""
        return cls(Storage(flat), shape, contiguous_strides(shape))

    @property
    def is_known(self) -> bool:
        return self.storage.data is not None

    def positions(self) -> Iterator[int]:
        """Storage positions of the elements in row-major order."""
        return _positions(self.shape, self.strides, self.offset)

    def flat(self) -> list[Any]:
        """The elements in row-major order; call only while ``is_known``."""
        data = self.storage.data
        if data is None:
            raise LookupError("the values of this array are not known")
        return [data[position] for position in self.positions()]


def _positions(shape: tuple[int, ...], strides: tuple[int, ...], offset: int) -> Iterator[int]:
    if not shape:
        yield offset
        return
    inner_shape, inner_strides = shape[1:], strides[1:]
    for index in range(shape[0]):
        yield from _positions(inner_shape, inner_strides, offset + index * strides[0])
