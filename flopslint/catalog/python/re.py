"""``re``, where the pattern is known to match in reasonable time; otherwise the result is not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.python import pattern_cost, pattern_trial
from flopslint.catalog.python.plain import as_program_error, index_of, plain
from flopslint.catalog.python.sizes import ensure_size
from flopslint.core.gap import GapKind
from flopslint.values.context import Context, Raised
from flopslint.values.value import Class, Instance, IteratorValue, Undecided, Unknown, Value

FLAGS = (
    "A", "ASCII", "DOTALL", "I", "IGNORECASE", "L", "LOCALE", "M", "MULTILINE", "NOFLAG", "S", "U", "UNICODE",
    "VERBOSE",
    "X",
)  # fmt: skip

for _name in FLAGS:
    constant(f"re.{_name}", int(getattr(re, _name)))


def _not_made(name: str) -> None:
    def make(context: Context, cls: Class) -> Value:
        raise context.error("TypeError", f"cannot create '{name}' instances")

    make.__name__ = name.rpartition(".")[2]
    native_class(name, bases=("builtins.object",))(make)


_not_made("re.Pattern")
_not_made("re.Match")


def _pattern(context: Context, pattern: Value, flags: Value = 0) -> re.Pattern[Any]:
    """The host's compiled pattern.

    Raises:
        Raised: the program's ``re.error`` or TypeError.
    """
    held = plain(pattern)
    if isinstance(held, re.Pattern):
        return held
    if not isinstance(held, (str, bytes)):
        raise context.error("TypeError", "first argument must be string or compiled pattern")
    ensure_size(context, 0 if len(held) <= pattern_cost.PATTERN_LIMIT else float("inf"), "the pattern")
    try:
        return re.compile(held, index_of(context, flags))
    except (re.error, ValueError, OverflowError) as error:
        raise _bad_pattern(context, error) from None


def _bad_pattern(context: Context, error: Exception) -> Raised:
    made = context.call(context.find_class("re.error"), (str(error),))
    return Raised(made, context.site)


def _subject(
    context: Context, pattern: re.Pattern[Any], text: Value, *, every: bool = True, whole: bool = False
) -> Any:
    """The text to search, if searching it is no great work."""
    held = plain(text)
    if isinstance(held, Unknown):
        raise Undecided(held)
    if not isinstance(held, (str, bytes)):
        raise context.error("TypeError", f"expected string or bytes-like object, got '{context.type_of(text).name}'")
    source, shown, flags = pattern.pattern, held, pattern.flags
    if isinstance(source, bytes) or isinstance(shown, bytes):
        source, shown = (part.decode("latin-1") if isinstance(part, bytes) else part for part in (source, shown))
        flags |= re.ASCII
    given = flags & ~re.UNICODE
    if pattern_cost.steps(source, given, len(shown)) <= pattern_cost.LIMIT:
        return held
    if not pattern_trial.ends_soon(source, given, shown, every=every, whole=whole):
        raise Undecided(context.unknown(GapKind.LIMIT, f"matching {source!r} may take too long"))
    return held


def _match(context: Context, found: re.Match[Any] | None) -> Value:
    return None if found is None else Instance(context.find_class("re.Match"), context.site, found)


@function("re.compile")
def compile_(context: Context, pattern: Value, flags: Value = 0) -> Value:
    """A pattern to be used again."""
    if isinstance(plain(pattern), re.Pattern):
        return pattern
    return Instance(context.find_class("re.Pattern"), context.site, _pattern(context, pattern, flags))


@function("re.escape")
def escape(context: Context, pattern: Value) -> Value:
    """The text with special characters escaped."""
    return re.escape(plain(pattern))


@function("re.purge")
def purge(context: Context) -> None:
    """Nothing."""


def _register_search(name: str) -> None:
    every, whole = name == "search", name == "fullmatch"

    def of_module(context: Context, pattern: Value, string: Value, flags: Value = 0) -> Value:
        compiled = _pattern(context, pattern, flags)
        return _match(context, getattr(compiled, name)(_subject(context, compiled, string, every=every, whole=whole)))

    def of_pattern(context: Context, self: Value, string: Value, pos: Value = 0, endpos: Value = None) -> Value:
        compiled = _pattern(context, self)
        text = _subject(context, compiled, string, every=every, whole=whole)
        end = len(text) if endpos is None else index_of(context, endpos)
        return _match(context, getattr(compiled, name)(text, index_of(context, pos), end))

    function(f"re.{name}")(of_module)
    function(f"re.Pattern.{name}")(of_pattern)


for _name in ("fullmatch", "match", "search"):
    _register_search(_name)


def _both(name: str) -> Callable[[Callable[..., Value]], None]:
    """A function of the module with flags at its end, and the same as a method of patterns."""

    def decorate(run: Callable[..., Value]) -> None:
        def of_module(context: Context, pattern: Value, *args: Value, flags: Value = 0, **kwargs: Value) -> Value:
            return run(context, _pattern(context, pattern, flags), *args, **kwargs)

        def of_pattern(context: Context, self: Value, *args: Value, **kwargs: Value) -> Value:
            return run(context, _pattern(context, self), *args, **kwargs)

        function(f"re.{name}")(of_module)
        function(f"re.Pattern.{name}")(of_pattern)

    return decorate


@_both("findall")
def findall(context: Context, pattern: re.Pattern[Any], string: Value, *bounds: Value) -> Value:
    """All matches as texts, or tuples of groups."""
    return pattern.findall(_subject(context, pattern, string))


@_both("finditer")
def finditer(context: Context, pattern: re.Pattern[Any], string: Value, *bounds: Value) -> Value:
    """All matches."""
    found = list(pattern.finditer(_subject(context, pattern, string)))
    return IteratorValue(iter([_match(context, each) for each in found]), "iterator")


@_both("split")
def split(context: Context, pattern: re.Pattern[Any], string: Value, maxsplit: Value = 0) -> Value:
    """The text between the matches."""
    return pattern.split(_subject(context, pattern, string), index_of(context, maxsplit))


def _replaced(context: Context, pattern: re.Pattern[Any], repl: Value, string: Value, count: Value) -> tuple[str, int]:
    text = _subject(context, pattern, string)
    template = plain(repl)
    times = index_of(context, count)
    try:
        if isinstance(template, (str, bytes)):
            references = template.count(b"\\") if isinstance(template, bytes) else template.count("\\")
            longest = len(template) + references * len(text)
            ensure_size(context, longest * (len(text) + 1), "the replaced text")
            return pattern.subn(template, text, times)
        return pattern.subn(lambda found: _replacement(context, repl, found), text, times)
    except (re.error, IndexError) as error:
        raise _bad_pattern(context, error) from None


def _replacement(context: Context, repl: Value, found: re.Match[Any]) -> Any:
    result = plain(context.call(repl, (_match(context, found),)))
    if isinstance(result, Unknown):
        raise Undecided(result)
    if not isinstance(result, type(found.string)):
        raise context.error("TypeError", f"expected str instance, {context.type_of(result).name} found")
    return result


@_both("sub")
def sub(context: Context, pattern: re.Pattern[Any], repl: Value, string: Value, count: Value = 0) -> Value:
    """The text with matches replaced."""
    return _replaced(context, pattern, repl, string, count)[0]


@_both("subn")
def subn(context: Context, pattern: re.Pattern[Any], repl: Value, string: Value, count: Value = 0) -> Value:
    """The text with matches replaced, and how many there were."""
    return _replaced(context, pattern, repl, string, count)


def _found(context: Context, value: Value) -> re.Match[Any]:
    held = plain(value)
    if not isinstance(held, re.Match):
        raise context.error("TypeError", "not a match")
    return held


def _register_match_method(name: str) -> None:
    def run(context: Context, self: Value, *args: Value, **kwargs: Value) -> Value:
        held = _found(context, self)
        try:
            return getattr(held, name)(*map(plain, args), **{key: plain(value) for key, value in kwargs.items()})
        except (IndexError, TypeError) as error:
            raise as_program_error(context, error) from None

    function(f"re.Match.{name}")(run)


for _name in ("__getitem__", "end", "expand", "group", "groupdict", "groups", "span", "start"):
    _register_match_method(_name)


def _register_match_part(name: str) -> None:
    def read(context: Context, self: Value) -> Value:
        return getattr(_found(context, self), name)

    attribute(f"re.Match.{name}")(read)


for _name in ("endpos", "lastgroup", "lastindex", "pos", "string"):
    _register_match_part(_name)


@attribute("re.Match.re")
def match_pattern(context: Context, self: Value) -> Value:
    """The pattern that matched."""
    return Instance(context.find_class("re.Pattern"), context.site, _found(context, self).re)


@attribute("re.Pattern.pattern")
def pattern_text(context: Context, self: Value) -> Value:
    """The pattern as text."""
    return _pattern(context, self).pattern


@attribute("re.Pattern.flags")
def pattern_flags(context: Context, self: Value) -> Value:
    """The flags."""
    return int(_pattern(context, self).flags)


@attribute("re.Pattern.groups")
def pattern_groups(context: Context, self: Value) -> Value:
    """How many groups there are."""
    return _pattern(context, self).groups


@attribute("re.Pattern.groupindex")
def pattern_group_index(context: Context, self: Value) -> Value:
    """Numbers of the named groups."""
    return dict(_pattern(context, self).groupindex)
