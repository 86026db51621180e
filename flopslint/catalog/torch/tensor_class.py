"""``torch.Tensor``, ``Parameter``, ``Buffer`` and ``torch.Size``: the classes, and what a tensor says of itself."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, function, native_class
from flopslint.catalog.torch.arguments import axis_in, type_name
from flopslint.catalog.torch.ops.bookkeeping import CONTIGUOUS, has_format
from flopslint.catalog.torch.ops.tensor_data import legacy_tensor
from flopslint.catalog.torch.ops.viewing import kept
from flopslint.core.gap import GapKind
from flopslint.formulas.algebra import product
from flopslint.values.array import Array
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Class, IteratorValue, Size, Unknown, Value


@native_class("torch.Tensor")
def tensor_class(context: Context, cls: Class, *given: Value, device: Value = None, size: Value = MISSING) -> Value:
    """``torch.Tensor(3, 4)`` is of that shape, ``torch.Tensor([3, 4])`` holds these numbers, in the default type."""
    result = legacy_tensor(context, context.default_dtype, given if size is MISSING else (size,))
    if cls is not context.find_class("torch.Tensor"):
        result.cls = cls
    return result


def _as_class(context: Context, cls: Class, data: Value, *, requires_grad: bool) -> Tensor:
    """A tensor of a class over the elements of another; an empty vector for None."""
    if data is None:
        data = context.tensor((0,), context.default_dtype, array=Array.of([], (0,)))
    if not isinstance(data, Tensor):
        raise context.error("TypeError", f"'{type_name(context, data)}' object cannot be made a {cls.name}")
    if requires_grad and not (data.dtype.is_floating_point or data.dtype.is_complex):
        raise context.invalid("Only Tensors of floating point and complex dtype can require gradients")
    result = kept(context, data)
    result.base = None
    result.cls, result.requires_grad, result.is_leaf, result.made_at = cls, requires_grad, True, context.site
    return result


@native_class("torch.nn.parameter.Parameter", "torch.nn.Parameter", bases=("torch.Tensor",))
def parameter(context: Context, cls: Class, data: Value = None, requires_grad: Value = True) -> Value:
    """A tensor that a layer registers; it shares its elements with ``data``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Parameter.html
    """
    result = _as_class(context, cls, data, requires_grad=context.truth(requires_grad))
    result.is_parameter = True
    return result


@native_class("torch.nn.parameter.Buffer", "torch.nn.Buffer", bases=("torch.Tensor",))
def buffer(context: Context, cls: Class, data: Value = None, *, persistent: Value = True) -> Value:
    """A tensor that a layer registers as a buffer.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.parameter.Buffer.html
    """
    result = _as_class(context, cls, data, requires_grad=False)
    result.attributes = {"persistent": persistent, "_is_buffer": True}
    return result


@function("torch.is_tensor")
def is_tensor(context: Context, obj: Value) -> Value:
    """Whether a value is a tensor."""
    return isinstance(obj, Tensor)


@attribute("torch.Tensor.shape")
def shape(context: Context, self: Tensor) -> Value:
    """The sizes of the dims."""
    return Size(self.shape)


@function("torch.Tensor.size")
def size(context: Context, self: Tensor, dim: Value = None) -> Value:
    """The sizes of the dims, or of one of them."""
    if dim is None:
        return Size(self.shape)
    _check_rank(context, self)
    return self.shape[axis_in(context, dim, len(self.shape), "size")]


def _check_rank(context: Context, tensor: Tensor) -> None:
    if not tensor.shape:
        raise context.invalid("Dimension specified as 0 but tensor has no dimensions", "IndexError")


@function("torch.Tensor.dim", "torch.Tensor.ndimension")
def dim(context: Context, self: Tensor) -> Value:
    """The number of dims."""
    return len(self.shape)


@attribute("torch.Tensor.ndim")
def ndim(context: Context, self: Tensor) -> Value:
    """The number of dims."""
    return len(self.shape)


@function("torch.Tensor.numel", "torch.Tensor.nelement")
def numel(context: Context, self: Tensor) -> Value:
    """The number of elements."""
    return self.count


@function("torch.numel")
def numel_of(context: Context, input: Value) -> Value:
    """The number of elements."""
    return input.count


@function("torch.Tensor.stride")
def stride(context: Context, self: Tensor, dim: Value = None) -> Value:
    """Steps in elements along the dims, or along one of them."""
    if self.strides is None:
        return context.unknown(GapKind.UNKNOWN_OP, "the strides of this tensor are not followed")
    if dim is None:
        return tuple(self.strides)
    _check_rank(context, self)
    return self.strides[axis_in(context, dim, len(self.shape), "stride")]


@function("torch.Tensor.is_contiguous")
def is_contiguous(context: Context, self: Tensor, memory_format: Value = CONTIGUOUS) -> Value:
    """Whether the elements lie in order."""
    if self.strides is None:
        return context.unknown(GapKind.UNKNOWN_OP, "the strides of this tensor are not followed")
    return has_format(context, self, memory_format)


@function("torch.Tensor.element_size")
def element_size(context: Context, self: Tensor) -> Value:
    """Bytes of an element."""
    return self.dtype.size


@attribute("torch.Tensor.itemsize")
def itemsize(context: Context, self: Tensor) -> Value:
    """Bytes of an element."""
    return self.dtype.size


@attribute("torch.Tensor.nbytes")
def nbytes(context: Context, self: Tensor) -> Value:
    """Bytes of all elements."""
    return self.count * self.dtype.size


def _set_requires_grad(context: Context, self: Tensor, value: Value) -> None:
    if isinstance(value, Unknown):
        return
    if value and not (self.dtype.is_floating_point or self.dtype.is_complex):
        raise context.invalid("only Tensors of floating point dtype can require gradients")
    self.requires_grad = bool(value)


@attribute("torch.Tensor.requires_grad", setter=_set_requires_grad)
def requires_grad_of(context: Context, self: Tensor) -> Value:
    """Whether gradients are asked for."""
    return self.requires_grad


@function("torch.Tensor.requires_grad_")
def requires_grad_(context: Context, self: Tensor, requires_grad: Value = True) -> Value:
    """Asks for gradients, or no longer."""
    context.touch(self)
    _set_requires_grad(context, self, requires_grad)
    return self


def _set_data(context: Context, self: Tensor, new: Value) -> None:
    """``tensor.data = other``: another shape, type and storage under the same object."""
    if not isinstance(new, Tensor):
        self.array = None
        return
    self.take(new)


@attribute("torch.Tensor.data", setter=_set_data)
def data(context: Context, self: Tensor) -> Value:
    """The same elements without history."""
    return context.call(context.look_up("torch.detach"), (self,))


def _set_grad(context: Context, self: Tensor, new: Value) -> None:
    """Gradients are not followed."""


@attribute("torch.Tensor.grad", "torch.Tensor._grad", setter=_set_grad)
def grad(context: Context, self: Tensor) -> Value:
    """No gradients: analysis is of inference."""
    return None


@attribute("torch.Tensor.grad_fn", setter=_set_grad)
def grad_fn(context: Context, self: Tensor) -> Value:
    """No history: analysis is of inference."""
    return None


@attribute("torch.Tensor.is_leaf")
def is_leaf(context: Context, self: Tensor) -> Value:
    """Always, as nothing has a history."""
    return True


@attribute("torch.Tensor.dtype")
def dtype_of(context: Context, self: Tensor) -> Value:
    """The element type."""
    return self.dtype


@attribute("torch.Tensor.device")
def device_of(context: Context, self: Tensor) -> Value:
    """Where the elements are."""
    return self.device


@attribute("torch.Tensor.is_cuda")
def is_cuda(context: Context, self: Tensor) -> Value:
    """Whether the tensor was put on a CUDA device."""
    return self.device.type == "cuda"


@attribute("torch.Tensor.is_cpu")
def is_cpu(context: Context, self: Tensor) -> Value:
    """Whether the tensor is on the CPU."""
    return self.device.type == "cpu"


@attribute("torch.Tensor.is_meta")
def is_meta(context: Context, self: Tensor) -> Value:
    """Whether the tensor is on the meta device."""
    return self.device.type == "meta"


@attribute("torch.Tensor.is_mps")
def is_mps(context: Context, self: Tensor) -> Value:
    """Whether the tensor was put on an MPS device."""
    return self.device.type == "mps"


@attribute(
    *(f"torch.Tensor.{_name}" for _name in (
        "is_nested", "is_mkldnn", "is_xpu", "is_xla", "is_ipu", "is_maia", "is_mtia",
        "is_vulkan", "retains_grad",
    ))
)  # fmt: skip
def is_never(context: Context, self: Tensor) -> Value:
    """What no tensor here is."""
    return False


@attribute("torch.Tensor.is_quantized")
def is_quantized(context: Context, self: Tensor) -> Value:
    """Whether elements are quantized."""
    return self.dtype.name.startswith(("qint", "quint"))


@attribute("torch.Tensor.__dict__")
def attribute_dict(context: Context, self: Tensor) -> Value:
    """The attributes that the program gave the tensor."""
    return self.attributes if self.attributes is not None else {}


@function("torch.Tensor.__len__")
def length(context: Context, self: Tensor) -> Value:
    """The size of the first dim."""
    if not self.shape:
        raise context.invalid("len() of a 0-d tensor", "TypeError")
    return self.shape[0]


@function("torch.Tensor.__iter__")
def iterator(context: Context, self: Tensor) -> Value:
    """The slices of the first dim one by one."""
    if not self.shape:
        raise context.invalid("iteration over a 0-d tensor", "TypeError")
    slices = context.call(context.look_up("torch.unbind"), (self,))
    return slices if isinstance(slices, Unknown) else IteratorValue(iter(slices), "tuple_iterator")


@function("torch.Tensor.__hash__")
def identity(context: Context, self: Tensor) -> Value:
    """Tensors are hashed by identity."""
    return id(self)


@native_class("torch.Size", host=Size, bases=("builtins.tuple",))
def size_class(context: Context, cls: Class, iterable: Value = ()) -> Value:
    """The sizes of dims, a tuple."""
    dims = list(context.iterate(iterable))
    for place, item in enumerate(dims):
        if isinstance(item, Unknown):
            return item
        if not isinstance(item, int):
            kind = type_name(context, item)
            raise context.error("TypeError", f"torch.Size() takes an iterable of 'int' (item {place} is '{kind}')")
    return Size(dims)


@function("torch.Size.numel")
def size_numel(context: Context, self: Value) -> Value:
    """The number of elements of that shape."""
    return product(self)
