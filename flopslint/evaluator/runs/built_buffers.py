"""Buffers as a model was built, where forward puts others of another size in their place.

A model is counted as it is built, as torch's own ``model.buffers()`` gives them before anything has run; only what has
no size yet, the tensors of a lazy layer, is counted as its first run leaves it.
"""

from __future__ import annotations

from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance

Built = list[tuple[Instance, dict[str, Tensor]]]


def buffers_of(root: Instance) -> Built:
    """The buffers that are known, of each layer that holds any."""
    found: Built = []
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        layer = waiting.pop()
        if id(layer) in seen:
            continue
        seen.add(id(layer))
        held = layer.attributes.get("_buffers")
        known = {str(k): v for k, v in held.items() if isinstance(v, Tensor)} if isinstance(held, dict) else {}
        if known:
            found.append((layer, known))
        inner = layer.attributes.get("_modules")
        if isinstance(inner, dict):
            waiting.extend(child for child in inner.values() if isinstance(child, Instance))
    return found


def replaced_buffers(before: Built) -> dict[tuple[int, str], Tensor]:
    """Those of another size now, as they were, by the identity of their layer and their name."""
    replaced: dict[tuple[int, str], Tensor] = {}
    for layer, known in before:
        held = layer.attributes.get("_buffers")
        for name, tensor in known.items():
            now = held.get(name) if isinstance(held, dict) else None
            if isinstance(now, Tensor) and now.count != tensor.count:
                replaced[id(layer), name] = tensor
    return replaced
