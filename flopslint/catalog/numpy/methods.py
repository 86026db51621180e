"""What an array says of itself, its elements, and reading and writing parts of it.

Source: https://numpy.org/doc/stable/reference/arrays.ndarray.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import ENTRIES, attribute, function
from flopslint.catalog.numpy.arrays import array_of, give, quiet
from flopslint.catalog.numpy.creation import copy_of
from flopslint.catalog.numpy.dtypes import instance_of
from flopslint.catalog.numpy.shaping import transpose
from flopslint.catalog.torch.ops import extraction, indexing, splitting
from flopslint.catalog.torch.ops.elementwise import write
from flopslint.catalog.torch.ops.viewing import forget
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import IteratorValue, Unknown, Value


@attribute("numpy.ndarray.shape")
def shape(context: Context, self: Tensor) -> Value:
    """The sizes of the dims."""
    return tuple(self.shape)


@attribute("numpy.ndarray.ndim")
def ndim(context: Context, self: Tensor) -> Value:
    """The number of dims."""
    return len(self.shape)


@attribute("numpy.ndarray.size")
def size(context: Context, self: Tensor) -> Value:
    """The number of elements."""
    return self.count


@attribute("numpy.ndarray.dtype")
def dtype(context: Context, self: Tensor) -> Value:
    """The element type."""
    return instance_of(context, self.dtype)


@attribute("numpy.ndarray.itemsize")
def itemsize(context: Context, self: Tensor) -> Value:
    """Bytes of an element."""
    return self.dtype.size


@attribute("numpy.ndarray.nbytes")
def nbytes(context: Context, self: Tensor) -> Value:
    """Bytes of all elements."""
    return self.count * self.dtype.size


@attribute("numpy.ndarray.T", "numpy.ndarray.mT")
def transposed(context: Context, self: Tensor) -> Value:
    """Dims turned around."""
    return transpose(context, self)


@function("numpy.ndarray.__len__")
def length(context: Context, self: Tensor) -> Value:
    """The size of the first dim."""
    if not self.shape:
        raise context.error("TypeError", "len() of unsized object")
    return self.shape[0]


@function("numpy.ndarray.__iter__")
def iterate(context: Context, self: Tensor) -> Value:
    """The slices of the first dim one by one: numbers for one dim."""
    if not self.shape:
        raise context.error("TypeError", "iteration over a 0-d array")
    return IteratorValue(iter(give(context, splitting.unbind(quiet(context), self, 0))), "iterator")


@function("numpy.ndarray.__getitem__")
def get_item(context: Context, self: Tensor, index: Value) -> Value:
    """A part of an array, or an element."""
    return give(context, indexing.get_item(quiet(context), self, _index(context, index)))


def _index(context: Context, index: Value) -> Value:
    """Lists in an index as arrays."""
    if isinstance(index, list):
        return array_of(context, index)
    if isinstance(index, tuple):
        return tuple(array_of(context, each) if isinstance(each, list) else each for each in index)
    return index


@function("numpy.ndarray.__setitem__", takes_unknown=True)
def set_item(context: Context, self: Value, index: Value, value: Value) -> Value:
    """Writes elements of a part; whatever is not known about it costs the array its values."""
    if isinstance(self, Unknown):
        return None
    if isinstance(index, Unknown) or isinstance(value, Unknown):
        forget(context, self)
        return None
    source = array_of(context, value)
    given = source if source.shape or source.array is None else source.array.flat()[0]
    ENTRIES["_flopslint.set_item"].function(quiet(context), self, _index(context, index), given)
    return None


@function("numpy.ndarray.tolist")
def tolist(context: Context, self: Tensor) -> Value:
    """The elements as nested lists."""
    return extraction.tolist(context, self)


@function("numpy.ndarray.item")
def item(context: Context, self: Tensor, *place: Value) -> Value:
    """One element."""
    if place:
        return context.get_item(context.call(context.get_attribute(self, "ravel"), ()), place[0])
    if self.count != 1:
        raise context.error("ValueError", "can only convert an array of size 1 to a Python scalar")
    return extraction.element(context, self, "item()")


def _register_conversion(name: str, convert: Any) -> None:
    @function(f"numpy.ndarray.{name}")
    def entry(context: Context, self: Tensor) -> Value:
        if self.count != 1:
            raise context.error("TypeError", "only 0-dimensional arrays can be converted to Python scalars")
        return convert(context, self)


_register_conversion("__int__", extraction.as_int)
_register_conversion("__float__", extraction.as_float)
_register_conversion("__complex__", extraction.as_complex)
_register_conversion("__index__", extraction.as_index)


@function("numpy.ndarray.__bool__")
def as_bool(context: Context, self: Tensor) -> Value:
    """``bool(array)``."""
    if self.count != 1:
        raise context.error(
            "ValueError",
            "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
        )
    return extraction.as_bool(context, self)


@function("numpy.ndarray.__contains__")
def contains(context: Context, self: Tensor, element: Value) -> Value:
    """Whether an element is equal to a value."""
    return extraction.contains(quiet(context), self, element)


@function("numpy.ndarray.copy", "numpy.ndarray.__copy__")
def copy(context: Context, self: Tensor, order: Value = "C") -> Value:
    """An array with elements of its own."""
    return copy_of(context, self)


@function("numpy.ndarray.__deepcopy__")
def deepcopy(context: Context, self: Tensor, memo: Value = None) -> Value:
    """An array with elements of its own."""
    return copy_of(context, self)


@function("numpy.ndarray.fill")
def fill(context: Context, self: Tensor, value: Value) -> Value:
    """Writes one value."""
    source = array_of(context, value)
    write(context, self, source.array, source.dtype)
    return None


@function("numpy.ndarray.sort")
def sort(context: Context, self: Tensor, axis: Value = -1, kind: Value = None, order: Value = None) -> Value:
    """Sorts in place."""
    result = array_of(context, context.call(context.look_up("numpy.sort"), (self, axis)))
    write(context, self, result.array, result.dtype)
    return None


@function("numpy.ndarray.setflags")
def setflags(context: Context, self: Tensor, **options: Value) -> Value:
    """Nothing that an analysis would see."""
    return None


@function("numpy.ndarray.dot", "numpy.ndarray.__matmul__")
def dot(context: Context, self: Tensor, other: Value) -> Value:
    """The product of matrices or vectors."""
    return context.call(context.look_up("numpy.matmul"), (self, other))


@function("numpy.ndarray.__rmatmul__")
def reflected_matmul(context: Context, self: Tensor, other: Value) -> Value:
    """The product of matrices or vectors."""
    return context.call(context.look_up("numpy.matmul"), (other, self))


@function("numpy.ndarray.__hash__")
def hash_of(context: Context, self: Tensor) -> Value:
    """Arrays have none."""
    raise context.error("TypeError", "unhashable type: 'numpy.ndarray'")
