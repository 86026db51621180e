"""A diff as a comment of a review: a table of models, what changed in each folded below.

The first line is a marker that is not shown, by which a bot finds its comment again to bring it up to date.
"""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.reporters.changes import DiffResult, LayerChange, ModelChange
from flopslint.reporters.diff_words import class_words, doubts, grown, models_shown, place, shown, summary
from flopslint.reporters.markdown_format import code, escaped, finding_rows, table

MARKER = "<!-- flopslint-diff -->"
_MOST_MODELS = 40
_MOST_LAYERS = 60
_MOST_FOLDED = 12


def diff_markdown(result: DiffResult, version: str) -> str:
    """The whole comment; one line where nothing changed."""
    lines = [MARKER]
    if not result.changed and not result.findings and not result.notes and not result.doubtful:
        return "\n".join([*lines, f"flopslint: {summary(result)}"]) + "\n"
    lines += [f"### flopslint: {summary(result)}", ""]
    models = models_shown(result)
    if models:
        lines += _models(result)
    if result.findings:
        lines += ["", *table(("", "Rule", "Place", "Finding"), "llll", finding_rows(result.findings))]
    for note in (*result.notes, *(f"not known well enough: {one}" for one in doubts(result))):
        lines += ["", escaped(note)]
    for change in [one for one in models if one.layers][:_MOST_FOLDED]:
        lines += ["", *_folded(change)]
    lines += ["", f"<sub>{escaped(result.base)} → {escaped(result.head)}, flopslint {escaped(version)}</sub>"]
    return "\n".join(lines) + "\n"


def _models(result: DiffResult) -> Iterator[str]:
    models = models_shown(result)
    flops = models[0].unit
    rows = [
        (
            code(one.name),
            one.status.value,
            *(cell for figure in (one.params, one.macs, one.flops) for cell in (shown(figure.head), grown(figure))),
            code(place(one)),
        )
        for one in models[:_MOST_MODELS]
    ]
    yield from table(("Model", "", "Params", "±", "MACs", "±", f"{flops}s", "±", "File"), "llrrrrrrl", rows)
    if len(models) > _MOST_MODELS:
        yield from ("", f"and {len(models) - _MOST_MODELS} more models")
    reasons = [f"{code(one.name)}: {escaped(one.reason)}" for one in models[:_MOST_MODELS] if one.reason is not None]
    if reasons:
        yield from ("", "Not exact: " + "; ".join(reasons))


def _folded(change: ModelChange) -> Iterator[str]:
    count = len(change.layers)
    yield f"<details><summary>{code_html(change.name)}: {count} layer{'' if count == 1 else 's'} changed</summary>"
    yield ""
    rows = [_row(one) for one in change.layers[:_MOST_LAYERS]]
    yield from table(("Layer", "", "Class", "Params", "±", "MACs", "±", "Place"), "lllrrrrl", rows)
    if count > _MOST_LAYERS:
        yield from ("", f"and {count - _MOST_LAYERS} more")
    yield from ("", "</details>")


def _row(one: LayerChange) -> tuple[str, ...]:
    return (
        code(one.name or "(model)"),
        one.status.value,
        escaped(class_words(one)),
        shown(one.params.head, short=False),
        grown(one.params, short=False),
        shown(one.macs.head),
        grown(one.macs),
        code(f"{one.file}:{one.line}") if one.file else "",
    )


def code_html(text: str) -> str:
    """Text as code where Markdown is not read: inside of a summary."""
    from html import escape

    return f"<code>{escape(text)}</code>"
