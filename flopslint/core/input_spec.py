"""Input specs: ``1x3x224x224``, ``1x128:int64``, ``mask=1x128:bool``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flopslint.core.dtype import ALIASES, DTYPES, FLOAT32, DType
from flopslint.core.errors import InputError
from flopslint.core.registry import nearest

_NAME = re.compile(r"[^\W\d]\w*")
_DIM = re.compile(r"\d{1,18}")
_MOST_DIMS = 64
"""torch's own limit on the number of dims.

Source: https://github.com/pytorch/pytorch/blob/main/c10/core/TensorImpl.h
"""


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input tensor: the parameter it is for (None: the next one in order), its shape and element type."""

    name: str | None
    shape: tuple[int, ...]
    dtype: DType = FLOAT32

    def __str__(self) -> str:
        name = f"{self.name}=" if self.name else ""
        dtype = "" if self.dtype is FLOAT32 else f":{self.dtype.name}"
        return f"{name}{'x'.join(map(str, self.shape))}{dtype}"


def parse_input_spec(text: str) -> InputSpec:
    """The input spec that a text stands for.

    Raises:
        InputError: with one sentence that says what is wrong.
    """
    rest = text.strip()
    if not rest:
        raise InputError("an input spec is empty; expected dims such as 1x3x224x224")
    name, equals, after = rest.partition("=")
    if equals:
        rest = after.strip()
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise InputError(f"input spec {text!r}: {name!r} is not a parameter's name")
    dims, colon, dtype_name = rest.partition(":")
    dtype = _dtype(text, dtype_name.strip()) if colon else FLOAT32
    shape = []
    for dim in dims.strip().split("x") if dims.strip() else []:
        if not _DIM.fullmatch(dim.strip()) or not dim.strip().isascii():
            raise InputError(
                f"input spec {text!r}: {dim.strip()!r} is not a dim; expected whole numbers joined by x, "
                "such as 1x3x224x224"
            )
        shape.append(int(dim))
    if not shape:
        raise InputError(f"input spec {text!r} has no dims; expected such as 1x3x224x224")
    if len(shape) > _MOST_DIMS:
        raise InputError(f"input spec {text!r} has {len(shape)} dims, more than the {_MOST_DIMS} a tensor can have")
    return InputSpec(name if equals else None, tuple(shape), dtype)


def _dtype(text: str, name: str) -> DType:
    short = name.removeprefix("torch.")
    dtype = DTYPES.get(ALIASES.get(short, short))
    if dtype is None:
        raise InputError(f"input spec {text!r}: unknown element type {name!r}{nearest(short, list(DTYPES))}")
    return dtype
