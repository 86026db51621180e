"""Exceptions and warnings that modules of the standard library define."""

from __future__ import annotations

from flopslint.catalog.entry import ENTRIES, native_class, register
from flopslint.catalog.python.builtins_exceptions import make_exception
from flopslint.values.context import Context
from flopslint.values.value import Class, Value

BASES: dict[str, str] = {
    "binascii.Error": "builtins.ValueError",
    "asyncio.CancelledError": "builtins.BaseException",
    "configparser.Error": "builtins.Exception",
    "copy.Error": "builtins.Exception",
    "csv.Error": "builtins.Exception",
    "importlib.metadata.PackageNotFoundError": "builtins.ModuleNotFoundError",
    "json.JSONDecodeError": "builtins.ValueError",
    "multiprocessing.TimeoutError": "builtins.Exception",
    "pickle.PickleError": "builtins.Exception",
    "pickle.PicklingError": "pickle.PickleError",
    "pickle.UnpicklingError": "pickle.PickleError",
    "queue.Empty": "builtins.Exception",
    "queue.Full": "builtins.Exception",
    "re.error": "builtins.Exception",
    "shutil.Error": "builtins.OSError",
    "struct.error": "builtins.Exception",
    "subprocess.SubprocessError": "builtins.Exception",
    "subprocess.CalledProcessError": "subprocess.SubprocessError",
    "subprocess.TimeoutExpired": "subprocess.SubprocessError",
    "tarfile.TarError": "builtins.Exception",
    "tomllib.TOMLDecodeError": "builtins.ValueError",
    "urllib.error.URLError": "builtins.OSError",
    "urllib.error.HTTPError": "urllib.error.URLError",
    "zipfile.BadZipFile": "builtins.Exception",
    "zlib.error": "builtins.Exception",
}


def _register(name: str, base: str) -> None:
    def make(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
        return make_exception(context.site, cls, args, kwargs)

    make.__name__ = name.rpartition(".")[2]
    native_class(name, bases=(base,), takes_unknown=True)(make)


for _name, _base in BASES.items():
    _register(_name, _base)
register(("socket.error", "socket.gaierror", "select.error"), ENTRIES["builtins.OSError"])
register(
    ("socket.timeout", "asyncio.TimeoutError", "concurrent.futures.TimeoutError"), ENTRIES["builtins.TimeoutError"]
)
register(("_python.Empty",), ENTRIES["queue.Empty"])
register(("json.decoder.JSONDecodeError",), ENTRIES["json.JSONDecodeError"])
