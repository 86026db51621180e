"""Large tables of numbers that nested comprehensions compute: of all rows but the first only the size is kept.

A program fills a million sines in a second, which would take us minutes, and no tensor of that size carries values.
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.core.gap import GapKind
from flopslint.evaluator.machine import Machine
from flopslint.ir import nodes as ir
from flopslint.values.tensor import VALUE_LIMIT
from flopslint.values.value import Frame, NativeFunction, Unknown, Value

TABLE_LIMIT = 4 * VALUE_LIMIT
"""Numbers of a table up to which all of them are computed."""

_NUMBERS = frozenset((int, float, bool))


def is_table(node: ir.Comprehension, first: Value) -> bool:
    """Whether a comprehension looks like ``[[f(i, j) for j in range(n)] for i in range(m)]``, every row as long."""
    row = node.element
    if node.kind != "list" or type(first) is not range or not isinstance(row, ir.Comprehension) or row.kind != "list":
        return False
    if len(node.generators) > 1 or len(row.generators) > 1:
        return False
    outer, inner = node.generators[0], row.generators[0]
    if outer.conditions or inner.conditions or not isinstance(outer.target, ir.Name):
        return False
    names = {name.id for name in _parts(inner.iterable) if isinstance(name, ir.Name)}
    return isinstance(inner.target, ir.Name) and _is_range(inner.iterable) and outer.target.id not in names


def rows_left(machine: Machine, node: ir.Comprehension, frame: Frame, first: range, row: Value) -> list[Value] | None:
    """The rows after the first, their numbers unknown; None if they are to be computed.

    They are left out only where nothing can come of computing them but numbers: operators and catalog functions
    applied to numbers. ``frame`` is that of the outer comprehension.
    """
    if not isinstance(row, list) or len(row) * len(first) <= TABLE_LIMIT:
        return None
    if not _NUMBERS.issuperset(map(type, row)) or not isinstance(node.element, ir.Comprehension):
        return None
    target = node.element.generators[0].target
    own = {target.id} if isinstance(target, ir.Name) else set()
    if not _is_arithmetic(machine, node.element.element, Frame(frame.module, frame, frame.site), own):
        return None
    reason = f"of a table of {len(row) * len(first):,} numbers only the first row is computed"
    unknown = Unknown(machine.gap(GapKind.LIMIT, reason, node.span))
    machine.assume(unknown.gap)
    return [[unknown] * len(row) for _ in range(len(first) - 1)]


def _is_range(node: ir.Expression) -> bool:
    return (
        isinstance(node, ir.Call)
        and node.plain
        and isinstance(node.function, ir.Name)
        and node.function.id == "range"
        and node.function.scope is ir.Scope.GLOBAL
    )


def _parts(node: ir.Expression) -> Iterator[ir.Expression]:
    yield node
    below: tuple[ir.Expression, ...] = ()
    if isinstance(node, ir.Binary):
        below = (node.left, node.right)
    elif isinstance(node, ir.Unary):
        below = (node.operand,)
    elif isinstance(node, ir.Call):
        below = (*node.positional, *(keyword.value for keyword in node.keywords))
    for each in below:
        yield from _parts(each)


def _is_arithmetic(machine: Machine, node: ir.Expression, frame: Frame, own: set[str]) -> bool:
    """Whether an expression applies operators and catalog functions to numbers, ``own`` being names of numbers."""
    for part in _parts(node):
        if isinstance(part, ir.Call):
            if not part.plain or not isinstance(part.function, (ir.Name, ir.Attribute)):
                return False
            if not isinstance(machine.evaluate(part.function, frame), NativeFunction):
                return False
        elif isinstance(part, ir.Name):
            if part.id not in own and type(machine.evaluate(part, frame)) not in _NUMBERS:
                return False
        elif not isinstance(part, (ir.Binary, ir.Unary)) and not (
            isinstance(part, ir.Constant) and type(part.value) in _NUMBERS
        ):
            return False
    return True
