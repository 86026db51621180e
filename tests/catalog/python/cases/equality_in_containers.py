"""Look-ups by the program's own equality."""

from dataclasses import dataclass
from enum import Enum, IntEnum

RESULT = {}


class Key:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Key) and self.value == other.value

    def __hash__(self):
        return hash(self.value)


class Loose(str):
    pass


class Mode(str, Enum):
    A = "a"


class Level(IntEnum):
    ONE = 1


@dataclass(frozen=True)
class Frozen:
    x: int
    y: tuple = ()


@dataclass
class Thawed:
    x: int


table = {Key(1): "one", "a": 2, 1: "number", (Key(2), 3): "pair"}
RESULT["dict"] = (
    table[Key(1)], table[Mode.A], table[Loose("a")], table[Level.ONE], table[True], table[(Key(2), 3)], table.get(Key(9), "none"),
    Key(1) in table, Key(5) in table, table.pop(Key(1)), len(table), {Mode.A: 1}["a"], {Frozen(1): 2}[Frozen(1)],
)
table[Mode.A] = 7
table.update({Loose("a"): 8})
RESULT["stored"] = (table["a"], len(table), [type(k).__name__ for k in table])
items = [Key(1), Key(2), Key(1), Frozen(3)]
RESULT["list"] = (items.index(Key(2)), items.count(Key(1)), Key(2) in items, Frozen(3) in items, Frozen(4) in items)
items.remove(Key(1))
RESULT["removed"] = len(items)
members = {Key(1), Key(1), Key(2), Frozen(1), Frozen(1)}
RESULT["set"] = (
    len(members), Key(2) in members, len(members | {Key(1), Key(3)}), len(members & {Key(2), Frozen(1)}), len(members - {Key(1)}),
    {Key(1)} <= members, members.isdisjoint([Key(7)]), {Key(1)} == {Key(1)},
)
members.discard(Key(1))
members.add(Key(2))
RESULT["set changed"] = len(members)
for case, value in {"list": [], "dict": {}, "dataclass": Thawed(1), "tuple of list": ([],)}.items():
    try:
        {value: 1}
    except TypeError as error:
        RESULT[f"unhashable {case}"] = str(error)
RESULT["eq of containers"] = ([Key(1)] == [Key(1)], {"k": Key(1)} == {"k": Key(1)}, (Key(1), 2) == (Key(2), 2), [Thawed(1)] == [Thawed(1)])
