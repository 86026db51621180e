"""``collections``: the dicts and the deque; ``ChainMap`` and the ``User`` classes are in the prelude."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.python.builtins_dict import dict_, settle_all, take_item, update
from flopslint.catalog.python.builtins_new import made
from flopslint.catalog.python.plain import index_of, plain
from flopslint.catalog.python.receivers import method, static_method
from flopslint.catalog.python.sizes import collect, ensure_size, require_known
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.equality import find_key, store_key
from flopslint.values.value import MISSING, Class, CounterDict, DefaultDict, Instance, IteratorValue, Value

DICT = ("builtins.dict",)
constant("collections.deque.__hash__", None)


@native_class("collections.OrderedDict", host=OrderedDict, bases=DICT, takes_unknown=True)
def ordered_dict(context: Context, cls: Class, other: Value = (), /, **kwargs: Value) -> Value:
    """A dict that can be reordered."""
    return OrderedDict(dict_(context, cls, other, **kwargs))


@native_class("collections.defaultdict", host=DefaultDict, bases=DICT, takes_unknown=True)
def defaultdict(
    context: Context, cls: Class, default_factory: Value = None, other: Value = (), /, **kwargs: Value
) -> Value:
    """A dict that makes the values of missing keys."""
    require_known(default_factory)
    result = DefaultDict(default_factory)
    result.update(dict_(context, cls, other, **kwargs))
    return result


@native_class("collections.Counter", host=CounterDict, bases=DICT)
def counter(context: Context, cls: Class, iterable: Value = None, /, **kwds: Value) -> Value:
    """A dict of counts."""
    result = CounterDict()
    _count(context, result, iterable, kwds, 1)
    return result


def _count(context: Context, counts: Any, iterable: Value, kwds: dict[str, Value], sign: int) -> None:
    context.touch(counts)
    given = plain(iterable)
    if isinstance(given, dict):
        added = list(given.items())
    else:
        added = [(item, 1) for item in (() if iterable is None else collect(context, iterable))]
    for key, amount in (*added, *kwds.items()):
        stored = store_key(context, counts, key)
        counts[stored] = context.binary("+" if sign > 0 else "-", counts.get(stored, 0), amount)


for _name in ("OrderedDict", "defaultdict", "Counter"):

    def _new(context: Context, cls: Value, *args: Value, _name: str = _name, **kwargs: Value) -> Value:
        return made(context, cls, context.call(context.find_class(f"collections.{_name}")))

    static_method(f"collections.{_name}.__new__", takes_unknown=True)(_new)


@method("collections.OrderedDict.move_to_end")
def move_to_end(context: Context, self: OrderedDict[Value, Value], key: Value, last: Value = True) -> None:
    """Moves a key to the end or to the beginning."""
    found = find_key(context, self, key)
    if found is MISSING:
        raise context.error("KeyError", str(context.representation_of(key)))
    context.touch(self)
    self.move_to_end(found, last=context.truth(last))


@method("collections.OrderedDict.popitem")
def popitem(context: Context, self: dict[Value, Value], last: Value = True) -> Value:
    """Removes and returns the last or the first pair."""
    return take_item(context, self, last=context.truth(last))


@method("collections.defaultdict.__init__", takes_unknown=True)
def defaultdict_init(
    context: Context, self: DefaultDict, default_factory: Value = None, other: Value = (), /, **kwargs: Value
) -> None:
    """Fills the dict of a program's subclass."""
    self.factory = default_factory
    update(context, self, other, **kwargs)


def _set_factory(context: Context, value: Value, new: Value) -> None:
    plain(value).factory = new


@attribute("collections.defaultdict.default_factory", setter=_set_factory)
def default_factory(context: Context, self: Value) -> Value:
    """The function that makes missing values."""
    return plain(self).factory


@method("collections.defaultdict.copy", "collections.defaultdict.__copy__")
def defaultdict_copy(context: Context, self: DefaultDict) -> Value:
    """A dict of the same pairs and factory."""
    result = DefaultDict(self.factory)
    result.update(self)
    return result


@method("collections.Counter.__init__")
def counter_init(context: Context, self: CounterDict, iterable: Value = None, /, **kwds: Value) -> None:
    """Counts into a program's subclass."""
    _count(context, self, iterable, kwds, 1)


@method("collections.Counter.update")
def counter_update(context: Context, self: CounterDict, iterable: Value = None, /, **kwds: Value) -> None:
    """Adds counts."""
    _count(context, self, iterable, kwds, 1)


@method("collections.Counter.subtract")
def counter_subtract(context: Context, self: CounterDict, iterable: Value = None, /, **kwds: Value) -> None:
    """Subtracts counts."""
    _count(context, self, iterable, kwds, -1)


