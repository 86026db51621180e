"""Methods of ``torch.Tensor`` around the data: conversion by name, hooks, gradients, storage, text, copies."""

from __future__ import annotations

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.torch.arguments import scalar_type, size_text
from flopslint.catalog.torch.ops.tensor_data import legacy_tensor
from flopslint.catalog.torch.ops.viewing import Unplaced, flat, forget, kept, known
from flopslint.core.dtype import BOOL_CATEGORY, DTYPES, INT_CATEGORY, DType
from flopslint.core.gap import GapKind
from flopslint.values.array import Array, nested
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Class, Value

TYPE_NAMES: dict[str, DType] = {f"torch.{scalar_type(dtype)}Tensor": dtype for dtype in DTYPES.values()}
"""Names of the tensor types of old: ``torch.FloatTensor``."""

SHOWN = 100
"""Tensors of more elements than this are written without them."""


def _register_legacy(name: str, dtype: DType) -> None:
    @native_class(name, name.replace("torch.", "torch.cuda."), bases=("torch.Tensor",))
    def legacy(context: Context, cls: Class, *given: Value) -> Value:
        """A constructor of old: sizes or data, in its own type."""
        return legacy_tensor(context, dtype, given)


for _name in ("Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool"):
    _register_legacy(f"torch.{_name}Tensor", TYPE_NAMES[f"torch.{_name}Tensor"])


@function("torch.Tensor.type")
def type_(
    context: Context, self: Tensor, dtype: Value = None, non_blocking: Value = False, memory_format: Value = None
) -> Value:
    """The name of the tensor's type, or the tensor as another."""
    if dtype is None:
        prefix = "torch.cuda." if self.device.type == "cuda" else "torch."
        return f"{prefix}{scalar_type(self.dtype)}Tensor"
    wanted = dtype
    if isinstance(dtype, Class):
        wanted = f"torch.{dtype.name}"
    if isinstance(wanted, str):
        wanted = TYPE_NAMES.get(wanted.replace("torch.cuda.", "torch."))
        if wanted is None:
            raise context.error("ValueError", f"invalid type: '{dtype}'")
    if not isinstance(wanted, DType):
        raise context.error("RuntimeError", "dtype must be a type, str, or dtype object")
    return context.call(context.look_up("torch.Tensor.to"), (self,), {"dtype": wanted, "memory_format": memory_format})


@function("torch.Tensor.is_floating_point", "torch.is_floating_point")
def is_floating_point(context: Context, input: Tensor) -> Value:
    """Whether the elements are floating-point numbers."""
    return input.dtype.is_floating_point


@function("torch.Tensor.is_complex", "torch.is_complex")
def is_complex(context: Context, input: Tensor) -> Value:
    """Whether the elements are complex numbers."""
    return input.dtype.is_complex


@function("torch.Tensor.is_signed", "torch.is_signed")
def is_signed(context: Context, input: Tensor) -> Value:
    """Whether the element type has negative numbers."""
    return not (input.dtype.category == BOOL_CATEGORY or input.dtype.name.startswith("uint"))


@function("torch.Tensor.is_shared", "torch.Tensor.is_pinned", "torch.Tensor.is_inference", "torch.is_inference")
def is_never(context: Context, input: Tensor) -> Value:
    """What no tensor here is."""
    return False


@function("torch.Tensor.is_conj", "torch.is_conj", "torch.Tensor.is_neg", "torch.is_neg")
def is_lazy(context: Context, input: Tensor) -> Value:
    """Conjugation and negation are done at once here."""
    return False


@function("torch.Tensor.is_same_size", "torch.is_same_size")
def is_same_size(context: Context, input: Tensor, other: Tensor) -> Value:
    """Whether both have one shape."""
    return input.shape == other.shape


@function("torch.Tensor.get_device", "torch.get_device")
def get_device(context: Context, input: Tensor) -> Value:
    """The number of its device, -1 on the CPU."""
    return -1 if input.device.type == "cpu" else input.device.index or 0


@function("torch.Tensor.data_ptr", "torch.Tensor.storage", "torch.Tensor.untyped_storage", "torch.Tensor.storage_type",
          "torch.Tensor._typed_storage")  # fmt: skip
