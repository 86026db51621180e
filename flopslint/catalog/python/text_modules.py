"""``string``, ``textwrap``, ``fnmatch``, ``shlex``, ``html`` and other modules of pure functions on plain data."""

from __future__ import annotations

import fnmatch
import io
import keyword
import posixpath
import string
import struct
import textwrap
import tokenize
from collections.abc import Callable
from importlib import import_module
from typing import Any

from flopslint.catalog.entry import constant, function, lift
from flopslint.catalog.python.plain import host_call, plain
from flopslint.catalog.python.sizes import collect, ensure_size
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Unknown, Value

PURE: dict[str, str] = {
    "base64": "b64decode b64encode decodebytes encodebytes urlsafe_b64decode urlsafe_b64encode",
    "binascii": "crc32 hexlify unhexlify",
    "cmath": "exp isclose log phase polar rect sqrt",
    "difflib": "get_close_matches",
    "html": "escape unescape",
    "keyword": "iskeyword issoftkeyword",
    "shlex": "join quote split",
    "string": "capwords",
    "struct": "calcsize unpack",
    "textwrap": "dedent shorten wrap fill",
    "unicodedata": "category combining name normalize numeric",
    "urllib.parse": "quote quote_plus unquote unquote_plus",
    "zlib": "adler32 crc32",
}
"""Functions lifted from the host, whose modules are imported when one of them is called."""

TEXT_LIMIT = 1_000_000


def _late(module: str, name: str) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    return run


for _module, _names in PURE.items():
    for _name in _names.split():
        lift(f"{_module}.{_name}", _late(_module, _name))

for _name in (
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace",
):  # fmt: skip
    constant(f"string.{_name}", getattr(string, _name))
constant("keyword.kwlist", list(keyword.kwlist))


@function("textwrap.indent")
def indent(context: Context, text: Value, prefix: Value, predicate: Value = None) -> Value:
    """Lines with a prefix."""
    if predicate is not None:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "textwrap.indent with a predicate is not followed")
    ensure_size(context, len(plain(text)) * (len(plain(prefix)) + 1), "the indented text")
    return host_call(context, textwrap.indent, text, prefix)


def _matches(context: Context, name: Value, pattern: Value) -> bool:
    held, wanted = plain(name), plain(pattern)
    ensure_size(context, 0 if len(wanted) <= 1000 and len(held) <= TEXT_LIMIT else float("inf"), "the pattern")
    return bool(host_call(context, fnmatch.fnmatchcase, held, wanted))


@function("fnmatch.fnmatch", "fnmatch.fnmatchcase")
def matches(context: Context, name: Value, pat: Value) -> Value:
    """Whether a name fits a pattern with wildcards."""
    return _matches(context, name, pat)


@function("fnmatch.filter")
def filter_(context: Context, names: Value, pat: Value) -> Value:
    """The names that fit."""
    return [name for name in collect(context, names) if _matches(context, name, pat)]


@function("fnmatch.translate")
def translate(context: Context, pat: Value) -> Value:
    """The pattern as a regular expression."""
    return host_call(context, fnmatch.translate, pat)


@function("struct.pack")
def pack(context: Context, format: Value, /, *values: Value) -> Value:
    """Values as bytes."""
    return host_call(context, struct.pack, format, *values)


_LITERAL_NAMES = frozenset({"None", "True", "False", "set"})
_LITERAL_SIGNS = frozenset("()[]{},:+-") | {"..."}


@function("ast.literal_eval")
def literal_eval(context: Context, node_or_string: Value) -> Value:
    """The value of a literal given as text."""
    text = plain(node_or_string)
    if not isinstance(text, str):
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "syntax trees are not evaluated")
    if not _is_literal(text):
        raise context.error("ValueError", "malformed node or string")
    return context.evaluate_text(text.strip(" \t"), {}, {})


def _is_literal(text: str) -> bool:
    """Whether a text has nothing in it but what literals are made of; what is no Python is found later."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text.strip(" \t")).readline))
    except (tokenize.TokenError, SyntaxError):
        return True
    if any(_is_formatted(token) for token in tokens):
        return False
    names = [token.string for token in tokens if token.type == tokenize.NAME]
    signs = [token.string for token in tokens if token.type == tokenize.OP]
    return all(name in _LITERAL_NAMES for name in names) and all(sign in _LITERAL_SIGNS for sign in signs)


def _is_formatted(token: tokenize.TokenInfo) -> bool:
    name = tokenize.tok_name[token.type]
    prefix = token.string.partition(token.string.strip()[-1:])[0].lower() if name == "STRING" else ""
    return name.startswith("FSTRING") or "f" in prefix


@function("mimetypes.guess_type")
def guess_type(context: Context, url: Value, strict: Value = True) -> Value:
    """What a file's name says of its content."""
    return context.unknown(GapKind.ENVIRONMENT, f"the type of {posixpath.basename(str(plain(url)))!r} is not known")


@function("_python.template_substitute")
def template_substitute(context: Context, template: Value, mapping: Value, safe: Value, /) -> Value:
    """The text of a ``string.Template`` with names replaced."""
    texts = {key: context.text_of(value) for key, value in plain(mapping).items()}
    unknown = next((text for text in texts.values() if isinstance(text, Unknown)), None)
    if unknown is not None:
        return unknown
    made = string.Template(plain(template))
    return host_call(context, made.safe_substitute if context.truth(safe) else made.substitute, texts)
