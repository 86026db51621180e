"""A file that fixes change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """A file by its path and the name it is shown under, before and after, as bytes and as text."""

    path: Path
    name: str
    before: bytes
    after: bytes
    texts: tuple[str, str]
