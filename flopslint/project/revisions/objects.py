"""The content of files of a revision: one git process that answers one request after the other."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from flopslint.core.errors import RevisionError
from flopslint.project.revisions.repository import command, environment

_CHUNK = 1 << 20


class ObjectStore:
    """Reads objects by id. The process starts with the first one and ends with ``close``."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._process: subprocess.Popen[bytes] | None = None
        self._known: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def read(self, identifier: str, most: int | None = None) -> bytes:
        """The bytes of an object, at most one more than ``most``.

        Raises:
            RevisionError: if the store does not have it.
        """
        data = self._known.get(identifier)
        if data is None:
            data = self._ask(identifier, most)
            if most is None or len(data) <= most:
                self._known[identifier] = data
        return data

    def _ask(self, identifier: str, most: int | None) -> bytes:
        requests, answers = self._pipes()
        requests.write(identifier.encode() + b"\n")
        requests.flush()
        header = os.fsdecode(answers.readline()).split()
        if len(header) != 3:
            raise RevisionError(
                "the repository lacks the content of some files of that revision (it is a partial clone, or damaged): "
                "fetch them with `git fetch --refetch --filter=blob:limit=1g`, or compare in a full clone"
            )
        size = int(header[2])
        wanted = size if most is None else min(size, most + 1)
        data = answers.read(wanted)
        left = size - wanted + 1  # a line feed follows the content
        while left > 0:
            left -= len(answers.read(min(left, _CHUNK))) or left
        return data

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(
                command("cat-file", "--batch"),
                cwd=self._top,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise RevisionError("git cat-file cannot be talked to")
        return process.stdin, process.stdout
