"""What the models of the analyzed files refer to in one another, by their texts alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from flopslint.core.errors import SourceError
from flopslint.core.inventory import Inventory
from flopslint.core.span import Span
from flopslint.costs.model_costs import ModelCosts
from flopslint.project.finding.models import constructed_by_models, derived_from
from flopslint.project.search_path import import_root
from flopslint.project.session import Session
from flopslint.values.events import ModelRun


class References:
    """Look-ups over the inventories of files that are analyzed together."""

    def __init__(self, session: Session, paths: Sequence[Path]) -> None:
        self._session = session
        self._paths = paths
        self._known: dict[Path, Inventory] | None = None
        self._held: dict[int, tuple[ModelRun, frozenset[tuple[str, str]]]] = {}
        self._constructed: dict[str, set[str]] = {}
        self._derived: dict[str, set[str]] = {}
        self._definitions: dict[str, list[Span]] = {}

    def constructed_elsewhere(self, path: Path) -> frozenset[str]:
        """The names of a file that models of the other files construct."""
        self._inventories()
        return _names_by(path, self._constructed)

    def bases(self, path: Path) -> frozenset[str]:
        """The names of a file that classes, its own and those of the other files, derive from."""
        own = self._inventories().get(path)
        return _names_by(path, self._derived) | (frozenset() if own is None else derived_from(own))

    def constructed_in(self, run: ModelRun) -> frozenset[tuple[str, str]]:
        """The analyzed classes, by file and name, of the layers that a model holds and that its code constructed."""
        known = self._held.get(id(run))
        if known is None:
            known = self._held[id(run)] = run, frozenset(self._constructed_in(run))
        return known[1]

    def _constructed_in(self, run: ModelRun) -> Iterator[tuple[str, str]]:
        known = self._inventories()
        for node in ModelCosts(run).nodes[1:]:
            span, site = node.layer.cls.span, node.built_at
            if span is None or site is None or Path(span.path) not in known:
                continue
            if any(self._is_in_definition(one.span) for one in site.outwards()):
                yield span.path, node.layer.cls.qualified_name

    def _is_in_definition(self, place: Span) -> bool:
        """Whether a place is within a model class or builder of the analyzed files."""
        return any(one.start <= place.start and place[3:] <= one[3:] for one in self._definitions.get(place.path, ()))

    def _inventories(self) -> dict[Path, Inventory]:
        if self._known is None:
            self._known = {}
            pipeline = self._session.pipeline
            for path in self._paths:
                try:
                    if len(self._paths) == 1 or pipeline.names_framework(path):
                        self._note(path, pipeline.inventory(path))
                except SourceError:
                    continue  # a finding where the file itself is looked at
        return self._known

    def _note(self, path: Path, inventory: Inventory) -> None:
        if self._known is not None:
            self._known[path] = inventory
        spans = [one.span for one in inventory.models]
        self._definitions[str(path)] = [*spans, *(one.span for one in inventory.builders)]
        if len(self._paths) == 1:
            return
        for names, found in (
            (constructed_by_models(inventory), self._constructed),
            (derived_from(inventory), self._derived),
        ):
            for dotted in names:
                module, _, name = _absolute(path, dotted).rpartition(".")
                if module:
                    found.setdefault(name, set()).add(module)


def _absolute(path: Path, name: str) -> str:
    """A dotted name of an import in a file, relative ones resolved."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    parts = _module_parts(path)
    package = parts if path.name == "__init__.py" else parts[:-1]
    kept = package[: len(package) - (level - 1)]
    return ".".join((*kept, name[level:]))


def _names_by(path: Path, referred: dict[str, set[str]]) -> frozenset[str]:
    """The names referred to by way of a file's module, or of a package it is in, which may re-export them."""
    parts = _module_parts(path)
    modules = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return frozenset(name for name, through in referred.items() if through & modules)


def _module_parts(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(import_root(path)).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts
