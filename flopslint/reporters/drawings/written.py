"""Pictures as whole outputs: several models in one, where the format can hold them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from html import escape

from flopslint.core.errors import TargetError
from flopslint.reporters.document import SCHEMA
from flopslint.reporters.drawings.dot import dot
from flopslint.reporters.drawings.drawing import Drawing
from flopslint.reporters.drawings.mermaid import mermaid
from flopslint.reporters.drawings.svg import svg

_EACH: dict[str, Callable[[Drawing], str]] = {"dot": dot, "mermaid": mermaid, "svg": svg}


def written(drawings: Sequence[Drawing], name: str, version: str) -> str:
    """The whole text of an output of that format.

    Raises:
        TargetError: for several models in a format that holds one.
    """
    if name == "json":
        head = {"schema": SCHEMA, "tool": {"name": "flopslint", "version": version}}
        return json.dumps({**head, "models": [_document(one) for one in drawings]}, indent=2, ensure_ascii=False) + "\n"
    if name == "html":
        return _page(drawings)
    if len(drawings) != 1:
        listed = ", ".join(one.target for one in drawings)
        raise TargetError(f"the format {name} holds one model: name one of {listed}, or take json or html")
    return _EACH[name](drawings[0])


def _document(drawing: Drawing) -> dict[str, object]:
    """One element of ``models``: nodes and edges, as in the picture."""
    nodes = [
        {
            "id": box.name, "kind": box.kind, "name": box.title, "layer": box.layer, "macs": box.work,
            "file": box.place[0] if box.place else None, "line": box.place[1] if box.place else None,
        }
        for box in drawing.boxes
    ]  # fmt: skip
    return {"target": drawing.target, "nodes": nodes, "edges": [asdict(arrow) for arrow in drawing.arrows]}


def _page(drawings: Sequence[Drawing]) -> str:
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><title>flopslint graph</title>',
        "<style>body{font-family:monospace;margin:16px}section{overflow:auto}</style></head><body>",
    ]
    parts.extend(f"<section><h2>{escape(one.caption)}</h2>\n{svg(one)}</section>" for one in drawings)
    return "\n".join([*parts, "</body></html>", ""])
