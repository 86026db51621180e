"""A large stack: models nest deeper than Python's default allows."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

STACK_BYTES = 256 << 20
RECURSION_LIMIT = 40_000
GARBAGE_THRESHOLD = 300_000

Result = TypeVar("Result")


def on_large_stack(work: Callable[[], Result]) -> Result:
    """What ``work`` gives, run in a thread of its own; what it raises is raised here."""
    outcome: list[Result] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # noqa: BLE001 - handed to the calling thread as it is
            failure.append(error)

    previous_limit, previous_stack = sys.getrecursionlimit(), threading.stack_size()
    sys.setrecursionlimit(RECURSION_LIMIT)
    # Most of what an evaluation makes lives to its end: looking for cycles in it again and again finds nothing.
    thresholds = gc.get_threshold()
    gc.set_threshold(GARBAGE_THRESHOLD, *thresholds[1:])
    threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=run, name="flopslint-evaluation")
        thread.start()
        thread.join()
    finally:
        gc.set_threshold(*thresholds)
        sys.setrecursionlimit(previous_limit)
        threading.stack_size(previous_stack)
    if failure:
        raise failure[0]
    return outcome[0]
