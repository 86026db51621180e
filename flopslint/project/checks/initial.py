"""``flopslint init``: where a first configuration goes, and which models are in it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flopslint.core import files
from flopslint.core.errors import ConfigError
from flopslint.core.storage import DISK, Overlaid
from flopslint.project.checks.checking import check_targets
from flopslint.project.configuration.file import FILES, LARGEST
from flopslint.project.configuration.starter import starter
from flopslint.project.remarks import budgets_in
from flopslint.project.session import Session
from flopslint.reporters.report import ModelReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Initial:
    """The file to write with its whole content, and how many models it names."""

    path: Path
    data: bytes
    models: int


def initial(open_project: Callable[[], Session]) -> Initial:
    """A first configuration for a project, which is checked once without it and once with it.

    A pyproject.toml that is there gets it at its end, else it is a file of its own. Models with budgets in their source
    are left to these.

    Raises:
        ConfigError: if there is a configuration already, or the pyproject.toml cannot take one.
    """
    session = open_project()
    path, before = _place(session.root)
    found = check_targets(session, [], honor_baseline=False).reports
    reports = [report for report in found if not budgets_in(session, report.evaluated.costs.run)]
    made = _made(path, before, reports, [])
    with files.served_by(Overlaid(DISK, {str(path): made})):
        checked = check_targets(open_project(), [], honor_baseline=False).reports
    again = {report.target: _costs(report) for report in checked}
    named = [report for report in reports if again.get(report.target) == _costs(report)]
    left_out = [report for report in reports if report not in named]
    return Initial(path=path, data=_made(path, before, named, left_out), models=len(named))


def _place(root: Path) -> tuple[Path, bytes]:
    """The file that takes the configuration, and its content."""
    for name in FILES:
        path = root / name
        if not files.is_file(path):
            continue
        if name != "pyproject.toml":
            raise ConfigError(f"{name} is there already")
        return path, _checked(path)
    return root / "flopslint.toml", b""


def _checked(path: Path) -> bytes:
    """The content of a pyproject.toml without a table of ours."""
    try:
        data = files.read(path, LARGEST)
        document = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path.name} cannot be read, so nothing can be added to it: {error}") from None
    tool = document.get("tool", {})
    if not isinstance(tool, dict) or "flopslint" in tool:
        raise ConfigError(f"{path.name} has a table [tool.flopslint] already")
    return data


def _made(path: Path, before: bytes, named: list[ModelReport], left_out: list[ModelReport]) -> bytes:
    """The content with a configuration at its end."""
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    text = starter(named, left_out, is_nested=path.name == "pyproject.toml").encode()
    gap = b"" if not before else newline if before.endswith((b"\n", b"\r")) else newline * 2
    data = before + gap + text.replace(b"\n", newline)
    try:
        tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise ConfigError(f"{path.name} cannot take a table [tool.flopslint] at its end: {error}") from None
    return data


def _costs(report: ModelReport) -> tuple[int | None, ...]:
    macs = report.cost("mac").total
    return report.params.min, report.params.max, macs.min, macs.max
