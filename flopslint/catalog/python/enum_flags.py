"""``enum.Flag``: members that combine by bits."""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.python import enum_members
from flopslint.values.context import Context
from flopslint.values.value import Class, Instance, IteratorValue, Value


def is_flag(cls: Class) -> bool:
    """Whether an enumeration combines its members by bits."""
    return any(base.native and base.dotted_name == "enum.Flag" for base in cls.mro)


def number(value: Value) -> int | None:
    """The bits of a member or of a plain integer."""
    if isinstance(value, Instance):
        value = value.attributes.get("_value_")
    return value if isinstance(value, int) else None


def _bits(cls: Class) -> int:
    total = 0
    for member in enum_members.distinct(cls):
        total |= number(member) or 0
    return total


def composite(context: Context, cls: Class, value: Value) -> Value:
    """The member, or the combination of members, that has exactly these bits.

    Raises:
        Raised: the program's ValueError for bits that no member has.
    """
    bits = number(value)
    mask = _bits(cls)
    if bits is not None and bits < 0:
        bits &= mask
    is_open = any(base.native and base.name == "IntFlag" for base in cls.mro)
    if bits is None or (bits & ~mask and not is_open):
        raise context.error("ValueError", f"{context.representation_of(value)} is not a valid {cls.qualified_name}")
    table = cls.namespace["_value2member_map_"]
    if bits not in table:
        parts = [member for member in enum_members.distinct(cls) if number(member) and (number(member) or 0) & bits]
        made = Instance(cls, context.site, bits if cls.host is not None else None)
        made.attributes["_value_"] = bits
        made.attributes["_name_"] = "|".join(member.attributes["_name_"] for member in parts) or None
        context.touch(table)
        table[bits] = made
    return table[bits]


def _register(name: str, symbol: str) -> None:
    def run(context: Context, self: Instance, other: Value, /) -> Value:
        first, second = number(self), number(other)
        if first is None or second is None or (isinstance(other, Instance) and other.cls is not self.cls):
            return NotImplemented
        return composite(context, self.cls, context.binary(symbol, first, second))

    function(f"enum.Flag.__{name}__", f"enum.Flag.__r{name}__")(run)


for _name, _symbol in (("or", "|"), ("and", "&"), ("xor", "^")):
    _register(_name, _symbol)


@function("enum.Flag.__invert__")
def invert(context: Context, self: Instance) -> Value:
    """All members but these."""
    return composite(context, self.cls, _bits(self.cls) & ~(number(self) or 0))


@function("enum.Flag.__contains__")
def contains(context: Context, self: Instance, other: Value, /) -> Value:
    """Whether all bits of the other are in this one."""
    bits = number(other)
    if bits is None:
        raise context.error("TypeError", f"unsupported operand type(s) for 'in': {context.type_of(other).name}")
    return bits & (number(self) or 0) == bits


@function("enum.Flag.__bool__")
def truth(context: Context, self: Instance) -> Value:
    """Whether any bit is set."""
    return bool(number(self))


@function("enum.Flag.__iter__")
def iterate(context: Context, self: Instance) -> Value:
    """The members that this one combines."""
    bits = number(self) or 0
    singles = [m for m in enum_members.distinct(self.cls) if (number(m) or 0).bit_count() == 1]
    return IteratorValue(iter([m for m in singles if (number(m) or 0) & bits]), "iterator")


@function("enum.Flag.__len__")
def length(context: Context, self: Instance) -> Value:
    """How many bits are set."""
    return (number(self) or 0).bit_count()
