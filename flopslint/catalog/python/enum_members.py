"""How the members of an enumeration come about, after the body of its class ran."""

from __future__ import annotations

import re
from typing import Any

from flopslint.catalog.entry import function, native_class
from flopslint.core.gap import GapKind
from flopslint.values import equality
from flopslint.values.context import Context, Raised
from flopslint.values.value import (
    MISSING,
    Class,
    ClassMethod,
    Function,
    Instance,
    NativeFunction,
    Property,
    StaticMethod,
    Undecided,
    Unknown,
    Value,
)

DUNDER = re.compile(r"__\w+__")
SUNDER = re.compile(r"_[^_].*[^_]_|_[^_]_")
DESCRIPTORS = (Function, Property, StaticMethod, ClassMethod, Class)
TEXTS = ("__format__", "__repr__", "__str__")
"""Methods that an enumeration keeps from ``Enum`` although a type mixed in has its own."""


@native_class("enum.auto", bases=("builtins.object",))
def auto(context: Context, cls: Class, value: Value = MISSING) -> Value:
    """A value that is found when the class is made."""
    return Instance(cls, context.site)


@native_class("enum.member", bases=("builtins.object",), takes_unknown=True)
def member(context: Context, cls: Class, value: Value) -> Value:
    """Marks what is to be a member although it is a function or a class."""
    made = Instance(cls, context.site)
    made.attributes["value"] = value
    return made


@native_class("enum.nonmember", bases=("builtins.object",), takes_unknown=True)
def nonmember(context: Context, cls: Class, value: Value) -> Value:
    """Marks what is to be no member."""
    made = Instance(cls, context.site)
    made.attributes["value"] = value
    return made


def _register_deferred(name: str, symbol: str) -> None:
    def run(context: Context, self: Instance, other: Value, /) -> Value:
        made = Instance(self.cls, context.site)
        made.attributes["parts"] = (symbol, self, other)
        return made

    function(f"enum.auto.__{name}__", f"enum.auto.__r{name}__")(run)


for _name, _symbol in (("or", "|"), ("and", "&"), ("xor", "^")):
    _register_deferred(_name, _symbol)


def members_of(cls: Class) -> dict[str, Any]:
    """Members by name, aliases included."""
    held = cls.namespace.get("_member_map_")
    return held if isinstance(held, dict) else {}


def distinct(cls: Class) -> list[Instance]:
    """Members in order of definition, without aliases."""
    return [value for name, value in members_of(cls).items() if value.attributes.get("_name_") == name]


def next_integer(last_values: list[Value], start: Value) -> Value:
    """One more than the last integer among the values, or the start."""
    for value in reversed(last_values):
        if isinstance(value, int):
            return value + 1
    return start


def make_members(context: Context, cls: Class) -> None:
    """Replaces the values that a class body bound by members.

    Raises:
        Raised: what the program's own ``__new__`` and ``__init__`` raise, and the TypeError for an enumeration that
            derives from one with members.
    """
    for base in cls.mro[1:]:
        if members_of(base):
            raise context.error("TypeError", f"<enum {cls.name!r}> cannot extend <enum {base.name!r}>")
    context.touch(cls)
    _keep_texts(cls)
    building = _Building(context, cls)
    for name, value in list(cls.namespace.items()):
        if isinstance(value, Instance) and value.cls.native and value.cls.dotted_name == "enum.nonmember":
            cls.namespace[name] = value.attributes["value"]
        elif building.is_member(name, value):
            building.add(name, value)
    cls.namespace["_member_map_"] = building.members
    cls.namespace["_member_names_"] = [member.attributes["_name_"] for member in building.order]
    cls.namespace["_value2member_map_"] = building.by_value
    cls.namespace.update(building.members)
    cls.forget_all()


def _keep_texts(cls: Class) -> None:
    """Texts come from the enumeration, not from a type mixed in."""
    enumeration = next(
        base for base in cls.mro[1:] if base.metaclass is not None and base.native and base.module == "enum"
    )
    for name in TEXTS:
        found = cls.find(name)
        if name in cls.namespace or found is None or not found[1].native:
            continue
        if found[1].host is not None or found[1].name == "object":
            own = enumeration.find(name) if enumeration.host is None else _after_hosts(enumeration, name)
            if own is not None and isinstance(own[0], NativeFunction) and own[1].module == "enum":
                cls.namespace[name] = NativeFunction(own[0].name, own[0].entry, binds=True)
                cls.forget(name)


def _after_hosts(cls: Class, name: str) -> tuple[Value, Class] | None:
    return next(
        ((base.namespace[name], base) for base in cls.mro if base.module == "enum" and name in base.namespace), None
    )


