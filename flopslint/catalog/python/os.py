"""``os``: no variables are set; what changes files or processes does nothing, what asks for them is not known."""

from __future__ import annotations

from flopslint.catalog.entry import ConstantEntry, constant, function, register
from flopslint.catalog.python.builtins_environment import path_text
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.equality import find_key
from flopslint.values.value import MISSING, Value

HARMLESS = (
    "chdir", "chmod", "chown", "close", "fsync", "link", "makedirs", "mkdir", "nice", "putenv", "register_at_fork",
    "remove", "removedirs", "rename", "renames", "replace", "rmdir", "sched_setaffinity", "symlink", "sync",
    "truncate", "umask", "unlink", "unsetenv", "utime",
)  # fmt: skip
UNKNOWN = (
    "access", "cpu_count", "fstat", "get_terminal_size", "getcwd", "getloadavg", "getlogin", "getpid", "getppid",
    "getuid", "isatty", "kill", "lstat", "open", "popen", "process_cpu_count", "read", "readlink",
    "sched_getaffinity", "stat", "system", "times", "uname", "urandom", "waitpid", "write",
)  # fmt: skip

for _name, _value in {
    "altsep": None, "curdir": ".", "devnull": "/dev/null", "extsep": ".", "linesep": "\n", "name": "posix",
    "pardir": "..", "pathsep": ":", "sep": "/", "O_RDONLY": 0, "R_OK": 4, "W_OK": 2, "X_OK": 1, "F_OK": 0,
}.items():  # fmt: skip
    constant(f"os.{_name}", _value)
register(("os.environ",), ConstantEntry(name="os.environ", function=dict))
"""Made anew for each evaluation, as the program may set variables."""


@function("os.getenv")
def getenv(context: Context, key: Value, default: Value = None) -> Value:
    """A variable that the program itself set, or the default."""
    environ = context.look_up("os.environ")
    found = find_key(context, environ, key)
    return default if found is MISSING else environ[found]


@function("os.fspath")
def fspath(context: Context, path: Value) -> Value:
    """A path as text."""
    return path_text(context, path)


@function("os.fsdecode", "os.fsencode")
def fsdecode(context: Context, filename: Value) -> Value:
    """A path as text."""
    return path_text(context, filename)


@function("os._exit")
def exit_(context: Context, status: Value) -> Value:
    """Ends the program."""
    raise context.error("SystemExit", str(context.text_of(status)))


def _register_harmless(name: str) -> None:
    def run(context: Context, *args: Value, **kwargs: Value) -> None:
        """Nothing."""

    function(f"os.{name}", takes_unknown=True)(run)


def _register_unknown(name: str) -> None:
    def run(context: Context, *args: Value, **kwargs: Value) -> Value:
        return context.unknown(GapKind.ENVIRONMENT, f"what os.{name} finds is not known")

    function(f"os.{name}", takes_unknown=True)(run)


for _name in HARMLESS:
    _register_harmless(_name)
for _name in UNKNOWN:
    _register_unknown(_name)
