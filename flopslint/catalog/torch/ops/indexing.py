"""``tensor[...]`` and ``tensor[...] = ...`` in every form."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.catalog.entry import function, op
from flopslint.catalog.torch.arguments import brackets, check_expands, require_tensors, scalar_type, type_name
from flopslint.catalog.torch.arguments import known as decided
from flopslint.catalog.torch.ops.elementwise import number_in, write
from flopslint.catalog.torch.ops.indexing_rules import Basic, basic, check_mask, items_of, places_of
from flopslint.catalog.torch.ops.layouts import result_strides
from flopslint.catalog.torch.ops.viewing import Unplaced, flat, forget, known
from flopslint.core.dtype import BOOL, COMPLEX128, FLOAT64, INT64, UINT8
from flopslint.core.work import Work
from flopslint.formulas.algebra import Misfit, broadcast, broadcasts_to, product
from flopslint.values.array import Array
from flopslint.values.array_rounding import convert
from flopslint.values.context import Context
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Undecided, Unknown, Value

C_NAMES = {"float32": "float", "float64": "double", "int64": "int64_t", "float16": "c10::Half"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Elements that index tensors pick from a view: the tensors by dim, their common shape, and the result's."""

    view: Tensor
    tensors: dict[int, Tensor]
    common: tuple[int, ...]
    front: int
    shape: tuple[int, ...]


@op("torch.Tensor.__getitem__")
def get_item(context: Context, self: Value, index: Value) -> Value:
    """A part of a tensor: a view for places, runs and new dims, a copy where tensors or lists pick elements.

    Source: https://docs.pytorch.org/docs/stable/tensor_view.html
    """
    found = basic(context, self, items_of(context, index))
    return taken(context, chosen(context, found)) if found.tensors else found.view


def chosen(context: Context, found: Basic) -> Choice:
    """What index tensors pick from a view.

    Raises:
        Undecided: if the number of elements is not known.
        Raised: IndexError if the tensors do not fit together, or a place does not exist.
    """
    view = found.view
    tensors: dict[int, Tensor] = {}
    for dim, tensor in found.tensors.items():
        if tensor.dtype in {BOOL, UINT8}:
            check_mask(context, view, dim, tensor)
            tensors.update({dim + place: each for place, each in enumerate(places_of(context, tensor))})
        else:
            tensors[dim] = tensor
    try:
        common = broadcast(*(tensor.shape for tensor in tensors.values()))
    except Misfit:
        shapes = ", ".join(brackets(tensor.shape) for tensor in tensors.values())
        raise context.misfit(
            f"shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}",
            exception="IndexError",
        ) from None
    dims = sorted(tensors)
    is_adjacent = dims == list(range(dims[0], dims[-1] + 1))
    front = dims[0] if is_adjacent else 0
    rest = [size for dim, size in enumerate(view.shape) if dim not in tensors]
    return Choice(view, tensors, common, front, (*rest[:front], *common, *rest[front:]))


def check_places(context: Context, choice: Choice) -> None:
    """Says that all places that index tensors give exist.

    Raises:
        Raised: IndexError if not; torch counts the index tensors there, not the dims.
    """
    for order, dim in enumerate(sorted(choice.tensors)):
        size, tensor = choice.view.shape[dim], choice.tensors[dim]
        if not known(tensor):
            continue
        for place in flat(tensor):
            if not -size <= place < size:
                raise context.invalid(
                    f"index {place} is out of bounds for dimension {order} with size {size}", "IndexError"
                )


def taken(context: Context, choice: Choice) -> Tensor:
    """A copy of the chosen elements."""
    check_places(context, choice)
    view = choice.view
    array = None
    places = positions(choice) if product(choice.shape) <= VALUE_LIMIT else None
    data = view.array.storage.data if known(view) and view.array is not None else None
    if places is not None and data is not None:
        array = Array.of([data[place] for place in places], choice.shape)
    result = context.tensor(choice.shape, view.dtype, array=array)
    result.strides = _strides(choice)
    result.device = view.device
    context.work("index", Work(moves=result.count), formula="elements", elements=result.count)
    return result