@method("collections.Counter.copy")
def counter_copy(context: Context, self: CounterDict) -> Value:
    """The same counts."""
    result = CounterDict()
    result.update(self)
    return result


@method("collections.Counter.most_common")
def most_common(context: Context, self: CounterDict, n: Value = None) -> Value:
    """Pairs by falling count."""
    settle_all(context, self)
    ranked = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
    return ranked if n is None else ranked[: index_of(context, n)]


@method("collections.Counter.elements")
def elements(context: Context, self: CounterDict) -> Value:
    """Each key as often as its count."""
    ensure_size(context, sum(max(count, 0) for count in self.values()), "the elements of a Counter")
    return IteratorValue(iter([key for key, count in self.items() for _ in range(count)]), "iterator")


@method("collections.Counter.total")
def total(context: Context, self: CounterDict) -> Value:
    """The sum of the counts."""
    return sum(self.values())


@native_class("collections.deque", host=deque, bases=("builtins.object",))
def deque_(context: Context, cls: Class, iterable: Value = (), maxlen: Value = None) -> Value:
    """A list with two ends."""
    return deque(collect(context, iterable), None if maxlen is None else index_of(context, maxlen))


@function("collections.deque.__init__")
def deque_init(context: Context, self: Value, iterable: Value = (), maxlen: Value = None) -> None:
    """Fills the deque of a program's subclass."""
    filled = deque_(context, context.find_class("collections.deque"), iterable, maxlen)
    if isinstance(self, Instance):
        context.touch(self)
        self.payload = filled
    else:
        context.touch(self)
        self.clear()
        self.extend(filled)


@attribute("collections.deque.maxlen")
def maxlen(context: Context, self: Value) -> Value:
    """The greatest length."""
    return plain(self).maxlen


def _register_end(name: str, *, takes_item: bool) -> None:
    def put(context: Context, self: deque[Value], x: Value, /) -> None:
        context.touch(self)
        getattr(self, name)(x)

    def take(context: Context, self: deque[Value]) -> Value:
        if not self:
            raise context.error("IndexError", "pop from an empty deque")
        context.touch(self)
        return getattr(self, name)()

    chosen = put if takes_item else take
    chosen.__name__ = name
    method(f"collections.deque.{name}", takes_unknown=takes_item)(chosen)


for _name in ("append", "appendleft"):
    _register_end(_name, takes_item=True)
for _name in ("pop", "popleft"):
    _register_end(_name, takes_item=False)


@method("collections.deque.extend")
def extend(context: Context, self: deque[Value], iterable: Value, /) -> None:
    """Adds items at the right."""
    items = collect(context, iterable)
    context.touch(self)
    self.extend(items)


@method("collections.deque.extendleft")
def extendleft(context: Context, self: deque[Value], iterable: Value, /) -> None:
    """Adds items at the left, one by one."""
    items = collect(context, iterable)
    context.touch(self)
    self.extendleft(items)


@method("collections.deque.rotate")
def rotate(context: Context, self: deque[Value], n: Value = 1, /) -> None:
    """Moves items from one end to the other."""
    context.touch(self)
    self.rotate(index_of(context, n))


@method("collections.deque.clear")
def clear(context: Context, self: deque[Value]) -> None:
    """Removes all items."""
    context.touch(self)
    self.clear()


@method("collections.deque.reverse")
def reverse(context: Context, self: deque[Value]) -> None:
    """Reverses in place."""
    context.touch(self)
    self.reverse()


@method("collections.deque.copy", "collections.deque.__copy__")
def copy(context: Context, self: deque[Value]) -> Value:
    """A deque of the same items."""
    return self.copy()


@method("collections.deque.remove")
def remove(context: Context, self: deque[Value], value: Value, /) -> None:
    """Removes the first item that equals ``value``."""
    position = equality.find_index(context, self, value)
    if position is None:
        raise context.error("ValueError", "deque.remove(x): x not in deque")
    context.touch(self)
    del self[position]


@method("collections.deque.insert", takes_unknown=True)
def insert(context: Context, self: deque[Value], index: Value, value: Value, /) -> None:
    """Adds an item before a position."""
    context.touch(self)
    self.insert(index_of(context, index), value)


@method("collections.deque.index")
def index(context: Context, self: deque[Value], value: Value, /) -> Value:
    """The position of the first item that equals ``value``."""
    position = equality.find_index(context, self, value)
    if position is None:
        raise context.error("ValueError", f"{context.representation_of(value)} is not in deque")
    return position


@method("collections.deque.count")
def count(context: Context, self: deque[Value], value: Value, /) -> Value:
    """How many items equal ``value``."""
    return sum(equality.same(context, item, value) for item in self)
