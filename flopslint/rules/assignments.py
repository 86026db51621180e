"""Names that one body of source assigns twice, the first value read nowhere in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from flopslint.ir import nodes as ir

_ENDS = (ir.Return, ir.Raise, ir.Jump, ir.Yield, ir.YieldFrom)
"""What may leave a body, or a round of a loop, before the second assignment."""

Path = tuple[tuple[int, str], ...]
"""The blocks around a statement, outermost first: the statement that holds the block, and which of its blocks."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assignment:
    """The result of a call, assigned to a name or to an attribute of the method's first parameter ("self.conv")."""

    name: str
    call: ir.Call
    position: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Mention:
    """Anything else that matters: a name that is read, or (``name`` None) a way out of the body, or to any name.

    ``position`` is None in a function inside of the body, which may run at any time.
    """

    name: str | None
    position: int | None


@dataclass(slots=True, eq=False)
class _Reader:
    """Walks a body in the order of its source."""

    receiver: str | None
    methods: frozenset[str]
    assignments: list[Assignment]
    mentions: list[_Mention]
    position: int = 0
    functions: int = 0

    def block(self, statements: tuple[ir.Statement, ...], path: Path) -> None:
        for statement in statements:
            self.statement(statement, path)

    def statement(self, statement: ir.Statement, path: Path) -> None:
        self.position += 1
        target = _target(statement, self.receiver)
        if target is not None:
            name, call = target
            self.mention(call)
            self.position += 1
            self.assignments.append(Assignment(name=name, call=call, position=self.position, path=path))
            return
        for part in fields(statement):
            value = getattr(statement, part.name)
            if isinstance(value, tuple) and value and isinstance(value[0], ir.Statement):
                self.block(value, (*path, (id(statement), part.name)))
            else:
                self.mention(value, (*path, (id(statement), part.name)))
        if isinstance(statement, _ENDS):
            self._note(None)

    def mention(self, value: Any, path: Path = ()) -> None:
        """Notes what an expression, or a part of a statement, reads."""
        if isinstance(value, tuple):
            for item in value:
                self.mention(item, path)
        elif isinstance(value, (ir.Handler, ir.Case)):
            self.block(value.body, (*path, (id(value), "body")))
        elif isinstance(value, ir.Code):
            self.functions += 1
            self.mention(value.body.statements, path)
            self.functions -= 1
        elif isinstance(value, ir.Attribute) and _is_name(value.value, self.receiver):
            self._note(None if value.name in self.methods else f"{self.receiver}.{value.name}")
        elif isinstance(value, ir.Name):
            # The receiver itself goes somewhere: whatever gets it may read all of its attributes.
            self._note(None if value.id == self.receiver else value.id)
        elif is_dataclass(value) and not isinstance(value, type):
            if isinstance(value, _ENDS):
                self._note(None)
            for part in fields(value):
                if part.name != "span":
                    self.mention(getattr(value, part.name), path)

    def _note(self, name: str | None) -> None:
        self.mentions.append(_Mention(name=name, position=None if self.functions else self.position))


def overwritten(code: ir.Code, methods: frozenset[str]) -> Iterator[tuple[Assignment, Assignment]]:
    """Pairs of assignments to one name of which the second always follows, with no use of the first in between.

    ``methods`` are the names of the class that are no plain attributes: reading one may run code that reads others.
    """
    parameters = code.parameters.positional_only + code.parameters.positional
    reader = _Reader(parameters[0].name if parameters else None, methods, [], [])
    reader.block(code.body.statements, ())
    last: dict[str, Assignment] = {}
    for one in reader.assignments:
        before = last.get(one.name)
        last[one.name] = one
        if before is None or before.path[: len(one.path)] != one.path:
            continue
        if not any(_is_between(mention, before, one) for mention in reader.mentions):
            yield before, one


def _is_between(mention: _Mention, first: Assignment, second: Assignment) -> bool:
    """Whether something may use the first value before the second is assigned."""
    if mention.position is None:
        return mention.name == first.name
    return first.position < mention.position <= second.position and mention.name in {None, first.name}


def _target(statement: ir.Statement, receiver: str | None) -> tuple[str, ir.Call] | None:
    """The one name that a statement gives the result of a call, and the call."""
    if isinstance(statement, ir.Assign) and len(statement.targets) == 1:
        target: ir.Expression | None = statement.targets[0]
        value: ir.Expression | None = statement.value
    elif isinstance(statement, ir.AnnotatedAssign):
        target, value = statement.target, statement.value
    else:
        return _registered(statement, receiver)
    if not isinstance(value, ir.Call):
        return None
    if isinstance(target, ir.Name):
        return target.id, value
    if isinstance(target, ir.Attribute) and _is_name(target.value, receiver):
        return f"{receiver}.{target.name}", value
    return None


def _registered(statement: ir.Statement, receiver: str | None) -> tuple[str, ir.Call] | None:
    """``self.add_module("conv", ...)`` is an assignment too."""
    if not isinstance(statement, ir.Evaluate) or not isinstance(statement.value, ir.Call):
        return None
    function, given = statement.value.function, statement.value.positional
    if (
        isinstance(function, ir.Attribute)
        and function.name in {"add_module", "register_module"}
        and _is_name(function.value, receiver)
        and len(given) == 2
        and isinstance(given[0], ir.Constant)
        and isinstance(given[1], ir.Call)
    ):
        return f"{receiver}.{given[0].value}", given[1]
    return None


def _is_name(node: ir.Expression, name: str | None) -> bool:
    return name is not None and isinstance(node, ir.Name) and node.id == name
