"""``enum``: the classes, and what a member can do. How members are made is in ``enum_members``.

Source: https://docs.python.org/3/library/enum.html
"""

from __future__ import annotations

from flopslint.catalog.entry import ENTRIES, attribute, constant, function, native_class, register
from flopslint.catalog.python import enum_flags, enum_members
from flopslint.catalog.python.base_classes import base_class, native_with_metaclass
from flopslint.catalog.python.receivers import class_method, static_method
from flopslint.values import equality
from flopslint.values.context import Context, Raised
from flopslint.values.equality import find_key
from flopslint.values.value import MISSING, Class, Instance, IteratorValue, Unknown, Value

METACLASS = "enum.EnumType"


@native_class("enum.EnumType", "enum.EnumMeta", bases=("builtins.type",))
def enum_type(
    context: Context, metacls: Class, name: Value, bases: Value, namespace: Value, /, **kwargs: Value
) -> Value:
    """A new enumeration from name, bases and namespace."""
    return context.make_class(name, tuple(bases), {**namespace}, metaclass=metacls)


base_class("enum.Enum", metaclass=METACLASS)
base_class("enum.ReprEnum", bases=("enum.Enum",), metaclass=METACLASS)
base_class("enum.Flag", bases=("enum.Enum",), metaclass=METACLASS)
native_with_metaclass("enum.IntEnum", host=int, bases=("builtins.int", "enum.ReprEnum"), metaclass=METACLASS)
native_with_metaclass("enum.StrEnum", host=str, bases=("builtins.str", "enum.ReprEnum"), metaclass=METACLASS)
native_with_metaclass(
    "enum.IntFlag", host=int, bases=("builtins.int", "enum.ReprEnum", "enum.Flag"), metaclass=METACLASS
)
for _alias in ("enum.property", "enum.DynamicClassAttribute", "types.DynamicClassAttribute"):
    register((_alias,), ENTRIES["builtins.property"])


@function("enum.Enum.__finish_class__")
def finish_class(context: Context, made: Class, /) -> Value:
    """Makes the members after the body of a class ran."""
    enum_members.make_members(context, made)
    return made


finish_enum_class = enum_members.make_members


@function("enum.EnumType.__call__", takes_unknown=True)
def call(
    context: Context, self: Class, value: Value = MISSING, names: Value = MISSING, /, *args: Value, **kwargs: Value
) -> Value:
    """The member of a value, or a new enumeration from names."""
    members = enum_members.members_of(self)
    if not members and (names is not MISSING or "names" in kwargs):
        given = kwargs.get("names", names)
        return _functional(context, self, value, given, kwargs)
    if value is MISSING:
        value = kwargs.get("value", MISSING)
    for unknown in (value, names, *args):
        if isinstance(unknown, Unknown):
            return unknown
    if value is MISSING:
        raise context.error("TypeError", f"{self.name}.__call__() missing 1 required positional argument: 'value'")
    if names is not MISSING:
        value = (value, names, *args)
    return by_value(context, self, value)


def by_value(context: Context, cls: Class, value: Value) -> Value:
    """The member that has a value.

    Raises:
        Raised: the program's ValueError if there is none and ``_missing_`` gives none.
    """
    if isinstance(value, Instance) and value.cls is cls:
        return value
    found = _find_value(context, cls, value)
    if found is not MISSING:
        return found
    if enum_flags.is_flag(cls):
        return enum_flags.composite(context, cls, value)
    result = context.call(context.get_attribute(cls, "_missing_"), (value,))
    if isinstance(result, Unknown) or (isinstance(result, Instance) and result.cls.is_subclass_of(cls)):
        return result
    shown = context.representation_of(value)
    raise context.error("ValueError", f"{shown} is not a valid {cls.qualified_name}")


def _find_value(context: Context, cls: Class, value: Value) -> Value:
    table = cls.namespace.get("_value2member_map_", {})
    try:
        equality.hash_of(context, value)
    except Raised:  # what cannot be hashed is compared one by one
        key: Value = MISSING
    else:
        key = find_key(context, table, value)
    if key is not MISSING:
        return table[key]
    for member in enum_members.members_of(cls).values():
        if equality.same(context, member.attributes["_value_"], value):
            return member
    return MISSING


def _functional(context: Context, cls: Class, name: Value, names: Value, kwargs: dict[str, Value]) -> Value:
    """``Enum("Color", "RED GREEN")``, or pairs, or a mapping."""
    start = kwargs.get("start", 1)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    items = list(names.items()) if isinstance(names, dict) else list(context.iterate(names))
    namespace: dict[str, Value] = {}
    for position, item in enumerate(items):
        if isinstance(item, str):
            is_flag = enum_flags.is_flag(cls)
            namespace[item] = 1 << position if is_flag else item.lower() if cls.name == "StrEnum" else start + position
        else:
            key, value = context.iterate(item)
            namespace[key] = value
    mixed = kwargs.get("type")
    bases = (cls,) if mixed is None else (mixed, cls)
    return context.make_class(name, bases, namespace, kwargs.get("module"), metaclass=cls.metaclass)


@function("enum.EnumType.__getitem__")
def getitem(context: Context, self: Class, name: Value, /) -> Value:
    """The member of that name."""
    members = enum_members.members_of(self)
    found = find_key(context, members, name)
    if found is MISSING:
        raise context.error("KeyError", str(context.text_of(name)))
    return members[found]


def _listed(cls: Class) -> list[Instance]:
    """Members without aliases; of flags only those of one bit."""
    members = enum_members.distinct(cls)
    if not enum_flags.is_flag(cls):
        return members
    return [member for member in members if (enum_flags.number(member) or 0).bit_count() == 1]


