"""Values of CST expressions that their text alone decides."""

from __future__ import annotations

from typing import Any

import libcst as cst

_NAMES = {"None": None, "True": True, "False": False}
_MAX_DEPTH = 20
_MAX_BITS = 128


class NotConstantError(Exception):
    """The expression is not a literal."""


def constant(node: cst.BaseExpression) -> tuple[str, Any]:
    """The text and value of a literal, of a display of such, or of integer arithmetic on literals.

    Raises:
        NotConstantError: it is anything else.
    """
    return _constant(node, _MAX_DEPTH)


def _constant(node: cst.BaseExpression, depth: int) -> tuple[str, Any]:
    if depth == 0:
        raise NotConstantError
    if isinstance(node, cst.Integer | cst.Float | cst.SimpleString):
        try:
            return node.value, node.evaluated_value
        except (SyntaxError, ValueError) as error:  # an integer of thousands of digits
            raise NotConstantError from error
    if isinstance(node, cst.Name) and node.value in _NAMES:
        return node.value, _NAMES[node.value]
    if isinstance(node, cst.Ellipsis):
        return "...", ...
    if isinstance(node, cst.UnaryOperation):
        return _unary(node, depth)
    if isinstance(node, cst.BinaryOperation):
        return _binary(node, depth)
    if isinstance(node, cst.Tuple | cst.List):
        return _display(node, depth)
    raise NotConstantError


def _unary(node: cst.UnaryOperation, depth: int) -> tuple[str, Any]:
    text, value = _constant(node.expression, depth - 1)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise NotConstantError
    if isinstance(node.operator, cst.Minus):
        return f"-{text}", -value
    if isinstance(node.operator, cst.Plus):
        return f"+{text}", value
    raise NotConstantError


def _binary(node: cst.BinaryOperation, depth: int) -> tuple[str, Any]:
    """Arithmetic on integers as in ``16 * 5 * 5``, small enough to cost nothing."""
    left_text, left = _constant(node.left, depth - 1)
    right_text, right = _constant(node.right, depth - 1)
    if type(left) is not int or type(right) is not int or max(left.bit_length(), right.bit_length()) > _MAX_BITS:
        raise NotConstantError
    if isinstance(node.operator, cst.Add):
        sign, value = "+", left + right
    elif isinstance(node.operator, cst.Subtract):
        sign, value = "-", left - right
    elif isinstance(node.operator, cst.Multiply):
        sign, value = "*", left * right
    elif isinstance(node.operator, cst.FloorDivide) and right != 0:
        sign, value = "//", left // right
    else:
        raise NotConstantError
    text = f"{left_text} {sign} {right_text}"
    return f"({text})" if node.lpar else text, value


def _display(node: cst.Tuple | cst.List, depth: int) -> tuple[str, Any]:
    texts, values = [], []
    for element in node.elements:
        if not isinstance(element, cst.Element):
            raise NotConstantError
        text, value = _constant(element.value, depth - 1)
        texts.append(text)
        values.append(value)
    if isinstance(node, cst.List):
        return f"[{', '.join(texts)}]", values
    joined = ", ".join(texts)
    return f"({joined},)" if len(texts) == 1 else f"({joined})", tuple(values)
