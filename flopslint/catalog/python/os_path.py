"""``os.path``: text only where the file system does not matter; the rest is not known."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any

from flopslint.catalog.entry import constant, function
from flopslint.catalog.python import folders
from flopslint.catalog.python.builtins_environment import path_text
from flopslint.catalog.python.plain import host_call
from flopslint.catalog.python.sizes import collect
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Value

PURE: dict[str, Callable[..., Any]] = {
    "basename": posixpath.basename,
    "dirname": posixpath.dirname,
    "isabs": posixpath.isabs,
    "normcase": posixpath.normcase,
    "normpath": posixpath.normpath,
    "split": posixpath.split,
    "splitdrive": posixpath.splitdrive,
    "splitext": posixpath.splitext,
}

for _name, _value in {"sep": "/", "pardir": "..", "curdir": ".", "extsep": ".", "pathsep": ":", "altsep": None}.items():
    constant(f"os.path.{_name}", _value)


def _names(name: str) -> tuple[str, str]:
    return f"os.path.{name}", f"posixpath.{name}"


def _register_pure(name: str, host: Callable[..., Any]) -> None:
    def run(context: Context, p: Value) -> Value:
        return host_call(context, host, path_text(context, p))

    run.__name__ = name
    function(*_names(name))(run)


for _name, _host in PURE.items():
    _register_pure(_name, _host)


@function(*_names("join"))
def join(context: Context, a: Value, /, *p: Value) -> Value:
    """Paths one below the other."""
    return posixpath.join(*[path_text(context, part) for part in (a, *p)])


@function(*_names("commonpath"))
def commonpath(context: Context, paths: Value) -> Value:
    """The longest path above all."""
    return host_call(context, posixpath.commonpath, [path_text(context, path) for path in collect(context, paths)])


@function(*_names("commonprefix"))
def commonprefix(context: Context, m: Value) -> Value:
    """The longest text that all begin with."""
    return host_call(context, posixpath.commonprefix, collect(context, m))


@function(*_names("abspath"), *_names("realpath"))
def abspath(context: Context, path: Value, *, strict: Value = False) -> Value:
    """An absolute path; where a relative one is from is not known."""
    text = path_text(context, path)
    if posixpath.isabs(text):
        return posixpath.normpath(text)
    return context.unknown(GapKind.ENVIRONMENT, "the working directory is not known")


@function(*_names("relpath"))
def relpath(context: Context, path: Value, start: Value = None) -> Value:
    """A path seen from another."""
    text = path_text(context, path)
    origin = None if start is None else path_text(context, start)
    if origin is not None and posixpath.isabs(text) == posixpath.isabs(origin):
        return host_call(context, posixpath.relpath, text, origin)
    return context.unknown(GapKind.ENVIRONMENT, "the working directory is not known")


@function(*_names("expanduser"), *_names("expandvars"))
def expanded(context: Context, path: Value) -> Value:
    """A path in which nothing is to be replaced, as it is."""
    text = path_text(context, path)
    if "~" in text or "$" in text:
        return context.unknown(GapKind.ENVIRONMENT, "the user's folders and variables are not known")
    return text


def _register_kind(name: str, kinds: frozenset[str]) -> None:
    def run(context: Context, path: Value) -> Value:
        text = path_text(context, path)
        kind = folders.kind_of(context, text)
        return folders.unknown_path(context, text) if kind is None else kind in kinds

    run.__name__ = name
    function(*_names(name))(run)


_register_kind("exists", frozenset({folders.FILE, folders.FOLDER}))
_register_kind("lexists", frozenset({folders.FILE, folders.FOLDER}))
_register_kind("isfile", frozenset({folders.FILE}))
_register_kind("isdir", frozenset({folders.FOLDER}))


def _register_unknown(name: str) -> None:
    def run(context: Context, *paths: Value) -> Value:
        return context.unknown(GapKind.ENVIRONMENT, f"os.path.{name} depends on files that are not known")

    function(*_names(name))(run)


for _name in ("getatime", "getctime", "getmtime", "getsize", "islink", "ismount", "samefile"):
    _register_unknown(_name)
