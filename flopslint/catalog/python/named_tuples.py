"""``collections.namedtuple`` and ``typing.NamedTuple``: tuples whose items have names."""

from __future__ import annotations

import keyword
from typing import Any

from flopslint.catalog.entry import ClassEntry, function, register
from flopslint.catalog.python.plain import plain
from flopslint.catalog.python.receivers import native
from flopslint.catalog.python.sizes import collect
from flopslint.values.context import Context
from flopslint.values.signature import BindingError, Signature
from flopslint.values.value import Class, ClassMethod, Instance, Property, StaticMethod, Unknown, Value


@function("collections.namedtuple")
def namedtuple(
    context: Context,
    typename: Value,
    field_names: Value,
    *,
    rename: Value = False,
    defaults: Value = None,
    module: Value = None,
) -> Value:
    """A new class of tuples with named items."""
    listed = field_names.replace(",", " ").split() if isinstance(field_names, str) else collect(context, field_names)
    names = [str(plain(name)) for name in listed]
    if context.truth(rename):
        names = _renamed(names)
    for position, name in enumerate(names):
        if not name.isidentifier() or keyword.iskeyword(name) or (name.startswith("_") and not context.truth(rename)):
            raise context.error("ValueError", f"Type names and field names must be valid identifiers: {name!r}")
        if name in names[:position]:
            raise context.error("ValueError", f"Encountered duplicate field name: {name!r}")
    values = [] if defaults is None else collect(context, defaults)
    if len(values) > len(names):
        raise context.error("TypeError", "Got more default values than field names")
    held = dict(zip(names[len(names) - len(values) :], values, strict=True))
    made = context.make_class(typename, (context.find_class("builtins.tuple"),), {}, module)
    if isinstance(made, Class):
        complete(context, made, names, held)
    return made


def _renamed(names: list[str]) -> list[str]:
    result: list[str] = []
    for position, name in enumerate(names):
        fits = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_") and name not in result
        result.append(name if fits else f"_{position}")
    return result


def complete(context: Context, cls: Class, names: list[str], defaults: dict[str, Value]) -> None:
    """Gives a class of tuples the fields and methods of a named tuple."""
    context.touch(cls)
    methods = _methods(cls, _signature(cls.name, names, defaults), tuple(names))
    for name, value in methods.items():
        cls.namespace.setdefault(name, value)
    cls.namespace["_fields"] = tuple(names)
    cls.namespace["_field_defaults"] = dict(defaults)
    cls.namespace["__match_args__"] = tuple(names)
    for position, name in enumerate(names):
        cls.namespace[name] = Property(_item_reader(name, position))
    cls.forget_all()


def _signature(name: str, names: list[str], defaults: dict[str, Value]) -> Signature:
    return Signature(
        function_name=name,
        names=("cls", *names),
        positional_only=1,
        required=1 + len(names) - len(defaults),
        keyword_only=(),
        required_keywords=frozenset(),
        vararg=None,
        kwarg=None,
        defaults=tuple(defaults.values()),
        keyword_defaults={},
    )


def _last(names: tuple[str, ...], defaults: tuple[Value, ...]) -> dict[str, Value]:
    return dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))


def _item_reader(name: str, position: int) -> Value:
    def read(context: Context, self: Instance, /) -> Value:
        return self.payload[position]

    return native(name, read)


def _methods(made: Class, signature: Signature, names: tuple[str, ...]) -> dict[str, Value]:
    def new(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
        given = maker.attributes.get("__defaults__")  # from ``Point.__new__.__defaults__ = (...)``
        fits = signature if given is None else _signature(made.name, list(names), _last(names, given))
        try:
            fits.check((cls, *args), kwargs)
            bound = fits.bound((cls, *args), kwargs)
        except BindingError as error:
            raise context.error("TypeError", str(error)) from None
        return Instance(cls, context.site, tuple([bound[name] for name in names]))

    def make(context: Context, cls: Class, iterable: Value, /) -> Value:
        items = collect(context, iterable)
        if len(items) != len(names):
            raise context.error("TypeError", f"Expected {len(names)} arguments, got {len(items)}")
        return Instance(cls, context.site, tuple(items))

    def replace(context: Context, self: Instance, /, **kwds: Value) -> Value:
        items = [kwds.pop(name, held) for name, held in zip(names, self.payload, strict=True)]
        if kwds:
            raise context.error("ValueError", f"Got unexpected field names: {list(kwds)!r}")
        return Instance(self.cls, context.site, tuple(items))

    def as_dict(context: Context, self: Instance, /) -> Value:
        return dict(zip(names, self.payload, strict=True))

    def representation(context: Context, self: Instance, /) -> Value:
        shown = [context.representation_of(item) for item in self.payload]
        unknown = next((text for text in shown if isinstance(text, Unknown)), None)
        if unknown is not None:
            return unknown
        return f"{self.cls.name}({', '.join(f'{n}={t}' for n, t in zip(names, shown, strict=True))})"

    def new_arguments(context: Context, self: Instance, /) -> Value:
        return self.payload

    every = Signature.of(new, skip=1)
    maker = native("__new__", new, every, takes_unknown=True)
    return {
        "__new__": StaticMethod(maker),
        "_make": ClassMethod(native("_make", make)),
        "_replace": native("_replace", replace, takes_unknown=True, binds=True),
        "_asdict": native("_asdict", as_dict, binds=True),
        "__repr__": native("__repr__", representation, binds=True),
        "__getnewargs__": native("__getnewargs__", new_arguments, binds=True),
    }


def _make_named_tuple(
    context: Context, cls: Class, typename: Value, fields: Value = None, /, *args: Value, **kwargs: Value
) -> Value:
    """``NamedTuple("Point", [("x", int)])``."""
    listed = list(kwargs.items()) if fields is None else [tuple(collect(context, f)) for f in collect(context, fields)]
    made = context.make_class(typename, (context.find_class("builtins.tuple"),), {"__annotations__": dict(listed)})
    if isinstance(made, Class):
        complete(context, made, [name for name, _ in listed], {})
    return made


register(
    ("typing.NamedTuple",),
    ClassEntry(
        name="typing.NamedTuple",
        function=_make_named_tuple,
        signature=Signature.of(_make_named_tuple, skip=2),
        host=tuple,
        bases=("builtins.tuple",),
    ),
)


@function("typing.NamedTuple.__finish_class__")
def finish_class(context: Context, made: Class, /) -> Value:
    """Fields and methods from the annotations of a class that derives from ``NamedTuple``."""
    if any(base.native and base.dotted_name == "typing.NamedTuple" for base in made.bases):
        annotations: dict[str, Any] = made.namespace.get("__annotations__", {})
        defaults = {name: made.namespace[name] for name in annotations if name in made.namespace}
        try:
            complete(context, made, list(annotations), defaults)
        except BindingError as error:
            raise context.error("TypeError", str(error)) from None
    return made
