"""Builtin functions on iterables. Iterators are lazy: items are taken, and functions called, when asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.ordering import extreme, sorted_items
from flopslint.catalog.python.plain import call_special, has_special, index_of, is_stop
from flopslint.catalog.python.sizes import bounded, collect, require_known
from flopslint.values.context import Context, Raised
from flopslint.values.value import MISSING, Class, IteratorValue, Undecided, Unknown, Value

ITERATOR = ("_python.iterator",)
ITERATORS: dict[type, str] = {
    list: "_python.list_iterator",
    tuple: "_python.tuple_iterator",
    str: "_python.str_iterator",
    range: "_python.range_iterator",
    dict: "_python.dict_keyiterator",
    set: "_python.set_iterator",
}
"""Names of the types of iterators over plain data."""

REVERSED: dict[type, str] = {
    list: "_python.list_reverseiterator",
    range: "_python.range_iterator",
    dict: "_python.dict_reversekeyiterator",
    deque: "_python.deque_reverseiterator",
}


def is_rest(item: Value) -> bool:
    """Whether an item stands for any number of further ones: an iterator passes it on and ends."""
    return isinstance(item, Unknown) and item.rest


@function("builtins.iter")
def iter_(context: Context, object: Value, sentinel: Value = MISSING, /) -> Value:
    """An iterator over an object, or over the results of a function up to a sentinel."""
    if sentinel is not MISSING:
        return IteratorValue(_until(context, object, sentinel), "iterator")
    if isinstance(object, IteratorValue):
        return object
    found = context.type_of(object).find("__iter__")
    if found is not None and not found[1].native:
        return context.call(found[0], (object,))
    return IteratorValue(context.iterate(object), ITERATORS.get(type(object), "iterator"))


def _until(context: Context, function: Value, sentinel: Value) -> Iterator[Value]:
    while True:
        item = context.call(function)
        if context.truth(context.equal(item, sentinel)):
            return
        yield item


@function("builtins.next", takes_unknown=True)
def next_(context: Context, iterator: Value, default: Value = MISSING, /) -> Value:
    """The next item of an iterator, or a default at its end."""
    require_known(iterator)
    if isinstance(iterator, IteratorValue):
        return take(context, iterator, default)
    if not has_special(context, iterator, "__next__"):
        raise context.error("TypeError", f"'{context.type_of(iterator).name}' object is not an iterator")
    try:
        return call_special(context, iterator, "__next__")
    except Raised as raised:
        if default is not MISSING and is_stop(raised):
            return default
        raise


def ended(context: Context, stop: StopIteration) -> Raised:
    """The program's StopIteration for that of a host iterator, with what a generator returned."""
    raised = context.error("StopIteration", "")
    if stop.value is not None:
        raised.value.attributes.update(args=(stop.value,), value=stop.value)
    return raised


def take(context: Context, iterator: IteratorValue, default: Value = MISSING) -> Value:
    """The next item; raises the program's StopIteration at the end if there is no default."""
    context.touch(iterator)
    try:
        item = next(iterator.iterator)
    except StopIteration as stop:
        if default is MISSING:
            raise ended(context, stop) from None
        return default
    if is_rest(item):
        iterator.iterator = iter((item,))
        return Unknown(item.gap)
    return item


@native_class("builtins.enumerate", bases=ITERATOR)
def enumerate_(context: Context, cls: Class, iterable: Value, start: Value = 0) -> Value:
    """Pairs of a count and an item."""
    return IteratorValue(_numbered(context.iterate(iterable), index_of(context, start)), "enumerate")


def _numbered(items: Iterator[Value], start: int) -> Iterator[Value]:
    for number, item in enumerate(items, start):
        if is_rest(item):
            yield item
            return
        yield number, item


@native_class("builtins.zip", bases=ITERATOR)
def zip_(context: Context, cls: Class, *iterables: Value, strict: Value = False) -> Value:
    """Tuples of the items at the same place of each iterable."""
    iterators = [context.iterate(iterable) for iterable in iterables]
    return IteratorValue(_zipped(context, iterators, is_strict=context.truth(strict)), "zip")


def _zipped(context: Context, iterators: list[Iterator[Value]], *, is_strict: bool) -> Iterator[Value]:
    while iterators:
        row: list[Value] = []
        for position, iterator in enumerate(iterators):
            item = next(iterator, MISSING)
            if item is MISSING:
                if is_strict:
                    _require_all_ended(context, iterators, position)
                return
            if is_rest(item):
                yield item
                return
            row.append(item)
        yield tuple(row)


