"""``bisect``, ``heapq``, ``statistics``, ``random.shuffle`` and ``weakref``, on collections of the program."""

from __future__ import annotations

from flopslint.catalog.entry import ENTRIES, function, native_class, register
from flopslint.catalog.python.ordering import is_less, sorted_items
from flopslint.catalog.python.plain import index_of
from flopslint.catalog.python.receivers import native
from flopslint.catalog.python.sizes import collect
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Class, Unknown, Value


def _position(context: Context, a: Value, x: Value, lo: Value, hi: Value, key: Value, *, right: bool) -> int:
    items = collect(context, a)
    low, high = index_of(context, lo), len(items) if hi is None else index_of(context, hi)
    while low < high:
        middle = (low + high) // 2
        item = items[middle] if key is None else context.call(key, (items[middle],))
        goes_right = not is_less(context, x, item) if right else is_less(context, item, x)
        low, high = (middle + 1, high) if goes_right else (low, middle)
    return low


@function("bisect.bisect_right", "bisect.bisect")
def bisect_right(context: Context, a: Value, x: Value, lo: Value = 0, hi: Value = None, *, key: Value = None) -> Value:
    """Where to insert, after equal items."""
    return _position(context, a, x, lo, hi, key, right=True)


@function("bisect.bisect_left")
def bisect_left(context: Context, a: Value, x: Value, lo: Value = 0, hi: Value = None, *, key: Value = None) -> Value:
    """Where to insert, before equal items."""
    return _position(context, a, x, lo, hi, key, right=False)


@function("bisect.insort", "bisect.insort_right")
def insort(context: Context, a: Value, x: Value, lo: Value = 0, hi: Value = None, *, key: Value = None) -> None:
    """Inserts in order."""
    wanted = x if key is None else context.call(key, (x,))
    place = _position(context, a, wanted, lo, hi, key, right=True)
    context.call(context.get_attribute(a, "insert"), (place, x))


@function("heapq.heapify")
def heapify(context: Context, x: Value, /) -> None:
    """Orders a list so that it is a heap: a sorted list is one."""
    context.touch(x)
    x[:] = sorted_items(context, collect(context, x))


@function("heapq.heappush")
def heappush(context: Context, heap: Value, item: Value, /) -> None:
    """Adds an item; the list stays sorted, which is a heap."""
    place = _position(context, heap, item, 0, None, None, right=True)
    context.touch(heap)
    heap.insert(place, item)


@function("heapq.heappop")
def heappop(context: Context, heap: Value, /) -> Value:
    """Removes the smallest item."""
    if not heap:
        raise context.error("IndexError", "index out of range")
    context.touch(heap)
    return heap.pop(0)


@function("heapq.nlargest")
def nlargest(context: Context, n: Value, iterable: Value, key: Value = None) -> Value:
    """The largest items."""
    return sorted_items(context, collect(context, iterable), key, reverse=True)[: index_of(context, n)]


@function("heapq.nsmallest")
def nsmallest(context: Context, n: Value, iterable: Value, key: Value = None) -> Value:
    """The smallest items."""
    return sorted_items(context, collect(context, iterable), key)[: index_of(context, n)]


@function("statistics.mean", "statistics.fmean")
def mean(context: Context, data: Value) -> Value:
    """The sum by the count."""
    items = collect(context, data)
    if not items:
        raise context.error("ValueError", "mean requires at least one data point")
    total: Value = 0
    for item in items:
        total = context.binary("+", total, item)
    result = context.binary("/", total, len(items))
    whole = all(isinstance(item, int) for item in items) and isinstance(result, float) and result.is_integer()
    return int(result) if whole else result


@function("statistics.median")
def median(context: Context, data: Value) -> Value:
    """The middle item."""
    items = sorted_items(context, collect(context, data))
    if not items:
        raise context.error("ValueError", "no median for empty data")
    middle = len(items) // 2
    if len(items) % 2:
        return items[middle]
    return context.binary("/", context.binary("+", items[middle - 1], items[middle]), 2)


@function("random.shuffle")
def shuffle(context: Context, x: Value) -> None:
    """Puts the items in an order that is not known."""
    if isinstance(x, list) and len(x) > 1:
        unknown = context.unknown(GapKind.DATA_DEPENDENT, "a random order is not known")
        context.touch(x)
        x[:] = [Unknown(unknown.gap) for _ in x]


@native_class("weakref.ref", "weakref.ReferenceType", bases=("builtins.object",))
def ref(context: Context, cls: Class, object: Value, callback: Value = None, /) -> Value:
    """A function that gives the object: nothing is ever collected."""

    def get(context: Context) -> Value:
        return object

    return native("weakref.ref", get)


@function("weakref.proxy")
def proxy(context: Context, object: Value, callback: Value = None, /) -> Value:
    """The object itself."""
    return object


@function("weakref.finalize", takes_unknown=True)
def finalize(context: Context, obj: Value, func: Value, /, *args: Value, **kwargs: Value) -> None:
    """Nothing: nothing is ever collected."""


register(("weakref.WeakKeyDictionary", "weakref.WeakValueDictionary"), ENTRIES["builtins.dict"])
register(("weakref.WeakSet",), ENTRIES["builtins.set"])
