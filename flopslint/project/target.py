"""Targets: ``PATH``, ``PATH::NAME``, ``PATH::CALL(...)`` and ``pkg.module:CALL`` (section 3 of the contract)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import TargetError
from flopslint.core.registry import nearest

_DOTTED = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*)*):(?!:)\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was asked for.

    ``path`` is the absolute path of a file or folder, None for a module that is not found as a file. ``module`` is
    given for the dotted spelling. ``expression`` is the text after the colons, None for every model in the path.
    """

    text: str
    path: Path | None
    module: str | None = None
    expression: str | None = None


def resolve_target(text: str, folder: Path, search_path: Sequence[Path]) -> Target:
    """Reads a target; relative paths are looked up from ``folder``, then along the search path.

    Raises:
        TargetError: if it names nothing that exists, in one sentence.
    """
    if not text.strip() or "\0" in text:
        raise TargetError("the target is empty" if not text.strip() else "the target has a null character in it")
    whole = _existing(text, folder, search_path)
    if whole is not None:
        return Target(text=text, path=whole)
    position = text.find("::")
    while position >= 0:
        path = _existing(text[:position], folder, search_path)
        if path is not None:
            return _with_expression(text, path, text[position + 2 :].strip())
        position = text.find("::", position + 1)
    dotted = _DOTTED.fullmatch(text)
    if dotted and "::" not in text.partition("(")[0]:
        return Target(
            text=text, path=find_module(dotted[1], search_path), module=dotted[1], expression=dotted[2].strip()
        )
    raise TargetError(_missing(text.partition("::")[0], folder))


def find_module(name: str, search_path: Sequence[Path]) -> Path | None:
    """The file of a dotted module on the search path; None if it is not there."""
    parts = name.split(".")
    for entry in search_path:
        place = entry.joinpath(*parts)
        for path in (place / "__init__.py", place.with_name(place.name + ".py")):
            if files.is_file(path):
                return path
    return None


def _existing(text: str, folder: Path, search_path: Sequence[Path]) -> Path | None:
    try:
        for base in (folder, *search_path):
            path = base / text
            if files.exists(path):
                return Path(_normal(path))
    except (OSError, ValueError):
        return None
    return None


def _normal(path: Path) -> str:
    """Without ``..`` and ``.``, symbolic links kept: what a file is named should be what the user wrote."""
    import os.path

    return os.path.normpath(path.absolute())


def _with_expression(text: str, path: Path, expression: str) -> Target:
    if not expression:
        raise TargetError(f"{text!r} names nothing after the '::'")
    if files.is_folder(path):
        raise TargetError(f"{text!r}: {path.name} is a folder; a model is named in a file")
    return Target(text=text, path=path, expression=expression)


def _missing(path: str, folder: Path) -> str:
    parent = (folder / path).parent
    names = [name for name, _ in files.all_in(parent)]
    hint = nearest(Path(path).name, names) if len(names) > 1 else ""
    return f"no such file or folder: {path}{hint if 'did you mean' in hint else ''}"
