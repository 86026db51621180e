"""What ``--show-settings`` and ``--show-files`` say: the settings in force, and the files that would be looked at."""

from __future__ import annotations

import os.path
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from flopslint.project.configuration.keys import KEYS
from flopslint.project.discover import discover, is_excluded
from flopslint.project.session import Session
from flopslint.reporters.settings_lines import Setting
from flopslint.rules.budget import Budget
from flopslint.rules.selection import Selection


def settings_in_force(
    session: Session, selection: Selection, budgets: Sequence[Budget], given: Collection[str]
) -> list[Setting]:
    """Every setting; ``selection`` is what flags and configuration come to, ``budgets`` are those of flags.

    ``given`` are the keys that a flag says something about.
    """
    config = session.config
    values: dict[str, Any] = {
        "include": config.include,
        "exclude": config.exclude,
        "search-path": _shown(session, session.extra),
        "python-env": _shown(session, session.environment),
        "convention": session.convention,
        "select": sorted(selection.codes),
        "require-complete": config.require_complete,
        "per-file-ignores": dict(config.per_file_ignores),
        "budget": {budget.key: budget.maximum.text for budget in (*config.budgets, *budgets)},
        "model": [model.target for model in config.models],
    }
    file = "no configuration file" if config.path is None else config.path.name
    found = [Setting("root", _shown(session, [session.root])[0], file)]
    for key in KEYS:
        if key.name in values:
            said = key.name in config.said or (key.name == "select" and {"extend-select", "ignore"} & set(config.said))
            origin = "command line" if key.name in given else file if said else "default"
            found.append(Setting(key.name, values[key.name], origin))
    return found


def files_in_force(session: Session, targets: Iterable[str]) -> Iterator[str]:
    """The names of the files that a check of the targets looks at."""
    listed = list(targets)
    include = () if listed else session.config.include
    paths: dict[Path, None] = {}
    for text in listed or [str(session.root)]:
        target = session.target(text)
        if target.path is not None and not is_passed_over(session, target.path):
            places = [target.path]
            paths.update(dict.fromkeys(discover(places, session.root, include, session.config.exclude)))
    for path in sorted(paths):
        session.know(path)
    return (session.names.name(str(path)) for path in sorted(paths))


def is_passed_over(session: Session, path: Path) -> bool:
    """Whether a file that is named is passed over all the same: it is excluded, and ``--force-exclude`` is given."""
    return session.settings.force_exclude and is_excluded(path, session.root, session.config.exclude)


def _shown(session: Session, places: Iterable[Path]) -> list[str]:
    """Folders relative to the root."""
    return [Path(os.path.relpath(place, session.root)).as_posix() for place in places]
