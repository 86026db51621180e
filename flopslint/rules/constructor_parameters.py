"""Where a call of a class gives a parameter, also where the constructor only passes its arguments on."""

from __future__ import annotations

from collections.abc import Sequence

from flopslint.ir import nodes as ir
from flopslint.ir.walk import within_scope
from flopslint.values.functions import Function
from flopslint.values.value import Class


class NoSuchParameter(LookupError):
    """The constructor has no parameter of that name."""


def position_of(cls: Class, name: str) -> int | None:
    """The position in calls of a class, None where it is by keyword only.

    Raises:
        NoSuchParameter: if there is none, or the source does not say.
    """
    return _position([one.namespace["__init__"] for one in cls.mro if "__init__" in one.namespace], name)


def _position(constructors: Sequence[object], name: str) -> int | None:
    function = constructors[0] if constructors else None
    if not isinstance(function, Function):
        raise NoSuchParameter(name)
    parameters = function.code.parameters
    names = [one.name for one in (*parameters.positional_only, *parameters.positional)][1:]
    if name in names:
        return names.index(name)
    if name in {one.name for one in parameters.keyword_only}:
        return None
    if parameters.vararg is None:
        raise NoSuchParameter(name)
    before = _given_before(function.code, parameters.vararg.name)
    further = _position(constructors[1:], name)
    if further is None:
        return None
    if further < before:
        raise NoSuchParameter(name)
    return further - before + len(names)


def _given_before(code: ir.Code, variadic: str) -> int:
    """How many arguments ``super().__init__(..., *args)`` gives before those it passes on.

    Raises:
        NoSuchParameter: if there is not exactly one such call.
    """
    found = []
    for statement in code.body.statements:
        for node in within_scope(statement):
            if isinstance(node, ir.Call) and isinstance(node.function, ir.Attribute) and _is_of_super(node.function):
                stars = [position for position, one in enumerate(node.positional) if isinstance(one, ir.Starred)]
                if len(stars) == 1 and _is_name(node.positional[stars[0]], variadic):
                    found.append(stars[0])
    if len(found) != 1:
        raise NoSuchParameter(variadic)
    return found[0]


def _is_of_super(function: ir.Attribute) -> bool:
    """Whether it is ``super().__init__``."""
    value = function.value
    return (
        function.name == "__init__"
        and isinstance(value, ir.Call)
        and isinstance(value.function, ir.Name)
        and value.function.id == "super"
    )


def _is_name(starred: ir.Expression, name: str) -> bool:
    return isinstance(starred, ir.Starred) and isinstance(starred.value, ir.Name) and starred.value.id == name
