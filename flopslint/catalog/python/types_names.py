"""Classes of ``types`` that are named after no builtin; ``SimpleNamespace`` is in the prelude."""

from __future__ import annotations

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.typing_forms import union
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Alias, Class, Value


@native_class("types.GenericAlias", bases=("builtins.object",))
def generic_alias(context: Context, cls: Class, origin: Value, args: Value, /) -> Value:
    """A class with what stands in its brackets."""
    return Alias(origin, args if isinstance(args, tuple) else (args,))


@native_class("types.UnionType", bases=("builtins.object",))
def union_type(context: Context, cls: Class) -> Value:
    """Unions are made with ``|``."""
    raise context.error("TypeError", "cannot create 'types.UnionType' instances")


@function("types.GenericAlias.__or__", "types.UnionType.__or__")
def either(context: Context, self: Value, other: Value, /) -> Value:
    """A union."""
    return union(context, (self, other))


@function("types.GenericAlias.__ror__", "types.UnionType.__ror__")
def either_reflected(context: Context, self: Value, other: Value, /) -> Value:
    """A union."""
    return union(context, (other, self))


@function("types.coroutine")
def coroutine(context: Context, func: Value) -> Value:
    """The function as it is."""
    return func


@function("types.new_class")
def new_class(context: Context, name: Value, bases: Value = (), kwds: Value = None, exec_body: Value = None) -> Value:
    """A class whose namespace a function fills."""
    namespace: dict[str, Value] = {}
    if exec_body is not None:
        context.call(exec_body, (namespace,))
    metaclass = (kwds or {}).get("metaclass", MISSING)
    return context.make_class(name, tuple(bases), namespace, metaclass=None if metaclass is MISSING else metaclass)
