"""Native classes that are there to be derived from."""

from __future__ import annotations

from flopslint.catalog.entry import ClassEntry, register
from flopslint.catalog.python.plain import plain
from flopslint.values.context import Context
from flopslint.values.signature import Signature
from flopslint.values.value import Class, Instance, Value


def _allocate(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
    """An instance without attributes; arguments are the business of the program's ``__init__``."""
    return Instance(cls, context.site)


def base_class(*names: str, bases: tuple[str, ...] = ("builtins.object",), metaclass: str | None = None) -> None:
    """A class whose instances are ordinary objects."""
    register(
        names,
        ClassEntry(
            name=names[0],
            function=_allocate,
            signature=Signature.of(_allocate, skip=2),
            bases=bases,
            takes_unknown=True,
            metadata={} if metaclass is None else {"metaclass": metaclass},
        ),
    )


def native_with_metaclass(name: str, *, host: type, bases: tuple[str, ...], metaclass: str) -> None:
    """A class of plain data with a metaclass; its values are made as those of its first base."""
    first = bases[0]

    def make(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
        return plain(context.call(context.find_class(first), args, kwargs))

    entry = ClassEntry(
        name=name,
        function=make,
        signature=Signature.of(make, skip=2),
        host=host,
        bases=bases,
        metadata={"metaclass": metaclass},
    )
    register((name,), entry)
