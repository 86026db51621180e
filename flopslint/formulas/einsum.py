"""Einstein summation: reading an equation, and the products that contracting from left to right takes.

Source: https://docs.pytorch.org/docs/stable/generated/torch.einsum.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flopslint.formulas.algebra import Shape, product
from flopslint.formulas.matmul import Product

ELLIPSIS = "..."
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class EquationError(Exception):
    """An equation that cannot be read, or that does not fit its operands; the text is torch's sentence.

    ``is_size`` says that two sizes differ; ``operand`` is the index of the operand concerned, if one is.
    """

    def __init__(self, message: str, *, operand: int | None = None, is_size: bool = False) -> None:
        super().__init__(f"einsum(): {message}")
        self.operand = operand
        self.is_size = is_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an einsum does: the result's shape, its strides where a product made it, and the products dispatched.

    ``sums`` says that an operand is summed over axes of its own; ``multiplies`` counts element-wise products.
    """

    shape: Shape
    strides: Shape | None
    products: tuple[Product, ...]
    sums: bool
    multiplies: int


def read_equation(equation: str) -> tuple[list[list[str]], list[str] | None]:
    """Labels of each operand and of the output (None where it is implied); an ellipsis is the label "...".

    Raises:
        EquationError: for a letter, dot or arrow that does not belong.
    """
    left, arrow, right = equation.partition("->")
    operands = []
    start = 0
    for index, text in enumerate(left.split(",")):
        twice = f"for operand {index} for which an ellipsis was already found"
        operands.append(_labels(text, start, f"operand {index}", twice))
        start += len(text) + 1
    if not arrow:
        return operands, None
    output = _labels(right, len(left) + 2, "output", "for output but an ellipsis (...) was already found")
    for label in output:
        if output.count(label) > 1:
            raise EquationError(f"output subscript {label} appears more than once in the output")
    return operands, output


def _labels(text: str, start: int, place: str, twice: str) -> list[str]:
    labels: list[str] = []
    index = 0
    while index < len(text):
        letter = text[index]
        if letter == ".":
            if ELLIPSIS in labels:
                raise EquationError(f"found '.' {twice}")
            if text[index : index + 3] != ELLIPSIS:
                raise EquationError(f"found '.' for {place} that is not part of any ellipsis")
            labels.append(ELLIPSIS)
            index += 3
            continue
        if letter != " ":
            if letter not in LETTERS:
                raise EquationError(
                    f"invalid subscript given at index {start + index} in the equation string, subscripts must be in "
                    "[a-zA-Z]"
                )
            labels.append(letter)
        index += 1
    return labels


def plan(operands: list[list[str]], output: list[str] | None, shapes: Sequence[Shape]) -> Plan:
    """How torch contracts operands of these shapes, from left to right.

    Raises:
        EquationError: if labels and shapes do not fit.
    """
    sizes_of = _sizes(operands, shapes)
    pairs = zip(operands, shapes, strict=True)
    count = max((len(shape) - len(labels) + 1 for labels, shape in pairs if ELLIPSIS in labels), default=0)
    ellipsis = [f"...{-position}" for position in range(count, 0, -1)]
    expanded = _output(operands, output, ellipsis)
    for label in expanded:
        if not any(label in sizes for sizes in sizes_of):
            raise EquationError(f"output subscript {label} does not appear in the equation for any input operand")
    every = {label for sizes in sizes_of for label in sizes}
    axes = expanded + sorted(every - set(expanded))
    _check_broadcast(sizes_of, axes)
    return _contract([[sizes.get(axis, 1) for axis in axes] for sizes in sizes_of], len(expanded))


def _sizes(operands: list[list[str]], shapes: Sequence[Shape]) -> list[dict[str, int]]:
    """For each operand the size of each label; ellipsis axes are labelled from the end."""
    if len(operands) > len(shapes):
        raise EquationError("fewer operands were provided than specified in the equation")
    if len(operands) < len(shapes):
        raise EquationError("more operands were provided than specified in the equation")
    result = []
    for index, (labels, shape) in enumerate(zip(operands, shapes, strict=True)):
        letters = len([label for label in labels if label != ELLIPSIS])
        if ELLIPSIS not in labels and letters != len(shape):
            raise EquationError(
                f"the number of subscripts in the equation ({letters}) does not match the number of dimensions "
                f"({len(shape)}) for operand {index} and no ellipsis was given",
                operand=index, is_size=True,
            )  # fmt: skip
        if letters > len(shape):
            raise EquationError(
                f"the number of subscripts in the equation ({letters}) is more than the number of dimensions "
                f"({len(shape)}) for operand {index}",
                operand=index, is_size=True,
            )  # fmt: skip
        hidden = len(shape) - letters
        full: list[str] = []
        for label in labels:
            full += [f"...{-position}" for position in range(hidden, 0, -1)] if label == ELLIPSIS else [label]
        sizes: dict[str, int] = {}
        for label, size in zip(full, shape, strict=True):
            if sizes.setdefault(label, size) != size:
                raise EquationError(
                    f"subscript {label} is repeated for operand {index} but the sizes don't match, "
                    f"{size} != {sizes[label]}",
                    operand=index, is_size=True,
                )  # fmt: skip
        result.append(sizes)
    return result


