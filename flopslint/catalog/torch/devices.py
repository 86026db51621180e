"""``torch.device``, memory formats and layouts."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.torch.arguments import type_name
from flopslint.values.context import Context
from flopslint.values.tensor import Device, Tensor
from flopslint.values.value import MISSING, Class, Value

DEVICE_TYPES = (
    "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla", "lazy",
    "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
)  # fmt: skip

for _name in ("contiguous_format", "channels_last", "channels_last_3d", "preserve_format"):
    constant(f"torch.{_name}", f"torch.{_name}")
for _name in ("strided", "sparse_coo", "sparse_csr", "sparse_csc", "sparse_bsr", "sparse_bsc", "_mkldnn", "jagged"):
    constant(f"torch.{_name}", f"torch.{_name}")
for _name in ("per_tensor_affine", "per_channel_affine", "per_tensor_symmetric", "per_channel_symmetric",
              "per_channel_affine_float_qparams"):  # fmt: skip
    constant(f"torch.{_name}", f"torch.{_name}")


def device_of(context: Context, value: Value, accelerator: str = "cuda") -> Device:
    """A device from what torch takes for one: a device, its name, or an accelerator's number.

    Raises:
        Raised: the program's exception for anything else.
    """
    if isinstance(value, Device):
        return value
    if isinstance(value, Tensor):
        return value.device
    if isinstance(value, str):
        return _named(context, value)
    if isinstance(value, int):
        return Device(accelerator, value)
    raise context.error("TypeError", f"device(): argument 'type' must be str, not {type_name(context, value)}")


def _named(context: Context, text: str) -> Device:
    kind, colon, index = text.partition(":")
    if kind not in DEVICE_TYPES:
        known = ", ".join(DEVICE_TYPES)
        raise context.error(
            "RuntimeError", f"Expected one of {known} device type at start of device string: {text or kind}"
        )
    if colon and not index.isdigit():
        raise context.error("RuntimeError", f"Invalid device string: '{text}'")
    return Device(kind, int(index) if colon else None)


@native_class("torch.device", "torch._C.device", host=Device)
def device(context: Context, cls: Class, type: Value = MISSING, index: Value = None, *, device: Value = None) -> Value:
    """``torch.device("cuda:0")``, ``torch.device("cuda", 0)``, ``torch.device(0)``."""
    given = type if type is not MISSING else device
    made = device_of(context, given)
    if index is None:
        return made
    if made.index is not None:
        raise context.error(
            "RuntimeError", f"type (string) must not include an index because index was passed explicitly: {given}"
        )
    return Device(made.type, index)


@attribute("torch.device.type")
def device_type(context: Context, value: Device) -> Value:
    """The kind of device: "cpu"."""
    return value.type


@attribute("torch.device.index")
def device_index(context: Context, value: Device) -> Value:
    """Its number, None for the current one."""
    return value.index


@function("torch.device.__str__")
def device_text(context: Context, self: Device) -> Value:
    """As in "cuda:0"."""
    return self.type if self.index is None else f"{self.type}:{self.index}"


@function("torch.device.__repr__")
def device_representation(context: Context, self: Device) -> Value:
    """As in "device(type='cuda', index=0)"."""
    return f"device(type='{self.type}')" if self.index is None else f"device(type='{self.type}', index={self.index})"


@function("torch.device.__eq__")
def device_equal(context: Context, self: Device, other: Value) -> Value:
    """Whether both are the same device."""
    return isinstance(other, Device) and self == other


@function("torch.device.__ne__")
def device_unequal(context: Context, self: Device, other: Value) -> Value:
    """Whether they are different devices."""
    return not (isinstance(other, Device) and self == other)


@function("torch.device.__hash__")
def device_hash(context: Context, self: Device) -> Value:
    """The same for equal devices."""
    return hash(self)


@function("torch.device.__enter__")
def device_enter(context: Context, self: Device) -> Value:
    """``with torch.device(...)``: where new tensors lie changes no figure."""
    return self


@function("torch.device.__exit__")
def device_exit(context: Context, self: Device, *exception: Value) -> Value:
    """Exceptions pass."""
    return None


@function("torch.device.__call__")
def device_decorates(context: Context, self: Device, func: Value) -> Value:
    """``@torch.device(...)``."""
    return func
