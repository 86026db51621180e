"""``sys``: figures and functions; what is live or an object is in the prelude."""

from __future__ import annotations

import sys

from flopslint.catalog.entry import constant, function
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Value

for _name, _value in {
    "byteorder": "little", "copyright": "", "dont_write_bytecode": True, "executable": "", "hexversion": 0x030B00F0,
    "maxsize": 2**63 - 1, "maxunicode": 0x10FFFF, "platform": "linux", "float_repr_style": "short", "exec_prefix": "",
    "prefix": "", "base_prefix": "", "base_exec_prefix": "", "version": "3.11.0 (main)", "ps1": ">>> ",
    "stdlib_module_names": sys.stdlib_module_names, "builtin_module_names": sys.builtin_module_names,
}.items():  # fmt: skip
    if _name != "ps1":
        constant(f"sys.{_name}", _value)


@function("_python.loaded_modules")
def loaded_modules(context: Context) -> Value:
    """The modules by name, live."""
    return context.modules


@function("_python.unknown")
def unknown(context: Context, kind: Value, reason: Value, /) -> Value:
    """An unknown value, for our prelude sources."""
    return context.unknown(GapKind(kind), reason)


@function("sys.exit")
def exit_(context: Context, status: Value = None, /) -> Value:
    """Ends the program."""
    raise context.error("SystemExit", "" if status is None else str(context.text_of(status)))


@function("sys.getrecursionlimit")
def getrecursionlimit(context: Context) -> Value:
    """How deep calls may nest."""
    return 1000


@function("sys.getdefaultencoding", "sys.getfilesystemencoding")
def getdefaultencoding(context: Context) -> Value:
    """The encoding of text."""
    return "utf-8"


@function("sys.intern")
def intern(context: Context, string: Value, /) -> Value:
    """The text itself."""
    return string


@function("sys.exc_info")
def exc_info(context: Context) -> Value:
    """What is being handled is not told."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, "sys.exc_info is not followed")


def _unknown(name: str) -> None:
    def run(context: Context, *args: Value, **kwargs: Value) -> Value:
        return context.unknown(GapKind.ENVIRONMENT, f"what sys.{name} gives is not known")

    function(f"sys.{name}", takes_unknown=True)(run)


def _harmless(name: str) -> None:
    def run(context: Context, *args: Value, **kwargs: Value) -> None:
        """Nothing."""

    function(f"sys.{name}", takes_unknown=True)(run)


for _name in ("_getframe", "gettrace", "getsizeof", "getrefcount", "getallocatedblocks", "_current_frames"):
    _unknown(_name)
for _name in ("setrecursionlimit", "settrace", "setprofile", "setswitchinterval", "audit", "addaudithook"):
    _harmless(_name)
