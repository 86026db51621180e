"""Sums over a layer and everything below it."""

from __future__ import annotations

from collections.abc import Sequence

from flopslint.core.count import Count, total
from flopslint.costs.layers import LayerNode


def with_below(nodes: Sequence[LayerNode], counts: Sequence[Count]) -> list[Count]:
    """For each layer, in order, its count and those of all layers below it.

    Layers come in pre-order, so those below one follow it with greater depth.
    """
    open_rows: list[int] = []
    members: list[list[Count]] = [[] for _ in nodes]
    for position, (node, count) in enumerate(zip(nodes, counts, strict=True)):
        while open_rows and nodes[open_rows[-1]].depth >= node.depth:
            open_rows.pop()
        open_rows.append(position)
        if count.exact and not int(count):
            continue
        for row in open_rows:
            members[row].append(count)
    return [total(group) for group in members]
