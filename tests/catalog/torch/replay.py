"""Replays recorded expressions on the catalog's entries, without an evaluator: Python itself evaluates them.

``torch`` and ``F`` in an expression are proxies that find entries; tensors are wrapped so that their methods do.
"""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import Any, Self

from flopslint.catalog.entry import ENTRIES, AttributeEntry
from flopslint.core.conflict import Conflict, ConflictKind, Operand
from flopslint.core.dtype import ALIASES, DTYPES, FLOAT32, DType
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.work import NOTHING, Work
from flopslint.values.array import Array
from flopslint.values.context import Raised
from flopslint.values.signature import BindingError
from flopslint.values.tensor import Tensor, contiguous_strides
from flopslint.values.value import Class, Instance, Unknown

ORACLE = Path(__file__).parent / "oracle"

COUNTED = {"mm", "addmm", "bmm", "baddbmm", "convolution", "scaled_dot_product_attention"}
"""Dispatched operations that torch's own counter sees."""


FIGURE = r"(?<![a-z_]{3})\d+"
"""A number in a message; not the one in a function's name such as conv2d."""


class FakeContext:
    """Enough of an evaluator for entries that call nothing of the program; keeps the work that is reported."""

    site = None
    default_dtype = FLOAT32

    def __init__(self) -> None:
        self.dispatched: list[tuple[str, Work]] = []
        self.affected: list[Effect] = []
        self.classes: dict[str, Class] = {}

    def error(self, exception: str, message: str, conflict: Conflict | None = None) -> Raised:
        return Raised(Instance(self.find_class(f"builtins.{exception}"), payload=message), None, conflict)

    def misfit(
        self, message: str, *operands: Operand, fitting: str | None = None, exception: str = "RuntimeError"
    ) -> Raised:
        conflict = Conflict(kind=ConflictKind.SHAPE_MISMATCH, message=message, operands=operands, fitting=fitting)
        return self.error(exception, message, conflict)

    def invalid(self, message: str, exception: str = "RuntimeError") -> Raised:
        return self.error(exception, message, Conflict(kind=ConflictKind.INVALID_ARGUMENT, message=message))

    def unknown(self, kind: GapKind, reason: str) -> Unknown:
        return Unknown(Gap(kind, reason))

    def affect(self, gap: Gap, *effects: Effect) -> None:
        self.affected += effects

    def touch(self, container: object) -> None:
        pass

    def tensor(
        self,
        shape: tuple[int, ...],
        dtype: DType,
        *,
        array: Array | None = None,
        strides: tuple[int, ...] | None = None,
        base: Tensor | None = None,
    ) -> Tensor:
        for dim in shape:
            if dim < 0:
                raise self.invalid(f"Trying to create tensor with negative dimension {dim}: {list(shape)}")
        return Tensor(tuple(shape), dtype, array=array, strides=strides, base=base)

    def work(self, aten: str, work: Work = NOTHING, formula: str = "", **figures: int) -> None:
        self.dispatched.append((aten, work))

    def find_class(self, dotted_name: str) -> Class:
        return self.classes.setdefault(dotted_name, Class(dotted_name.rpartition(".")[2], native=True))

    def type_of(self, value: object) -> Class:
        return value.cls if isinstance(value, Instance) else self.find_class(f"builtins.{type(value).__name__}")

    def call(self, function: Any, positional: tuple[Any, ...] = (), keywords: dict[str, Any] | None = None) -> Any:
        return function(*positional, **(keywords or {}))

    def get_attribute(self, value: Any, name: str, default: Any = ...) -> Any:
        return getattr(value, name) if default is ... else getattr(value, name, default)

    def iterate(self, value: Any) -> Any:
        return iter(value)

    def truth(self, value: Any) -> bool:
        return bool(value)

    @property
    def flops(self) -> int:
        return 2 * sum(work.multiply_adds for aten, work in self.dispatched if aten in COUNTED)


class Names:
    """A module of the catalog."""

    def __init__(self, context: FakeContext, path: str) -> None:
        self._context, self._path = context, path

    def __getattr__(self, name: str) -> Any:
        path = f"{self._path}.{name}"
        if path in ENTRIES:
            return lambda *args, **kwargs: enter(self._context, path, args, kwargs)
        if self._path == "torch" and ALIASES.get(name, name) in DTYPES:
            return DTYPES[ALIASES.get(name, name)]
        return Names(self._context, path)


class Handle:
    """A tensor of the catalog whose methods are entries; a few views are its own, for inputs not contiguous."""

    def __init__(self, context: FakeContext, tensor: Tensor) -> None:
        self._context, self._tensor = context, tensor

    @property
    def shape(self) -> tuple[int, ...]:
        return self._tensor.shape

    @property
    def mT(self) -> Handle:
        return self.transpose(-2, -1)

    def transpose(self, first: int, second: int) -> Handle:
        order = list(range(len(self.shape)))
        order[first], order[second] = order[second], order[first]
        return self.permute(*order)

    def permute(self, *order: int) -> Handle:
        tensor = self._tensor
        strides = tensor.strides or contiguous_strides(tensor.shape)
        shape, moved = tuple(tensor.shape[i] for i in order), tuple(strides[i] for i in order)
        return Handle(self._context, Tensor(shape, tensor.dtype, strides=moved, requires_grad=tensor.requires_grad))

    def __matmul__(self, other: Any) -> Any:
        return enter(self._context, "torch.Tensor.__matmul__", (self, other), {})

    def __getattr__(self, name: str) -> Any:
        path = f"torch.Tensor.{name}"
        if isinstance(ENTRIES[path], AttributeEntry):
            return enter(self._context, path, (self,), {})
        return lambda *args, **kwargs: enter(self._context, path, (self, *args), kwargs)


