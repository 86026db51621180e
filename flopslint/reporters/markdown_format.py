"""Markdown, for comments of reviews and summaries of steps.

Source: https://github.github.com/gfm/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.reporters.format import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flopslint.core.diagnostic import Diagnostic
    from flopslint.reporters.checked import CheckResult
    from flopslint.reporters.report import ModelReport

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|"} | {"\n": " ", "\r": " "})


def check_markdown(result: CheckResult, version: str) -> str:
    """A table of findings, then one of the models."""
    from flopslint.reporters.findings import summary

    lines = [f"### flopslint: {summary(result)}"]
    if result.findings:
        lines += ["", *table(("", "Rule", "Place", "Finding"), "llll", finding_rows(result.findings))]
    if result.reports:
        lines += ["", "<details><summary>Models</summary>", "", *_models(result.reports), "", "</details>"]
    return "\n".join(lines) + "\n"


def report_markdown(reports: Sequence[ModelReport], version: str) -> str:
    """A table of layers for each model."""
    return "\n".join("\n".join(_report(report)) + "\n" for report in reports)


def finding_rows(findings: Sequence[Diagnostic]) -> list[tuple[str, ...]]:
    """The cells of a table of findings."""
    return [_finding(one) for one in findings]


def _finding(finding: Diagnostic) -> tuple[str, ...]:
    place = f"{code(f'{finding.file}:{finding.line}')}" if finding.file else ""
    return finding.severity.word, f"{finding.code} {escaped(finding.name)}", place, escaped(finding.message)


def _models(reports: Sequence[ModelReport]) -> list[str]:
    from flopslint.reporters.numbers import readable_count

    rows = [
        (
            code(report.target),
            readable_count(report.params),
            readable_count(report.cost("mac").total),
            readable_count(report.cost().total),
            f"{report.layers_resolved} of {len(report.layers)}",
        )
        for report in reports
    ]
    return table(("Model", "Params", "MACs", "FLOPs", "Layers resolved"), "lrrrr", rows)


def _report(report: ModelReport) -> list[str]:
    from flopslint.reporters.numbers import cell, full_count, shape_text

    rows = []
    for row in report.layers:
        shapes = [shape_text(shape) for shape in row.outputs if shape is not None]
        name = code(row.name) if row.name else f"{escaped(report.name)} itself"
        place = f"{escaped(row.file)}:{row.line}" if row.file else ""
        rows.append((
            name, escaped(row.class_name.rpartition(".")[2]), " ".join(shapes), cell(row.params, short=False),
            cell(row.macs, short=True), cell(row.flops, short=True), place,
        ))  # fmt: skip
    cost = report.cost()
    totals = (
        f"{full_count(report.params)} parameters, {full_count(report.cost('mac').total)} MACs, "
        f"{full_count(cost.total)} {cost.unit}s ({cost.convention}); "
        f"{report.layers_resolved} of {len(report.layers)} layers resolved"
    )
    return [
        f"### {code(report.target)}",
        "",
        totals,
        "",
        *table(("Layer", "Class", "Output", "Params", "MACs", f"{cost.unit}s", "Place"), "lllrrrl", rows),
    ]


def table(titles: Sequence[str], sides: str, rows: Sequence[Sequence[str]]) -> list[str]:
    """A table; ``sides`` has an "r" for each column that is aligned to the right."""
    marks = ["---:" if side == "r" else "---" for side in sides]
    marks += ["---"] * (len(titles) - len(marks))
    return [f"| {' | '.join(cells)} |" for cells in (titles, marks, *rows)]


def escaped(text: str) -> str:
    """Text that is no markup."""
    return text.translate(_SPECIAL)


def code(text: str) -> str:
    """Text as code; a bar would end the cell, a backtick the code."""
    return escaped(text) if set("`|\n") & set(text) else f"`{text}`"


FORMAT = Format(check=check_markdown, report=report_markdown)