def positions(choice: Choice) -> list[int] | None:
    """Storage positions of the chosen elements in row-major order of the result; None where they are not known."""
    array = choice.view.array
    if array is None or isinstance(array, Unplaced) or not known(*choice.tensors.values()):
        return None
    picked = [0] * product(choice.common)
    for dim, tensor in choice.tensors.items():
        size, stride = array.shape[dim], array.strides[dim]
        places = flat(tensor) if tensor.array is None else tensor.array.expanded(choice.common).flat()
        picked = [sum_ + place % size * stride for sum_, place in zip(picked, places, strict=True)]
    rest = [(size, array.strides[d]) for d, size in enumerate(array.shape) if d not in choice.tensors]
    before = _offsets(rest[: choice.front])
    after = _offsets(rest[choice.front :])
    return [array.offset + b + p + a for b in before for p in picked for a in after]


def _offsets(dims: list[tuple[int, int]]) -> list[int]:
    result = [0]
    for size, stride in dims:
        result = [offset + place * stride for offset in result for place in range(size)]
    return result


def _strides(choice: Choice) -> tuple[int, ...] | None:
    """Strides of the copy: the order in memory of the dims that were not indexed is kept."""
    view, front, wide = choice.view, choice.front, len(choice.common)
    if view.strides is None or any(tensor.strides is None for tensor in choice.tensors.values()):
        return None
    kept = [stride for dim, stride in enumerate(view.strides) if dim not in choice.tensors]
    operands = [Tensor(choice.shape, strides=(*kept[:front], *[0] * wide, *kept[front:]))]
    for tensor in choice.tensors.values():
        own = [0] * (wide - len(tensor.shape)) + [
            0 if size == 1 else stride for size, stride in zip(tensor.shape, tensor.strides or (), strict=True)
        ]
        operands.append(Tensor(choice.shape, strides=(*[0] * front, *own, *[0] * (len(kept) - front))))
    return result_strides(choice.shape, operands)


@function("torch.Tensor.__setitem__", takes_unknown=True)
def set_item(context: Context, self: Value, index: Value, value: Value) -> Value:
    """``tensor[index] = value``; whatever is not known about it costs the tensor its values."""
    if isinstance(self, Unknown):
        return None
    if isinstance(index, Unknown) or isinstance(value, Unknown):
        forget(context, self)
        return None
    context.call(context.look_up("_flopslint.set_item"), (self, index, value))
    return None


@op("_flopslint.set_item")
def set_known_item(context: Context, self: Value, index: Value, value: Value) -> Value:
    """Writes a number or a tensor into a part of a tensor.

    Source: https://docs.pytorch.org/docs/stable/tensors.html
    """
    try:
        items = items_of(context, index)
        found = basic(context, self, items)
        if not found.is_placed:
            forget(context, self)
        source = _source(context, self, value)
        if found.tensors:
            _write_chosen(context, self, found, source)
        else:
            _write_view(context, found.view, source)
    except Undecided:
        forget(context, self)
    return self


def _source(context: Context, target: Tensor, value: Value) -> Tensor:
    """What is written, as a tensor."""
    if isinstance(decided(value), Tensor):
        result: Tensor = value
        return result
    number = number_in(value)
    if number is None:
        kind = type_name(context, value)
        raise context.error("TypeError", f"can't assign a {kind} to a torch.{scalar_type(target.dtype)}Tensor")
    if isinstance(number, complex) and not target.dtype.is_complex:
        raise context.invalid(
            f"value cannot be converted to type {C_NAMES.get(target.dtype.name, target.dtype.name)} without overflow"
        )
    rounded = convert([number], COMPLEX128, target.dtype) if isinstance(number, complex) else None
    if rounded is None:
        rounded = convert([number], FLOAT64 if isinstance(number, float) else INT64, target.dtype)
    return Tensor((), target.dtype, array=None if rounded is None else Array.of(list(rounded), ()))


def without_ones(tensor: Tensor) -> tuple[int, ...]:
    """The shape less the dims of 1 in front, which an assignment ignores."""
    shape = tensor.shape
    while shape and shape[0] == 1:
        shape = shape[1:]
    return shape


