"""From a pattern and a shape to the steps that carry it out.

Source: https://einops.rocks/1-einops-basics/
"""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.catalog.einops.patterns import ELLIPSIS, Axis, Number, PatternError, Side, parse_side, shown
from flopslint.formulas.algebra import product

REDUCTIONS = ("min", "max", "sum", "mean", "prod", "any", "all")


@dataclass(frozen=True, slots=True)
class Plan:
    """Split, reorder, reduce the last axes, add axes, compose; a step is None or empty where there is nothing to do.

    ``added`` are the sizes of new axes by their places.
    """

    split: tuple[int, ...] | None
    order: tuple[int, ...] | None
    reduced: tuple[int, ...]
    added: dict[int, int]
    composed: tuple[int, ...] | None


def make_plan(pattern: str, operation: str, lengths: dict[str, int], shape: tuple[int, ...]) -> Plan:
    """The steps for a tensor of a shape; ``operation`` is "rearrange", "repeat", or the name of a reduction.

    Raises:
        PatternError: if the pattern is wrong, or the shape does not fit.
        ValueError: if there is not exactly one arrow.
    """
    left_text, right_text = pattern.split("->")
    left, right = parse_side(left_text), parse_side(right_text)
    _check_sides(pattern, operation, left, right, lengths)
    dims = len(left.groups)
    if left.has_ellipsis:
        if len(shape) < dims - 1:
            raise PatternError(f"Wrong shape: expected >={dims - 1} dims. Received {len(shape)}-dim tensor.")
        count = len(shape) - dims + 1
        left, right = left.filled(count), right.filled(count)
    elif len(shape) != dims:
        raise PatternError(f"Wrong shape: expected {dims} dims. Received {len(shape)}-dim tensor.")
    sizes = _sizes(left, right, lengths, shape)
    return _steps(left, right, sizes)


def _check_sides(pattern: str, operation: str, left: Side, right: Side, lengths: dict[str, int]) -> None:
    if right.has_ellipsis and not left.has_ellipsis:
        raise PatternError(f"Ellipsis found in right side, but not left side of a pattern {pattern}")
    if left.is_ellipsis_inside:
        raise PatternError(f"Ellipsis inside parenthesis in the left side is not allowed: {pattern}")
    first, second = set(left.axes), set(right.axes)
    if operation == "rearrange":
        if left.has_numbers or right.has_numbers:
            raise PatternError("Non-unitary anonymous axes are not supported in rearrange (exception is length 1)")
        if first != second:
            raise PatternError(
                f"Identifiers only on one side of expression (should be on both): {shown(first ^ second)}"
            )
    elif operation == "repeat":
        if first - second:
            raise PatternError(f"Unexpected identifiers on the left side of repeat: {shown(first - second)}")
        unsized = {axis for axis in second - first if not isinstance(axis, Number) and axis not in lengths}
        if unsized:
            raise PatternError(f"Specify sizes for new axes in repeat: {shown(unsized)}")
    elif second - first:
        raise PatternError(f"Unexpected identifiers on the right side of reduce {operation}: {shown(second - first)}")


def _sizes(left: Side, right: Side, lengths: dict[str, int], shape: tuple[int, ...]) -> dict[Axis, int]:
    """The size of every axis: given, part of the pattern, or what is left of the dim it belongs to."""
    axes = {*left.axes, *right.axes}
    sizes: dict[Axis, int] = {axis: axis.size for axis in axes if isinstance(axis, Number)}
    for name, length in lengths.items():
        if name not in axes:
            raise PatternError(f"Axis {name} is not used in transform")
        sizes[name] = length
    for group, whole in zip(left.groups, shape, strict=True):
        open_axes = [axis for axis in group if axis not in sizes]
        part = product(sizes[axis] for axis in group if axis in sizes)
        if len(open_axes) > 1:
            raise PatternError(f"Could not infer sizes for {shown(set(open_axes))}")
        if not open_axes:
            if part != whole:
                raise PatternError(f"Shape mismatch, {whole} != {part}")
        elif part == 0 or whole % part:
            raise PatternError(f"Shape mismatch, can't divide axis of length {whole} in chunks of {part}")
        else:
            sizes[open_axes[0]] = whole // part
    return sizes


def _steps(left: Side, right: Side, sizes: dict[Axis, int]) -> Plan:
    origin = left.axes
    kept = [axis for axis in right.axes if axis in origin]
    gone = [axis for axis in origin if axis not in right.axes]
    order = tuple(origin.index(axis) for axis in (*kept, *gone))
    is_split = any(len(group) != 1 for group in left.groups)
    is_composed = any(len(group) != 1 for group in right.groups)
    return Plan(
        split=tuple(sizes[axis] for axis in origin) if is_split else None,
        order=None if order == tuple(range(len(order))) else order,
        reduced=tuple(range(len(kept), len(origin))),
        added={place: sizes[axis] for place, axis in enumerate(right.axes) if axis not in origin},
        composed=tuple(product(sizes[axis] for axis in group) for group in right.groups) if is_composed else None,
    )


def letters(pattern: str) -> str:
    """A pattern of ``einops.einsum`` in the one-letter notation of ``torch.einsum``.

    Raises:
        PatternError: if the pattern is wrong.
    """
    inputs_text, output_text = pattern.split("->")
    inputs = [parse_side(text, allow_underscore=True, allow_duplicates=True) for text in inputs_text.split(",")]
    output = parse_side(output_text, allow_underscore=True)
    names: dict[Axis, str] = {ELLIPSIS: ELLIPSIS}
    free = iter("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for side in inputs:
        for axis in side.axes:
            if axis not in names:
                names[axis] = next(free)
    for axis in output.axes:
        if axis not in names:
            raise PatternError(f"Unknown axis {axis} on right side of einsum {pattern}.")
    left = ",".join("".join(names[axis] for axis in side.axes) for side in inputs)
    return f"{left}->{''.join(names[axis] for axis in output.axes)}"


def check_plain(pattern: str) -> str | None:
    """Why ``einops.einsum`` does not take a pattern that is well formed otherwise; None where it does."""
    for text in pattern.replace("->", ",").split(","):
        side = parse_side(text, allow_underscore=True, allow_duplicates=True)
        for group in side.groups:
            if not group:
                return "Singleton () axes are not yet supported in einsum."
            if len(group) > 1:
                return "Shape rearrangement is not yet supported in einsum."
            if isinstance(group[0], Number):
                return "Anonymous axes are not yet supported in einsum."
    return None
