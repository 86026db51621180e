"""Two reports of a model to what changed in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flopslint.core.count import Count
from flopslint.project.revisions.pairing import Pair
from flopslint.reporters.changes import FigureChange, LayerChange, ModelChange, Status
from flopslint.reporters.report import ModelReport
from flopslint.reporters.rows import LayerRow

T = TypeVar("T", ModelReport, LayerRow)


def model_change(pair: Pair) -> ModelChange:
    """What became of a model.

    Raises:
        ValueError: if it is on neither side.
    """
    base = None if pair.base is None else pair.base.report
    head = None if pair.head is None else pair.head.report
    known = head or base
    if known is None:
        raise ValueError("a model of neither side")
    params = _change(base, head, lambda one: one.params)
    macs = _change(base, head, lambda one: one.cost("mac").total)
    flops = _change(base, head, lambda one: one.cost().total)
    memory = _change(base, head, lambda one: one.memory.total)
    layers = _layers(base, head) if base is not None and head is not None else ()
    base_file = None if base is None else base.file
    head_file = None if head is None else head.file
    is_same = params.is_same and macs.is_same and flops.is_same and memory.is_same and not layers
    is_moved = base_file != head_file
    return ModelChange(
        name=known.name,
        target=known.target,
        status=_status(base, head, Status.MOVED if is_moved else Status.SAME, is_same=is_same),
        base_file=base_file,
        head_file=head_file,
        line=known.line,
        params=params,
        macs=macs,
        flops=flops,
        memory=memory,
        unit=known.cost().unit,
        convention=known.convention,
        layers=layers,
        reason=_reason(params, macs, flops),
    )


def _status(base: object | None, head: object | None, unchanged: Status, *, is_same: bool) -> Status:
    if base is None:
        return Status.NEW
    if head is None:
        return Status.GONE
    return unchanged if is_same else Status.CHANGED


def _change(base: T | None, head: T | None, figure: Callable[[T], Count]) -> FigureChange:
    return FigureChange(None if base is None else figure(base), None if head is None else figure(head))


def _layers(base: ModelReport, head: ModelReport) -> tuple[LayerChange, ...]:
    """The layers that are not the same: those of the head in order, each that is gone after what it stood behind."""
    before = {row.name: row for row in base.layers}
    after = {row.name: row for row in head.layers}
    changes = []
    for name in _in_order(list(before), list(after)):
        change = _layer(before.get(name), after.get(name))
        if change is not None:
            changes.append(change)
    return tuple(changes)


def _in_order(before: list[str], after: list[str]) -> list[str]:
    there = set(after)
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for name in before:
        if name in there:
            last = name
        else:
            behind.setdefault(last, []).append(name)
    found = list(behind.get(None, ()))
    for name in after:
        found += [name, *behind.get(name, ())]
    return found


def _layer(base: LayerRow | None, head: LayerRow | None) -> LayerChange | None:
    """What became of a layer; None if nothing."""
    known = head or base
    if known is None:
        return None
    params = _change(base, head, lambda one: one.params)
    macs = _change(base, head, lambda one: one.macs)
    flops = _change(base, head, lambda one: one.flops)
    other = base.class_name if base is not None and _short(base) != _short(known) else None
    status = _status(base, head, Status.SAME, is_same=params.is_same and macs.is_same and flops.is_same and not other)
    if status is Status.SAME:
        return None
    return LayerChange(
        name=known.name,
        status=status,
        class_name=known.class_name,
        base_class=other,
        file=known.file,
        line=known.line,
        params=params,
        macs=macs,
        flops=flops,
    )


def _short(row: LayerRow) -> str:
    """The name of a layer's class without its module, which a move of the file changes."""
    return row.class_name.rpartition(".")[2]


def _reason(*figures: FigureChange) -> str | None:
    """Why a figure is not exact: the first reason of the head, else of the base."""
    for side in ("head", "base"):
        for one in figures:
            count: Count | None = getattr(one, side)
            if count is not None and count.reasons:
                return f"{side}: {count.reasons[0]}"
    return None