def _write_view(context: Context, view: Tensor, source: Tensor) -> None:
    shape = without_ones(source) if len(source.shape) > len(view.shape) else source.shape
    shown = source if shape == source.shape else Tensor(shape, source.dtype, array=None)
    check_expands(context, shown, "value", view.shape)
    array = None
    if known(source) and not _overlaps(view, source):
        array = Array.of(list(flat(source)), shape)
    write(context, view, array, source.dtype)
    context.work("copy_", Work(moves=view.count), formula="elements", elements=view.count)


def _overlaps(view: Tensor, source: Tensor) -> bool:
    """Whether elements would be read after they were written: what comes out is then up to the machine."""
    if view.array is None or source.array is None or view.array.storage is not source.array.storage:
        return False
    written, read = list(view.array.positions()), list(source.array.positions())
    return written != read and not set(written).isdisjoint(read)


def _write_chosen(context: Context, target: Tensor, found: Basic, source: Tensor) -> None:
    try:
        choice = chosen(context, found)
    except Undecided:
        forget(context, target)
        return
    put(context, target, choice, source)


def put(context: Context, target: Tensor, choice: Choice, source: Tensor, *, accumulate: bool = False) -> None:
    """Writes a tensor into chosen elements of (a view of) ``target``.

    Raises:
        Raised: RuntimeError if the types differ or the shape does not broadcast.
    """
    if source.dtype is not target.dtype:
        raise context.invalid(
            f"Index put requires the source and destination dtypes match, got {scalar_type(target.dtype)} for the "
            f"destination and {scalar_type(source.dtype)} for the source."
        )
    shape = without_ones(source) if len(source.shape) > len(choice.shape) else source.shape
    if not broadcasts_to(shape, choice.shape):
        raise context.misfit(
            f"shape mismatch: value tensor of shape {brackets(source.shape)} cannot be broadcast to indexing result of "
            f"shape {brackets(choice.shape)}"
        )
    check_places(context, choice)
    count = product(choice.shape)
    context.work("index_put_", Work(moves=count), formula="elements", elements=count)
    if target.array is None:
        return
    places = positions(choice) if count <= VALUE_LIMIT and known(source) else None
    storage = target.array.storage
    if (
        places is None
        or storage.data is None
        or storage.is_uniform
        or (len(set(places)) < len(places) and source.shape)
    ):
        forget(context, target)
        return
    values = Array.of(list(flat(source)), shape).expanded(choice.shape).flat()
    context.touch(storage)
    if accumulate:
        values = [storage.data[place] + value for place, value in zip(places, values, strict=True)]
        values = convert(values, target.dtype, target.dtype) or values
    for place, value in zip(places, values, strict=True):
        storage.data[place] = value


def _put_items(context: Context, target: Tensor, indices: Value, values: Value, accumulate: Value) -> Tensor:
    require_tensors(context, "index_put_", self=target)
    items = list(decided(indices))
    found = basic(context, target, items_of(context, tuple(slice(None) if item is None else item for item in items)))
    source = values if isinstance(values, Tensor) else _source(context, target, values)
    try:
        choice = chosen(context, found)
    except Undecided:
        forget(context, target)
        return target
    put(context, target, choice, source, accumulate=context.truth(accumulate))
    return target


@op("torch.Tensor.index_put_", "torch.index_put_")
def index_put_(context: Context, input: Value, indices: Value, values: Value, accumulate: Value = False) -> Value:
    """Writes values at the places that tensors say, in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_put_.html
    """
    return _put_items(context, input, indices, values, accumulate)


@op("torch.Tensor.index_put", "torch.index_put")
def index_put(context: Context, input: Value, indices: Value, values: Value, accumulate: Value = False) -> Value:
    """A copy with values written at the places that tensors say.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.index_put.html
    """
    require_tensors(context, "index_put", input=input)
    array = Array.of(list(flat(input)), input.shape) if known(input) and input.count <= VALUE_LIMIT else None
    copy = context.tensor(input.shape, input.dtype, array=array)
    return _put_items(context, copy, indices, values, accumulate)
