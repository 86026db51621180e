"""What ops that rearrange tensors are made of: arguments that are sizes or dims, views over one storage, copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from flopslint.catalog.torch.arguments import axis_in, integers
from flopslint.core.dtype import DType
from flopslint.core.work import Work
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor, contiguous_strides
from flopslint.values.value import MISSING, Value

Strides: TypeAlias = tuple[int, ...]
Restriding: TypeAlias = Callable[[Strides], tuple[Strides, int] | None]
"""From a tensor's strides those of a view of it, and how far its first element lies from the tensor's first."""

UNVIEWABLE = (
    "view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
    "contiguous subspaces). Use .reshape(...) instead."
)


def sizes(context: Context, function: str, given: tuple[Value, ...], keyword: Value = MISSING) -> tuple[int, ...]:
    """Sizes given one by one, as one tuple or list, or by keyword."""
    if keyword is not MISSING:
        if given:
            raise context.error("TypeError", f"{function}() received an invalid combination of arguments")
        return integers(context, keyword, function, "size")
    return integers(context, given[0] if len(given) == 1 else given, function, "size")


def axes(context: Context, dims: Sequence[int], rank: int) -> tuple[int, ...]:
    """Dims counted from the front, each once.

    Raises:
        Raised: IndexError if one does not exist, RuntimeError if one is there twice.
    """
    found: list[int] = []
    for dim in dims:
        place = axis_in(context, dim, rank)
        if place in found:
            raise context.invalid(f"dim {place} appears multiple times in the list of dims")
        found.append(place)
    return tuple(found)


def one_of(context: Context, function: str, dim: Value, numpy_name: Value, default: Value = MISSING) -> Value:
    """The argument ``dim``, which torch's compiled functions also take as ``axis``."""
    if dim is MISSING:
        dim = numpy_name
    elif numpy_name is not MISSING:
        raise context.error("TypeError", f"{function}() got multiple values for argument 'dim'")
    if dim is MISSING:
        dim = default
    if dim is MISSING:
        raise context.error("TypeError", f'{function}() missing 1 required positional arguments: "dim"')
    return dim


def view_strides(shape: tuple[int, ...], strides: Strides, new: tuple[int, ...]) -> Strides | None:
    """Strides by which elements laid out so can be seen in a new shape without a copy; None if they cannot.

    Runs of dims that lie in one piece are found from the back, and each has to be filled exactly by new dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html
    """
    if product(shape) == 0:
        return strides if shape == new else contiguous_strides(new)
    result: list[int] = []
    place = len(new) - 1
    run, step = 1, strides[-1] if strides else 1
    for dim in range(len(shape) - 1, -1, -1):
        run *= shape[dim]
        if dim and (shape[dim - 1] == 1 or strides[dim - 1] == run * step):
            continue
        filled = 1
        while place >= 0 and (filled < run or new[place] == 1):
            result.append(filled * step)
            filled *= new[place]
            place -= 1
        if filled != run:
            return None
        if dim:
            run, step = 1, strides[dim - 1]
    result.extend([step * run] * (place + 1))
    return tuple(reversed(result))


class Unplaced(Array):
    """A view whose elements are somewhere in its storage: they are not read, and a write loses the whole storage."""

    __slots__ = ()

    @property
    def is_known(self) -> bool:
        """Never."""
        return False

    @property
    def is_whole(self) -> bool:
        """Never."""
        return False

    @property
    def is_uniform(self) -> bool:
        """Never."""
        return False

    def flat(self) -> list[Any]:
        """Not to be called, as nothing is known.

        Raises:
            LookupError: always.
        """
        raise LookupError("where the elements of this view are is not known")

    def assign(self, flat: list[Any]) -> None:
        """Loses the storage, which the caller has touched."""
        self.storage.data = None


def alias(
    context: Context, source: Tensor, shape: tuple[int, ...], restride: Restriding, dtype: DType | None = None
) -> Tensor:
    """A view: another shape over the elements of ``source``, sharing their storage.

    ``restride`` gives None where the layout does not allow the view; values that are followed in another layout
    than the tensor's are then given up.
    """
    placed = restride(source.strides) if source.strides is not None else None
    array: Array | None = None
    inner = source.array
    too_large = inner is not None and product(shape) > VALUE_LIMIT and not inner.is_uniform
    if inner is not None and (too_large or isinstance(inner, Unplaced)):
        array = unplaced(inner, shape)
    elif inner is not None:
        moved = placed if inner.strides == source.strides else restride(inner.strides)
        if moved is None:
            forget(context, source)
        else:
            array = Array(inner.storage, shape, moved[0], inner.offset + moved[1])
    strides = None if placed is None else placed[0]
    result = context.tensor(shape, dtype or source.dtype, array=array, strides=strides, base=source)
    result.strides = strides
    result.device = source.device
    return result