class _Building:
    """The members made so far of one class."""

    def __init__(self, context: Context, cls: Class) -> None:
        self.context = context
        self.cls = cls
        self.members: dict[str, Instance] = {}
        self.order: list[Instance] = []
        self.by_value: dict[Value, Instance] = {}
        self.values: list[Value] = []
        self.automatic: dict[int, Value] = {}
        ignored = cls.namespace.get("_ignore_", ())
        self.ignored = frozenset(ignored.replace(",", " ").split() if isinstance(ignored, str) else ignored)
        self.mixed = next((base for base in cls.mro[1:] if base.native and base.host is not None), None)

    def is_member(self, name: str, value: Value) -> bool:
        """Whether a name of the body is to be a member."""
        if isinstance(value, Instance) and value.cls.native and value.cls.dotted_name == "enum.member":
            return True
        if DUNDER.fullmatch(name) or SUNDER.fullmatch(name) or name in self.ignored:
            return False
        if name.startswith(f"_{self.cls.name.lstrip('_')}__") or isinstance(value, DESCRIPTORS):
            return False
        if isinstance(value, NativeFunction) and value.binds:
            return False
        return not (isinstance(value, Instance) and value.cls.find("__get__") is not None)

    def add(self, name: str, value: Value) -> None:
        """Makes a member, or an alias of an earlier one that has an equal value."""
        if isinstance(value, Instance) and value.cls.native and value.cls.dotted_name == "enum.member":
            value = value.attributes["value"]
        value = self._settled(name, value)
        made = self._make(name, value)
        value = made.attributes["_value_"]
        alias = self._equal_member(value)
        if alias is not None:
            self.members[name] = alias
            return
        made.attributes["_sort_order_"] = len(self.order)
        self.members[name] = made
        self.order.append(made)
        self.values.append(value)
        try:
            equality.hash_of(self.context, value)
        except (Raised, Undecided):
            return
        self.by_value[equality.store_key(self.context, self.by_value, value)] = made

    def _settled(self, name: str, value: Value) -> Value:
        """The value with ``auto()`` replaced."""
        if type(value) is tuple:
            return tuple([self._settled(name, item) for item in value])
        if not (isinstance(value, Instance) and value.cls.native and value.cls.dotted_name == "enum.auto"):
            return value
        if id(value) not in self.automatic:
            parts = value.attributes.get("parts")
            if parts is not None:
                left, right = (self._settled(name, part) for part in parts[1:])
                self.automatic[id(value)] = self.context.binary(parts[0], left, right)
            else:
                generate = self.context.get_attribute(self.cls, "_generate_next_value_")
                arguments = (name, 1, len(self.order), list(self.values))
                self.automatic[id(value)] = self.context.call(generate, arguments)
        return self.automatic[id(value)]

    def _make(self, name: str, value: Value) -> Instance:
        context, cls = self.context, self.cls
        arguments = value if type(value) is tuple else (value,)
        if self.mixed is not None and self.mixed.host is tuple:
            arguments = (value,)
        new = cls.find("__new__")
        if new is not None and not new[1].native:
            made = context.call(context.get_attribute(cls, "__new__"), (cls, *arguments))
            if not isinstance(made, Instance):
                made = Instance(cls, context.site)
                made.attributes["_value_"] = context.unknown(GapKind.UNKNOWN_ARGUMENT, f"value of {cls.name}.{name}")
        else:
            made = Instance(cls, context.site)
            if self.mixed is not None:
                made.payload = self._payload(arguments)
        if "_value_" not in made.attributes:
            made.attributes["_value_"] = value if self.mixed is None or made.payload is None else made.payload
        made.attributes["_name_"] = name
        made.attributes["__objclass__"] = cls
        init = cls.find("__init__")
        if init is not None and not (init[1].native and (init[1].name == "object" or init[1].host is not None)):
            context.call(init[0], (made, *arguments))
        return made

    def _payload(self, arguments: tuple[Value, ...]) -> Value:
        if self.mixed is None:
            return None
        target = self.mixed
        while target.module == "enum":  # IntEnum and the like make what their first base makes
            target = target.bases[0]
        payload = self.context.call(target, arguments)
        if isinstance(payload, Unknown):
            raise Undecided(payload)
        return payload

    def _equal_member(self, value: Value) -> Instance | None:
        for earlier in self.order:
            try:
                if equality.same(self.context, earlier.attributes["_value_"], value):
                    return earlier
            except Undecided:
                continue
        return None
