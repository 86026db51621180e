"""A flowchart of Mermaid, which code hosts draw in Markdown.

Source: https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

from flopslint.reporters.drawings.drawing import Box, Drawing, named

_ENTITIES = str.maketrans({
    "&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", "`": "#96;", "\n": " ", "\\": "#92;",
})  # fmt: skip


def mermaid(drawing: Drawing) -> str:
    """One flowchart from top to bottom."""
    names = named(box.name for box in drawing.boxes)
    head = ["flowchart TD", f"  %% {' '.join(drawing.caption.split())}"]
    boxes = [f"  {names[box.name]}{_shape(box)}" for box in drawing.boxes]
    arrows = [
        f'  {names[arrow.source]} -->|"{arrow.label.translate(_ENTITIES)}"| {names[arrow.target]}'
        for arrow in drawing.arrows
    ]
    return "\n".join([*head, *boxes, *arrows, ""])


def _shape(box: Box) -> str:
    text = "<br>".join(line.translate(_ENTITIES) for line in box.lines)
    return f'["{text}"]' if box.kind == "op" else f'(["{text}"])'