def unplaced(array: Array, shape: tuple[int, ...]) -> Unplaced:
    """A view of that shape somewhere in an array's storage."""
    return Unplaced(array.storage, shape, contiguous_strides(shape))


def forget(context: Context, tensor: Tensor) -> None:
    """Gives up the values of a tensor, of what it is a view of, and of all their views."""
    seen: Tensor | None = tensor
    while seen is not None:
        if seen.array is not None and seen.array.storage.data is not None:
            context.touch(seen.array.storage)
            seen.array.storage.data = None
        seen = seen.base


def known(*tensors: Tensor) -> bool:
    """Whether the values of all these tensors are followed."""
    return all(tensor.array is not None and tensor.array.is_known for tensor in tensors)


def flat(tensor: Tensor) -> list[Value]:
    """The values in row-major order; call only while ``known``."""
    if tensor.array is None:
        raise LookupError("the values of this tensor are not known")
    return tensor.array.flat()


def copied(
    context: Context,
    aten: str,
    source: Tensor,
    shape: tuple[int, ...],
    elements: Callable[[list[Value]], list[Value]] | None = None,
) -> Tensor:
    """A contiguous copy of elements in a new shape; ``elements`` picks them from those of ``source`` in order."""
    array = None
    count = product(shape)
    if count <= VALUE_LIMIT and known(source):
        values = flat(source)
        array = Array.of(values if elements is None else elements(values), shape)
    result = context.tensor(shape, source.dtype, array=array)
    result.device = source.device
    context.work(aten, Work(moves=count), formula="elements", elements=count)
    return result


def dense_strides(shape: tuple[int, ...], strides: Strides | None) -> Strides | None:
    """Strides of a copy that keeps the order of dims in memory (``torch.preserve_format``).

    Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.memory_format
    """
    if strides is None:
        return None
    if is_dense(shape, strides):
        return strides
    order = memory_order(shape, strides)
    result = [0] * len(shape)
    step = 1
    for dim in order:
        result[dim] = step
        step *= max(shape[dim], 1)
    return tuple(result)


def is_dense(shape: tuple[int, ...], strides: Strides) -> bool:
    """Whether the elements fill their memory without holes or overlap, in any order of dims."""
    step = 1
    for stride, dim in sorted((stride, dim) for stride, dim in zip(strides, shape, strict=True) if dim != 1):
        if dim == 0:
            return True
        if stride != step:
            return False
        step *= dim
    return True


def memory_order(shape: tuple[int, ...], strides: Strides) -> list[int]:
    """Dims from the one that varies fastest in memory; dims of stride 0 stay where they are, as in torch."""
    order = list(range(len(shape) - 1, -1, -1))
    for start in range(1, len(order)):
        moving = start
        for before in range(start - 1, -1, -1):
            inner, outer = order[before], order[moving]
            if strides[inner] == 0 or strides[outer] == 0:
                continue
            if strides[inner] > strides[outer] or (strides[inner] == strides[outer] and shape[inner] > shape[outer]):
                order[before], order[moving] = outer, inner
                moving = before
            else:
                break
    return order


def become(context: Context, tensor: Tensor, view: Tensor) -> Tensor:
    """Gives a tensor the shape and the layout of a view of it, in place."""
    context.touch(tensor)
    tensor.shape, tensor.strides, tensor.array = view.shape, view.strides, view.array
    return tensor


def kept(context: Context, source: Tensor) -> Tensor:
    """Another tensor over the same elements."""
    return alias(context, source, source.shape, lambda strides: (strides, 0))


def channels_last_strides(shape: tuple[int, ...]) -> Strides:
    """Strides with the second dim innermost (``torch.channels_last``, ``torch.channels_last_3d``).

    Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.memory_format
    """
    inner = contiguous_strides((shape[0], *shape[2:], shape[1]))
    return (inner[0], inner[-1], *inner[1:-1])


def suggests_channels_last(tensor: Tensor, rank: int) -> bool:
    """Whether results computed from a tensor are laid out with the second dim innermost.

    Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.memory_format
    """
    strides = tensor.strides
    if len(tensor.shape) != rank or strides is None or strides[1] == 0:
        return False
    least = 0
    for dim in (1, *range(rank - 1, 1, -1), 0):
        size, stride = tensor.shape[dim], strides[dim]
        if size == 0 or stride < least or (dim == 0 and least == strides[1]):
            return False
        least = stride * size if size > 1 else stride
    return True
