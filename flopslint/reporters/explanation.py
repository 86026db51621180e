"""How a figure comes about: total, row, op call, formula with the figures put in, line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from flopslint.core.count import Count
from flopslint.core.work import Work
from flopslint.costs.convention import Convention, find_convention
from flopslint.costs.layers import LayerNode
from flopslint.costs.tally import charged_to
from flopslint.reporters.numbers import full_count, percent, readable_count, shape_text
from flopslint.reporters.report import ModelReport
from flopslint.reporters.rows import LayerRow, MemoryFigures
from flopslint.reporters.text import Line, Piece
from flopslint.values.events import OpCall, TensorRef
from flopslint.values.tensor import Tensor

_NAME = re.compile(r"[A-Za-z_]\w*")
_INDENT = "  "


def total_lines(report: ModelReport) -> list[Line]:
    """The totals of a model, and the rows they are the sums of."""
    lines: list[Line] = [[Piece(report.target, "bold")]]
    cost, macs = report.cost(), report.cost("mac").total
    figures = [("params", report.params, [(row, row.params) for row in report.layers])]
    figures.append(("MACs (convention mac)", macs, [(row, row.macs) for row in report.layers]))
    figures.append(
        (f"{cost.unit}s (convention {cost.convention})", cost.total, [(row, row.flops) for row in report.layers])
    )
    for title, total, rows in figures:
        lines.extend([[], [Piece(f"{title}: {_both(total)}", "bold"), Piece(", the sum of" if total.value else "")]])
        lines.extend(_row_lines(rows, total))
        lines.extend(_why(total))
    lines.extend(_memory_lines(report.memory))
    lines.extend([[], [Piece(f"for one of the rows: flopslint explain '{report.target}' LAYER")]])
    return lines


def layer_lines(report: ModelReport, name: str) -> list[Line] | None:
    """A layer's row, its parameters and op calls, and those of all layers below; None if there is no such layer."""
    prefix = f"{name}." if name else ""
    chosen = [row for row in report.layers if row.name == name or row.name.startswith(prefix)]
    if not any(row.name == name for row in chosen):
        return None
    lines: list[Line] = [[Piece(report.target, "bold")]]
    lines.append(
        [Piece(f"{_INDENT}total {_both(report.cost().total)} {report.cost().unit}s, convention {report.convention}")]
    )
    for row in chosen:
        if row.name == name or row.params.value or row.flops.value or not row.exact:
            lines.append([])
            lines.extend(_detail(report, row))
    return lines


def place_lines(report: ModelReport, file: str, line: int) -> list[Line]:
    """The layers built at a line and the op calls made there; empty where there are none."""
    lines: list[Line] = []
    for row in report.layers:
        if (row.file, row.line) == (file, line) or (file, line) in row.via:
            lines.append([])
            lines.extend(_detail(report, row))
    calls = [call for call in report.op_calls if (file, line) in report.places_of(call)]
    if calls:
        lines.extend([[], [Piece(f"op calls made at {file}:{line}", "bold")]])
        lines.extend(piece for call in calls for piece in _call_lines(report, call))
    return [[Piece(report.target, "bold")], *lines] if lines else []


def convention_lines(convention: Convention) -> list[Line]:
    """The page of a convention."""
    return [
        [Piece(convention.name, "bold"), Piece(f", in {convention.unit}s")],
        [],
        [Piece(convention.summary)],
        [],
        [Piece(f"source   {convention.source}")],
        [Piece(f"version  {convention.version}")],
    ]


def _memory_lines(memory: MemoryFigures) -> Iterator[Line]:
    yield from ([], [Piece(f"memory: {_both(memory.total)} bytes", "bold"), Piece(", the sum of")])
    for title, by_type in (("parameters", memory.parameters), ("buffers", memory.buffers)):
        for dtype, size in by_type.items():
            yield [Piece(f"{_INDENT}{title} {dtype}: {size:,}")]
    place = f" at {memory.peak_file}:{memory.peak_line}" if memory.peak_file else ""
    where = f", at their most in {memory.peak_op}{place}" if memory.peak_op else ""
    yield [Piece(f"{_INDENT}activations: {_both(memory.activations)}"), Piece(where, "dim")]
    yield from _why(memory.activations)


