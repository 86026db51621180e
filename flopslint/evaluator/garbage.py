"""The collector of cycles while a model is evaluated.

Most of what an evaluation makes lives to its end, so looking for cycles in it again and again finds nothing. It is
looked at seldom while the evaluation runs, and then moved to the collector's oldest generation, as what has survived.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

THRESHOLD = 500_000
"""Objects made and not freed after which cycles are looked for."""

PROMOTED_LIMIT = 1_000_000
"""Objects moved to the oldest generation after which all of it is looked at: the runs before may be gone."""


@dataclass(slots=True)
class _Promoted:
    """How many objects were moved since all were looked at."""

    objects: int = 0


_promoted = _Promoted()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """The thresholds are as before when it ends."""
    thresholds = gc.get_threshold()
    if not gc.isenabled() or not thresholds[0]:
        yield
        return
    if _promoted.objects > PROMOTED_LIMIT:
        _promoted.objects = 0
        gc.collect()
    gc.set_threshold(max(THRESHOLD, thresholds[0]), *thresholds[1:])
    try:
        yield
    finally:
        _promote()
        gc.set_threshold(*thresholds)


def _promote() -> None:
    """Moves all objects to the oldest generation, unless the process keeps frozen ones apart."""
    if not gc.get_freeze_count():
        _promoted.objects += gc.get_count()[0]
        gc.freeze()
        gc.unfreeze()
