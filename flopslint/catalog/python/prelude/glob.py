"""Paths that match a pattern, in order of their names; what is in the file system is asked of ``os``."""

import fnmatch
import os
import re


def has_magic(s):
    return re.search("[*?[]", s) is not None


def escape(pathname):
    return re.sub("([*?[])", r"[\1]", pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    text = os.fspath(pathname)
    start = "/" if text.startswith("/") else ""
    parts = [part for part in text.split("/") if part]
    return _matching(root_dir, start, parts, recursive, include_hidden)


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return iter(glob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def _at(root_dir, path):
    if root_dir is None:
        return path or "."
    return os.path.join(root_dir, path)


def _matching(root_dir, path, parts, recursive, include_hidden):
    if not parts:
        return [path] if path else []
    first, *rest = parts
    if recursive and first == "**":
        found = [path, *_below(root_dir, path, include_hidden, not rest)]
        if not rest:
            return [one for one in found if one]
        return [match for one in found for match in _matching(root_dir, one, rest, recursive, include_hidden)]
    if not has_magic(first):
        plain = next((index for index, part in enumerate(parts) if has_magic(part)), len(parts))
        joined = os.path.join(path, *parts[:plain])
        if not os.path.exists(_at(root_dir, joined)):
            return []
        return _matching(root_dir, joined, parts[plain:], recursive, include_hidden)
    if not os.path.isdir(_at(root_dir, path)):
        return []
    names = [
        name
        for name in os.listdir(_at(root_dir, path))
        if fnmatch.fnmatchcase(name, first) and (include_hidden or first.startswith(".") or not name.startswith("."))
    ]
    return [
        match
        for name in names
        for match in _matching(root_dir, os.path.join(path, name), rest, recursive, include_hidden)
    ]


def _below(root_dir, path, include_hidden, with_files):
    found = []
    if not os.path.isdir(_at(root_dir, path)):
        return found
    for name in os.listdir(_at(root_dir, path)):
        if name.startswith(".") and not include_hidden:
            continue
        joined = os.path.join(path, name)
        is_folder = os.path.isdir(_at(root_dir, joined))
        if is_folder or with_files:
            found.append(joined)
        if is_folder:
            found.extend(_below(root_dir, joined, include_hidden, with_files))
    return found
