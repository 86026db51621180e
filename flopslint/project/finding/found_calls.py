"""A call of the model that the file itself makes, as in ``if __name__ == "__main__":``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flopslint.ir import nodes as ir
from flopslint.ir.walk import within_scope

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class FoundCall:
    """The arguments of a call of the model, with names of its block replaced by what they were bound to."""

    arguments: ir.Call
    line: int


def find_call(module: ir.Module, expression: str) -> FoundCall | None:
    """The first call of what a target's expression builds whose arguments are understood outside of their block.

    ``expression`` is a name, of something called without arguments: of another one the text does not say enough.
    """
    model = expression.strip()
    if not model.isidentifier():
        return None
    for block, is_top in _blocks(module.body):
        found = _in_block(block, model, frozenset(module.bound), is_top=is_top)
        if found is not None:
            return found
    return None


def _blocks(body: tuple[ir.Statement, ...]) -> Iterator[tuple[tuple[ir.Statement, ...], bool]]:
    """Blocks of code that may call a model: top-level ``if`` blocks, the top level itself, then functions."""
    for statement in body:
        if isinstance(statement, ir.If):
            yield statement.body, True
    yield body, True
    for statement in body:
        if isinstance(statement, ir.FunctionDef):
            yield statement.code.body.statements, False


def _in_block(
    block: tuple[ir.Statement, ...], model: str, module_names: frozenset[str], *, is_top: bool
) -> FoundCall | None:
    bound: dict[str, ir.Expression] = {}
    for statement in _statements(block):
        for call in _calls(statement):
            if _is_built(call.function, model, bound):
                arguments = _replaced(call, bound, module_names - bound.keys() if is_top else module_names)
                if isinstance(arguments, ir.Call) and (arguments.positional or arguments.keywords):
                    return FoundCall(arguments, call.span.start_line)
        if (
            isinstance(statement, ir.Assign)
            and len(statement.targets) == 1
            and isinstance(statement.targets[0], ir.Name)
        ):
            bound[statement.targets[0].id] = statement.value
    return None


def _statements(block: Iterable[ir.Statement]) -> Iterator[ir.Statement]:
    for statement in block:
        yield statement
        if isinstance(statement, ir.With):
            yield from _statements(statement.body)


def _calls(statement: ir.Statement) -> list[ir.Call]:
    if isinstance(statement, (ir.FunctionDef, ir.ClassDef, ir.If, ir.For, ir.While, ir.With, ir.Try)):
        return []
    return [node for node in within_scope(statement) if isinstance(node, ir.Call)]


def _is_built(node: ir.Expression, model: str, bound: dict[str, ir.Expression], depth: int = 0) -> bool:
    """Whether an expression is a model built by ``model(...)``, perhaps moved by ``.to(...)`` and the like."""
    if depth > _DEEPEST:
        return False
    if isinstance(node, ir.Name) and node.id in bound:
        return _is_built(bound[node.id], model, bound, depth + 1)
    if isinstance(node, ir.Call):
        if isinstance(node.function, ir.Name):
            return node.function.id == model and not node.positional and not node.keywords
        if isinstance(node.function, ir.Attribute) and node.function.name in {
            "to",
            "eval",
            "cpu",
            "cuda",
            "float",
            "train",
        }:
            return _is_built(node.function.value, model, bound, depth + 1)
    return False


def _replaced(
    node: ir.Expression, bound: dict[str, ir.Expression], known: frozenset[str], depth: int = 0
) -> ir.Expression | None:
    """The expression with names of its block replaced; None where it holds what cannot be said outside of it."""
    if depth > _DEEPEST:
        return None

    def again(inner: ir.Expression) -> ir.Expression | None:
        return _replaced(inner, bound, known, depth + 1)

    if isinstance(node, ir.Constant):
        return node
    if isinstance(node, ir.Name):
        if node.id in bound:
            return again(bound[node.id])
        return replace(node, scope=ir.Scope.GLOBAL) if node.id in known or node.id in {"torch", "range"} else None
    if isinstance(node, ir.Attribute):
        value = again(node.value)
        return None if value is None else replace(node, value=value)
    if isinstance(node, ir.Collection):
        items = [again(item) for item in node.items]
        return None if None in items else replace(node, items=tuple(item for item in items if item is not None))
    if isinstance(node, ir.Unary):
        operand = again(node.operand)
        return None if operand is None else replace(node, operand=operand)
    if isinstance(node, ir.Binary):
        left, right = again(node.left), again(node.right)
        return None if left is None or right is None else replace(node, left=left, right=right)
    return _replaced_call(node, bound, known, depth) if isinstance(node, ir.Call) else None


def _replaced_call(
    node: ir.Call, bound: dict[str, ir.Expression], known: frozenset[str], depth: int
) -> ir.Expression | None:
    """At depth 0 the call of the model itself: only its arguments matter."""
    if depth == 0:
        function: ir.Expression | None = replace(node.function) if isinstance(node.function, ir.Name) else node.function
    else:
        function = _replaced(node.function, bound, known, depth + 1)
    positional = [_replaced(item, bound, known, depth + 1) for item in node.positional]
    values = [_replaced(keyword.value, bound, known, depth + 1) for keyword in node.keywords]
    if function is None or None in positional or None in values:
        return None
    keywords = [
        replace(keyword, value=value) for keyword, value in zip(node.keywords, values, strict=True) if value is not None
    ]
    return replace(
        node,
        function=function,
        positional=tuple(item for item in positional if item is not None),
        keywords=tuple(keywords),
    )
