"""``itertools``: lazy, on items of the program."""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.builtins_iteration import filtered, is_rest
from flopslint.catalog.python.plain import index_of
from flopslint.catalog.python.receivers import static_method
from flopslint.catalog.python.sizes import bounded, collect, ensure_size
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Class, IteratorValue, Value

ITERATOR = ("_python.iterator",)


def _lazy(name: str) -> Callable[[Callable[..., Iterator[Value]]], None]:
    """A class of iterators, from a function that makes the host's."""

    def decorate(make: Callable[..., Iterator[Value]]) -> None:
        def build(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
            try:
                return IteratorValue(make(context, *args, **kwargs), f"itertools.{name}")
            except TypeError as error:  # the arguments do not fit
                if make.__name__ not in str(error):
                    raise
                raise context.error("TypeError", str(error).replace(make.__name__, name)) from None

        build.__name__ = name
        native_class(f"itertools.{name}", bases=ITERATOR)(build)

    return decorate


@_lazy("count")
def count(context: Context, start: Value = 0, step: Value = 1) -> Iterator[Value]:
    """Numbers without end."""
    return itertools.count(start, step)


@_lazy("cycle")
def cycle(context: Context, iterable: Value, /) -> Iterator[Value]:
    """The items again and again."""
    return itertools.cycle(collect(context, iterable))


@_lazy("repeat")
def repeat(context: Context, object: Value, times: Value = MISSING) -> Iterator[Value]:
    """One item again and again, or a number of times."""
    return itertools.repeat(object) if times is MISSING else itertools.repeat(object, index_of(context, times))


@_lazy("chain")
def chain(context: Context, *iterables: Value) -> Iterator[Value]:
    """The items of one iterable after the other."""
    return _chained(context, iter(iterables))


def _chained(context: Context, iterables: Iterator[Value]) -> Iterator[Value]:
    for iterable in iterables:
        if is_rest(iterable):
            yield iterable
            return
        yield from context.iterate(iterable)


@static_method("itertools.chain.from_iterable")
def chain_from_iterable(context: Context, iterable: Value, /) -> Value:
    """The items of the items."""
    return IteratorValue(_chained(context, context.iterate(iterable)), "itertools.chain")


@_lazy("islice")
def islice(context: Context, iterable: Value, *bounds: Value) -> Iterator[Value]:
    """Items by start, stop and step."""
    numbers = [None if bound is None else index_of(context, bound) for bound in bounds]
    if not numbers or len(numbers) > 3:
        raise context.error("TypeError", f"islice expected 2 to 4 arguments, got {len(numbers) + 1}")
    if any(number is not None and number < 0 for number in numbers):
        raise context.error(
            "ValueError", "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        )
    return itertools.islice(bounded(context, context.iterate(iterable)), *numbers)


@_lazy("zip_longest")
def zip_longest(context: Context, *iterables: Value, fillvalue: Value = None) -> Iterator[Value]:
    """Tuples up to the longest iterable."""
    return itertools.zip_longest(*[collect(context, each) for each in iterables], fillvalue=fillvalue)


@_lazy("starmap")
def starmap(context: Context, function: Value, iterable: Value, /) -> Iterator[Value]:
    """The function applied to each tuple."""
    return (
        item if is_rest(item) else context.call(function, tuple(collect(context, item)))
        for item in context.iterate(iterable)
    )


@_lazy("filterfalse")
def filterfalse(context: Context, function: Value, iterable: Value, /) -> Iterator[Value]:
    """The items for which the function is false."""
    return filtered(context, function, context.iterate(iterable), wanted=False)


@_lazy("takewhile")
def takewhile(context: Context, predicate: Value, iterable: Value, /) -> Iterator[Value]:
    """The items up to the first for which the predicate is false."""
    return itertools.takewhile(
        lambda item: _holds(context, predicate, item), bounded(context, context.iterate(iterable))
    )


@_lazy("dropwhile")
def dropwhile(context: Context, predicate: Value, iterable: Value, /) -> Iterator[Value]:
    """The items from the first for which the predicate is false."""
    return itertools.dropwhile(
        lambda item: _holds(context, predicate, item), bounded(context, context.iterate(iterable))
    )


def _holds(context: Context, predicate: Value, item: Value) -> bool:
    return context.truth(context.call(predicate, (item,)))


@_lazy("accumulate")
def accumulate(context: Context, iterable: Value, func: Value = None, *, initial: Value = None) -> Iterator[Value]:
    """Running totals."""

    def combine(total: Value, item: Value) -> Value:
        return context.binary("+", total, item) if func is None else context.call(func, (total, item))

    return itertools.accumulate(context.iterate(iterable), combine, initial=initial)


@_lazy("compress")
def compress(context: Context, data: Value, selectors: Value) -> Iterator[Value]:
    """The items whose selector is true."""
    rows = zip(context.iterate(data), context.iterate(selectors), strict=False)
    return (item for item, selector in rows if context.truth(selector))


@_lazy("pairwise")
def pairwise(context: Context, iterable: Value, /) -> Iterator[Value]:
    """Each item with the next."""
    return itertools.pairwise(collect(context, iterable))


@_lazy("batched")
def batched(context: Context, iterable: Value, n: Value) -> Iterator[Value]:
    """Tuples of so many items."""
    items, size = collect(context, iterable), index_of(context, n)
    if size < 1:
        raise context.error("ValueError", "n must be at least one")
    return (tuple(items[start : start + size]) for start in range(0, len(items), size))


@_lazy("groupby")
def groupby(context: Context, iterable: Value, key: Value = None) -> Iterator[Value]:
    """Runs of items with equal keys."""
    return _groups(context, collect(context, iterable), key)


def _groups(context: Context, items: list[Value], key: Value) -> Iterator[Value]:
    start = 0
    keys = [item if key is None else context.call(key, (item,)) for item in items]
    for end in range(1, len(items) + 1):
        if end == len(items) or not context.truth(context.equal(keys[start], keys[end])):
            yield keys[start], IteratorValue(iter(items[start:end]), "iterator")
            start = end


@_lazy("product")
def product(context: Context, *iterables: Value, repeat: Value = 1) -> Iterator[Value]:
    """All tuples with an item of each iterable."""
    pools = [collect(context, each) for each in iterables]
    times = index_of(context, repeat)
    if pools and all(pools):
        size = math.prod(len(pool) for pool in pools)
        ensure_size(context, float("inf") if size > 1 and times > 30 else size ** max(times, 0), "the product")
    return itertools.product(*pools, repeat=times)


def _register_selection(name: str, count_of: Callable[[int, int], int]) -> None:
    host: Any = getattr(itertools, name)

    def make(context: Context, iterable: Value, r: Value = None) -> Iterator[Value]:
        items = collect(context, iterable)
        size = len(items) if r is None else index_of(context, r)
        ensure_size(context, len(items) + max(size, 0), "the pool")
        if 0 <= size <= len(items) and len(items) > 20:
            ensure_size(context, count_of(min(len(items), 1000), min(size, 1000)), f"the {name}")
        result: Iterator[Value] = host(items, size)
        return result

    make.__name__ = name
    _lazy(name)(make)


_register_selection("permutations", math.perm)
_register_selection("combinations", math.comb)
_register_selection("combinations_with_replacement", lambda n, r: math.comb(n + r - 1, r) if n else 0)


@function("itertools.tee")
def tee(context: Context, iterable: Value, n: Value = 2, /) -> Value:
    """Iterators that each give all items."""
    queues: list[deque[Value]] = [deque() for _ in range(index_of(context, n))]
    source = context.iterate(iterable)

    def follow(queue: deque[Value]) -> Iterator[Value]:
        while True:
            if not queue:
                item = next(source, MISSING)
                if item is MISSING:
                    return
                for each in queues:
                    each.append(item)
            yield queue.popleft()

    return tuple([IteratorValue(follow(queue), "iterator") for queue in queues])
