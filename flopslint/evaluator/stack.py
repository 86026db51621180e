"""A large stack: models nest deeper than Python's default allows."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from flopslint.evaluator.garbage import seldom_collected

STACK_BYTES = 256 << 20
RECURSION_LIMIT = 40_000

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
    threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=run, name="flopslint-evaluation")
        with seldom_collected():
            thread.start()
            thread.join()
    finally:
        sys.setrecursionlimit(previous_limit)
        threading.stack_size(previous_stack)
    if failure:
        raise failure[0]
    return outcome[0]
