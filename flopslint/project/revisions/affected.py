"""Which files hold models that a change may have touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flopslint.project.configuration.config import Config, ConfiguredModel
from flopslint.project.revisions.changed_lines import changed_lines
from flopslint.project.revisions.references import (
    References,
    depending_on,
    references_in,
    words_in,
)
from flopslint.project.revisions.side import Side


def affected_files(base: Side, head: Side, changed: frozenset[Path]) -> frozenset[Path]:
    """The changed files, those that depend on them, and those whose models the changed lines name.

    Found by the texts: a file that refers to nothing changed is not read any further.
    """
    if not changed:
        return frozenset()
    paths = {*base.sources(), *head.sources()}
    if _reads_elsewhere(base.session.config, head.session.config):
        return frozenset(paths)
    texts = _Texts(base, head, changed)
    known = {path: texts.references(path) for path in paths}
    mentioned = {path: texts.changed_words(path) for path in changed & known.keys()}
    found = depending_on(
        {path: _names(path, known.get(path), mentioned.get(path, frozenset())) for path in changed}, known
    )
    built = {
        one for path, words in mentioned.items() if words for one in paths - found
        if known[path].mention(one) and words & known[one].defined
    }  # fmt: skip
    return frozenset(found | depending_on({path: known[path].defined for path in built}, known))


def _names(path: Path, known: References | None, mentioned: frozenset[str]) -> frozenset[str]:
    """What may have changed of a file: of a package, passing on what others define, what its changed lines name."""
    if path.name == "__init__.py" or known is None:
        return mentioned
    return known.defined


def changed_models(base: Config, head: Config) -> frozenset[str]:
    """The targets that the configurations give other inputs."""
    before, after = _inputs(base.models), _inputs(head.models)
    return frozenset(target for target in {*before, *after} if before.get(target) != after.get(target))


def _inputs(models: Iterable[ConfiguredModel]) -> dict[str, tuple[object, ...]]:
    return {one.target: (one.inputs, one.forward) for one in models}


def _reads_elsewhere(base: Config, head: Config) -> bool:
    """Whether source is looked for in other places."""
    return (base.search_path, base.python_env) != (head.search_path, head.python_env)


class _Texts:
    """What the files of both sides say; the text of a file that did not change is read once."""

    def __init__(self, base: Side, head: Side, changed: frozenset[Path]) -> None:
        self._base = base
        self._head = head
        self._changed = changed
        self._known: dict[Path, References] = {}

    def references(self, path: Path) -> References:
        """What a file refers to, on either side."""
        if path not in self._known:
            found = references_in(self._head.text(path), path)
            if path in self._changed:
                found = found.joined(references_in(self._base.text(path), path))
            self._known[path] = found
        return self._known[path]

    def changed_words(self, path: Path) -> frozenset[str]:
        """The names in the lines of a file that are not the same on both sides."""
        before, after = self._base.text(path), self._head.text(path)
        gone, added = changed_lines(before, after)
        old, new = before.splitlines(), after.splitlines()
        return words_in([*(old[line - 1] for line in gone), *(new[line - 1] for line in added)])
