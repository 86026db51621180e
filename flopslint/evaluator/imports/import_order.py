"""Which modules Python would have imported by now, read off the text of their import statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flopslint.evaluator.machine import Machine
from flopslint.values.value import ModuleValue

FILE_LIMIT = 3_000
"""Modules whose text is read."""

_STATEMENT = re.compile(
    r"^(?:(?P<head>def|class|async|@|if|else|elif|try|except|finally|with|for|while)(?![\w])(?P<rest>[^\n]*)"
    r"|(?P<indent>[ \t]*)from[ \t]+(?P<dots>\.*)(?P<source>[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]*)"
    r"|(?P<deep>[ \t]*)import[ \t]+(?P<modules>[^\n#]*))",
    re.MULTILINE,
)
_COMMENT = re.compile(r"#[^\n]*")
_NAME = re.compile(r"([\w.]+)(?:[ \t]+as[ \t]+\w+)?")


def imported_modules(machine: Machine, starts: list[ModuleValue]) -> list[str]:
    """Names of the program's modules that the import statements of some modules lead to, in the order they end in.

    Imports inside functions and classes, and those for type checkers only, are not followed.
    """
    ended: dict[str, None] = {}
    seen: set[str] = set()
    for module in starts:
        pending: list[tuple[str, Iterator[str]]] = _entered(machine, module.name, seen)
        while pending:
            name, following = pending[-1]
            inner = next(following, None)
            if inner is None:
                pending.pop()
                ended[name] = None
            else:
                pending.extend(_entered(machine, inner, seen))
    return list(ended)


def _entered(machine: Machine, name: str, seen: set[str]) -> list[tuple[str, Iterator[str]]]:
    if name in seen or len(seen) > FILE_LIMIT:
        return []
    seen.add(name)
    if machine.natives.catalog.library_of(name) is not None:
        return []
    found = machine.program.find(name)
    if found is None or found.path is None:
        return []
    text = machine.program.text_of(found.path)
    return [(name, iter(list(_imports_of(machine, text, name, found.is_package))))]


def _imports_of(machine: Machine, text: str, name: str, is_package: bool) -> Iterator[str]:
    """Dotted names that a module's text imports when it is run, parents first; some may be no modules."""
    parts = name.split(".")
    skips = False
    for match in _STATEMENT.finditer(text):
        if match["head"] is not None:
            skips = match["head"] in ("def", "class", "async", "@") or "TYPE_CHECKING" in match["rest"]
            continue
        if skips and (match["indent"] or match["deep"]):
            continue
        if match["modules"] is not None:
            for part in match["modules"].split(","):
                if named := _NAME.match(part.strip()):
                    yield from _with_parents(named[1])
            continue
        base = match["source"]
        if dots := len(match["dots"]):
            kept = parts[: max(len(parts) - dots + (1 if is_package else 0), 0)]
            base = ".".join([*kept, base] if base else kept)
        yield from _with_parents(base)
        for part in _COMMENT.sub("", match["names"]).strip("() \n").split(","):
            if (named := _NAME.match(part.strip())) and machine.program.find(f"{base}.{named[1]}") is not None:
                yield f"{base}.{named[1]}"


def _with_parents(name: str) -> Iterator[str]:
    position = name.find(".")
    while position > 0:
        yield name[:position]
        position = name.find(".", position + 1)
    if name:
        yield name
