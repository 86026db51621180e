"""Which constructor call, as LibCST extracted it, a layer was built by."""

from __future__ import annotations

from pathlib import Path

from flopslint.core.errors import SourceError
from flopslint.core.inventory import ConstructorCall
from flopslint.core.span import Site
from flopslint.costs.layers import LayerNode
from flopslint.project.session import Session


class ConstructorCalls:
    """Pairs layers with the calls of the inventories of their files, by position."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._calls: dict[str, dict[tuple[int, int, int, int], ConstructorCall]] = {}

    def of(self, node: LayerNode) -> ConstructorCall | None:
        """The call that built a layer, in a file of the user.

        None where it was built within a library, or by the target itself.
        """
        site = self._outside(node.built_at)
        if site is None or not self._session.is_user_file(site.span.path):
            return None
        path, *place = site.span
        return self._of_file(path).get((place[0], place[1], place[2], place[3]))

    def _outside(self, site: Site | None) -> Site | None:
        """The innermost call that is not in our own source of framework layers."""
        while site is not None and self._session.is_prelude(site.span.path):
            site = site.caller
        return site

    def _of_file(self, path: str) -> dict[tuple[int, int, int, int], ConstructorCall]:
        if path not in self._calls:
            try:
                calls = self._session.pipeline.inventory(Path(path)).calls
            except SourceError:
                calls = ()
            self._calls[path] = {
                (call.span.start_line, call.span.start_column, call.span.end_line, call.span.end_column): call
                for call in calls
            }
        return self._calls[path]
