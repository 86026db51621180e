"""Writing a file so that a reader meets the old content or the new one, and nothing between."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from flopslint.core.errors import ConfigError


def replace_file(path: Path, data: bytes) -> None:
    """Puts data in the place of a file; its mode is kept, and a symbolic link still leads to it.

    Raises:
        ConfigError: if it cannot be written.
    """
    place = Path(os.path.realpath(path))
    try:
        mode = place.stat().st_mode if place.exists() else None
        descriptor, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
        new = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            new.chmod(0o644 if mode is None else mode & 0o7777)
            new.replace(place)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(f"cannot write {path.name}: {error.strerror}") from None
