"""The builtin exceptions.

Source: https://docs.python.org/3/library/exceptions.html#exception-hierarchy
"""

from __future__ import annotations

from flopslint.catalog.entry import ENTRIES, constant, function, native_class, register
from flopslint.catalog.python.receivers import static_method
from flopslint.core.span import Site
from flopslint.values.context import Context
from flopslint.values.value import Class, Instance, Unknown, Value

HIERARCHY: dict[str, str] = {
    "Exception": "BaseException", "GeneratorExit": "BaseException", "KeyboardInterrupt": "BaseException",
    "SystemExit": "BaseException", "BaseExceptionGroup": "BaseException",
    "ArithmeticError": "Exception", "FloatingPointError": "ArithmeticError", "OverflowError": "ArithmeticError",
    "ZeroDivisionError": "ArithmeticError", "AssertionError": "Exception", "AttributeError": "Exception",
    "BufferError": "Exception", "EOFError": "Exception", "ImportError": "Exception",
    "ModuleNotFoundError": "ImportError", "LookupError": "Exception", "IndexError": "LookupError",
    "KeyError": "LookupError", "MemoryError": "Exception", "NameError": "Exception", "UnboundLocalError": "NameError",
    "OSError": "Exception", "BlockingIOError": "OSError", "ChildProcessError": "OSError",
    "ConnectionError": "OSError", "BrokenPipeError": "ConnectionError", "ConnectionAbortedError": "ConnectionError",
    "ConnectionRefusedError": "ConnectionError", "ConnectionResetError": "ConnectionError",
    "FileExistsError": "OSError", "FileNotFoundError": "OSError", "InterruptedError": "OSError",
    "IsADirectoryError": "OSError", "NotADirectoryError": "OSError", "PermissionError": "OSError",
    "ProcessLookupError": "OSError", "TimeoutError": "OSError", "ReferenceError": "Exception",
    "RuntimeError": "Exception", "NotImplementedError": "RuntimeError", "RecursionError": "RuntimeError",
    "StopIteration": "Exception", "StopAsyncIteration": "Exception", "SyntaxError": "Exception",
    "IndentationError": "SyntaxError", "TabError": "IndentationError", "SystemError": "Exception",
    "TypeError": "Exception", "ValueError": "Exception", "UnicodeError": "ValueError",
    "UnicodeDecodeError": "UnicodeError", "UnicodeEncodeError": "UnicodeError", "UnicodeTranslateError": "UnicodeError",
    "Warning": "Exception", "BytesWarning": "Warning", "DeprecationWarning": "Warning", "EncodingWarning": "Warning",
    "FutureWarning": "Warning", "ImportWarning": "Warning", "PendingDeprecationWarning": "Warning",
    "ResourceWarning": "Warning", "RuntimeWarning": "Warning", "SyntaxWarning": "Warning",
    "UnicodeWarning": "Warning", "UserWarning": "Warning", "ExceptionGroup": "BaseExceptionGroup Exception",
}  # fmt: skip

KEYWORDS = {"ImportError": ("name", "path"), "AttributeError": ("name", "obj"), "NameError": ("name",)}
"""Keywords of a constructor, which become attributes."""

FIRST_ARGUMENT = {"StopIteration": "value", "SystemExit": "code", "SyntaxError": "msg", "ImportError": "msg"}
"""Attributes that hold the first argument, or None."""


