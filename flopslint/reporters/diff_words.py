"""The words of a diff, the same in every format: figures before and after, and one line that sums it up."""

from __future__ import annotations

from collections.abc import Sequence

from flopslint.core.count import Count
from flopslint.reporters.changes import DiffResult, FigureChange, LayerChange, ModelChange, Status
from flopslint.reporters.numbers import cell, percent, readable

_MOST_DOUBTS = 5


def shown(count: Count | None, *, short: bool = True) -> str:
    """A figure of one side; a dash where there is none."""
    return "-" if count is None else cell(count, short=short) or "0"


def grown(change: FigureChange, *, short: bool = True) -> str:
    """By how much a figure grew, with sign and share; what is known of it where a side is not exact."""
    if change.is_same:
        return "0" if change.base is None or change.base.exact else "?"
    amount = change.change
    if amount is None:
        return "?"
    digits = readable(abs(amount)) if short else f"{abs(amount):,}"
    sign = "+" if amount >= 0 else "-"
    share = _share(change, amount, sign)
    return f"{sign}{digits}{share}"


def _share(change: FigureChange, amount: int, sign: str) -> str:
    base = None if change.base is None or change.head is None else change.base.value
    return f" ({sign}{percent(abs(amount), base)})" if base else ""


def figures(change: FigureChange) -> str:
    """Before, after and growth in one phrase, every digit of it: ``1,000 -> 1,200 (+20.0%)``."""
    if change.base is None or change.head is None:
        return shown(change.head or change.base, short=False)
    if change.is_same:
        return f"{shown(change.head, short=False)} as before"
    before, after = shown(change.base, short=False), shown(change.head, short=False)
    return f"{before} -> {after}, {grown(change, short=False)}"


def summary(result: DiffResult) -> str:
    """One line: what changed, and how much was looked at."""
    looked = f"{_plural(result.files, 'changed file')}, {_plural(len(result.models), 'model')} looked at"
    if result.doubtful:
        looked += f", {len(result.doubtful)} not known well enough to say"
    if not result.changed:
        return f"no model changed ({looked})"
    counts = [(status, sum(one.status is status for one in result.models)) for status in Status]
    words = [f"{count} {status.value}" for status, count in counts if count and status is not Status.SAME]
    words[0] = words[0].replace(" ", " model " if words[0].startswith("1 ") else " models ", 1)
    return f"{', '.join(words)} ({looked})"


def models_shown(result: DiffResult) -> Sequence[ModelChange]:
    """The models that are not the same, those that grew most first."""
    return sorted(
        result.changed, key=lambda one: (-abs(one.macs.change or 0), -abs(one.params.change or 0), one.target)
    )


def doubts(result: DiffResult) -> list[str]:
    """Why it cannot be said of some models whether they changed, a few of them."""
    shown_ones = [f"{one.target}: {one.reason}" for one in result.doubtful[:_MOST_DOUBTS]]
    more = len(result.doubtful) - len(shown_ones)
    return [*shown_ones, *([f"and {more} more"] if more else [])]


def place(change: ModelChange) -> str:
    """Where a model is, and was."""
    if change.base_file is not None and change.head_file is not None and change.base_file != change.head_file:
        return f"{change.base_file} -> {change.head_file}"
    return change.file or ""


def class_words(change: LayerChange) -> str:
    """The class of a layer, and what it was before where it was another."""
    name = change.class_name.rpartition(".")[2]
    return f"{change.base_class.rpartition('.')[2]} -> {name}" if change.base_class is not None else name


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
