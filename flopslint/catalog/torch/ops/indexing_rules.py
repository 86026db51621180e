"""The meaning of ``tensor[...]``: what stands in the brackets, the view it takes, and the elements it picks.

Source: https://docs.pytorch.org/docs/stable/tensor_view.html and https://numpy.org/doc/stable/user/basics.indexing.html
"""

from __future__ import annotations

from dataclasses import dataclass
from types import EllipsisType
from typing import TypeAlias

from flopslint.catalog.torch.arguments import brackets, type_name
from flopslint.catalog.torch.arguments import known as decided
from flopslint.catalog.torch.ops.viewing import Strides, alias, flat, known, unplaced
from flopslint.core.dtype import BOOL, INT32, INT64, UINT8
from flopslint.core.gap import GapKind
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor, contiguous_strides
from flopslint.values.value import Instance, Size, Undecided, Value

SEQUENCE_LIMIT = 32
"""A list of this many items or more is never read as a tuple of indices."""


@dataclass(frozen=True, slots=True)
class Picked:
    """One slice of a dim; the place is None where only the data would tell."""

    place: int | None


Item: TypeAlias = "Picked | slice | EllipsisType | bool | Tensor | None"
"""What an index is made of: a place, a run, a new dim, the dims left over, a flag, or a tensor of places or flags."""


@dataclass(frozen=True, slots=True)
class Basic:
    """The view that places, runs and new dims take; ``tensors`` are the index tensors by the view's dims."""

    view: Tensor
    tensors: dict[int, Tensor]
    is_placed: bool


def items_of(context: Context, index: Value) -> list[Item]:
    """What stands in the brackets, one by one.

    Raises:
        Undecided: if a part of it is not known.
        Raised: IndexError or TypeError for what is no index.
    """
    parts = decided(index)
    if isinstance(parts, Instance) and parts.payload is not None:
        parts = parts.payload
    if isinstance(parts, tuple) and type(parts) is not Size:
        return [_item(context, part) for part in parts]
    if isinstance(parts, (list, Size)) and _reads_as_tuple(parts):
        return [_item(context, part) for part in parts]
    return [_item(context, parts)]


def _reads_as_tuple(items: list[Value] | tuple[Value, ...]) -> bool:
    if len(items) >= SEQUENCE_LIMIT:
        return False
    return any(item is None or isinstance(item, (Tensor, list, tuple, slice, EllipsisType)) for item in items)


def _item(context: Context, part: Value) -> Item:
    part = decided(part)
    if isinstance(part, Instance) and part.payload is not None:
        part = part.payload
    if part is None or isinstance(part, (bool, EllipsisType)):
        return part
    if isinstance(part, int):
        return Picked(part)
    if isinstance(part, slice):
        return _run(context, part)
    if isinstance(part, Tensor):
        return _tensor_item(context, part)
    if isinstance(part, (list, tuple, range)):
        return listed(context, list(part))
    kind = type_name(context, part)
    if isinstance(part, str):
        raise context.error("TypeError", f"new(): invalid data type '{kind}'")
    raise context.error(
        "IndexError",
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices "
        f"(got {kind})",
    )


def _run(context: Context, run: slice) -> slice:
    parts = []
    for part in (run.start, run.stop, run.step):
        value = decided(part)
        if isinstance(value, Tensor):
            if not known(value):
                raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, "a slice whose ends are a tensor's data"))
            value = flat(value)[0] if value.count == 1 and not value.dtype.is_floating_point else 0.5
        if isinstance(value, Instance):
            value = value.payload
        if value is not None and not isinstance(value, int):
            raise context.error("TypeError", "slice indices must be integers or None or have an __index__ method")
        parts.append(value)
    if parts[2] == 0:
        raise context.error("ValueError", "slice step cannot be zero")
    if parts[2] is not None and parts[2] < 0:
        raise context.error("ValueError", "step must be greater than zero")
    return slice(*parts)


def _tensor_item(context: Context, tensor: Tensor) -> Item:
    if tensor.dtype not in {BOOL, UINT8, INT32, INT64} and not (tensor.dtype.category == 1 and not tensor.shape):
        raise context.invalid("tensors used as indices must be long, int, byte or bool tensors", "IndexError")
    if tensor.shape:
        return tensor
    if tensor.dtype in {BOOL, UINT8}:
        if not known(tensor):
            raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, "an index by a flag that is not known"))
        return bool(flat(tensor)[0])
    return Picked(flat(tensor)[0] if known(tensor) else None)


def listed(context: Context, items: list[Value]) -> Tensor:
    """Nested lists of places or flags as a tensor."""
    if not items or not all(isinstance(decided(item), (list, tuple)) for item in items):
        return _vector(context, items)
    expected = len(items[0])
    for item in items:
        if len(item) != expected:
            raise context.error("ValueError", f"expected sequence of length {expected} at dim 1 (got {len(item)})")
    return _nested(context, items)


def _nested(context: Context, items: list[Value]) -> Tensor:
    rows = [listed(context, list(item)) for item in items]
    shape = (len(rows), *rows[0].shape)
    array = None
    if known(*rows):
        array = Array.of([value for row in rows for value in flat(row)], shape)
    return Tensor(shape, rows[0].dtype, array=array)


