"""Entries on disk: text with a checksum, written whole or not at all, and read with suspicion.

An entry holds a few *variants*, the newest first: what was found out under different answers to the questions asked of
the file system (two branches of a repository, say). Each is three lines: the checksum of the next two, the questions
with their answers, the result. Whatever cannot be read is as if it were not there.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from flopslint.cache.folder import SUFFIX, prepare
from flopslint.core.files import Question, Trace, still_holds

VARIANTS = 4
LARGEST = 64_000_000
"""Bytes of the largest entry that is read or written."""

MOST_ENTRIES = 2_000
"""Past this many of a kind, the oldest quarter goes."""


class Store:
    """The entries of one kind below a cache folder. Problems of the disk are never the user's: they cost a miss."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._kind = kind
        self._written = 0

    def load(self, key: str) -> tuple[Any, Trace] | None:
        """The result under a key whose questions are all still answered as they were, with these; None without one."""
        for block in _blocks(self._read(key)):
            try:
                trace = _trace(json.loads(block[0]))
                if still_holds(trace):
                    return json.loads(block[1]), trace
            except (ValueError, TypeError, RecursionError):
                continue
        return None

    def save(self, key: str, result: Any, trace: Mapping[Question, str]) -> None:
        """Keeps a result, the answers it rests on beside it. Says nothing if it cannot."""
        try:
            block = (_line(_grouped(trace)), _line(result))
        except (ValueError, TypeError, RecursionError):
            return
        older = [one for one in _blocks(self._read(key)) if one[0] != block[0]]
        data = b"".join(b"%s\n%s\n%s\n" % (_checksum(*one), *one) for one in (block, *older[: VARIANTS - 1]))
        if len(data) > LARGEST:
            return
        try:
            place = prepare(self._folder, self._kind)
            self._write(place, key, data)
        except OSError:
            return

    def _read(self, key: str) -> bytes:
        path = self._folder / self._kind / f"{key}{SUFFIX}"
        try:
            # A pipe or a device would block or never end, so it is not opened at all.
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                return b""
            return path.read_bytes()
        except OSError:
            return b""

    def _write(self, place: Path, key: str, data: bytes) -> None:
        """Into a file of its own first: a reader finds the old entry or the new one, and no writer meets another."""
        self._written += 1
        part = place / f"{key}.{os.getpid()}-{self._written}.part"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(part, flags, 0o644), "wb") as stream:
                stream.write(data)
            part.replace(place / f"{key}{SUFFIX}")
        except OSError:
            part.unlink(missing_ok=True)
            raise
        _drop_oldest(place)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _checksum(*lines: bytes) -> bytes:
    return sha256(b"\n".join(lines)).hexdigest().encode()


def _blocks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The variants of an entry that are whole."""
    lines = data.split(b"\n")
    found = []
    for position in range(0, len(lines) - 2, 3):
        checksum, trace, result = lines[position : position + 3]
        if checksum == _checksum(trace, result):
            found.append((trace, result))
    return found


def _grouped(trace: Mapping[Question, str]) -> dict[str, list[list[str]]]:
    """The questions of each path, which is written once."""
    grouped: dict[str, list[list[str]]] = {}
    for question, answer in trace.items():
        grouped.setdefault(question.path, []).append([question.verb, question.detail, answer])
    return grouped


def _trace(grouped: Any) -> Trace:
    trace: Trace = {}
    for path, questions in grouped.items() if isinstance(grouped, dict) else ():
        for verb, detail, answer in questions:
            if not all(type(one) is str for one in (path, verb, detail, answer)):
                raise TypeError("no trace")
            trace[Question(verb, path, detail)] = answer
    if not trace:
        raise ValueError("a result that rests on nothing")
    return trace


def _drop_oldest(place: Path) -> None:
    with os.scandir(place) as found:
        entries = [(one.stat(follow_symlinks=False).st_mtime_ns, one.path) for one in found]
    if len(entries) > MOST_ENTRIES:
        for _, path in sorted(entries)[: MOST_ENTRIES // 4]:
            Path(path).unlink(missing_ok=True)
