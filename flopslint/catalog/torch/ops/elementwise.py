"""What element-wise ops have in common: type promotion, broadcasting, layout, values, results and writes in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from flopslint.catalog.torch.arguments import brackets, known, operand, scalar_type, type_name
from flopslint.catalog.torch.ops.layouts import result_strides
from flopslint.core.dtype import (
    BOOL,
    COMPLEX64,
    COMPLEX128,
    FLOAT64,
    FLOAT_CATEGORY,
    INT64,
    DType,
    promote_all,
)
from flopslint.core.work import Work
from flopslint.formulas.algebra import Misfit, broadcast, broadcasts_to, product
from flopslint.values.array import Array
from flopslint.values.array_elementwise import elementwise
from flopslint.values.array_rounding import computing_type, convert, real_part_type
from flopslint.values.context import Context, Raised
from flopslint.values.tensor import VALUE_LIMIT, Tensor
from flopslint.values.value import Instance, Value

Number: TypeAlias = "bool | int | float | complex"
Host: TypeAlias = Callable[..., Any]
Rule: TypeAlias = Callable[[DType, DType], tuple[DType, DType]]
"""From the promoted type of the operands and the default type: the type computed in, and that of the result."""

CATEGORIES = "bifc"


def same(common: DType, default: DType) -> tuple[DType, DType]:
    """The promoted type."""
    return common, common


def floating(common: DType, default: DType) -> tuple[DType, DType]:
    """The promoted type, or the default one for bools and integers."""
    result = common if common.category >= FLOAT_CATEGORY else default
    return result, result


def truth(common: DType, default: DType) -> tuple[DType, DType]:
    """Bools, from operands of one type."""
    return common, BOOL


def real(common: DType, default: DType) -> tuple[DType, DType]:
    """The type of the parts of a complex type; other types as they are."""
    return common, real_part_type(common)


def floating_real(common: DType, default: DType) -> tuple[DType, DType]:
    """As ``real``, with the default type for bools and integers."""
    computed, _ = floating(common, default)
    return computed, real_part_type(computed)


def integer_from_bool(common: DType, default: DType) -> tuple[DType, DType]:
    """The promoted type, 64-bit integers for bools."""
    result = INT64 if common is BOOL else common
    return result, result


def double(common: DType, default: DType) -> tuple[DType, DType]:
    """Double precision, whatever the operands are."""
    result = COMPLEX128 if common.is_complex else FLOAT64
    return result, result


@dataclass(frozen=True, slots=True)
class Pointwise:
    """An element-wise op.

    ``host`` is the function of numbers (None: values are not followed); ``accepts`` the categories of promoted
    types that are not refused (b, i, f, c), ``refusals`` torch's own exceptions by category; ``work`` the
    field of ``Work`` that counts one for each element.
    """

    name: str
    host: Host | None
    rule: Rule = same
    accepts: str = CATEGORIES
    work: str = "additions"
    refusals: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an element-wise op computes from its operands, before it is put anywhere."""

    shape: tuple[int, ...]
    dtype: DType
    array: Array | None
    tensors: tuple[Tensor, ...]


def number_in(value: Value) -> Number | None:
    """The number that a value of the program holds, None if it is no number."""
    if isinstance(value, Instance):
        value = value.payload
    return value if isinstance(value, (int, float, complex)) else None


def is_number(value: Value) -> bool:
    """Whether a value of the program is a number."""
    return number_in(value) is not None


def operand_in(context: Context, function: str, name: str, position: int, value: Value) -> Tensor | Number:
    """A tensor or a number.

    Raises:
        Undecided: if it is not known.
        Raised: the program's TypeError for anything else.
    """
    value = known(value)
    if isinstance(value, Tensor):
        return value
    number = number_in(value)
    if number is None:
        kind = type_name(context, value)
        raise context.error(
            "TypeError", f"{function}(): argument '{name}' (position {position}) must be Tensor, not {kind}"
        )
    return number


