"""An argument of a call set to a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.core.fix import Edit, SetArgument
from flopslint.core.span import Span
from flopslint.fixes.blocks import goes_with
from flopslint.fixes.parsed import ParsedFile
from flopslint.frontend.constants import NotConstantError, constant

if TYPE_CHECKING:
    import libcst as cst


def argument_edit(file: ParsedFile, change: SetArgument) -> tuple[Edit, bool] | None:
    """The edit, and whether it is safe; None where the call does not say enough.

    It is not where it replaces what is no constant, or where its reason is a call that may not be made with this one.
    """
    call = file.call_at(change.call)
    if call is None:
        return None
    is_safe = change.beside is None or _goes_with(file, call, change.beside)
    given = _given(call, change)
    if given is not None:
        (span,) = file.spans_of([given.value])
        return Edit(span, change.value), is_safe and _is_constant(given.value)
    if not call.args or any(one.star for one in call.args):
        return None  # stars may bring the argument
    return _added(file, call, f"{change.name}={change.value}"), is_safe


def _goes_with(file: ParsedFile, call: cst.Call, place: Span) -> bool:
    other = file.call_at(place)
    return other is not None and goes_with(file, call, other)


def _given(call: cst.Call, change: SetArgument) -> cst.Arg | None:
    """The argument that gives the parameter its value now."""
    for position, argument in enumerate(call.args):
        if argument.star:
            return _named(call, change.name)
        if argument.keyword is None and position == change.position:
            return argument
    return _named(call, change.name)


def _named(call: cst.Call, name: str) -> cst.Arg | None:
    return next((one for one in call.args if one.keyword is not None and one.keyword.value == name), None)


def _added(file: ParsedFile, call: cst.Call, text: str) -> Edit:
    """A new last argument: on a line of its own where the one before it begins one."""
    (last,) = file.spans_of([call.args[-1]])
    indentation = file.source.line(last.start_line)[: last.start_column]
    separator = ", " if indentation.strip() else f",\n{indentation}"
    return Edit(last._replace(start_line=last.end_line, start_column=last.end_column), separator + text)


def _is_constant(node: cst.BaseExpression) -> bool:
    try:
        constant(node)
    except NotConstantError:
        return False
    return True