def _output(operands: list[list[str]], output: list[str] | None, ellipsis: list[str]) -> list[str]:
    """Labels of the output; implied: ellipsis axes, then the labels that appear once, in ASCII order."""
    if output is None:
        flat = [label for labels in operands for label in labels if label != ELLIPSIS]
        return ellipsis + sorted(label for label in set(flat) if flat.count(label) == 1)
    expanded: list[str] = []
    for label in output:
        expanded += ellipsis if label == ELLIPSIS else [label]
    return expanded


def _check_broadcast(sizes_of: list[dict[str, int]], axes: list[str]) -> None:
    for axis in axes:
        seen = 1
        for index, sizes in enumerate(sizes_of):
            size = sizes.get(axis, 1)
            if size != 1 and seen not in {1, size}:
                raise EquationError(
                    f"subscript {axis} has size {size} for operand {index} which does not broadcast with previously "
                    f"seen size {seen}",
                    operand=index, is_size=True,
                )  # fmt: skip
            if seen == 1:
                seen = size


def _contract(operands: list[list[int]], kept: int) -> Plan:
    """Contracts operands that all have all axes, the kept ones first; sizes of 1 are absent axes."""
    remaining = [sum(sizes[axis] != 1 for sizes in operands) for axis in range(len(operands[0]))]
    first = operands[0]
    products: list[Product] = []
    sums, multiplies = False, 0
    strides: Shape | None = None
    for operand in operands[1:]:
        second = operand
        shared: list[int] = []
        for axis in range(kept, len(first)):
            if first[axis] != 1 and second[axis] != 1:
                remaining[axis] -= 1
                if remaining[axis] == 1:
                    shared.append(axis)
                    remaining[axis] = 0
            elif remaining[axis] == 1 and (first[axis] != 1 or second[axis] != 1):
                remaining[axis] = 0
                sums = True
                first = [1 if i == axis else size for i, size in enumerate(first)]
                second = [1 if i == axis else size for i, size in enumerate(second)]
        if shared:
            made, strides = _pair(first, second, shared)
            products.append(made)
        else:
            multiplies += 1
            strides = None
        first = [1 if axis in shared else max_of(a, b) for axis, (a, b) in enumerate(zip(first, second, strict=True))]
    if any(size != 1 for size in first[kept:]):
        sums, strides = True, None
    return Plan(
        shape=tuple(first[:kept]), strides=None if strides is None else strides[:kept], products=tuple(products),
        sums=sums, multiplies=multiplies,
    )  # fmt: skip


def max_of(a: int, b: int) -> int:
    """The broadcast of two dims that fit."""
    return b if a == 1 else a


def _pair(first: list[int], second: list[int], shared: list[int]) -> tuple[Product, Shape]:
    """The ``bmm`` of two operands, and the strides of its result seen in the order of the axes."""
    batch, left, right = [], [], []
    for axis, (a, b) in enumerate(zip(first, second, strict=True)):
        if axis in shared:
            continue
        if a != 1 and b != 1:
            batch.append(axis)
        elif a != 1:
            left.append(axis)
        else:
            right.append(axis)
    if left and right and left[0] > right[-1]:  # torch swaps the operands to lay the result out in order
        left, right = right, left
    dims = [max_of(a, b) for a, b in zip(first, second, strict=True)]
    strides = [1] * len(dims)
    step = 1
    for axis in reversed([*batch, *left, *right]):
        strides[axis] = step
        step *= dims[axis]
    made = Product(
        kind="bmm", shape=(), batch=product(dims[axis] for axis in batch), rows=product(dims[axis] for axis in left),
        inner=product(dims[axis] for axis in shared), columns=product(dims[axis] for axis in right),
    )  # fmt: skip
    return made, tuple(strides)