def number_type(number: Number, default: DType) -> DType:
    """The element type that a Python number has in promotion."""
    if isinstance(number, bool):
        return BOOL
    if isinstance(number, int):
        return INT64
    if isinstance(number, float):
        return default
    return COMPLEX128 if default is FLOAT64 else COMPLEX64


def common_type(context: Context, operands: Sequence[Tensor | Number]) -> DType:
    """The type that operands are promoted to.

    Source: https://docs.pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc
    """
    default = context.default_dtype
    with_dims = [each.dtype for each in operands if isinstance(each, Tensor) and each.shape]
    without_dims = [each.dtype for each in operands if isinstance(each, Tensor) and not each.shape]
    numbers = [number_type(each, default) for each in operands if not isinstance(each, Tensor)]
    return promote_all(with_dims, without_dims, numbers, default)


def common_shape(context: Context, tensors: Sequence[Tensor]) -> tuple[int, ...]:
    """The shape that tensors broadcast to.

    Raises:
        Raised: the program's RuntimeError, naming the two dims, if they do not fit.
    """
    if not tensors:
        return ()
    shape = tensors[0].shape
    for each in tensors[1:]:
        if each.shape == shape:
            continue
        try:
            merged = broadcast(shape, each.shape)
        except Misfit as misfit:
            axis = max(len(shape), len(each.shape)) + misfit.axis
            names = [operand(name, one) for name, one in zip("abcd", tensors, strict=False)]
            raise context.misfit(
                f"The size of tensor a ({misfit.first}) must match the size of tensor b ({misfit.second}) at "
                f"non-singleton dimension {axis}",
                *names,
                fitting=str(misfit.first),
            ) from None
        shape = merged
    return shape


def evaluate(
    context: Context, op: Pointwise, *operands: Tensor | Number, host: Host | None = None, target: Tensor | None = None
) -> Outcome:
    """Type, shape and, where known, values of an op's result; ``host`` replaces the op's own where it needs options.

    ``target`` is the tensor that the result will be written over, if any.

    Raises:
        Raised: the program's exception for shapes that do not broadcast or a type that is refused.
    """
    tensors = tuple(each for each in operands if isinstance(each, Tensor))
    if len(operands) == 1 and tensors:
        common, shape = tensors[0].dtype, tensors[0].shape
    else:
        common, shape = common_type(context, operands), common_shape(context, tensors)
    computed, dtype = op.rule(common, context.default_dtype)
    if target is not None:
        check_fits(context, target, shape, dtype, tensors)
    if CATEGORIES[common.category] not in op.accepts:
        raise refused(context, op, common)
    array = _values(context, host or op.host, shape, operands, computing_type(computed), dtype)
    return Outcome(shape, dtype, array, tensors)


def refused(context: Context, op: Pointwise, dtype: DType) -> Raised:
    """The exception for a type that an op has no meaning for."""
    for category, exception, sentence in op.refusals:
        if category == CATEGORIES[dtype.category]:
            return context.error(exception, sentence)
    return context.error("NotImplementedError", f"\"{op.name}_cpu\" not implemented for '{scalar_type(dtype)}'")


def _values(
    context: Context,
    host: Host | None,
    shape: tuple[int, ...],
    operands: Sequence[Tensor | Number],
    computed: DType,
    dtype: DType,
) -> Array | None:
    if host is None:
        return None
    given: list[Any] = []
    for each in operands:
        if isinstance(each, Tensor):
            if each.array is None or not (each.array.is_known or each.array.is_uniform):
                return None
            given.append((each.array, each.dtype))
        else:
            given.append(each)
    is_large = product(shape) > VALUE_LIMIT
    if is_large:
        if not all(each[0].is_uniform for each in given if isinstance(each, tuple)):
            return None
        given = [(each[0].first(), each[1]) if isinstance(each, tuple) else each for each in given]
    try:
        array = elementwise(host, () if is_large else shape, given, computed, dtype)
        return Array.uniform(array.flat()[0], shape) if is_large and array is not None else array
    except ZeroDivisionError:
        raise context.error("RuntimeError", "ZeroDivisionError") from None


