"""Limits on what an entry lets the host compute, and the collecting of items within them."""

from __future__ import annotations

from collections.abc import Iterator, Sized

from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.equality import rest_of
from flopslint.values.value import Undecided, Unknown, Value

SIZE_LIMIT = 10_000_000
"""Items, characters or digits that one value may have."""


ITERATION_LIMIT = 500_000
"""Items that an iterator of unknown length may give to one entry."""


def ensure_size(context: Context, size: float, what: str) -> None:
    """Refuses to compute something huge.

    Raises:
        Undecided: with a gap of kind LIMIT, if ``size`` is over the limit.
    """
    if size > SIZE_LIMIT:
        raise Undecided(
            context.unknown(GapKind.LIMIT, f"{what} has more than {SIZE_LIMIT} items, characters or digits")
        )


def collect(context: Context, iterable: Value, what: str = "the collection", *, keep_rest: bool = False) -> list[Value]:
    """All items of an iterable of the program, as a new list.

    Raises:
        Undecided: if it is unknown, has too many items, or (unless ``keep_rest``) ends in an unknown number of them.
    """
    if isinstance(iterable, Unknown):
        raise Undecided(iterable)
    if isinstance(iterable, Sized):
        ensure_size(context, len(iterable), what)
    if type(iterable) is list or type(iterable) is tuple:
        items = list(iterable)
    else:
        items = []
        for item in context.iterate(iterable):
            items.append(item)
            if len(items) > ITERATION_LIMIT:
                ensure_size(context, SIZE_LIMIT + 1, what)
    context.count_size(len(items))
    if not keep_rest:
        require_all_known(items)
    return items


def bounded(context: Context, items: Iterator[Value]) -> Iterator[Value]:
    """The items, as long as there are not too many of them: for entries that look for something.

    Raises:
        Undecided: with a gap of kind LIMIT, at an item past the limit.
    """
    for count, item in enumerate(items):
        if count > ITERATION_LIMIT:
            ensure_size(context, SIZE_LIMIT + 1, "what is searched")
        yield item


def require_all_known(items: list[Value]) -> None:
    """Refuses a list that stands for more items than it has.

    Raises:
        Undecided: if an item is marked ``rest``.
    """
    rest = rest_of(items)
    if rest is not None:
        raise Undecided(rest)


def require_known(*values: Value) -> None:
    """Refuses unknown values, for entries that see unknown arguments.

    Raises:
        Undecided: with the first unknown.
    """
    for value in values:
        if isinstance(value, Unknown):
            raise Undecided(value)