def _vector(context: Context, items: list[Value]) -> Tensor:
    values: list[Value] = []
    for item in items:
        value = decided(item)
        if isinstance(value, Tensor) and value.count == 1:
            value = flat(value)[0] if known(value) else None
        elif isinstance(value, Instance):
            value = value.payload
        if isinstance(value, float):
            raise context.invalid("tensors used as indices must be long, int, byte or bool tensors", "IndexError")
        if value is not None and not isinstance(value, int):
            raise context.error("TypeError", f"new(): invalid data type '{type_name(context, item)}'")
        values.append(value)
    dtype = BOOL if values and all(isinstance(value, bool) for value in values) else INT64
    array = None if None in values else Array.of(values, (len(values),))
    return Tensor((len(values),), dtype, array=array)


def width(item: Item) -> int:
    """How many dims an item stands for."""
    if isinstance(item, Tensor):
        return len(item.shape) if item.dtype in {BOOL, UINT8} else 1
    return 1 if isinstance(item, (Picked, slice)) else 0


def basic(context: Context, source: Tensor, items: list[Item]) -> Basic:
    """Applies places, runs and new dims, and sets the index tensors aside.

    Raises:
        Raised: IndexError if a place does not exist, or there are more indices than dims.
    """
    rank = len(source.shape)
    if rank == 0 and len(items) == 1:
        _check_scalar(context, items[0])
    used = sum(width(item) for item in items)
    if used > rank:
        raise context.misfit(f"too many indices for tensor of dimension {rank}", exception="IndexError")
    plan = _Plan(source.shape)
    for item in items:
        if item is Ellipsis:
            plan.keep(rank - used)
            used = rank
        else:
            plan.take(context, item)
    plan.keep(rank - plan.dim)
    view = alias(context, source, tuple(plan.shape), plan.restride)
    if not plan.is_placed and view.array is not None:
        view.array = unplaced(view.array, view.shape)
    return Basic(view, plan.tensors, plan.is_placed)


def _check_scalar(context: Context, item: Item) -> None:
    if isinstance(item, Picked):
        raise context.misfit(
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a "
            "0-dim tensor to a number",
            exception="IndexError",
        )
    if isinstance(item, slice):
        raise context.misfit("slice() cannot be applied to a 0-dim tensor.", exception="IndexError")


class _Plan:
    """The view in the making: for each of its dims the dim it comes from and the step, and the fixed places."""

    def __init__(self, source: tuple[int, ...]) -> None:
        self.source = source
        self.dim = 0
        self.shape: list[int] = []
        self.steps: list[tuple[int | None, int]] = []
        self.starts: list[tuple[int, int]] = []
        self.tensors: dict[int, Tensor] = {}
        self.is_placed = True

    def keep(self, count: int) -> None:
        """Takes whole dims over."""
        for _ in range(count):
            self.shape.append(self.source[self.dim])
            self.steps.append((self.dim, 1))
            self.dim += 1

    def take(self, context: Context, item: Item) -> None:
        """Applies one item."""
        if isinstance(item, Picked):
            self._pick(context, item.place)
        elif isinstance(item, slice):
            size = self.source[self.dim]
            start, stop, step = item.indices(size)
            self.shape.append(max(-((start - stop) // step), 0))
            self.steps.append((self.dim, step))
            self.starts.append((self.dim, start))
            self.dim += 1
        elif isinstance(item, Tensor):
            self.tensors[len(self.shape)] = item
            self.keep(width(item))
        else:
            if isinstance(item, bool):
                self.tensors[len(self.shape)] = _flag(item)
            self.shape.append(1)
            self.steps.append((None, self.dim))

    def _pick(self, context: Context, place: int | None) -> None:
        size = self.source[self.dim]
        if place is None:
            self.is_placed = False
        elif not -size <= place < size:
            raise context.invalid(
                f"index {place} is out of bounds for dimension {len(self.shape)} with size {size}", "IndexError"
            )
        else:
            self.starts.append((self.dim, place % size))
        self.dim += 1

    def restride(self, strides: Strides) -> tuple[Strides, int]:
        """Strides of the view, and the place of its first element."""
        result = []
        for dim, step in self.steps:
            if dim is not None:
                result.append(strides[dim] * step)
            else:
                result.append(self.source[step] * strides[step] if step < len(strides) else 1)
        return tuple(result), sum(strides[dim] * start for dim, start in self.starts)


def _flag(value: bool) -> Tensor:
    places = [0] if value else []
    return Tensor((len(places),), INT64, array=Array.of(places, (len(places),)))


def check_mask(context: Context, view: Tensor, dim: int, mask: Tensor) -> None:
    """Says that a tensor of flags has the size of the dims it stands for.

    Raises:
        Raised: IndexError if not.
    """
    for place, size in enumerate(mask.shape):
        if view.shape[dim + place] != size:
            raise context.misfit(
                f"The shape of the mask {brackets(mask.shape)} at index {place} does not match the shape of the "
                f"indexed tensor {brackets(view.shape)} at index {dim + place}",
                exception="IndexError",
            )


def places_of(context: Context, mask: Tensor) -> list[Tensor]:
    """For each dim of a tensor of flags the places of those that are set."""
    if not known(mask):
        raise Undecided(
            context.unknown(GapKind.DATA_DEPENDENT, "how many elements a mask picks is not known before it is computed")
        )
    steps = contiguous_strides(mask.shape)
    chosen = [place for place, flag in enumerate(flat(mask)) if flag]
    result = []
    for size, step in zip(mask.shape, steps, strict=True):
        values = [place // step % size for place in chosen]
        result.append(Tensor((len(values),), INT64, array=Array.of(values, (len(values),))))
    return result
