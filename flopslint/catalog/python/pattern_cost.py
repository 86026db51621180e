"""How much work matching a regular expression may be, before it is done.

The host's matcher tries alternatives one after the other. The number of ways in which a pattern can divide a text
bounds that work. A repetition whose next item begins with a character that the repetition cannot take has one way
only: giving characters back never helps.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LIMIT = 20_000_000
"""Steps that one match may take."""

PATTERN_LIMIT = 2_000
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
CHARACTERS = [chr(code) for code in range(256)]

CharacterSet = frozenset[str]
ANYTHING: CharacterSet = frozenset(CHARACTERS)


def steps(pattern: str, flags: int, length: int) -> float:
    """An upper bound on the steps of a search in a text of that length; infinite for what is not understood."""
    if len(pattern) > PATTERN_LIMIT:
        return float("inf")
    rounded = _steps(pattern, flags, 1 << length.bit_length())
    return rounded if rounded <= LIMIT else _steps(pattern, flags, length)


@lru_cache(maxsize=1_000)
def _steps(pattern: str, flags: int, length: int) -> float:
    items = list(parser.parse(pattern, flags))
    starts = 1 if _is_anchored(items) and not flags & re.MULTILINE else length + 1
    return _ways(items, frozenset(), length) * starts * _assertions(items, length)


def _assertions(items: list[Any], length: int) -> float:
    """What the dearest look-around costs each time it is tried."""
    dearest = 1.0
    for item in items:
        name, argument = str(item[0]), item[1]
        if name in {"ASSERT", "ASSERT_NOT"}:
            inner = list(argument[1])
            dearest = max(dearest, _ways(inner, frozenset(), length) * _assertions(inner, length))
        else:
            for inside in _bodies(name, argument):
                dearest = max(dearest, _assertions(inside, length))
    return dearest


def _bodies(name: str, argument: Any) -> list[list[Any]]:
    if name in REPEATS:
        return [list(argument[2])]
    if name == "SUBPATTERN":
        return [list(argument[3])]
    if name == "ATOMIC_GROUP":
        return [list(argument)]
    return [list(branch) for branch in argument[1]] if name == "BRANCH" else []


def _is_anchored(items: list[Any]) -> bool:
    return bool(items) and str(items[0][0]) == "AT" and str(items[0][1]) in {"AT_BEGINNING", "AT_BEGINNING_STRING"}


def _ways(items: list[Any], following: CharacterSet, length: int) -> float:
    """In how many ways a sequence can divide a text; ``following`` is what may begin after it (empty: anything)."""
    total = 1.0
    for position, item in enumerate(items):
        rest = items[position + 1 :]
        total *= _item_ways(item, _first(rest) if rest else following, length)
        if total > LIMIT:
            return float("inf")
    return total


def _item_ways(item: Any, following: CharacterSet, length: int) -> float:
    name, argument = str(item[0]), item[1]
    if name in REPEATS:
        return _repeat_ways(argument, following, length)
    if name == "SUBPATTERN":
        return _ways(list(argument[3]), following, length)
    if name == "ATOMIC_GROUP":
        return _ways(list(argument), following, length)
    if name == "BRANCH":
        return sum(_ways(list(branch), following, length) for branch in argument[1])
    if name in {"ASSERT", "ASSERT_NOT"}:
        return 1  # never entered again once it has held; what it costs is counted by `_assertions`
    if name in {"LITERAL", "NOT_LITERAL", "IN", "ANY", "AT", "RANGE", "CATEGORY", "GROUPREF"}:
        return 1
    return float("inf")


def _repeat_ways(argument: Any, following: CharacterSet, length: int) -> float:
    least, most, body = argument[0], argument[1], list(argument[2])
    times = min(int(most), length + 1)
    own = _first(body)
    inner = _ways(body, own | following if following else own, length)
    taking = [item for item in body if str(item[0]) not in {"ASSERT", "ASSERT_NOT"}]
    is_single = len(taking) == 1 and str(taking[0][0]) in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}
    if is_single and following and not own & following:
        return 1
    if inner == 1:
        if not is_single and _may_be_empty(body):
            return float("inf")
        return max(times - int(least) + 1, 1)
    if times <= 1:
        return inner + 1
    return float("inf") if times > 50 else inner**times


def _may_be_empty(items: list[Any]) -> bool:
    return all(
        (str(item[0]) in REPEATS and item[1][0] == 0) or str(item[0]) in {"AT", "ASSERT", "ASSERT_NOT", "GROUPREF"}
        for item in items
    )


def _first(items: list[Any]) -> CharacterSet:
    """Characters a sequence may begin with; anything where that is not plain. Beyond Latin 1 counts as anything."""
    found: CharacterSet = frozenset()
    for item in items:
        name, argument = str(item[0]), item[1]
        if name in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        if name in REPEATS:
            found |= _first(list(argument[2]))
            if argument[0] == 0:
                continue
            return found
        if name == "SUBPATTERN":
            return found | _first(list(argument[3]))
        if name == "BRANCH":
            for branch in argument[1]:
                found |= _first(list(branch))
            return found
        return found | _characters(name, argument)
    return ANYTHING


def _characters(name: str, argument: Any) -> CharacterSet:
    if name == "LITERAL" and argument < 256:
        return frozenset({chr(argument), chr(argument).upper(), chr(argument).lower()})
    if name == "IN":
        return _members(argument)
    if name == "NOT_LITERAL" and argument < 256:
        return ANYTHING - {chr(argument)}
    return ANYTHING


CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


@cache
def _of_category(name: str) -> CharacterSet:
    category = re.compile(CATEGORIES[name])
    return frozenset(c for c in CHARACTERS if category.fullmatch(c))


def _members(argument: Any) -> CharacterSet:
    found: set[str] = set()
    negated = False
    for kind, value in argument:
        name = str(kind)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            found.add(chr(value))
        elif name == "RANGE":
            found.update(c for c in CHARACTERS if value[0] <= ord(c) <= value[1])
        elif name == "CATEGORY" and str(value) in CATEGORIES:
            found |= _of_category(str(value))
        else:
            return ANYTHING
    found |= {c.upper() for c in found} | {c.lower() for c in found}
    return ANYTHING - found if negated else frozenset(found)
