"""What the value of a key may be: its type, and what must be true of its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flopslint.core.errors import ConfigError, SourceError
from flopslint.core.input_spec import parse_input_spec
from flopslint.costs.convention import find_convention
from flopslint.frontend.lower import parse_call_arguments
from flopslint.project.configuration.globs import globs
from flopslint.project.configuration.toml_lines import KeyPath
from flopslint.rules.budget import parse_budget
from flopslint.rules.selection import codes_of


def _no_parts(value: Any) -> Iterable[tuple[KeyPath, Any]]:
    return ()


def _items(value: Any) -> Iterable[tuple[KeyPath, Any]]:
    """The items of a list, or the value itself."""
    return [((), item) for item in (value if isinstance(value, list) else [value])]


def _pairs(value: Any) -> Iterable[tuple[KeyPath, Any]]:
    """Key and value of each entry of a table, at its key."""
    return [((key,), (key, item)) for key, item in value.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A sort of value. ``expected`` is for messages: "... is not a list of strings".

    ``fits`` judges the type. ``parts`` are what ``check`` is then called with, each at its place below the key; it
    raises a ``ConfigError`` or an ``InputError`` for a wrong one, which names its key where ``names_key`` is set.
    """

    name: str
    expected: str
    fits: Callable[[Any], bool]
    parts: Callable[[Any], Iterable[tuple[KeyPath, Any]]] = _no_parts
    check: Callable[[Any], object] = bool
    names_key: bool = False


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _arguments(text: str) -> None:
    try:
        parse_call_arguments(text, "<forward>")
    except SourceError as error:
        raise ConfigError(f"the arguments {text!r} of forward cannot be read: {error.reason}") from None


def _rules_of_glob(pair: tuple[str, Any]) -> None:
    glob, selectors = pair
    if not glob.strip():
        raise ConfigError("an empty glob matches no file")
    if not _are_texts(selectors):
        raise ConfigError(f"the rules of {glob!r} are not a list of strings")
    for selector in selectors:
        codes_of(selector)


def _not_empty(text: str) -> None:
    if not text.strip():
        raise ConfigError("it is empty")


TEXT = Kind(name="text", expected="a string", fits=_is_text, parts=_items, check=_not_empty)
FLAG = Kind(name="flag", expected="true or false", fits=lambda value: isinstance(value, bool))
FOLDERS = Kind(name="folders", expected="a list of strings", fits=_are_texts, parts=_items, check=_not_empty)
GLOBS = Kind(
    name="globs", expected="a list of strings", fits=_are_texts, parts=_items, check=lambda glob: globs([glob])
)
RULES = Kind(name="rules", expected="a list of strings", fits=_are_texts, parts=_items, check=codes_of)
CONVENTION = Kind(name="convention", expected="a string", fits=_is_text, parts=_items, check=find_convention)
RULES_BY_GLOB = Kind(
    name="rules-by-glob", expected="a table of globs with lists of rules", fits=_is_table, parts=_pairs,
    check=_rules_of_glob,
)  # fmt: skip
BUDGETS = Kind(
    name="budgets", expected="a table of budgets", fits=_is_table, parts=_pairs,
    check=lambda pair: parse_budget(*pair), names_key=True,
)  # fmt: skip
INPUTS = Kind(
    name="inputs", expected="an input spec or a list of them", fits=lambda value: _is_text(value) or _are_texts(value),
    parts=_items, check=parse_input_spec,
)  # fmt: skip
ARGUMENTS = Kind(name="arguments", expected="a string", fits=_is_text, parts=_items, check=_arguments)
MODELS = Kind(
    name="models",
    expected="a list of tables [[tool.flopslint.model]]",
    fits=lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
)
