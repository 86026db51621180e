"""Dims that remember that they came from an input's shape.

A dim is a plain ``int``. In a run whose graph is asked for, the dims of the inputs are ``TracedDim``: arithmetic gives
another one, so dims computed from them are known to be such, and a decision that rests on one is recorded: the graph
then holds for this input size only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class DimRecorder:
    """Whether a branch, loop count or index was decided by an input's dim; closed while a shape rule runs."""

    __slots__ = ("closed", "decided")

    def __init__(self) -> None:
        self.closed = 0
        self.decided = False

    def note(self) -> None:
        """A decision rests on a traced dim."""
        if not self.closed:
            self.decided = True


class TracedDim(int):
    """A dim computed from an input's dims."""

    recorder: DimRecorder

    @classmethod
    def of(cls, value: int, recorder: DimRecorder) -> TracedDim:
        """A traced dim of that size."""
        dim = cls(value)
        dim.recorder = recorder
        return dim

    def __hash__(self) -> int:
        return int.__hash__(self)

    def __bool__(self) -> bool:
        self.recorder.note()
        return int(self) != 0

    def __truediv__(self, other: Any) -> Any:
        self.recorder.note()  # a float no longer remembers where it came from
        return int.__truediv__(self, other)

    def __rtruediv__(self, other: Any) -> Any:
        self.recorder.note()
        return int.__rtruediv__(self, other)

    def __reduce__(self) -> tuple[Any, ...]:
        return int, (int(self),)


def plain(dim: int) -> int:
    """The dim as a plain int, for what is stored in a report."""
    return int(dim)


def _arithmetic(name: str) -> Callable[..., Any]:
    host = getattr(int, name)

    def compute(self: TracedDim, *operands: Any) -> Any:
        result = host(self, *operands)
        if type(result) is int:
            return TracedDim.of(result, self.recorder)
        if type(result) is tuple:
            return tuple(TracedDim.of(part, self.recorder) for part in result)
        return result

    return compute


def _comparison(name: str) -> Callable[..., Any]:
    host = getattr(int, name)

    def compare(self: TracedDim, other: Any) -> Any:
        self.recorder.note()
        return host(self, other)

    return compare


for _name in ("add", "sub", "mul", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "divmod"):
    setattr(TracedDim, f"__{_name}__", _arithmetic(f"__{_name}__"))
    setattr(TracedDim, f"__r{_name}__", _arithmetic(f"__r{_name}__"))
for _name in ("neg", "abs", "pos", "invert", "round"):
    setattr(TracedDim, f"__{_name}__", _arithmetic(f"__{_name}__"))
for _name in ("eq", "ne", "lt", "le", "gt", "ge"):
    setattr(TracedDim, f"__{_name}__", _comparison(f"__{_name}__"))
