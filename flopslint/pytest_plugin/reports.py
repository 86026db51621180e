"""What the fixture gives, and which reports a test has made so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flopslint.api import analyze
from flopslint.core.count import Count
from flopslint.pytest_plugin.places import search_path_of, target_from_root
from flopslint.reporters.report import ModelReport

if TYPE_CHECKING:
    import pytest


class Reports:
    """Analyzes models for one test, and knows whose a figure is."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._made: list[ModelReport] = []

    def analyze(
        self,
        target: str | Path,
        input: str | Iterable[str] | None = None,
        *,
        forward: str | None = None,
        convention: str | None = None,
        search_path: Iterable[str | Path] = (),
    ) -> ModelReport:
        """The report of one model.

        Raises:
            TargetError: if the target does not exist, or is no single model.
            InputError: if an input cannot be read.
            ConfigError: if the convention or the project's configuration is wrong.
        """
        report = analyze(
            target_from_root(self._config, str(target)),
            inputs=input,
            forward=forward,
            convention=convention or self._config.getini("flopslint_convention") or "torch",
            search_path=(*search_path, *search_path_of(self._config)),
        )
        self._made.append(report)
        return report

    def owner(self, count: Count) -> tuple[ModelReport, str] | None:
        """The report that a count is a total of, and what it counts."""
        for report in reversed(self._made):
            for noun, known in _totals(report):
                if known is count:
                    return report, noun
        return None


def _totals(report: ModelReport) -> Iterator[tuple[str, Count]]:
    yield "parameters", report.params
    yield "trainable parameters", report.trainable
    yield "elements in buffers", report.buffers
    yield "MACs", report.cost("mac").total
    yield f"{report.cost().unit}s", report.cost().total
