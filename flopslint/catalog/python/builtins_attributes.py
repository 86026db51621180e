"""Builtin functions on attributes and names."""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.python.listing import names_of
from flopslint.catalog.python.plain import plain
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Frame, Instance, Undecided, Unknown, Value

MAY_BE_ABSENT = frozenset({
    GapKind.UNDECIDED_BRANCH, GapKind.UNDECIDED_LOOP, GapKind.MISSING_MODULE, GapKind.OPAQUE_CALL, GapKind.LIMIT,
})  # fmt: skip
"""Gaps whose unknown does not even say that there is an attribute."""


def _name(context: Context, name: Value) -> str:
    text = plain(name)
    if isinstance(text, Unknown):
        raise Undecided(text)
    if not isinstance(text, str):
        raise context.error("TypeError", f"attribute name must be string, not '{context.type_of(name).name}'")
    return text


@function("builtins.getattr", takes_unknown=True)
def getattr_(context: Context, object: Value, name: Value, default: Value = MISSING, /) -> Value:
    """An attribute by name, or a default."""
    if isinstance(object, Unknown):
        return object
    if default is MISSING:
        return context.get_attribute(object, _name(context, name))
    found = context.get_attribute(object, _name(context, name), MISSING)
    return default if found is MISSING else found


@function("builtins.hasattr")
def hasattr_(context: Context, obj: Value, name: Value, /) -> Value:
    """Whether there is an attribute of that name."""
    found = context.get_attribute(obj, _name(context, name), MISSING)
    if isinstance(found, Unknown) and found.gap.kind in MAY_BE_ABSENT:
        return found
    return found is not MISSING


@function("builtins.setattr", takes_unknown=True)
def setattr_(context: Context, obj: Value, name: Value, value: Value, /) -> None:
    """Assigns an attribute by name."""
    if isinstance(obj, Unknown):
        return
    if isinstance(name, Unknown):
        mark_open(context, obj, name.gap)
        return
    context.set_attribute(obj, _name(context, name), value)


def mark_open(context: Context, obj: Value, gap: Gap) -> None:
    """Records that some attribute of an object, nobody knows which, has changed."""
    if isinstance(obj, Instance) and obj.cls.is_layer:
        context.taint(obj, gap)
    context.affect(gap, Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS)


@function("builtins.delattr")
def delattr_(context: Context, obj: Value, name: Value, /) -> None:
    """Removes an attribute by name."""
    context.delete_attribute(obj, _name(context, name))


@function("builtins.vars")
def vars_(context: Context, object: Value = MISSING, /) -> Value:
    """The attributes of an object as a dict, or the local names."""
    if object is MISSING:
        return local_names(context)
    found = context.get_attribute(object, "__dict__", MISSING)
    if found is MISSING:
        raise context.error("TypeError", "vars() argument must have __dict__ attribute")
    return found


@function("builtins.dir")
def dir_(context: Context, object: Value = MISSING, /) -> Value:
    """Names of attributes, or the local names."""
    if object is MISSING:
        return sorted(local_names(context))
    found = context.type_of(object).find("__dir__")
    if found is not None and not found[1].native:
        return sorted(context.iterate(context.call(found[0], (object,))))
    return names_of(context, object)


@function("builtins.globals")
def globals_(context: Context) -> Value:
    """The names of the module, live."""
    return context.frame.module.namespace


@function("builtins.locals")
def locals_(context: Context) -> Value:
    """The names of the function (a copy), of the class body or of the module."""
    return local_names(context)


def local_names(context: Context) -> dict[str, Value]:
    """The names of the frame that called, as ``locals()`` gives them."""
    frame: Frame = context.frame
    if frame.code is None:
        return frame.names
    names = dict(frame.names)
    return {name: context.resolve(value) for name, value in names.items()}