def enter(context: FakeContext, path: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Calls an entry as a call of the program would."""
    entry = ENTRIES[path]
    args, kwargs = unwrap(args), unwrap(kwargs)
    try:
        signature = getattr(entry, "signature", None)
        if signature is not None:
            signature.check(args, kwargs)
    except BindingError as error:
        raise context.error("TypeError", str(error)) from None
    return wrap(context, entry.function(context, *args, **kwargs))


def unwrap(value: Any) -> Any:
    """Values as entries get them."""
    if isinstance(value, Handle):
        return value._tensor
    if type(value) in {tuple, list}:
        return type(value)(unwrap(item) for item in value)
    if isinstance(value, dict):
        return {key: unwrap(item) for key, item in value.items()}
    return value


def wrap(context: FakeContext, value: Any) -> Any:
    """Values as an expression sees them; a named tuple becomes an object with its fields."""
    if isinstance(value, Tensor):
        return Handle(context, value)
    if isinstance(value, Instance) and isinstance(value.payload, tuple):
        return Fields(context, value)
    if isinstance(value, (tuple, list)):
        return type(value)(wrap(context, item) for item in value)
    return value


class Fields(tuple[Any, ...]):  # noqa: SLOT001 - its fields are attributes
    """A named tuple of the catalog."""

    def __new__(cls, context: FakeContext, value: Instance) -> Self:
        made = super().__new__(cls, (wrap(context, item) for item in value.payload))
        prefix = f"torch.return_types.{value.cls.name}."
        for key, entry in ENTRIES.items():
            if key.startswith(prefix):
                made.__dict__[key.removeprefix(prefix)] = wrap(context, entry.function(context, value))
        return made


def make_input(context: FakeContext, spec: str) -> Handle:
    """A tensor for an input spec of a file of cases."""
    dims, *marks = spec.split(":")
    shape = () if dims == "()" else tuple(int(dim) for dim in dims.split("x"))
    dtype = next((DTYPES[mark] for mark in marks if mark != "param"), FLOAT32)
    return Handle(context, Tensor(shape, dtype, requires_grad="param" in marks))


def describe(value: Any) -> Any:
    """A result as the recorder describes it."""
    if isinstance(value, Handle):
        row: dict[str, Any] = {"shape": "x".join(map(str, value.shape)) or "()", "dtype": value._tensor.dtype.name}
        if value._tensor.strides is not None and not value._tensor.is_contiguous:
            row["contiguous"] = False
        return row
    if isinstance(value, (tuple, list)):
        return [describe(item) for item in value]
    return value


def cases(family: str) -> list[dict[str, Any]]:
    """Recorded cases of one family."""
    rows: list[dict[str, Any]] = json.loads((ORACLE / f"{family}.json").read_text(encoding="utf-8"))
    return rows


def replay(row: dict[str, Any]) -> dict[str, Any]:
    """What the catalog gives for a recorded case, in the form of a record."""
    context = FakeContext()
    names: dict[str, Any] = {"torch": Names(context, "torch"), "F": Names(context, "torch.nn.functional")}
    for name, spec in zip(string.ascii_lowercase, row["inputs"], strict=False):
        names[name] = make_input(context, spec)
    try:
        result = eval(row["expression"], names)  # noqa: S307 - our own cases
    except Raised as raised:
        return {"error": raised.value.cls.name, "message": raised.value.payload}
    return {"result": describe(result), "flops": context.flops, "inexact": bool(context.affected)}


def check(row: dict[str, Any]) -> None:
    """Compares what the catalog gives for a case with what torch gave."""
    got = replay(row)
    if "error" in row and not ("result" in row and is_only_of_cpu(row)):
        assert "error" in got, f"torch refuses: {row['message']}"
        assert got["error"] == row["error"]
        missing = set(re.findall(FIGURE, row["message"])) - set(re.findall(FIGURE, got["message"]))
        assert not missing, f"torch says: {row['message']}\nnot: {got['message']}"
        return
    assert "error" not in got, got
    assert same(got["result"], row["result"])
    assert got["flops"] == sum(row["flops"].values())


def is_only_of_cpu(row: dict[str, Any]) -> bool:
    """Whether a refusal is a kernel missing on the CPU, or due to the zeros that inputs are filled with."""
    return "not implemented for" in row["message"] or row["error"] == "_LinAlgError"


def same(got: Any, wanted: Any) -> bool:
    """Whether two described results agree; strides that are not followed agree with any."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        if got.get("contiguous") is False and wanted.get("contiguous") is not False:
            return False
        return all(got[key] == wanted[key] for key in ("shape", "dtype"))
    if isinstance(wanted, list) and isinstance(got, list):
        return len(got) == len(wanted) and all(same(a, b) for a, b in zip(got, wanted, strict=True))
    return bool(got == wanted)
