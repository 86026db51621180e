"""How far a run is: told by what does the work, shown by whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

Listener: TypeAlias = Callable[[int, int, str], None]
"""Called with how much is done, of how much, and what comes next; all done when there is nothing next."""

_listeners: list[Listener] = []


def tell(done: int, total: int, what: str) -> None:
    """Says that ``done`` of ``total`` parts are done, and that ``what`` is next."""
    for listener in _listeners:
        listener(done, total, what)


def tell_end() -> None:
    """Says that the work is done and results come next."""
    tell(0, 0, "")


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Lets a listener hear how far the run is, meanwhile."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
