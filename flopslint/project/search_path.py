"""Where source text is looked for, in order (section 2 of the contract)."""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import ConfigError


def import_root(file: Path) -> Path:
    """The first parent folder of a file without ``__init__.py``."""
    folder = file.parent
    while files.is_file(folder / "__init__.py") and folder.parent != folder:
        folder = folder.parent
    return folder


def search_path_for(
    file: Path | None, root: Path, extra: Iterable[Path], environment: Iterable[Path]
) -> tuple[Path, ...]:
    """The folders to look in for what a file imports: its import root and folder, the project's, and the others.

    ``extra`` are the ``--search-path`` and ``search-path`` entries, ``environment`` the site-packages.
    """
    own = () if file is None else (import_root(file), file.parent)
    folders = [*own, root, root / "src", *extra, *environment]
    return tuple(folder for folder in dict.fromkeys(folders) if files.is_folder(folder))


def site_packages(chosen: Path | None, root: Path, variables: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The site-packages of the Python environment to read libraries from.

    ``chosen`` is ``--python-env`` or ``python-env``; else ``VIRTUAL_ENV``, ``CONDA_PREFIX``, ``.venv`` or ``venv`` in
    the root, then the interpreter that runs flopslint. Under ``PRE_COMMIT=1`` that interpreter's environment, which
    holds the hook only, is none of them.

    Raises:
        ConfigError: if ``chosen`` is no Python environment.
    """
    variables = os.environ if variables is None else variables
    if chosen is not None:
        found = packages_of(chosen)
        if not found:
            raise ConfigError(f"python-env {chosen.name}: no site-packages in it")
        return found
    is_hook = variables.get("PRE_COMMIT") == "1"
    named = [Path(variables[name]) for name in ("VIRTUAL_ENV", "CONDA_PREFIX") if variables.get(name)]
    own = files.real(sys.prefix)
    for prefix in (*named, root / ".venv", root / "venv"):
        if is_hook and files.real(prefix) == own:
            continue
        found = packages_of(prefix)
        if found:
            return found
    return () if is_hook else tuple(Path(folder) for folder in site.getsitepackages() if files.is_folder(folder))


def packages_of(prefix: Path) -> tuple[Path, ...]:
    """The site-packages below the prefix of an environment; the folder itself if it is one."""
    if prefix.name in {"site-packages", "dist-packages"} and files.is_folder(prefix):
        return (prefix,)
    patterns = ("lib/python3*/site-packages", "lib64/python3*/site-packages", "Lib/site-packages")
    found = [folder for pattern in patterns for folder in reversed(files.matching(prefix, pattern))]
    unique = {files.real(folder): folder for folder in reversed(found) if files.is_folder(folder)}
    return tuple(reversed(unique.values()))
