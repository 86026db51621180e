"""Which functions of a module fill a container, read off its text."""

from __future__ import annotations

import re

_DEFINITION = re.compile(r"^([ \t]*)(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_WRITE = r"(?:\[.*\][ \t]*=[^=]|.*\.(?:add|append|extend|insert|setdefault|update)\()"


def fillers_of(text: str, name: str) -> list[str]:
    """Functions, methods and classes that put something into the container of that name, or that name one that does."""
    bodies = _bodies(text)
    writes = re.compile(rf"\b{re.escape(name)}\b{_WRITE}")
    found = [defined for defined, body in bodies.items() if writes.search(body)]
    if not found:
        return []
    names = re.compile(rf"\b(?:{'|'.join(found)})\b")
    return found + [defined for defined, body in bodies.items() if defined not in found and names.search(body)]


def _bodies(text: str) -> dict[str, str]:
    """What is indented below each definition, by its name; all of it where several have one name."""
    bodies: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        end = re.compile(rf"^[ \t]{{0,{len(match[1])}}}[^\s#)\]}}]", re.MULTILINE).search(text, match.end())
        body = text[match.end() : end.start() if end else len(text)]
        bodies[match[2]] = bodies.get(match[2], "") + body
    return bodies
