"""Which model of the one side is which of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from flopslint.core.input_spec import InputSpec
from flopslint.project.revisions.side import Analyzed, Side


class Pair(NamedTuple):
    """A model on both sides; None on that where it is not."""

    base: Analyzed | None
    head: Analyzed | None


def paired(base: Side, head: Side, before: Sequence[Analyzed], after: Sequence[Analyzed]) -> list[Pair]:
    """The models of both sides, each once: those of the head in order, then those that are gone.

    A model is known by its file and expression, else by its name in that file, else by its name alone: through moves
    and renames of files. One that the other side still defines, but constructs in another model, is analyzed there.
    """
    old, new = list(before), list(after)
    pairs: dict[int, Analyzed | None] = {}
    for key in (_by_expression, _by_name_in_file, _by_name_and_stem, _by_name):
        for one, other in _matches(old, new, key):
            pairs[id(one)] = other
            old.remove(other)
            new.remove(one)
    found = [Pair(pairs.get(id(one)) or _there(base, one), one) for one in after]
    found += [Pair(one, _there(head, one)) for one in old]
    return [
        pair for pair in found if not (_is_hidden(pair.base, head, pair.head) or _is_hidden(pair.head, base, pair.base))
    ]


def with_same_input(base: Side, pair: Pair) -> Pair:
    """A pair of which the base, where nothing says what its input is, is run with that of the head."""
    if pair.base is None or pair.head is None or pair.base.report.was_run or not pair.head.report.was_run:
        return pair
    given = [(one.name, one.ref.type) for one in pair.head.analysis.costs.run.inputs]
    specs = tuple(InputSpec(name, tuple(map(int, tensor.shape)), tensor.dtype) for name, tensor in given)
    return pair._replace(base=base.with_inputs(pair.base, specs)) if specs else pair


def _matches(
    old: Sequence[Analyzed], new: Sequence[Analyzed], key: Callable[[Analyzed], Any]
) -> Iterator[tuple[Analyzed, Analyzed]]:
    """Those of both that have the same key, where no other one has it."""
    groups: dict[Any, tuple[list[Analyzed], list[Analyzed]]] = {}
    for position, models in enumerate((old, new)):
        for one in models:
            groups.setdefault(key(one), ([], []))[position].append(one)
    for before, after in groups.values():
        if len(before) == len(after) == 1:
            yield after[0], before[0]


def _by_expression(one: Analyzed) -> Any:
    return one.job.path, one.job.module, "".join(one.job.expression.split())


def _by_name_in_file(one: Analyzed) -> Any:
    return one.job.path, one.job.module, one.report.name


def _by_name_and_stem(one: Analyzed) -> Any:
    return None if one.job.path is None else one.job.path.name, one.report.name


def _by_name(one: Analyzed) -> Any:
    return one.report.name


def _is_hidden(one: Analyzed | None, side: Side, other: Analyzed | None) -> bool:
    """Whether a model may well be on a side too, in a file that cannot be read there."""
    return one is not None and other is None and one.job.path in side.broken


def _there(side: Side, one: Analyzed) -> Analyzed | None:
    """The same definition on the other side, which is no model of its own there."""
    return None if one.job.path is None else side.model(one.job.path, one.report.name)
