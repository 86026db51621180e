"""The language of Graphviz.

Source: https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

from flopslint.reporters.drawings.drawing import Drawing, named

_SHAPES = {"input": "ellipse", "op": "box", "output": "ellipse"}


def dot(drawing: Drawing) -> str:
    """One ``digraph``."""
    names = named(box.name for box in drawing.boxes)
    head = [f"digraph {_quoted(drawing.target)} {{", f"  label={_quoted(drawing.caption)};", "  node [shape=box];"]
    boxes = [f"  {names[box.name]} [label={_quoted(*box.lines)}, shape={_SHAPES[box.kind]}];" for box in drawing.boxes]
    arrows = [
        f"  {names[arrow.source]} -> {names[arrow.target]} [label={_quoted(arrow.label)}];" for arrow in drawing.arrows
    ]
    return "\n".join([*head, *boxes, *arrows, "}", ""])


def _quoted(*lines: str) -> str:
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") for line in lines)
    return '"' + "\\n".join(escaped) + '"'
