"""Elements of tensors as Python numbers: known where the values are, else data-dependent.

Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.item.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import function
from flopslint.catalog.torch.arguments import require_tensors
from flopslint.catalog.torch.ops.elementwise import evaluate, is_number
from flopslint.catalog.torch.ops.pointwise_pairs import EQUAL
from flopslint.core.dtype import INT_CATEGORY
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Unknown, Value


def unknown_element(context: Context, what: str) -> Unknown:
    """The unknown for a number that depends on the values of a tensor."""
    return context.unknown(GapKind.DATA_DEPENDENT, f"{what} depends on the values of a tensor")


def element(context: Context, tensor: Tensor, what: str) -> Any:
    """The single element of a tensor, an Unknown where it is not known."""
    if tensor.array is None or not tensor.array.is_known:
        return unknown_element(context, what)
    return tensor.array.flat()[0]


@function("torch.Tensor.item")
def item(context: Context, input: Tensor) -> Value:
    """The single element.

    Raises:
        Raised: the program's RuntimeError if there is not just one.
    """
    if input.count != 1:
        raise context.invalid(f"a Tensor with {input.count} elements cannot be converted to Scalar")
    return element(context, input, "item()")


@function("torch.Tensor.tolist")
def tolist(context: Context, input: Tensor) -> Value:
    """The elements as nested lists."""
    if input.array is None or not input.array.is_known:
        return unknown_element(context, "tolist()")
    return input.array.nested()


def _single(context: Context, input: Tensor) -> Any:
    if input.count != 1:
        raise context.error("ValueError", "only one element tensors can be converted to Python scalars")
    return element(context, input, "a tensor as a number")


@function("torch.Tensor.__int__", "torch.Tensor.__long__")
def as_int(context: Context, input: Tensor) -> Value:
    """``int(tensor)``."""
    number = _single(context, input)
    if isinstance(number, Unknown):
        return number
    try:
        return int(number)
    except (ValueError, OverflowError) as problem:
        raise context.error(type(problem).__name__, str(problem)) from None


@function("torch.Tensor.__float__")
def as_float(context: Context, input: Tensor) -> Value:
    """``float(tensor)``."""
    number = _single(context, input)
    if isinstance(number, complex):
        raise context.error("RuntimeError", "value cannot be converted to type double without overflow")
    return number if isinstance(number, Unknown) else float(number)


@function("torch.Tensor.__complex__")
def as_complex(context: Context, input: Tensor) -> Value:
    """``complex(tensor)``."""
    number = _single(context, input)
    return number if isinstance(number, Unknown) else complex(number)


@function("torch.Tensor.__index__")
def as_index(context: Context, input: Tensor) -> Value:
    """A tensor where an integer is asked for."""
    if input.count != 1 or input.dtype.category > INT_CATEGORY:
        raise context.error("TypeError", "only integer tensors of a single element can be converted to an index")
    number = element(context, input, "a tensor as an index")
    return number if isinstance(number, Unknown) else int(number)


@function("torch.Tensor.__bool__", "torch.Tensor.__nonzero__")
def as_bool(context: Context, input: Tensor) -> Value:
    """``bool(tensor)``."""
    if input.count != 1:
        much = "no values" if input.count == 0 else "more than one value"
        raise context.error("RuntimeError", f"Boolean value of Tensor with {much} is ambiguous")
    number = element(context, input, "the truth of a tensor")
    return number if isinstance(number, Unknown) else bool(number)


@function("torch.is_nonzero", "torch.Tensor.is_nonzero")
def is_nonzero(context: Context, input: Value) -> Value:
    """Whether a single element is not zero."""
    require_tensors(context, "is_nonzero", input=input)
    return as_bool(context, input)


@function("torch.Tensor.__reversed__")
def reverse(context: Context, input: Tensor) -> Value:
    """The tensor turned around along its first dim."""
    if not input.shape:
        return input
    return context.call(context.look_up("torch.flip"), (input, (0,)))


@function("torch.Tensor.__contains__")
def contains(context: Context, input: Tensor, element: Value) -> Value:
    """Whether an element is equal to a value."""
    if not isinstance(element, Tensor) and not is_number(element):
        raise context.error(
            "RuntimeError",
            "Tensor.__contains__ only supports Tensor or scalar, but you passed in a "
            f"{context.type_of(element).qualified_name}.",
        )
    outcome = evaluate(context, EQUAL, input, element)
    if outcome.array is None:
        return unknown_element(context, "whether a tensor contains a value")
    return any(outcome.array.flat())
