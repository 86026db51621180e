"""Lowered files that are kept for later runs of the same process.

Analyses of one process most often reach the same library files. What is kept rests on the text alone, and nothing
changes it: a file that has changed has another digest.
"""

from __future__ import annotations

from collections import OrderedDict

from flopslint.core.source import SourceFile
from flopslint.frontend.lower import lower
from flopslint.ir import nodes as ir

KEPT_CHARACTERS = 2_000_000
"""Text of the files that are kept; what is kept of a file takes some twenty times its text."""

_kept: OrderedDict[tuple[str, str], tuple[ir.Module, int]] = OrderedDict()


def lower_or_recall(source: SourceFile) -> ir.Module:
    """A file in the lowered language: that of an earlier run where its place and text are the same.

    Raises:
        SourceError: as ``lower``.
    """
    key = source.path, source.digest
    if key not in _kept:
        _kept[key] = lower(source), len(source.text)
        _drop_oldest()
    _kept.move_to_end(key)
    return _kept[key][0]


def _drop_oldest() -> None:
    """Drops the files that were asked for longest ago, but never the last."""
    size = sum(characters for _, characters in _kept.values())
    while size > KEPT_CHARACTERS and len(_kept) > 1:
        _, (_, characters) = _kept.popitem(last=False)
        size -= characters
