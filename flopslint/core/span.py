"""Places in source text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A range of one source file.

    Lines are 1-based, columns 0-based and counted in characters; the end is exclusive. ``path`` is the
    absolute path of the file as text: how a reader sees it is decided where it is shown.
    """

    path: str
    start_line: int
    start_column: int
    end_line: int
    end_column: int

    @property
    def start(self) -> tuple[int, int]:
        """Line and column of the first character."""
        return self.start_line, self.start_column


class Site:
    """A call in progress: where it stands, in which module, and the call that led there.

    Sites form a linked list from the innermost call outwards, so that keeping the stack of an op call costs
    one reference.
    """

    __slots__ = ("caller", "module", "span")

    def __init__(self, span: Span, module: str, caller: Site | None) -> None:
        self.span = span
        self.module = module
        self.caller = caller

    def outwards(self) -> list[Site]:
        """This site, its caller, and so on to the outermost."""
        sites = []
        site: Site | None = self
        while site is not None:
            sites.append(site)
            site = site.caller
        return sites