@function("enum.EnumType.__repr__")
def class_representation(context: Context, self: Class) -> Value:
    """Kind and name."""
    return f"<{'flag' if enum_flags.is_flag(self) else 'enum'} {self.name!r}>"


@function("enum.EnumType.__setattr__", takes_unknown=True)
def set_class_attribute(context: Context, self: Class, name: Value, value: Value, /) -> None:
    """Refuses to replace a member."""
    if name in enum_members.members_of(self):
        raise context.error("AttributeError", f"cannot reassign member {name!r}")
    context.touch(self)
    self.namespace[name] = value
    self.forget(name)


@function("enum.EnumType.__iter__")
def iterate(context: Context, self: Class) -> Value:
    """The members in order, without aliases."""
    return IteratorValue(iter(_listed(self)), "iterator")


@function("enum.EnumType.__reversed__")
def reverse(context: Context, self: Class) -> Value:
    """The members from last to first."""
    return IteratorValue(reversed(_listed(self)), "iterator")


@function("enum.EnumType.__len__")
def length(context: Context, self: Class) -> Value:
    """How many members there are, without aliases."""
    return len(_listed(self))


@function("enum.EnumType.__bool__")
def truth(context: Context, self: Class) -> Value:
    """A class is true, with or without members."""
    return True


@function("enum.EnumType.__contains__")
def contains(context: Context, self: Class, value: Value, /) -> Value:
    """Whether that is a member, or the value of one."""
    if isinstance(value, Instance) and value.cls.is_subclass_of(self):
        return True
    return _find_value(context, self, value) is not MISSING


@attribute("enum.EnumType.__members__")
def members(context: Context, self: Class) -> Value:
    """Members by name, aliases included."""
    return dict(enum_members.members_of(self))


@attribute("enum.Enum.name")
def name(context: Context, self: Instance) -> Value:
    """The name of the member."""
    return self.attributes.get("_name_")


@attribute("enum.Enum.value")
def value(context: Context, self: Instance) -> Value:
    """The value of the member."""
    return self.attributes.get("_value_")


@class_method("enum.Enum._missing_")
def missing(context: Context, cls: Class, value: Value, /) -> Value:
    """No member for a value that none has."""
    return None


@static_method("enum.Enum._generate_next_value_")
def generate_next_value(context: Context, name: Value, start: Value, count: Value, last_values: Value, /) -> Value:
    """One more than the last integer."""
    return enum_members.next_integer(last_values, start)


@static_method("enum.StrEnum._generate_next_value_")
def generate_text(context: Context, name: Value, start: Value, count: Value, last_values: Value, /) -> Value:
    """The name in lower case."""
    return name.lower()


@static_method("enum.Flag._generate_next_value_")
def generate_bit(context: Context, name: Value, start: Value, count: Value, last_values: Value, /) -> Value:
    """The next power of two."""
    highest: int = max((held for held in last_values if isinstance(held, int)), default=0)
    return 1 << highest.bit_length() if last_values else start


@function("enum.Enum.__str__")
def text(context: Context, self: Instance) -> Value:
    """Class and name."""
    return f"{self.cls.name}.{self.attributes.get('_name_')}"


@function("enum.Enum.__repr__")
def representation(context: Context, self: Instance) -> Value:
    """Class, name and value."""
    shown = context.representation_of(self.attributes.get("_value_"))
    return shown if isinstance(shown, Unknown) else f"<{self.cls.name}.{self.attributes.get('_name_')}: {shown}>"


@function("enum.ReprEnum.__str__")
def plain_text(context: Context, self: Instance) -> Value:
    """The value's own text."""
    return context.text_of(self.payload)


@function("enum.Enum.__format__")
def formatted(context: Context, self: Instance, format_spec: Value, /) -> Value:
    """``str(self)`` by a format specification."""
    return context.call(context.look_up("builtins.format"), (context.text_of(self), format_spec))


@function("enum.ReprEnum.__format__")
def plain_formatted(context: Context, self: Instance, format_spec: Value, /) -> Value:
    """The value by a format specification."""
    return context.call(context.look_up("builtins.format"), (self.payload, format_spec))


@function("enum.Enum.__hash__")
def hashed(context: Context, self: Instance) -> Value:
    """A number that goes with the name."""
    return equality.hash_of(context, self.attributes.get("_name_"))


@function("enum.Enum.__copy__")
def copied(context: Context, self: Instance) -> Value:
    """The member itself."""
    return self


@function("enum.Enum.__deepcopy__")
def deeply_copied(context: Context, self: Instance, memo: Value, /) -> Value:
    """The member itself."""
    return self


@function("enum.unique")
def unique(context: Context, enumeration: Class, /) -> Value:
    """The class; refuses aliases."""
    aliases = [
        f"{alias} -> {member.attributes['_name_']}"
        for alias, member in enum_members.members_of(enumeration).items()
        if alias != member.attributes["_name_"]
    ]
    if aliases:
        raise context.error(
            "ValueError", f"duplicate values found in <enum {enumeration.name!r}>: {', '.join(aliases)}"
        )
    return enumeration


@function("enum.global_enum", "enum._simple_enum")
def unchanged(context: Context, cls: Value, /, *args: Value, **kwargs: Value) -> Value:
    """The class as it is."""
    return cls


for _name in ("CONFORM", "CONTINUOUS", "EJECT", "KEEP", "NAMED_FLAGS", "STRICT", "UNIQUE"):
    constant(f"enum.{_name}", _name.lower())
