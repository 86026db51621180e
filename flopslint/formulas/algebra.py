"""Shapes as algebra: products, axes, broadcasting, reducing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Shape = tuple[int, ...]


class Misfit(Exception):
    """Two shapes that do not fit: the dims that differ, and the axis counted from the end (-1 is the last)."""

    def __init__(self, first: int, second: int, axis: int) -> None:
        super().__init__(f"{first} and {second} at axis {axis}")
        self.first = first
        self.second = second
        self.axis = axis


def product(dims: Iterable[int]) -> int:
    """The product of dims; 1 for none."""
    total = 1
    for dim in dims:
        total *= dim
    return total


def ceiling_division(dividend: int, divisor: int) -> int:
    """The quotient of integers rounded up."""
    return -(-dividend // divisor)


def axis_of(axis: int, rank: int) -> int | None:
    """The axis as a number from 0, where negative ones count from the end; None if there is no such axis.

    A tensor without dims is taken to have one axis, as torch does.
    """
    size = max(rank, 1)
    if not -size <= axis < size:
        return None
    return axis + size if axis < 0 else axis


def broadcast(*shapes: Sequence[int]) -> Shape:
    """The shape that all shapes broadcast to: aligned at the end, dims equal or 1.

    Source: https://docs.pytorch.org/docs/stable/notes/broadcasting.html

    Raises:
        Misfit: if two dims differ and neither is 1.
    """
    result: list[int] = []
    for shape in shapes:
        if len(shape) > len(result):
            result = list(shape[: len(shape) - len(result)]) + result
        for position in range(1, len(shape) + 1):
            dim = shape[-position]
            known = result[-position]
            if known == 1:
                result[-position] = dim
            elif dim not in {1, known}:
                raise Misfit(known, dim, -position)
    return tuple(result)


def broadcasts_to(shape: Sequence[int], target: Sequence[int]) -> bool:
    """Whether a shape can be expanded to a target."""
    if len(shape) > len(target):
        return False
    aligned = target[len(target) - len(shape) :]
    return all(dim in {1, wanted} for dim, wanted in zip(shape, aligned, strict=True))


def without_axes(shape: Sequence[int], axes: Iterable[int], *, keep: bool = False) -> Shape:
    """The shape after a reduction over axes (numbers from 0): dropped, or 1 where kept."""
    dropped = set(axes)
    if keep:
        return tuple(1 if axis in dropped else dim for axis, dim in enumerate(shape))
    return tuple(dim for axis, dim in enumerate(shape) if axis not in dropped)


def replaced(shape: Sequence[int], axis: int, dim: int) -> Shape:
    """The shape with another dim at an axis (a number from 0)."""
    return (*shape[:axis], dim, *shape[axis + 1 :])


def joined(shape: Sequence[int], separator: str = ", ") -> str:
    """Dims as text."""
    return separator.join(str(dim) for dim in shape)
