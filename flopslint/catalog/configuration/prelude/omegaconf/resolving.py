"""Looking up dotted keys, and resolving ``${...}`` in texts."""

import os
import re

from . import nodes
from .errors import InterpolationKeyError, MissingMandatoryValue

resolvers = {}

_INNERMOST = re.compile(r"\$\{([^${}]*)\}")


def select(node, key, default=None, throw_on_missing=False):
    for part in key.replace("[", ".").replace("]", "").split("."):
        if part == "":
            continue
        if isinstance(node, nodes.ListConfig):
            node = node[int(part)]
        elif isinstance(node, nodes.DictConfig):
            if part not in node._content:
                part = int(part) if part.lstrip("-").isdigit() else part
            if part not in node:
                if throw_on_missing and part in node._content:
                    msg = f"missing node selected: {key}"
                    raise MissingMandatoryValue(msg)
                return default
            node = node[part]
        else:
            return default
    return node


def resolve_text(text, node):
    while True:
        match = _INNERMOST.search(text)
        if match is None:
            return text
        value = _resolve_one(match.group(1), node)
        if match.group(0) == text:
            return node._resolved(value) if isinstance(value, str) else value
        text = text[: match.start()] + str(value) + text[match.end() :]


def _resolve_one(inner, node):
    name, colon, rest = inner.partition(":")
    if colon and name in resolvers:
        given = [literal(part.strip(), node) for part in rest.split(",")] if rest else []
        return resolvers[name](*given)
    base = node._root()
    if inner.startswith("."):
        dots = len(inner) - len(inner.lstrip("."))
        base = node
        for _ in range(dots - 1):
            base = base._parent
        inner = inner.lstrip(".")
    absent = object()
    value = select(base, inner, absent)
    if value is absent:
        msg = f"Interpolation key '{inner}' not found"
        raise InterpolationKeyError(msg)
    return value


def literal(text, node):
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    for known, value in (("null", None), ("true", True), ("false", False)):
        if text.lower() == known:
            return value
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def _environment(name, default=None):
    return os.environ.get(name, default)


resolvers["oc.env"] = _environment
resolvers["env"] = _environment
