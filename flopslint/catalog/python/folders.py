"""What is in the folders of the project, for the functions that ask."""

from __future__ import annotations

import posixpath

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.builtins_environment import path_text
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Class, Instance, IteratorValue, Unknown, Value

FILE, FOLDER, ABSENT = "file", "folder", "absent"


def kind_of(context: Context, path: str) -> str | None:
    """Whether a path is a file or a folder of the project or absent from it; None where that is not known."""
    if not posixpath.isabs(path):
        return None
    parent, name = posixpath.split(posixpath.normpath(path))
    listed = context.list_folder(parent)
    if listed is None:
        above = kind_of(context, parent) if parent not in {"", "/"} else None
        return ABSENT if above in {ABSENT, FILE} else None
    for entry, is_folder in listed:
        if entry == name:
            return FOLDER if is_folder else FILE
    return ABSENT


def unknown_path(context: Context, path: str) -> Unknown:
    """What is said of a path that is not ours to look at."""
    return context.unknown(GapKind.ENVIRONMENT, f"whether {path!r} exists is not known")


def _entries(context: Context, path: Value) -> tuple[str, list[tuple[str, bool]]]:
    folder = "" if path is None else path_text(context, path)
    listed = context.list_folder(folder)
    if listed is None:
        if kind_of(context, folder) == ABSENT:
            raise context.error("FileNotFoundError", f"[Errno 2] No such file or directory: {folder!r}")
        return folder, [("", False)]
    return folder, listed


@function("os.listdir")
def listdir(context: Context, path: Value = None) -> Value:
    """Names in a folder of the project, sorted."""
    folder, listed = _entries(context, path)
    if listed == [("", False)]:
        return context.unknown(GapKind.FILE_CONTENT, f"what is in {folder!r} is not known")
    return [name for name, _ in listed]


@function("os.scandir")
def scandir(context: Context, path: Value = None) -> Value:
    """Entries of a folder of the project, in order of their names."""
    folder, listed = _entries(context, path)
    if listed == [("", False)]:
        return context.unknown(GapKind.FILE_CONTENT, f"what is in {folder!r} is not known")
    return IteratorValue(
        iter([_entry(context, folder, name, is_folder) for name, is_folder in listed]), "os.ScandirIterator"
    )


def _entry(context: Context, folder: str, name: str, is_folder: bool) -> Instance:
    made = Instance(context.find_class("os.DirEntry"))
    made.attributes.update({"name": name, "path": posixpath.join(folder, name), "_is_folder": is_folder})
    return made


@function("os.walk")
def walk(
    context: Context, top: Value, topdown: Value = True, onerror: Value = None, followlinks: Value = False
) -> Value:
    """Folders of the project from the top down, with what is in them."""
    folder, listed = _entries(context, top)
    if listed == [("", False)]:
        return context.unknown(GapKind.FILE_CONTENT, f"what is in {folder!r} is not known")
    found: list[Value] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop(0)
        inside = context.list_folder(current) or []
        folders = [name for name, is_folder in inside if is_folder]
        found.append((current, folders, [name for name, is_folder in inside if not is_folder]))
        waiting[:0] = [posixpath.join(current, name) for name in folders]
    return IteratorValue(iter(found), "iterator")


def _not_made(name: str, bases: tuple[str, ...]) -> None:
    def make(context: Context, cls: Class) -> Value:
        raise context.error("TypeError", f"cannot create '{name}' instances")

    make.__name__ = name.rpartition(".")[2]
    native_class(name, bases=bases)(make)


_not_made("os.DirEntry", ("builtins.object",))
_not_made("os.ScandirIterator", ("_python.iterator",))


@function("os.ScandirIterator.__enter__")
def enter(context: Context, self: Value) -> Value:
    """The iterator itself."""
    return self


@function("os.ScandirIterator.__exit__", "os.ScandirIterator.close")
def leave(context: Context, self: Value, *args: Value) -> None:
    """Nothing."""


@function("os.DirEntry.is_dir")
def is_dir(context: Context, self: Instance, *, follow_symlinks: Value = True) -> Value:
    """Whether the entry is a folder."""
    return self.attributes["_is_folder"]


@function("os.DirEntry.is_file")
def is_file(context: Context, self: Instance, *, follow_symlinks: Value = True) -> Value:
    """Whether the entry is a file."""
    return not self.attributes["_is_folder"]


@function("os.DirEntry.__fspath__")
def fspath(context: Context, self: Instance) -> Value:
    """The path of the entry."""
    return self.attributes["path"]
