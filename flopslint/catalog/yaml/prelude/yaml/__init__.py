"""PyYAML's functions and loaders, on top of one function that reads text."""

from yaml._reading import documents
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError
from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.scanner import ScannerError


class BaseLoader:
    _kind = "base"

    def __init__(self, stream):
        self.stream = stream

    @classmethod
    def add_constructor(cls, tag, constructor):
        cls._kind = "own"

    @classmethod
    def add_multi_constructor(cls, tag_prefix, multi_constructor):
        cls._kind = "own"

    @classmethod
    def add_implicit_resolver(cls, tag, regexp, first):
        cls._kind = "own"

    @classmethod
    def add_path_resolver(cls, tag, path, kind=None):
        cls._kind = "own"


class SafeLoader(BaseLoader):
    _kind = "safe"


class FullLoader(BaseLoader):
    _kind = "full"


class Loader(BaseLoader):
    _kind = "full"


class UnsafeLoader(BaseLoader):
    _kind = "full"


class CBaseLoader(BaseLoader):
    pass


class CSafeLoader(SafeLoader):
    pass


class CFullLoader(FullLoader):
    pass


class CLoader(Loader):
    pass


class CUnsafeLoader(UnsafeLoader):
    pass


_LIBRARY = (
    BaseLoader, SafeLoader, FullLoader, Loader, UnsafeLoader, CBaseLoader, CSafeLoader, CFullLoader, CLoader,
    CUnsafeLoader,
)  # fmt: skip


def _kind_of(loader):
    if loader in _LIBRARY:
        return loader._kind
    own = [base for base in loader.__mro__ if base not in _LIBRARY and base is not object]
    names = {name for base in own for name in vars(base)}
    changed = names - {"__module__", "__doc__", "__dict__", "__weakref__", "__qualname__"}
    return "own" if changed else loader._kind


def load_all(stream, Loader):
    text = stream.read() if hasattr(stream, "read") else stream
    found = documents(text, _kind_of(Loader))
    if isinstance(found, tuple):
        name, message = found
        if name == "ConstructorError":
            raise ConstructorError(message)
        raise ScannerError(message)
    return iter(found)


def load(stream, Loader):
    found = list(load_all(stream, Loader))
    if len(found) > 1:
        raise ComposerError("expected a single document in the stream")
    return found[0] if found else None


def safe_load(stream):
    return load(stream, SafeLoader)


def safe_load_all(stream):
    return load_all(stream, SafeLoader)


def full_load(stream):
    return load(stream, FullLoader)


def full_load_all(stream):
    return load_all(stream, FullLoader)


def unsafe_load(stream):
    return load(stream, UnsafeLoader)


def unsafe_load_all(stream):
    return load_all(stream, UnsafeLoader)


def add_constructor(tag, constructor, Loader=None):
    for loader in (FullLoader, UnsafeLoader, globals()["Loader"]) if Loader is None else (Loader,):
        loader.add_constructor(tag, constructor)


def add_implicit_resolver(tag, regexp, first=None, Loader=None, Dumper=None):
    for loader in (FullLoader, UnsafeLoader, globals()["Loader"]) if Loader is None else (Loader,):
        loader.add_implicit_resolver(tag, regexp, first)