def storage(context: Context, self: Tensor) -> Value:
    """Memory is not followed."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "the memory of a tensor is not followed")


@function("torch.Tensor.storage_offset")
def storage_offset(context: Context, self: Tensor) -> Value:
    """The place of the first element in memory."""
    if self.base is None:
        return 0
    if self.array is not None and not isinstance(self.array, Unplaced):
        return self.array.offset
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "the memory of a tensor is not followed")


@function("torch.Tensor.detach_")
def detach_(context: Context, self: Tensor) -> Value:
    """Drops the history, in place."""
    context.touch(self)
    self.requires_grad = False
    return self


@function("torch.Tensor.pin_memory", "torch.Tensor.share_memory_",
          "torch.Tensor.resolve_conj", "torch.Tensor.resolve_neg",
          "torch.Tensor.coalesce", "torch.Tensor.as_subclass")  # fmt: skip
def same_tensor(context: Context, self: Tensor, *arguments: Value, **keywords: Value) -> Value:
    """What changes neither shape nor elements."""
    return self


@function("torch.Tensor.backward", takes_unknown=True)
def backward(context: Context, self: Tensor, gradient: Value = None, retain_graph: Value = None,
             create_graph: Value = False, inputs: Value = None) -> Value:  # fmt: skip
    """Gradients are not followed."""
    return None


@function("torch.Tensor.retain_grad")
def retain_grad(context: Context, self: Tensor) -> Value:
    """Gradients are not followed."""
    return None


@function("torch.Tensor.register_hook", "torch.Tensor.register_post_accumulate_grad_hook")
def register_hook(context: Context, self: Tensor, hook: Value) -> Value:
    """A hook on gradients never runs; the handle can be removed."""
    return context.call(context.look_up("torch.utils.hooks.RemovableHandle"), ({},))


@function("torch.Tensor.apply_", "torch.Tensor.map_", "torch.Tensor.map2_")
def apply_(context: Context, self: Tensor, *arguments: Value) -> Value:
    """Elements changed by a function, which is not called."""
    forget(context, self)
    return self


@function("torch.Tensor.is_set_to")
def is_set_to(context: Context, self: Tensor, tensor: Tensor) -> Value:
    """Whether both are the same memory in the same layout."""
    if self is tensor:
        return True
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "the memory of a tensor is not followed")


@function("torch.Tensor.__deepcopy__", "torch.Tensor.__copy__")
def deep_copy(context: Context, self: Tensor, memo: Value = None) -> Value:
    """A tensor of the same class over a copy of the elements."""
    return duplicate(context, self)


def duplicate(context: Context, tensor: Tensor) -> Tensor:
    """A tensor like another in everything, with elements of its own."""
    array = None
    if tensor.array is not None:
        array = Array.of(list(flat(tensor)), tensor.shape) if known(tensor) else Array.lost(tensor.shape)
    result = context.tensor(tensor.shape, tensor.dtype, array=array)
    result.strides, result.cls, result.device = tensor.strides, tensor.cls, tensor.device
    result.requires_grad, result.is_parameter, result.is_leaf = tensor.requires_grad, tensor.is_parameter, True
    result.attributes = None if tensor.attributes is None else dict(tensor.attributes)
    result.made_at = tensor.made_at
    return result


@function("torch.Tensor.numpy")
def numpy(context: Context, self: Tensor, *, force: Value = False) -> Value:
    """An array over the same elements."""
    array_class = context.look_up("numpy.ndarray")
    if not isinstance(array_class, Class) or not array_class.native:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "numpy's arrays are not in the catalog")
    result = kept(context, self)
    result.cls = array_class
    return result


@function("torch.Tensor.set_", takes_unknown=True)
def set_(context: Context, self: Tensor, source: Value = None, *arguments: Value, **keywords: Value) -> Value:
    """Another storage under the same object."""
    context.touch(self)
    if not isinstance(source, Tensor) or arguments or keywords:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "Tensor.set_ from a storage")
    self.take(source)
    return self


@function("torch.Tensor.__reduce_ex__", "torch.Tensor.__array__", "torch.Tensor.__dlpack__")
def exported(context: Context, self: Tensor, *arguments: Value, **keywords: Value) -> Value:
    """What leaves torch is not followed."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "a tensor handed to another library")


@function("torch.Tensor.__repr__", "torch.Tensor.__str__")
def text(context: Context, self: Tensor, *, tensor_contents: Value = None) -> Value:
    """The tensor as text; elements that are not known are left out, as those on the meta device are."""
    suffix = "" if self.dtype.category in {BOOL_CATEGORY, INT_CATEGORY} else _kind(context, self.dtype)
    if not known(self) or self.count > SHOWN:
        return f"tensor(..., size={tuple(self.shape)}{suffix})"
    values = [_number(value) for value in flat(self)]
    listed = repr(nested(values, self.shape)).replace("'", "")
    body = f"tensor({listed}{suffix})"
    return f"Parameter containing:\n{body}" if self.is_parameter else body


def _kind(context: Context, dtype: DType) -> str:
    return "" if dtype is context.default_dtype else f", dtype=torch.{dtype.name}"


def _number(value: Value) -> str:
    if isinstance(value, float) and value == value and abs(value) != float("inf"):  # noqa: PLR0124
        return f"{value:.0f}." if value == round(value) else f"{value:.4f}"
    return str(value)


@function("torch.Tensor.__format__")
def formatted(context: Context, self: Tensor, format_spec: Value = "") -> Value:
    """A number by its format, anything larger as text."""
    if self.shape or not known(self):
        return context.text_of(self)
    return format(flat(self)[0], format_spec)


@function("torch.typename")
def typename(context: Context, obj: Value) -> Value:
    """The name of a value's type: "torch.FloatTensor" for a tensor."""
    if isinstance(obj, Tensor):
        return f"torch.{scalar_type(obj.dtype)}Tensor"
    return context.type_of(obj).dotted_name.removeprefix("builtins.")


@function("torch.is_storage")
def is_storage(context: Context, obj: Value) -> Value:
    """Whether a value is a storage: none is."""
    return False


@function("torch.Size.__repr__", "torch.Size.__str__")
def size_representation(context: Context, self: Value) -> Value:
    """As in ``torch.Size([2, 3])``."""
    return size_text(self)
