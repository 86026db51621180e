"""The ``reduction`` argument of losses, and the two arguments that it replaced."""

from __future__ import annotations

from flopslint.core.dtype import DType
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


def mode_of(reduction: Value, size_average: Value = None, reduce: Value = None) -> Value:
    """The reduction that is meant; the deprecated arguments override it where one is given."""
    if size_average is None and reduce is None:
        return reduction
    if reduce is not None and not reduce:
        return "none"
    return "mean" if size_average is None or size_average else "sum"


def reduced(context: Context, shape: tuple[int, ...], dtype: DType, mode: Value, *more: str) -> Tensor:
    """A loss of that shape, or the one figure it is reduced to; ``more`` are modes beside none, mean and sum.

    Raises:
        Raised: the program's ValueError for another mode.
    """
    if mode not in {"none", "mean", "sum", *more}:
        raise context.invalid(f"{mode} is not a valid value for reduction", "ValueError")
    return context.tensor(shape if mode == "none" else (), dtype)