def make_exception(site: Site | None, cls: Class, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Instance:
    """A new exception object; unknown arguments are kept."""
    value = Instance(cls, site)
    value.attributes["args"] = args
    for ancestor in cls.mro:
        name = FIRST_ARGUMENT.get(ancestor.name) if ancestor.native else None
        if name is not None:
            value.attributes[name] = args[0] if args else None
        if ancestor.native and ancestor.name == "OSError":
            _set_system_error(value, args)
        if ancestor.native and ancestor.name == "BaseExceptionGroup":
            value.attributes["message"] = args[0] if args else ""
            value.attributes["exceptions"] = (
                tuple(args[1]) if len(args) > 1 and isinstance(args[1], (list, tuple)) else ()
            )
        for keyword in KEYWORDS.get(ancestor.name, ()) if ancestor.native else ():
            value.attributes[keyword] = kwargs.get(keyword)
    return value


def _set_system_error(value: Instance, args: tuple[Value, ...]) -> None:
    complete = (*args, None, None, None) if len(args) >= 2 else (None, None, None)
    for name, item in zip(("errno", "strerror", "filename"), complete, strict=False):
        value.attributes[name] = item
    if len(args) > 2:
        value.attributes["args"] = args[:2]


def _register(name: str, base: str | None) -> None:
    def make(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
        allowed = [key for ancestor in cls.mro for key in KEYWORDS.get(ancestor.name, ())]
        if cls.native and any(key not in allowed for key in kwargs):
            raise context.error("TypeError", f"{name}() takes no keyword arguments")
        return make_exception(context.site, cls, args, kwargs)

    make.__name__ = name
    bases = tuple(f"builtins.{one}" for one in (base or "object").split())
    native_class(f"builtins.{name}", bases=bases, takes_unknown=True)(make)


_register("BaseException", None)
for _name, _base in HIERARCHY.items():
    _register(_name, _base)
register(("builtins.IOError", "builtins.EnvironmentError"), ENTRIES["builtins.OSError"])

for _name in ("__cause__", "__context__", "__traceback__"):
    constant(f"builtins.BaseException.{_name}", None)
constant("builtins.BaseException.__suppress_context__", value=False)


@static_method("builtins.BaseException.__new__", takes_unknown=True)
def new(context: Context, cls: Class, /, *args: Value, **kwargs: Value) -> Value:
    """A new exception with its arguments."""
    return make_exception(context.site, cls, args, kwargs)


@function("builtins.BaseException.__init__", takes_unknown=True)
def init(context: Context, self: Value, /, *args: Value, **kwargs: Value) -> None:
    """Keeps the arguments."""
    if isinstance(self, Instance):
        allowed = [key for ancestor in self.cls.mro for key in KEYWORDS.get(ancestor.name, ())]
        if any(key not in allowed for key in kwargs):
            raise context.error("TypeError", f"{self.cls.name}() takes no keyword arguments")
        made = make_exception(context.site, self.cls, args, kwargs)
        context.touch(self.attributes)
        self.attributes.update(made.attributes)


def _arguments(self: Value) -> tuple[Value, ...]:
    args = self.attributes.get("args", ()) if isinstance(self, Instance) else ()
    return args if isinstance(args, tuple) else (args,)


@function("builtins.BaseException.__str__")
def text(context: Context, self: Value) -> Value:
    """The argument, or all of them as a tuple."""
    args = _arguments(self)
    for arg in args:
        if isinstance(arg, Unknown):
            return arg
    if not args:
        return ""
    return context.text_of(args[0]) if len(args) == 1 else context.representation_of(args)


@function("builtins.KeyError.__str__")
def key_error_text(context: Context, self: Value) -> Value:
    """The key as it would be written."""
    args = _arguments(self)
    return context.representation_of(args[0]) if len(args) == 1 else text(context, self)


@function("builtins.OSError.__str__")
def system_error_text(context: Context, self: Value) -> Value:
    """Number, message and file."""
    number, message, name = (self.attributes.get(key) for key in ("errno", "strerror", "filename"))
    if number is None:
        return text(context, self)
    start = f"[Errno {context.text_of(number)}] {context.text_of(message)}"
    return start if name is None else f"{start}: {context.representation_of(name)}"


@function("builtins.BaseException.__repr__")
def representation(context: Context, self: Value) -> Value:
    """Class and arguments."""
    args = _arguments(self)
    shown = context.representation_of(args)
    if isinstance(shown, Unknown):
        return shown
    return context.type_of(self).name + (f"({shown[1:-2]})" if len(args) == 1 else shown)


@function("builtins.BaseException.with_traceback")
def with_traceback(context: Context, self: Value, tb: Value, /) -> Value:
    """The exception itself."""
    return self


@function("builtins.BaseException.add_note")
def add_note(context: Context, self: Value, note: Value, /) -> None:
    """Adds to ``__notes__``."""
    context.touch(self.attributes)
    self.attributes["__notes__"] = [*self.attributes.get("__notes__", ()), note]
