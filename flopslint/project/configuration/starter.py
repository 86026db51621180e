"""A first configuration: every key as a comment, and the models of a project with their present costs as budgets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from flopslint.core.count import Count
from flopslint.project.configuration.keys import KEYS
from flopslint.project.configuration.kinds import BUDGETS, MODELS
from flopslint.reporters.numbers import readable_count
from flopslint.reporters.report import ModelReport


def starter(reports: Sequence[ModelReport], left_out: Sequence[ModelReport], *, is_nested: bool) -> str:
    """The text of the configuration; ``is_nested`` puts it below ``[tool.flopslint]``.

    ``left_out`` are models that a target alone does not build as they are found: they get no entry.
    """
    prefix = "tool.flopslint." if is_nested else ""
    blocks = [_general(is_nested=is_nested), _budgets(prefix)]
    blocks += [_model(report, prefix) for report in reports]
    if left_out:
        blocks.append(_left_out(left_out))
    return "\n".join(blocks)


def _general(*, is_nested: bool) -> str:
    lines = ["[tool.flopslint]"] if is_nested else []
    for key in KEYS:
        if key.kind not in (BUDGETS, MODELS):
            lines += [f"# {key.about}", f"# {key.name} = {key.example}"]
    return _joined(lines)


def _budgets(prefix: str) -> str:
    return _joined([
        f"[{prefix}budget]",
        "# Of every model; a layer's budget is for one layer. From warn on there is a warning, above max an error.",
        '# model-params = "30M"',
        '# model-macs = { max = "5G", warn = "80%" }',
        '# layer-share = "60%"',
        "# Against flopslint-baseline.json; both must be passed.",
        '# model-params-growth = { max = "5%", floor = "100k" }',
    ])  # fmt: skip


def _model(report: ModelReport, prefix: str) -> str:
    macs = report.cost("mac").total
    budget = [f"{name} = {count.value:_}" for name, count in (("params", report.params), ("macs", macs)) if count.exact]
    lines = [f"[[{prefix}model]]", f"target = {_text(report.target)}"]
    lines += _input_lines(report)
    if budget:
        lines.append(f"budget = {{ {', '.join(budget)} }}")
    lines += [f"# {words}" for words in _remarks(report.params, macs, was_run=report.was_run)]
    return _joined(lines)


def _input_lines(report: ModelReport) -> Iterator[str]:
    """Where the input comes from, or what to give."""
    if report.inputs:
        specs = ", ".join(f"{one.name} {'x'.join(map(str, one.shape))}" for one in report.inputs)
        yield f"# input: {' '.join(specs.split())} ({report.inputs[0].origin})"
    elif not report.was_run:
        yield '# input = ["1x3x224x224"]'


def _remarks(params: Count, macs: Count, *, was_run: bool) -> Iterator[str]:
    for noun, count in (("parameters", params), ("MACs", macs)):
        if noun == "MACs" and not was_run:
            yield "MACs: unknown without an input"
        elif count.exact:
            yield f"{noun}: {readable_count(count).strip()}"
        else:
            yield f"{noun}: {readable_count(count).strip()}; only an exact figure makes a budget"


def _left_out(reports: Iterable[ModelReport]) -> str:
    lines = ["# Built with arguments by other code; a budget can stand in a comment at the class:"]
    lines += [f"# {report.target}  # flopslint: params<={report.params.value}" for report in reports]
    return _joined(lines)


def _text(value: str) -> str:
    """A TOML string."""
    return json.dumps(value, ensure_ascii=False)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
