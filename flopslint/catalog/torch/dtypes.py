"""Element types as values: constants, attributes, limits, promotion, the default type."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.torch.arguments import require_tensors, type_name
from flopslint.catalog.torch.ops.elementwise import Number, common_type, number_in
from flopslint.core.dtype import (
    ALIASES,
    BOOL_CATEGORY,
    COMPLEX64,
    COMPLEX128,
    DTYPES,
    FLOAT32,
    FLOAT64,
    FLOAT_CATEGORY,
    INT_CATEGORY,
    DType,
    promote,
)
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Class, Instance, Value

for _name, _dtype in DTYPES.items():
    constant(f"torch.{_name}", _dtype)
for _name, _target in ALIASES.items():
    constant(f"torch.{_name}", DTYPES[_target])

MANTISSA_BITS = {"float64": 52, "float32": 23, "float16": 10, "bfloat16": 7}
LARGEST_EXPONENT = {"float64": 1023, "float32": 127, "float16": 15, "bfloat16": 127}
RESOLUTION = {"float64": 1e-15, "float32": 1e-6, "float16": 1e-3, "bfloat16": 1e-2}


@native_class("torch.dtype", host=DType)
def dtype_class(context: Context, cls: Class) -> Value:
    """Element types cannot be made.

    Raises:
        Raised: always.
    """
    raise context.error("TypeError", "cannot create 'torch.dtype' instances")


@attribute("torch.dtype.is_floating_point")
def is_floating_point(context: Context, self: DType) -> Value:
    """Whether elements are floating-point numbers."""
    return self.is_floating_point


@attribute("torch.dtype.is_complex")
def is_complex(context: Context, self: DType) -> Value:
    """Whether elements are complex numbers."""
    return self.is_complex


@attribute("torch.dtype.is_signed")
def is_signed(context: Context, self: DType) -> Value:
    """Whether there are negative elements."""
    return not (self.category == BOOL_CATEGORY or self.name.startswith(("uint", "quint")))


@attribute("torch.dtype.itemsize")
def itemsize(context: Context, self: DType) -> Value:
    """Bytes of an element."""
    return self.size


@function("torch.dtype.to_real")
def to_real(context: Context, self: DType) -> Value:
    """The type of the parts of a complex type."""
    return {"complex32": DTYPES["float16"], "complex64": FLOAT32, "complex128": FLOAT64}.get(self.name, self)


@function("torch.dtype.to_complex")
def to_complex(context: Context, self: DType) -> Value:
    """The complex type whose parts are of this type."""
    return {"float16": DTYPES["complex32"], "float32": COMPLEX64, "float64": COMPLEX128}.get(self.name, self)


@function("torch.dtype.__repr__", "torch.dtype.__str__")
def text(context: Context, self: DType) -> Value:
    """As in "torch.float32"."""
    return repr(self)


@function("torch.dtype.__reduce__")
def reduced(context: Context, self: DType) -> Value:
    """The name that leads to the type."""
    return self.name


@function("torch.dtype.__hash__")
def hashed(context: Context, self: DType) -> Value:
    """The same for the same type."""
    return hash(self)


@native_class("torch.finfo")
def finfo(context: Context, cls: Class, type: Value = None, dtype: Value = None) -> Value:
    """Limits of a floating-point type.

    Source: https://docs.pytorch.org/docs/stable/type_info.html
    """
    given = type if type is not None else dtype
    wanted = context.default_dtype if given is None else given
    if not isinstance(wanted, DType):
        raise context.error(
            "TypeError", f"finfo(): argument 'type' (position 1) must be torch.dtype, not {type_name(context, wanted)}"
        )
    if wanted.category < FLOAT_CATEGORY:
        raise context.error(
            "TypeError",
            "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'",
        )
    part = to_real(context, wanted)
    if part.name not in MANTISSA_BITS:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, f"the limits of {wanted!r} are not in the catalog")
    mantissa, exponent = MANTISSA_BITS[part.name], LARGEST_EXPONENT[part.name]
    largest = (2.0 - 2.0**-mantissa) * 2.0**exponent
    tiny = 2.0 ** (1 - exponent)
    made = Instance(cls, context.site)
    made.attributes.update(
        bits=part.size * 8, eps=2.0**-mantissa, max=largest, min=-largest, tiny=tiny, smallest_normal=tiny,
        resolution=RESOLUTION[part.name], dtype=part.name,
    )  # fmt: skip
    return made


@native_class("torch.iinfo")
def iinfo(context: Context, cls: Class, type: Value = MISSING, dtype: Value = MISSING) -> Value:
    """Limits of an integer type.

    Source: https://docs.pytorch.org/docs/stable/type_info.html
    """
    wanted = type if type is not MISSING else dtype
    if not isinstance(wanted, DType):
        raise context.error("TypeError", "iinfo(): argument 'type' (position 1) must be torch.dtype")
    if wanted.category != INT_CATEGORY:
        raise context.error(
            "TypeError", "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'"
        )
    bits = wanted.size * 8
    signed = not wanted.name.startswith(("uint", "quint"))
    largest = 2 ** (bits - 1) - 1 if signed else 2**bits - 1
    made = Instance(cls, context.site)
    made.attributes.update(bits=bits, max=largest, min=-largest - 1 if signed else 0, dtype=wanted.name)
    return made


@function("torch.get_default_dtype")
def get_default_dtype(context: Context) -> Value:
    """The type of new tensors."""
    return context.default_dtype


@function("torch.set_default_dtype")
def set_default_dtype(context: Context, d: Value) -> Value:
    """Changes the type of new tensors, where the evaluator can."""
    if not isinstance(d, DType) or not d.is_floating_point:
        raise context.error("TypeError", f"only floating-point types are supported as the default type, got {d!r}")
    change = getattr(context, "set_default_dtype", None)
    if change is not None:
        change(d)
    return None


@function("torch.set_default_tensor_type")
def set_default_tensor_type(context: Context, t: Value) -> Value:
    """Changes the type of new tensors by a tensor type of old."""
    name = t.name if isinstance(t, Class) else str(t)
    wanted = {"DoubleTensor": FLOAT64, "HalfTensor": DTYPES["float16"], "BFloat16Tensor": DTYPES["bfloat16"]}
    return set_default_dtype(context, wanted.get(name.rpartition(".")[2], FLOAT32))


@function("torch.set_default_device", "torch.set_float32_matmul_precision", "torch.set_printoptions",
          "torch.set_num_threads", "torch.set_num_interop_threads", "torch.set_flush_denormal",
          "torch.use_deterministic_algorithms", "torch.set_deterministic_debug_mode", "torch.set_warn_always",
          "torch.set_anomaly_enabled")  # fmt: skip
def set_option(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """Options that change no figure."""
    return None


@function("torch.get_default_device")
def get_default_device(context: Context) -> Value:
    """Where new tensors are made."""
    return context.call(context.look_up("torch.device"), ("cpu",))


@function("torch.promote_types")
def promote_types(context: Context, type1: Value, type2: Value) -> Value:
    """The smallest type that holds both."""
    return promote(type1, type2)


@function("torch.result_type")
def result_type(context: Context, tensor1: Value, tensor2: Value) -> Value:
    """The type of what would be computed from both."""
    operands: list[Tensor | Number] = []
    for value in (tensor1, tensor2):
        if isinstance(value, Tensor):
            operands.append(value)
            continue
        number = number_in(value)
        if number is None:
            require_tensors(context, "result_type", tensor=value)
            continue
        operands.append(number)
    return common_type(context, operands)


@function("torch.can_cast")
def can_cast(context: Context, from_: Value, to: Value) -> Value:
    """Whether a conversion stays in its category or goes to a higher one."""
    if from_.is_complex:
        return bool(to.is_complex)
    if from_.is_floating_point:
        return bool(to.category >= FLOAT_CATEGORY)
    if from_.category == INT_CATEGORY:
        return bool(to.category >= INT_CATEGORY)
    return True
