"""The methods that ``dataclass`` adds to a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flopslint.catalog.python import dataclass_fields as fields_of
from flopslint.catalog.python.receivers import native
from flopslint.values import equality
from flopslint.values.context import Context, Raised
from flopslint.values.signature import Signature
from flopslint.values.value import Class, Instance, NativeFunction, Property, Unknown, Value

Fields = dict[str, Instance]

_PLAIN = frozenset((type(None), bool, int, float, str, tuple))


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of the decorator."""

    init: bool = True
    repr: bool = True
    eq: bool = True
    order: bool = False
    unsafe_hash: bool = False
    frozen: bool = False
    match_args: bool = True
    kw_only: bool = False
    slots: bool = False


class Factory:
    """Stands in a signature for a value that a function makes for each call."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<factory>"


FACTORY = Factory()


def add_methods(context: Context, cls: Class, fields: Fields, options: Options) -> None:
    """Puts the methods into the namespace of a class.

    Raises:
        Raised: the program's TypeError where the class has a method that is to be added, or fields are out of order.
    """
    names = cls.namespace
    stored = [field for field in fields.values() if fields_of.is_plain_field(field)]
    in_init = [
        f for f in fields.values() if f.attributes["init"] and f.attributes["_field_type"] != fields_of.CLASS_VARIABLE
    ]
    if options.init:
        names.setdefault("__init__", _init(context, fields, in_init))
    if options.repr:
        names.setdefault("__repr__", _repr([f for f in stored if f.attributes["repr"]]))
    compared = [f.attributes["name"] for f in stored if f.attributes["compare"]]
    has_own_hash = "__hash__" in names and not (names["__hash__"] is None and "__eq__" in names)
    if options.eq:
        names.setdefault("__eq__", _equality(compared))
    if options.order:
        if not options.eq:
            raise context.error("ValueError", "eq must be true if order is true")
        _add_order(context, cls, compared)
    _add_hash(context, names, stored, options, has_own_hash=has_own_hash)
    if options.frozen:
        _add_frozen(context, cls, fields)
    if options.match_args:
        positional = tuple(f.attributes["name"] for f in in_init if not f.attributes["kw_only"])
        names.setdefault("__match_args__", positional)


def _default(field: Instance) -> Any:
    if field.attributes["default_factory"] is not fields_of.NO_VALUE:
        return FACTORY
    return field.attributes["default"]


def _init_signature(context: Context, in_init: list[Instance]) -> Signature:
    positional = [f for f in in_init if not f.attributes["kw_only"]]
    keyword_only = [f for f in in_init if f.attributes["kw_only"]]
    defaults: list[Any] = []
    for field in positional:
        default = _default(field)
        if default is not fields_of.NO_VALUE:
            defaults.append(default)
        elif defaults:
            message = f"non-default argument {field.attributes['name']!r} follows default argument"
            raise context.error("TypeError", message)
    keyword_defaults = {
        f.attributes["name"]: _default(f) for f in keyword_only if _default(f) is not fields_of.NO_VALUE
    }
    keyword_names = tuple(f.attributes["name"] for f in keyword_only)
    return Signature(
        function_name="__init__",
        names=("self", *(f.attributes["name"] for f in positional)),
        positional_only=0,
        required=1 + len(positional) - len(defaults),
        keyword_only=keyword_names,
        required_keywords=frozenset(keyword_names) - keyword_defaults.keys(),
        vararg=None,
        kwarg=None,
        defaults=tuple(defaults),
        keyword_defaults=keyword_defaults,
    )


def _init(context: Context, fields: Fields, in_init: list[Instance]) -> NativeFunction:
    signature = _init_signature(context, in_init)
    given = frozenset(f.attributes["name"] for f in in_init)

    def run(context: Context, self: Value, *args: Value, **kwargs: Value) -> None:
        bound = signature.bound((self, *args), kwargs)
        plain = isinstance(self, Instance) and _stores_plainly(self.cls)
        if plain:
            context.touch(self.attributes)
        initial: list[Value] = []
        for name, field in fields.items():
            kind = field.attributes["_field_type"]
            if kind == fields_of.CLASS_VARIABLE:
                continue
            value = bound[name] if name in given else _default(field)
            if value is FACTORY:
                value = context.call(field.attributes["default_factory"])
            elif name not in given:
                continue  # the default stays in the class
            if kind == fields_of.INIT_VARIABLE:
                initial.append(value)
            elif plain and not _is_property(self.cls, name):
                self.attributes[name] = value
            elif _is_frozen(self):
                context.default_set_attribute(self, name, value)
            else:
                context.set_attribute(self, name, value)
        if context.type_of(self).find("__post_init__") is not None:
            context.call(context.get_attribute(self, "__post_init__"), tuple(initial))

    return native("__init__", run, signature, takes_unknown=True, binds=True)


def _stores_plainly(cls: Class) -> bool:
    """Whether assigning an attribute is no more than storing it."""
    found = cls.find("__setattr__")
    return found is None or (found[1].native and found[1].name == "object")


def _is_property(cls: Class, name: str) -> bool:
    found = cls.find(name)
    if found is None or type(found[0]) in _PLAIN:
        return False
    value = found[0]
    return isinstance(value, Property) or (isinstance(value, Instance) and value.cls.find("__set__") is not None)


def _is_frozen(value: Value) -> bool:
    found = value.cls.find("__dataclass_params__") if isinstance(value, Instance) else None
    return found is not None and found[0].attributes.get("frozen") is True


def _repr(shown: list[Instance]) -> NativeFunction:
    names = [field.attributes["name"] for field in shown]
    running: set[int] = set()

    def run(context: Context, self: Value, /) -> Value:
        if id(self) in running:
            return "..."
        running.add(id(self))
        try:
            parts = []
            for name in names:
                text = context.representation_of(context.get_attribute(self, name))
                if isinstance(text, Unknown):
                    return text
                parts.append(f"{name}={text}")
        finally:
            running.discard(id(self))
        return f"{context.type_of(self).qualified_name}({', '.join(parts)})"

    return native("__repr__", run, binds=True)


def _values(context: Context, value: Value, names: list[str]) -> tuple[Value, ...]:
    return tuple([context.get_attribute(value, name) for name in names])


def _equality(names: list[str]) -> NativeFunction:
    def run(context: Context, self: Value, other: Value, /) -> Value:
        if context.type_of(other) is not context.type_of(self):
            return NotImplemented
        return context.equal(_values(context, self, names), _values(context, other, names))

    return native("__eq__", run, binds=True)


def _add_order(context: Context, cls: Class, names: list[str]) -> None:
    for name, symbol in {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}.items():
        if name in cls.namespace:
            message = f"Cannot overwrite attribute {name} in class {cls.name}. Consider using functools.total_ordering"
            raise context.error("TypeError", message)
        cls.namespace[name] = _ordering(name, symbol, names)


def _ordering(name: str, symbol: str, names: list[str]) -> NativeFunction:
    def run(context: Context, self: Value, other: Value, /) -> Value:
        if context.type_of(other) is not context.type_of(self):
            return NotImplemented
        return context.compare(symbol, _values(context, self, names), _values(context, other, names))

    return native(name, run, binds=True)


def _add_hash(
    context: Context, names: dict[str, Value], stored: list[Instance], options: Options, *, has_own_hash: bool
) -> None:
    hashed = []
    for field in stored:
        wanted = field.attributes["hash"]
        if field.attributes["compare"] if wanted is None else wanted:
            hashed.append(field.attributes["name"])

    def run(context: Context, self: Value, /) -> Value:
        return equality.hash_of(context, _values(context, self, hashed))

    if options.unsafe_hash:
        if has_own_hash:
            raise context.error("TypeError", "Cannot overwrite attribute __hash__ in class")
        names["__hash__"] = native("__hash__", run, binds=True)
    elif options.eq and not has_own_hash:
        names["__hash__"] = native("__hash__", run, binds=True) if options.frozen else None


def _add_frozen(context: Context, cls: Class, fields: Fields) -> None:
    def refuse(context: Context, verb: str, name: str) -> Raised:
        made = context.call(context.find_class("dataclasses.FrozenInstanceError"), (f"cannot {verb} field {name!r}",))
        return Raised(made, context.site)

    def assign(context: Context, self: Value, name: Value, value: Value, /) -> None:
        if context.type_of(self) is cls or name in fields:
            raise refuse(context, "assign to", name)
        context.default_set_attribute(self, name, value)

    def remove(context: Context, self: Value, name: Value, /) -> None:
        if context.type_of(self) is cls or name in fields:
            raise refuse(context, "delete", name)
        context.default_delete_attribute(self, name)

    for name, method in (("__setattr__", assign), ("__delattr__", remove)):
        if name in cls.namespace:
            raise context.error("TypeError", f"Cannot overwrite attribute {name} in class {cls.name}")
        cls.namespace[name] = native(name, method, takes_unknown=name == "__setattr__", binds=True)
