"""Which files of a project depend on which, by their texts alone: imports, and names of files in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<source>[.\w]+)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(?P<modules>[^\n]+))",
    re.MULTILINE,
)
_QUOTED = re.compile(r"""(["'])([\w./\\-]+)\1""")
_WORD = re.compile(r"[^\W\d]\w*")
_DEFINED = re.compile(r"^(?:class|def)[ \t]+(\w+)", re.MULTILINE)

P = TypeVar("P", bound=PurePath)


@dataclass(frozen=True, slots=True)
class References:
    """What a text refers to, and what it defines.

    ``imported`` are the last parts of the modules and the names that it imports, ``quoted`` the words in quotes,
    ``words`` all its words, ``defined`` the classes and functions of its top level.
    """

    imported: frozenset[str]
    quoted: frozenset[str]
    words: frozenset[str]
    defined: frozenset[str]

    def mention(self, path: PurePath) -> bool:
        """Whether a file may be meant: a module, or a file of data named in quotes."""
        if path.suffix != ".py":
            return path.stem in self.quoted
        name = module_name(path)
        return name in self.imported or name in self.quoted

    def joined(self, other: References) -> References:
        """What either of two refers to."""
        return References(
            self.imported | other.imported,
            self.quoted | other.quoted,
            self.words | other.words,
            self.defined | other.defined,
        )


def module_name(path: PurePath) -> str:
    """The last part of a module's dotted name."""
    return path.parent.name if path.name == "__init__.py" else path.stem


def references_in(text: str, path: PurePath) -> References:
    """What the text of a file refers to."""
    imported: set[str] = set()
    for match in _IMPORT.finditer(text):
        if match["modules"]:
            imported.update(_WORD.findall(match["modules"]))
            continue
        imported.update(_WORD.findall(match["names"]))
        source = match["source"]
        last = source.rpartition(".")[2]
        imported.add(last or _package(path, len(source)))
    quoted = {part for match in _QUOTED.finditer(text) for part in re.split(r"[./\\]", match[2]) if part}
    return References(frozenset(imported), frozenset(quoted), words_in([text]), frozenset(_DEFINED.findall(text)))


def _package(path: PurePath, dots: int) -> str:
    """The package that as many dots stand for."""
    parents = path.parents
    return parents[dots - 1].name if dots <= len(parents) else ""


def depending_on(changed: Mapping[P, frozenset[str]], known: Mapping[P, References]) -> set[P]:
    """The files that refer to one of the changed files, or to one that does, and the changed files themselves.

    ``changed`` gives for each file the names that may have changed; they count for packages only. What refers to a
    package depends on what the package passes on only if it mentions a name defined there: most packages pass on all
    they have.
    """
    found = set(changed)
    waiting = list(changed.items())
    passed: dict[P, set[str]] = {path: set(names) for path, names in waiting if path.name == "__init__.py"}
    while waiting:
        one, names = waiting.pop()
        is_passed_on = one in passed
        for path, references in known.items():
            if not references.mention(one) or (is_passed_on and not references.words & names):
                continue
            if path.name == "__init__.py":
                new = names - passed.setdefault(path, set())
                passed[path] |= new
                if new:
                    waiting.append((path, frozenset(new)))
            elif path not in found:
                found.add(path)
                waiting.append((path, references.defined))
    return found | set(passed)


def words_in(lines: Iterable[str]) -> frozenset[str]:
    """The names in lines of code."""
    return frozenset(word for line in lines for word in _WORD.findall(line))
