"""Run flopslint under an audit hook and print, as JSON, every forbidden thing it did.

    python audited.py '{"targets": [[target, inputs], ...], "search_path": [...], "analyzed": [...], "writable": [...]}'

Started by the tests in a process of its own, because an audit hook cannot be taken off again. Standard library only, so
that nothing but flopslint's own imports happen after the hook is set.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

OURS = {"flopslint", "libcst", "networkx", "pathspec", "rich"}
NEVER_IMPORTED = {"numpy", "timm", "torch", "torchvision", "transformers"}
FORBIDDEN = (
    "code.__new__", "ctypes.", "ftplib.", "http.", "imaplib.", "marshal.load", "nntplib.", "os.exec", "os.fork",
    "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pickle.", "poplib.", "pty.", "smtplib.", "socket.",
    "sqlite3.", "subprocess.", "telnetlib.", "urllib.", "webbrowser.",
)  # fmt: skip
CHANGES = {
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate",
    "os.utime", "shutil.copyfile", "shutil.move", "shutil.rmtree",
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def callers() -> Iterator[FrameType]:
    """The frames below the audit hook, innermost first."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename != __file__ or frame.f_code.co_name == "main":
            yield frame
        frame = frame.f_back


def is_import_of_ours() -> bool:
    """Whether the import system is at work: a module of ours, of a library we use or of Python is being loaded."""
    return any(frame.f_code.co_filename.startswith("<frozen importlib") for frame in callers())


class Watch:
    """Judges audit events; keeps the forbidden ones in ``found``."""

    def __init__(self, analyzed: list[str], writable: list[str]) -> None:
        self.analyzed = tuple(os.path.realpath(path) for path in analyzed)
        self.writable = tuple(os.path.realpath(path) for path in writable)
        self.names = {Path(path).stem for path in analyzed}
        self.found: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        problem = self.problem(event, arguments)
        if problem:
            self.found.append(f"{event}: {problem}")

    def problem(self, event: str, arguments: tuple[Any, ...]) -> str | None:
        """What is wrong with an event, if anything is."""
        if event == "exec":
            return self.problem_of_execution(arguments[0])
        if event == "compile":
            return self.problem_of_compilation(arguments)
        if event == "import":
            name = str(arguments[0]).partition(".")[0]
            return f"import of {arguments[0]}" if name in NEVER_IMPORTED | self.names else None
        if event == "open":
            return self.problem_of_opening(arguments)
        if event in CHANGES:
            return self.problem_of_path(arguments[0])
        if event.startswith(FORBIDDEN) and not is_import_of_ours():
            return repr(arguments)[:200]
        return None

    def problem_of_execution(self, code: CodeType) -> str | None:
        """Code may run only where the import system loads a module that is not under analysis."""
        if self.is_analyzed(code.co_filename) or not is_import_of_ours():
            return f"{code.co_name} of {code.co_filename}"
        return None

    def problem_of_compilation(self, arguments: tuple[Any, ...]) -> str | None:
        """Text may be compiled to a tree by ``ast.parse``, and by the import system for modules of ours."""
        caller = next(callers()).f_code
        if caller.co_filename == ast.__file__ and caller.co_name == "parse":
            return None
        if is_import_of_ours() and not self.is_analyzed(str(arguments[1])):
            return None
        return repr(arguments)[:200]

    def problem_of_opening(self, arguments: tuple[Any, ...]) -> str | None:
        path, mode, flags = arguments
        writes = any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool((flags or 0) & WRITING)
        return self.problem_of_path(path) if writes else None

    def problem_of_path(self, path: object) -> str | None:
        """Paths may change only in the folders that flopslint was given for its cache and outputs."""
        if isinstance(path, int):
            return None
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        inside = any(real == folder or real.startswith(folder + os.sep) for folder in (*self.writable, "/dev/null"))
        return None if inside else f"change of {real}"

    def is_analyzed(self, path: str) -> bool:
        """Whether a code object's file name lies in what is analyzed."""
        return path.startswith(self.analyzed)


def main() -> None:
    """Analyzes the targets of the job under the hook."""
    job = json.loads(sys.argv[1])
    watch = Watch(job["analyzed"], job["writable"])
    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    import flopslint

    reports = []
    for target, inputs in job["targets"]:
        try:
            report = flopslint.analyze(target, inputs=inputs, search_path=job["search_path"], cache=True)
            reports.append(report.to_dict())
        except flopslint.FlopslintError as error:
            reports.append({"raised": f"{type(error).__name__}: {error}"})
    found = list(watch.found)
    sys.stdout.write(json.dumps({"found": found, "reports": reports}))


if __name__ == "__main__":
    main()
