"""Values of small constant tensors: strided arrays over shared storage, so that views alias as torch's do."""

from __future__ import annotations

from typing import Any

from flopslint.values.strides import contiguous_strides, is_contiguous

LISTED_LIMIT = 1 << 16
"""Elements up to which an array of like ones is listed; of a larger one only that they are alike is used."""


class Storage:
    """Elements shared by an array and its views; ``data`` is None once a write could not be followed.

    ``size`` is their number, which stays known; None where a storage was made without elements or size. Where all
    ``size`` elements of a large storage are alike, ``data`` may hold one of them for all.
    """

    __slots__ = ("data", "size")

    def __init__(self, data: list[Any] | None, size: int | None = None) -> None:
        self.data = data
        self.size = size if data is None else len(data)

    @property
    def is_uniform(self) -> bool:
        """Whether one element stands for all: a write to one place cannot be followed then."""
        return self.data is not None and self.size != len(self.data)


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

    @classmethod
    def uniform(cls, element: Any, shape: tuple[int, ...]) -> Array:
        """A new array, of any size, all of whose elements are alike."""
        array = cls(Storage([element]), shape, (0,) * len(shape))
        array.storage.size = array.count
        return array

    @classmethod
    def lost(cls, shape: tuple[int, ...]) -> Array:
        """A new array whose elements are not known, but whose views will see what is written to all of it."""
        array = cls(Storage(None), shape, contiguous_strides(shape))
        array.storage.size = array.count
        return array

    @property
    def is_known(self) -> bool:
        """Whether the elements can be listed."""
        storage = self.storage
        return storage.data is not None and (not storage.is_uniform or self.count <= LISTED_LIMIT)

    @property
    def is_uniform(self) -> bool:
        """Whether all elements are known to be the one at ``offset``."""
        if self.storage.data is None or 0 in self.shape:
            return False
        return all(stride == 0 or dim == 1 for stride, dim in zip(self.strides, self.shape, strict=True))

    @property
    def count(self) -> int:
        """Number of elements."""
        total = 1
        for dim in self.shape:
            total *= dim
        return total

    @property
    def is_whole(self) -> bool:
        """Whether this is all of its storage, in order."""
        return self.offset == 0 and self.count == self.storage.size and is_contiguous(self.shape, self.strides)

    def positions(self) -> list[int]:
        """Storage positions of the elements in row-major order."""
        return _positions(self.shape, self.strides, self.offset)

    def flat(self) -> list[Any]:
        """The elements in row-major order; call only while ``is_known``."""
        data = self.storage.data
        if data is None:
            raise LookupError("the values of this array are not known")
        if self.is_uniform:
            return [data[self.offset]] * self.count
        if is_contiguous(self.shape, self.strides):
            return data[self.offset : self.offset + self.count]
        return [data[position] for position in self.positions()]

    def first(self) -> Array:
        """A view of the first element, without dims."""
        return Array(self.storage, (), (), self.offset)

    def expanded(self, shape: tuple[int, ...]) -> Array:
        """A view of a larger shape that this one broadcasts to: new and repeated dims have stride 0."""
        if shape == self.shape:
            return self
        missing = len(shape) - len(self.shape)
        strides = [0] * missing
        for size, stride, wanted in zip(self.shape, self.strides, shape[missing:], strict=True):
            strides.append(stride if size == wanted else 0)
        return Array(self.storage, shape, tuple(strides), self.offset)

    def assign(self, flat: list[Any]) -> None:
        """Writes elements in row-major order through to the storage; the caller has touched it.

        A lost storage is known again if this array is all of it, and stays lost otherwise. So does a storage of which
        one element stands for all.
        """
        if self.storage.is_uniform:
            self.storage.data = None
        data = self.storage.data
        if data is None:
            if self.is_whole:
                self.storage.data = list(flat)
            return
        for position, value in zip(self.positions(), flat, strict=True):
            data[position] = value

    def nested(self) -> Any:
        """The elements as nested lists, a single number for an array without dims."""
        return nested(self.flat(), self.shape)


def nested(flat: list[Any], shape: tuple[int, ...]) -> Any:
    """Elements in row-major order as nested lists by ``shape``."""
    if not shape:
        return flat[0]
    if len(shape) == 1:
        return list(flat)
    step = 1
    for dim in shape[1:]:
        step *= dim
    return [nested(flat[index * step : (index + 1) * step], shape[1:]) for index in range(shape[0])]


def _positions(shape: tuple[int, ...], strides: tuple[int, ...], offset: int) -> list[int]:
    found = [offset]
    for size, stride in zip(shape, strides, strict=True):
        steps = [index * stride for index in range(size)]
        found = [start + step for start in found for step in steps]
    return found