def _require_all_ended(context: Context, iterators: list[Iterator[Value]], ended: int) -> None:
    if ended:
        earlier = "argument 1" if ended == 1 else f"arguments 1-{ended}"
        raise context.error("ValueError", f"zip() argument {ended + 1} is shorter than {earlier}")
    for position, iterator in enumerate(iterators[1:], 2):
        if next(iterator, MISSING) is not MISSING:
            earlier = "argument 1" if position == 2 else f"arguments 1-{position - 1}"
            raise context.error("ValueError", f"zip() argument {position} is longer than {earlier}")


@native_class("builtins.map", bases=ITERATOR)
def map_(context: Context, cls: Class, function: Value, iterable: Value, /, *iterables: Value) -> Value:
    """The function applied to the items."""
    iterators = [context.iterate(each) for each in (iterable, *iterables)]
    return IteratorValue(_mapped(context, function, iterators), "map")


def _mapped(context: Context, function: Value, iterators: list[Iterator[Value]]) -> Iterator[Value]:
    for row in _zipped(context, iterators, is_strict=False):
        if is_rest(row):
            yield row
            return
        yield context.call(function, row)


@native_class("builtins.filter", bases=ITERATOR)
def filter_(context: Context, cls: Class, function: Value, iterable: Value, /) -> Value:
    """The items for which the function is true (or which are true, for None)."""
    return IteratorValue(filtered(context, function, context.iterate(iterable), wanted=True), "filter")


def filtered(context: Context, function: Value, items: Iterator[Value], *, wanted: bool) -> Iterator[Value]:
    """The items for which the truth of the function is as wanted."""
    for item in bounded(context, items):
        if is_rest(item):
            yield item
            return
        if context.truth(item if function is None else context.call(function, (item,))) is wanted:
            yield item


@native_class("builtins.reversed", bases=ITERATOR)
def reversed_(context: Context, cls: Class, sequence: Value, /) -> Value:
    """The items from the last to the first."""
    kind = REVERSED.get(type(sequence), "reversed")
    if isinstance(sequence, (str, range, dict, type({}.keys()), type({}.values()), type({}.items()))):
        return IteratorValue(reversed(sequence), kind)
    if isinstance(sequence, (list, tuple, deque)):
        return IteratorValue(reversed(collect(context, sequence)), kind)
    result = call_special(context, sequence, "__reversed__")
    if result is not MISSING:
        return result
    length = call_special(context, sequence, "__len__")
    if length is MISSING or not has_special(context, sequence, "__getitem__"):
        raise context.error("TypeError", f"'{context.type_of(sequence).name}' object is not reversible")
    positions = range(index_of(context, length) - 1, -1, -1)
    return IteratorValue((context.get_item(sequence, i) for i in positions), "reversed")


@function("builtins.sorted")
def sorted_(context: Context, iterable: Value, /, *, key: Value = None, reverse: Value = False) -> Value:
    """A sorted list of the items."""
    return sorted_items(context, collect(context, iterable), key, reverse=context.truth(reverse))


def _extreme(name: str, *, largest: bool) -> Callable[..., Value]:
    def run(context: Context, /, *args: Value, key: Value = None, default: Value = MISSING) -> Value:
        if not args:
            raise context.error("TypeError", f"{name} expected at least 1 argument, got 0")
        items = collect(context, args[0]) if len(args) == 1 else list(args)
        if items:
            return extreme(context, items, key, largest=largest)
        if default is MISSING:
            raise context.error("ValueError", f"{name}() arg is an empty sequence")
        return default

    run.__name__ = name
    return run


function("builtins.max")(_extreme("max", largest=True))
function("builtins.min")(_extreme("min", largest=False))


@function("builtins.sum")
def sum_(context: Context, iterable: Value, /, start: Value = 0) -> Value:
    """The sum of the items, from left to right."""
    total = start
    for item in collect(context, iterable):
        if type(total) in {int, float} and type(item) in {int, float}:
            total = total + item
        else:
            total = context.binary("+", total, item)
    return total


@function("builtins.any")
def any_(context: Context, iterable: Value, /) -> Value:
    """Whether one item is true."""
    return _quantified(context, iterable, decisive=True)


@function("builtins.all")
def all_(context: Context, iterable: Value, /) -> Value:
    """Whether all items are true."""
    return _quantified(context, iterable, decisive=False)


def _quantified(context: Context, iterable: Value, *, decisive: bool) -> Value:
    unknown: Unknown | None = None
    for item in bounded(context, context.iterate(iterable)):
        try:
            if context.truth(item) is decisive:
                return decisive
        except Undecided as undecided:
            unknown = undecided.unknown
    return (not decisive) if unknown is None else Unknown(unknown.gap)
