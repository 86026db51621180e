"""What every result rests on besides the analyzed source: flopslint's own code, and what it runs on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from flopslint.cache.store import Store
from flopslint.core.files import Question

PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = ("libcst-", "networkx-", "pathspec-")
_VARIABLES = ("VIRTUAL_ENV", "CONDA_PREFIX", "PRE_COMMIT")
"""Those that say which environment libraries are read from."""


def state(folder: Path) -> str:
    """A digest of all of it; ``folder`` is that of the cache."""
    variables = (f"{name}={os.environ.get(name, '')}" for name in _VARIABLES)
    return _digest(sys.version, sys.prefix, sys.platform, *variables, *sorted(_libraries()), _code(folder))


@cache
def _code(folder: Path) -> str:
    """A digest of the content of flopslint's own files.

    They are many: which content goes with which sizes and times is kept, so that a machine reads them once.
    """
    about = sorted(_files(str(PACKAGE)))
    store = Store(folder, "files")
    key = _digest("code", *about)
    known = store.load(key)
    if known is not None and isinstance(known[0], str):
        return known[0]
    digest = sha256()
    for line in about:
        path = line.partition("\0")[0]
        digest.update(f"{path[len(str(PACKAGE)) :]}\0".encode())
        digest.update(sha256(Path(path).read_bytes()).digest())
    found = digest.hexdigest()
    store.save(key, found, {Question("kind", os.fspath(folder)): "folder"})
    return found


def _files(folder: str) -> Iterator[str]:
    """Path, size and time of each file."""
    with os.scandir(folder) as found:
        for one in found:
            if one.is_dir():
                if one.name != "__pycache__":
                    yield from _files(one.path)
            else:
                about = one.stat()
                yield f"{one.path}\0{about.st_size} {about.st_mtime_ns}"


def _libraries() -> Iterator[str]:
    """The libraries that parse and find source for flopslint, with their versions: by the names of their records."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - no object for each of many names
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.startswith(_LIBRARIES):
                yield name


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
