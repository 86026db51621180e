"""Which functions of a module fill a container, read off its text."""

from __future__ import annotations

import re
from functools import lru_cache

_DEFINITION = re.compile(r"^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)", re.MULTILINE)
_IMPLICIT = frozenset({"__call__", "__init__", "__init_subclass__", "__new__", "__set_name__"})
WRITE = r"(?:\[.*\][ \t]*=[^=]|.*\.(?:add|append|extend|insert|setdefault|update)\()"
"""What stands behind the name of a container where something is put into it."""
TEXTS_KEPT = 16
"""Files whose functions stay known: each registration asks anew."""


def fillers_of(text: str, name: str) -> list[str]:
    """Functions, methods and classes that put something into the container of that name, or that name one that does."""
    found = _writers(text, name)
    if not found:
        return []
    names = re.compile(rf"\b(?:{'|'.join(found)})\b")
    return [*found, *(n for n, body in _bodies(text).items() if n not in found and names.search(body))]


def writes_itself(text: str, function: str, name: str) -> bool:
    """Whether a function of that name puts something into the container itself."""
    return function in _writers(text, name)


@lru_cache(maxsize=TEXTS_KEPT)
def _writers(text: str, name: str) -> tuple[str, ...]:
    writes = re.compile(rf"\b{re.escape(name)}\b{WRITE}")
    return tuple(defined for defined, body in _bodies(text).items() if name in body and writes.search(body))


@lru_cache(maxsize=TEXTS_KEPT)
def _bodies(text: str) -> dict[str, str]:
    """What is indented below each definition, by its name; all of it where several have one name.

    To use a class is not to call its methods: of a class it is what runs when it is derived from, called or used as a
    decorator.
    """
    bodies: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        body = text[match.end() : _end_of_block(text, match)]
        if match[2] == "class":
            body = _without_methods(body)
        bodies[match[3]] = bodies.get(match[3], "") + body
    return bodies


def _end_of_block(text: str, match: re.Match[str]) -> int:
    end = re.compile(rf"^[ \t]{{0,{len(match[1])}}}[^\s#)\]}}]", re.MULTILINE).search(text, match.end())
    return end.start() if end else len(text)


def _without_methods(body: str) -> str:
    """A class body less the methods that nobody calls who only uses the class."""
    kept, position = "", 0
    for match in _DEFINITION.finditer(body):
        if match.start() >= position and match[3] not in _IMPLICIT:
            kept += body[position : match.start()]
            position = _end_of_block(body, match)
    return kept + body[position:]
