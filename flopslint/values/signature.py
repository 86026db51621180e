"""Binding call arguments to a declared signature, refusing exactly what Python refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

VARIADIC_POSITIONAL = 0x04
VARIADIC_KEYWORD = 0x08


class BindingError(Exception):
    """Arguments do not fit a signature; the text is Python's own sentence."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Parameters of a catalog function by kind, read off the function itself when first asked for.

    ``names`` are the positional parameters in order, the first ``positional_only`` of them by position only;
    ``required`` counts those without a default. Most of the catalog's entries are never called in a run: what
    ``of`` gives knows only its function until one of the fields is read.
    """

    function_name: str
    names: tuple[str, ...]
    positional_only: int
    required: int
    keyword_only: tuple[str, ...]
    required_keywords: frozenset[str]
    vararg: str | None
    kwarg: str | None
    defaults: tuple[Any, ...]
    keyword_defaults: dict[str, Any]

    @classmethod
    def of(cls, function: Callable[..., Any], skip: int = 0) -> Signature:
        """The signature of a Python function without its first ``skip`` parameters."""
        return _SignatureOf(function, skip)

    def check(self, positional: tuple[Any, ...], keywords: dict[str, Any], name: str | None = None) -> None:
        """Says whether a call fits.

        Raises:
            BindingError: if it does not, with Python's own sentence.
        """
        shown = name or self.function_name
        given = len(positional)
        if given > len(self.names) and self.vararg is None:
            raise BindingError(f"{shown}() takes {len(self.names)} positional arguments but {given} were given")
        for key in keywords:
            if key in self.keyword_only:
                continue
            if key in self.names[self.positional_only :]:
                if self.names.index(key) < given:
                    raise BindingError(f"{shown}() got multiple values for argument '{key}'")
            elif self.kwarg is None:
                raise BindingError(f"{shown}() got an unexpected keyword argument '{key}'")
        missing = [n for n in self.names[given : self.required] if n not in keywords]
        missing += sorted(self.required_keywords - keywords.keys())
        if missing:
            listed = " and ".join(f"'{n}'" for n in missing)
            raise BindingError(f"{shown}() missing {len(missing)} required argument(s): {listed}")

    def bound(self, positional: tuple[Any, ...], keywords: dict[str, Any]) -> dict[str, Any]:
        """All parameters by name with what a call gives them, defaults put in; call ``check`` first."""
        values: dict[str, Any] = dict(zip(self.names, positional, strict=False))
        if self.vararg is not None:
            values[self.vararg] = tuple(positional[len(self.names) :])
        for offset, default in enumerate(self.defaults, len(self.names) - len(self.defaults)):
            values.setdefault(self.names[offset], default)
        values.update(self.keyword_defaults)
        extra = {}
        for key, value in keywords.items():
            if key in self.names or key in self.keyword_only:
                values[key] = value
            else:
                extra[key] = value
        if self.kwarg is not None:
            values[self.kwarg] = extra
        return values


class _SignatureOf(Signature):
    """A signature that reads its function when one of its fields is first asked for."""

    __slots__ = ("_function", "_skip")

    def __init__(self, function: Callable[..., Any], skip: int) -> None:
        object.__setattr__(self, "_function", function)
        object.__setattr__(self, "_skip", skip)

    def __getattr__(self, name: str) -> Any:
        if name not in Signature.__slots__:
            raise AttributeError(name)
        for field, value in _read(self._function, self._skip).items():
            object.__setattr__(self, field, value)
        return getattr(self, name)


def _read(function: Callable[..., Any], skip: int) -> dict[str, Any]:
    code = function.__code__
    count, keyword_count = code.co_argcount, code.co_kwonlyargcount
    variables = code.co_varnames
    names = variables[skip:count]
    keyword_only = variables[count : count + keyword_count]
    rest = list(variables[count + keyword_count :])
    vararg = rest.pop(0) if code.co_flags & VARIADIC_POSITIONAL else None
    kwarg = rest.pop(0) if code.co_flags & VARIADIC_KEYWORD else None
    defaults: tuple[Any, ...] = getattr(function, "__defaults__", None) or ()
    keyword_defaults: dict[str, Any] = getattr(function, "__kwdefaults__", None) or {}
    return {
        "function_name": function.__name__,
        "names": names,
        "positional_only": max(code.co_posonlyargcount - skip, 0),
        "required": len(names) - len(defaults),
        "keyword_only": keyword_only,
        "required_keywords": frozenset(keyword_only) - keyword_defaults.keys(),
        "vararg": vararg,
        "kwarg": kwarg,
        "defaults": defaults,
        "keyword_defaults": keyword_defaults,
    }
