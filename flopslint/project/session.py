"""One run of flopslint over a project: its configuration, where source is looked for, how files are named."""

from __future__ import annotations

import os.path
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import SourceError, TargetError
from flopslint.core.span import Span
from flopslint.project.configuration.config import Config
from flopslint.project.configuration.load import load_config
from flopslint.project.pipeline import Pipeline
from flopslint.project.project_code import ProjectCode
from flopslint.project.search_path import import_root, search_path_for, site_packages
from flopslint.project.settings import Settings, normal, start_folder
from flopslint.project.target import Target, resolve_target
from flopslint.reporters.paths import PathNames

__all__ = ["CATALOG", "PRELUDES", "Session", "Settings", "open_session"]

CATALOG = Path(__file__).resolve().parents[1] / "catalog"
PRELUDES = tuple(sorted(CATALOG.glob("*/prelude")))
"""Our own source of framework layers, evaluated like the user's but never shown as the place of anything."""


@dataclass(slots=True, eq=False)
class Session:
    """The state of one run; files are read once."""

    settings: Settings
    working: Path
    config: Config
    extra: tuple[Path, ...]
    environment: tuple[Path, ...]
    pipeline: Pipeline = field(init=False)
    project_code: ProjectCode = field(init=False)
    _entries: dict[Path, None] = field(default_factory=dict)
    _names: PathNames | None = None

    def __post_init__(self) -> None:
        self.pipeline = Pipeline(self.search_path_of)
        self.project_code = ProjectCode(self.pipeline, self.config.root)

    @property
    def root(self) -> Path:
        """The project's root."""
        return self.config.root

    @property
    def convention(self) -> str:
        """The convention of FLOPs."""
        return self.settings.convention or self.config.convention

    def search_path_of(self, path: Path | None) -> tuple[Path, ...]:
        """The folders to look in for what a file imports."""
        return search_path_for(path, self.root, self.extra, self.environment)

    def target(self, text: str) -> Target:
        """Reads a target given by the user.

        Raises:
            TargetError: if it names nothing that exists.
        """
        found = resolve_target(text, self.working, self.search_path_of(None))
        if found.path is not None:
            self.know(found.path)
        return found

    def know(self, path: Path) -> None:
        """Says that a file is analyzed: those beside it are named relative to its import root."""
        entry = import_root(path) if files.is_file(path) else path
        if entry not in self._entries:
            self._entries[entry] = None
            self._names = None

    @property
    def names(self) -> PathNames:
        """How files are named in outputs."""
        if self._names is None:
            entries = [*self._entries, *self.extra, *self.environment, *PRELUDES]
            self._names = PathNames.of(self.root, [Path(os.path.normpath(entry)) for entry in entries])
        return self._names

    def is_prelude(self, path: str) -> bool:
        """Whether a file is our own source of framework layers."""
        return path.startswith(str(CATALOG))

    def is_user_file(self, path: str) -> bool:
        """Whether a file is the user's: below the root or beside what was asked for, and in no environment."""
        place = Path(path)
        if not place.is_absolute() or self.is_prelude(path):
            return False
        if any(place.is_relative_to(folder) for folder in (*self.environment, *self.extra)):
            return any(place.is_relative_to(entry) and entry not in self.extra for entry in self._entries)
        return place.is_relative_to(self.root) or any(place.is_relative_to(entry) for entry in self._entries)

    def may_change(self, path: Path) -> bool:
        """Whether a file that nobody named is the project's own, so that fixes may change it."""
        foreign = any(path.is_relative_to(folder) for folder in (*self.environment, *self.extra))
        return self.is_user_file(str(path)) and not foreign

    def text_at(self, span: Span) -> str:
        """The source of a place; empty where its file cannot be read."""
        try:
            return self.pipeline.source(Path(span.path)).segment(span)
        except SourceError:
            return ""

    def unreadable(self, error: SourceError) -> TargetError:
        """A target that cannot be read, in one sentence."""
        return TargetError(f"{self.names.name(error.span.path)}:{error.span.start_line}: {error.reason}")


def open_session(settings: Settings, targets: Sequence[str], working: Path | None = None) -> Session:
    """Finds the configuration and the folders to look for source in; ``targets`` are all that the run is about.

    Raises:
        ConfigError: for what is wrong in the configuration.
    """
    here = normal((working or Path.cwd()).absolute())
    file = here / settings.config if settings.config is not None else None
    config = load_config(start_folder(here, targets), here, file)
    chosen = here / settings.python_env if settings.python_env is not None else config.python_env
    return Session(
        settings=settings,
        working=here,
        config=config,
        extra=tuple(normal(here / entry) for entry in settings.search_path) + config.search_path,
        environment=site_packages(chosen, config.root),
    )
