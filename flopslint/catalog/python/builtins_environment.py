"""Builtin functions that reach out of the program: output, files, text that is code, imports."""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.python.plain import call_special, plain
from flopslint.core.gap import Effect, GapKind
from flopslint.values.context import Context
from flopslint.values.value import MISSING, ModuleValue, Undecided, Unknown, Value


@function("builtins.print", takes_unknown=True)
def print_(
    context: Context, *args: Value, sep: Value = " ", end: Value = "\n", file: Value = None, flush: Value = False
) -> None:
    """Nothing: there is nobody to read it."""


@function("builtins.input")
def input_(context: Context, prompt: Value = "", /) -> Value:
    """What a user would type is not known."""
    return context.unknown(GapKind.ENVIRONMENT, "what a user types is not known")


@function("builtins.breakpoint", takes_unknown=True)
def breakpoint_(context: Context, *args: Value, **kws: Value) -> None:
    """Nothing."""


@function("builtins.exit", "builtins.quit")
def exit_(context: Context, code: Value = None) -> Value:
    """Ends the program."""
    raise context.error("SystemExit", "" if code is None else str(context.text_of(code)))


def path_text(context: Context, path: Value) -> str:
    """A path of the program as text.

    Raises:
        Undecided: if it is unknown.
        Raised: the program's TypeError if it is no path.
    """
    held = plain(path)
    if isinstance(held, bytes):
        return held.decode("utf-8", "surrogateescape")
    text = held if isinstance(held, (str, Unknown)) else call_special(context, path, "__fspath__")
    if isinstance(text, Unknown):
        raise Undecided(text)
    if text is MISSING or not isinstance(plain(text), str):
        message = f"expected str, bytes or os.PathLike object, not {context.type_of(path).name}"
        raise context.error("TypeError", message)
    return str(plain(text))


@function("builtins.open", "io.open")
def open_(
    context: Context,
    file: Value,
    mode: Value = "r",
    buffering: Value = -1,
    encoding: Value = None,
    errors: Value = None,
    newline: Value = None,
    closefd: Value = True,
    opener: Value = None,
) -> Value:
    """A file below the search path as text in memory; what is written goes nowhere."""
    is_binary = "b" in mode
    if any(letter in mode for letter in "wax+"):
        return context.call(context.look_up("io.BytesIO" if is_binary else "io.StringIO"))
    if isinstance(file, int):
        return context.unknown(GapKind.FILE_CONTENT, "the content of an open file is not known")
    path = path_text(context, file)
    content = context.read_file(path)
    if content is None:
        return context.unknown(GapKind.FILE_CONTENT, f"the content of {path!r} is not known")
    if is_binary:
        return context.call(context.look_up("io.BytesIO"), (content,))
    try:
        text = content.decode(encoding or "utf-8", errors or "strict")
    except (LookupError, UnicodeError):
        return context.unknown(GapKind.FILE_CONTENT, f"{path!r} cannot be decoded")
    return context.call(context.look_up("io.StringIO"), (text.replace("\r\n", "\n"),))


@function("builtins.eval")
def eval_(context: Context, source: Value, globals: Value = None, locals: Value = None, /) -> Value:
    """The value of an expression given as text."""
    text = plain(source)
    if not isinstance(text, str):
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "eval of compiled code is not followed")
    return context.evaluate_text(text.strip(" \t"), plain(globals), plain(locals))


@function("builtins.exec", takes_unknown=True)
def exec_(context: Context, source: Value, globals: Value = None, locals: Value = None, /) -> Value:
    """Runs statements given as text."""
    text = plain(source)
    if isinstance(text, str) and not isinstance(globals, Unknown) and not isinstance(locals, Unknown):
        context.run_text(text, plain(globals), plain(locals))
        return None
    unknown = text if isinstance(text, Unknown) else None
    unknown = unknown or context.unknown(GapKind.UNKNOWN_FUNCTION, "statements run by exec are not followed")
    context.affect(unknown.gap, Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS)
    context.call(unknown, (globals, locals))  # marks all that it may have changed
    return None


@function("builtins.compile")
def compile_(context: Context, source: Value, filename: Value, mode: Value, *args: Value, **kwargs: Value) -> Value:
    """The text itself, which ``eval`` and ``exec`` take as well as a code object."""
    if isinstance(plain(source), str):
        return source
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "compile of a syntax tree is not followed")


@function("builtins.__import__")
def import_(
    context: Context,
    name: Value,
    globals: Value = None,
    locals: Value = None,
    fromlist: Value = (),
    level: Value = 0,
) -> Value:
    """The top module of a dotted name; the last one if names are to be taken from it."""
    if level:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "__import__ with a level is not followed")
    module = context.import_module(name)
    if fromlist or not isinstance(module, ModuleValue):
        return module
    return context.import_module(name.partition(".")[0])
