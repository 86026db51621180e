"""``__new__`` of the plain types: what ``super().__new__(cls, ...)`` of a program's subclass reaches."""

from __future__ import annotations

from flopslint.catalog.python.receivers import static_method
from flopslint.values.context import Context
from flopslint.values.value import Class, Instance, Value

IMMUTABLE = ("bool", "bytes", "complex", "float", "frozenset", "int", "str", "tuple")
MUTABLE = ("builtins.bytearray", "builtins.dict", "builtins.list", "builtins.set")


def made(context: Context, cls: Value, payload: Value) -> Value:
    """A plain value as an instance of ``cls``: itself for the plain type, held by an instance for a subclass."""
    if isinstance(cls, Class) and not cls.native:
        return Instance(cls, context.site, payload)
    return payload


def _register_immutable(name: str) -> None:
    def new(context: Context, cls: Value, *args: Value, **kwargs: Value) -> Value:
        return made(context, cls, context.call(context.find_class(f"builtins.{name}"), args, kwargs))

    static_method(f"builtins.{name}.__new__")(new)


def _register_mutable(dotted_name: str) -> None:
    def new(context: Context, cls: Value, *args: Value, **kwargs: Value) -> Value:
        return made(context, cls, context.call(context.find_class(dotted_name)))

    static_method(f"{dotted_name}.__new__", takes_unknown=True)(new)


for _name in IMMUTABLE:
    _register_immutable(_name)
for _name in MUTABLE:
    _register_mutable(_name)
