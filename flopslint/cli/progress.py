"""A bar on a terminal, for runs that take longer than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flopslint.core.progress import heard_by

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DELAY = 1.0
"""Seconds after which the bar shows."""


@contextmanager
def progress_shown(*, quiet: bool) -> Iterator[None]:
    """Shows how far the run is, on stderr, if that is a terminal and nobody asked for quiet."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    bar = _Bar()
    try:
        with heard_by(bar.hear):
            yield
    finally:
        bar.stop()


class _Bar:
    """Waits for its time in a thread of its own, so that one long analysis is seen too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = (0, 0, "")
        self._is_over = False
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._timer = threading.Timer(DELAY, self._start)
        self._timer.daemon = True
        self._timer.start()

    def hear(self, done: int, total: int, what: str) -> None:
        """Notes how far the run is; the bar goes when results come."""
        if not what:
            self.stop()
            return
        with self._lock:
            self._state = (done, total, what)
            if self._progress is not None and self._task is not None:
                self._progress.update(self._task, completed=done, total=total, description=what)

    def stop(self) -> None:
        """Takes the bar away, or keeps it from coming."""
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._progress is not None:
                self._progress.stop()
                self._progress = None

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        with self._lock:
            if self._is_over:
                return
            columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
            self._progress = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            done, total, what = self._state
            self._task = self._progress.add_task(what, completed=done, total=total or None)
            self._progress.start()