def fresh(context: Context, op: Pointwise, outcome: Outcome, out: Value = None) -> Tensor:
    """The result as a new tensor, or in the tensor of ``out=``."""
    count_work(context, op.name, op.work, outcome)
    strides = result_strides(outcome.shape, outcome.tensors)
    result = context.tensor(outcome.shape, outcome.dtype, array=outcome.array, strides=strides)
    if strides is None:
        result.strides = None
    if outcome.tensors:
        result.device = outcome.tensors[0].device
    return result if out is None else put_in(context, result, out)


def count_work(context: Context, aten: str, kind: str, outcome: Outcome) -> None:
    """Says that an op did one operation of a kind for each element of its result."""
    elements = product(outcome.shape)
    context.work(aten, Work(**{kind: elements}), formula="elements", elements=elements)


def in_place(context: Context, op: Pointwise, target: Tensor, outcome: Outcome) -> Tensor:
    """Writes a result over a tensor.

    Raises:
        Raised: the program's RuntimeError if the result has another shape, or a type that the tensor cannot take.
    """
    check_fits(context, target, outcome.shape, outcome.dtype, outcome.tensors)
    count_work(context, f"{op.name}_", op.work, outcome)
    write(context, target, outcome.array, outcome.dtype)
    return target


def check_fits(
    context: Context, target: Tensor, shape: tuple[int, ...], dtype: DType, operands: Sequence[Tensor]
) -> None:
    """Says that a result of a shape and a type can be written over a tensor.

    Raises:
        Raised: the program's RuntimeError if it cannot.
    """
    if shape != target.shape:
        raise context.misfit(
            f"output with shape {brackets(target.shape)} doesn't match the broadcast shape {brackets(shape)}",
            *(operand(name, each) for name, each in zip("abcd", operands, strict=False)),
        )
    if dtype.category > target.dtype.category:
        raise context.error(
            "RuntimeError",
            f"result type {scalar_type(dtype)} can't be cast to the desired output type {scalar_type(target.dtype)}",
        )
    if target.strides is not None and any(
        stride == 0 and dim > 1 for stride, dim in zip(target.strides, target.shape, strict=True)
    ):
        raise context.error(
            "RuntimeError",
            "unsupported operation: more than one element of the written-to tensor refers to a single memory "
            "location. Please clone() the tensor before performing the operation.",
        )


def write(context: Context, target: Tensor, array: Array | None, dtype: DType) -> None:
    """Puts values of a type into a tensor and so into all views of it; values that are not known lose those there."""
    own = target.array
    if own is None:
        return
    flat = None
    if own.storage.is_uniform:
        context.touch(own.storage)
        own.storage.data = _uniform_data(array, dtype, own, target.dtype)
        return
    if array is not None and array.is_known and broadcasts_to(array.shape, target.shape):
        flat = convert(array.expanded(target.shape).flat(), dtype, target.dtype)
    context.touch(own.storage)
    if flat is None:
        own.storage.data = None
    else:
        own.assign(flat)


def _uniform_data(array: Array | None, dtype: DType, own: Array, kind: DType) -> list[Any] | None:
    """The one element of a storage of like elements after a write to ``own``; None where they are no longer alike."""
    if array is None or not array.is_uniform or own.count != own.storage.size:
        return None
    return convert(array.first().flat(), dtype, kind)


def put_in(context: Context, result: Tensor, out: Value) -> Tensor:
    """Writes a result into the tensor of ``out=``, which takes its shape."""
    if not isinstance(known(out), Tensor):
        kind = type_name(context, out)
        raise context.error("TypeError", f"argument 'out' must be Tensor, not {kind}")
    target: Tensor = out
    if target.shape != result.shape:
        context.touch(target)
        target.shape, target.strides, target.array = result.shape, result.strides, None
        return target
    write(context, target, result.array, result.dtype)
    return target