def _row_lines(rows: Sequence[tuple[LayerRow, Count]], total: Count) -> Iterator[Line]:
    shown = [(row, count) for row, count in rows if count.value or not count.exact]
    longest = max((len(row.name or "(the model itself)") for row, _ in shown), default=0)
    figures = [full_count(count) for _, count in shown]
    widest = max(map(len, figures), default=0)
    for (row, count), figure in zip(shown, figures, strict=True):
        share = percent(count.value, total.value) if count.value and total.value and total.exact else ""
        place = f"{row.file}:{row.line}" if row.file else ""
        yield [
            Piece(f"{_INDENT}{row.name or '(the model itself)':<{longest}}  {figure:>{widest}}  {share:>6}  "),
            Piece(place, "dim"),
        ]


def _detail(report: ModelReport, row: LayerRow) -> Iterator[Line]:
    yield [Piece(row.name or report.name, "bold"), Piece(f"  {row.class_name}")]
    if row.file:
        via = "".join(f", via {file}:{line}" for file, line in row.via)
        yield [Piece(f"{_INDENT}built at {row.file}:{row.line}{via}")]
    tree = report.costs.tree
    node = None if tree is None else tree.named(row.name)
    if tree is None or node is None:
        return
    yield [Piece(f"{_INDENT}params   {_both(row.params)}")]
    yield from _parameter_lines(node)
    yield [Piece(f"{_INDENT}MACs     {_both(row.macs)}")]
    yield [Piece(f"{_INDENT}FLOPs    {_both(row.flops)}  convention {report.convention}")]
    yield from _why(row.params, row.flops)
    uses = f"{row.calls} times" if row.calls != 1 else "once"
    yield [Piece(f"{_INDENT}called   {uses if row.calls else 'never'}")]
    for call in charged_to(node, tree, report.costs.run):
        yield from _call_lines(report, call)


def _parameter_lines(node: LayerNode) -> Iterator[Line]:
    for table in ("_parameters", "_buffers"):
        held = node.layer.attributes.get(table)
        for name, tensor in held.items() if isinstance(held, dict) else ():
            if isinstance(tensor, Tensor):
                kind = "buffer" if table == "_buffers" else "parameter"
                product = " * ".join(map(str, tensor.shape))
                equal = f" = {tensor.count:,}" if len(tensor.shape) > 1 else ""
                yield [Piece(f"{_INDENT * 2}{kind} {name}: {product or '1'}{equal}")]


def _call_lines(report: ModelReport, call: OpCall) -> Iterator[Line]:
    convention = find_convention(report.convention)
    place = next(iter(report.places_of(call)), None)
    where = f" at {place[0]}:{place[1]}" if place else ""
    yield [
        Piece(f"{_INDENT}{call.spelling}{where}"),
        Piece(f"  {_types(call.inputs)} -> {_types(call.outputs)}", "dim"),
    ]
    if call.gap is not None:
        yield [Piece(f"{_INDENT * 2}not known: {call.gap.reason}")]
    counted = convention.of_op(call)
    if call.formula is not None:
        figures = call.formula.substitution
        put_in = _NAME.sub(lambda match: str(figures.get(match[0], match[0])), call.formula.formula)
        yield [Piece(f"{_INDENT * 2}formula  {call.formula.formula}")]
        yield [Piece(f"{_INDENT * 2}       = {put_in}")]
        yield [Piece(f"{_INDENT * 2}source   {call.formula.source}", "dim")]
    work = _work_words(call.work)
    if work or counted:
        dispatched = ", ".join(one.aten for one in call.dispatched)
        yield [Piece(f"{_INDENT * 2}work     {work or 'nothing'} (torch dispatches {dispatched or 'nothing'})")]
        zero = "" if counted else ": 0 by convention"
        yield [Piece(f"{_INDENT * 2}counted  {counted:,} {convention.unit}s by {convention.name}{zero}")]


def _work_words(work: Work) -> str:
    named = ((field.name.replace("_", "-"), getattr(work, field.name)) for field in fields(Work))
    return ", ".join(f"{count:,} {name}" for name, count in named if count)


def _types(refs: Iterable[TensorRef]) -> str:
    return ", ".join(shape_text(one.type.shape) for one in refs) or "-"


def _why(*counts: Count) -> Iterator[Line]:
    reasons = dict.fromkeys(reason for count in counts for reason in count.reasons)
    for reason in reasons:
        place = f"{reason.file}:{reason.line}: " if reason.file else ""
        yield [Piece(f"{_INDENT}not exact: {place}{reason.text}", "yellow")]


def _both(count: Count) -> str:
    short, full = readable_count(count), full_count(count)
    return full if short == full else f"{full} ({readable_count(count)})"
