"""Tensors: a shape, an element type, and where small constants are known, their values."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from flopslint.core.dtype import FLOAT32, DType
from flopslint.values.strides import contiguous_strides, is_contiguous

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flopslint.core.span import Site
    from flopslint.values.array import Array
    from flopslint.values.value import Class

__all__ = ["VALUE_LIMIT", "Device", "Tensor", "TensorType", "contiguous_strides", "is_contiguous"]

_ids = count(1)

VALUE_LIMIT = 4096
"""Tensors of up to this many elements carry their values where these are known."""


@dataclass(frozen=True, slots=True)
class TensorType:
    """What a shape rule sees of a tensor: shape, element type, and strides (None where not known)."""

    shape: tuple[int, ...]
    dtype: DType
    strides: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """``torch.device``; analysis is of inference on the CPU."""

    type: str = "cpu"
    index: int | None = None


class Tensor:
    """A tensor value. Identity is the program's: in-place operations keep the object.

    ``cls`` is the class of the program (``torch.Tensor``, ``Parameter`` or a subclass), None for plain tensors.
    ``strides`` in elements; None means not known, and a view over unknown strides is accepted. ``base`` is the
    tensor this one is a view of. ``array`` holds the values of small constants; None where not known.
    """

    __slots__ = (
        "array", "attributes", "base", "cls", "device", "dtype", "id", "is_leaf", "is_parameter", "made_at",
        "requires_grad", "shape", "strides",
    )  # fmt: skip

    def __init__(
        self,
        shape: tuple[int, ...],
        dtype: DType = FLOAT32,
        *,
        array: Array | None = None,
        strides: tuple[int, ...] | None = None,
        contiguous: bool = True,
        base: Tensor | None = None,
        requires_grad: bool = False,
        cls: Class | None = None,
        made_at: Site | None = None,
    ) -> None:
        self.id = next(_ids)
        self.shape = shape
        self.dtype = dtype
        self.array = array
        self.strides = contiguous_strides(shape) if strides is None and contiguous else strides
        self.base = base
        self.requires_grad = requires_grad
        self.cls = cls
        self.is_parameter = False
        self.is_leaf = False
        self.made_at = made_at
        self.device = Device()
        self.attributes: dict[str, Any] | None = None

    @property
    def type(self) -> TensorType:
        """What a shape rule sees of it."""
        return TensorType(self.shape, self.dtype, self.strides)

    @property
    def count(self) -> int:
        """Number of elements."""
        total = 1
        for dim in self.shape:
            total *= dim
        return total

    @property
    def owner(self) -> Tensor:
        """The tensor whose elements these are: that which views are of, in the end, else this one."""
        *_, owner = self.bases()
        return owner

    def bases(self) -> Iterator[Tensor]:
        """This one, what it is a view of, what that is a view of, and so on."""
        seen: Tensor | None = self
        while seen is not None:
            yield seen
            seen = seen.base

    def take(self, other: Tensor) -> None:
        """Elements, shape, type and layout of another tensor under this object; of a view of itself too."""
        if all(one is not self for one in other.bases()):
            self.base = other.base
        self.shape, self.strides, self.dtype, self.array = other.shape, other.strides, other.dtype, other.array

    @property
    def is_contiguous(self) -> bool:
        """Whether it lies in row-major order, as far as is known."""
        return self.strides is None or is_contiguous(self.shape, self.strides)

    def __repr__(self) -> str:
        return f"Tensor[{', '.join(map(str, self.shape))}; {self.dtype.name}]"
