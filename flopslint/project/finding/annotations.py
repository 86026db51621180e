"""Input specs from the annotations of ``forward``: jaxtyping's, and others that give dims as numbers.

Source: https://docs.kidger.site/jaxtyping/api/array/
"""

from __future__ import annotations

import re

from flopslint.core.dtype import BOOL, DTYPES, FLOAT32, INT64, DType
from flopslint.core.input_spec import InputSpec
from flopslint.ir import nodes as ir

_KINDS: dict[str, DType] = {
    "Float": FLOAT32,
    "Shaped": FLOAT32,
    "Num": FLOAT32,
    "Real": FLOAT32,
    "Inexact": FLOAT32,
    "Int": INT64,
    "Integer": INT64,
    "Bool": BOOL,
    "Annotated": FLOAT32,
    "TensorType": FLOAT32,
    **{name.capitalize(): dtype for name, dtype in DTYPES.items() if name[:3] in {"flo", "int"} and "_" not in name},
}

_BATCH = frozenset({"b", "B", "batch", "batch_size", "bs", "n", "N"})
"""Names of a first dim that stand for the batch, of which one item is taken."""

_DIM = re.compile(r"(?:[A-Za-z_]\w*=)?(\d{1,9})")


def specs_from_annotations(parameters: ir.Parameters) -> tuple[InputSpec, ...] | None:
    """The inputs that the annotations of forward's parameters say; None unless they say all that are required."""
    plain = (*parameters.positional_only, *parameters.positional)[1:]
    specs = []
    for parameter in (*plain, *parameters.keyword_only):
        spec = None if parameter.annotation is None else _spec(parameter, parameter.annotation)
        if spec is None:
            if parameter.default is None:
                return None
            continue
        if parameter.default is None:
            specs.append(spec)
    return tuple(specs) or None


def _spec(parameter: ir.Parameter, annotation: ir.Expression) -> InputSpec | None:
    if not isinstance(annotation, ir.Subscript):
        return None
    kind = _KINDS.get(_last_name(annotation.value) or "")
    shape = _shape(annotation.index) if kind is not None else None
    return None if kind is None or shape is None else InputSpec(parameter.name, shape, kind)


def _last_name(node: ir.Expression) -> str | None:
    if isinstance(node, ir.Name):
        return node.id
    return node.name if isinstance(node, ir.Attribute) else None


def _shape(index: ir.Expression) -> tuple[int, ...] | None:
    """From ``Tensor, "1 3 224 224"``, ``Tensor, (1, 3, 224, 224)`` or ``"b", 3, 224, 224``."""
    if not isinstance(index, ir.Collection):
        return None
    items = index.items
    if len(items) == 2 and _last_name(items[0]) is not None:
        second = items[1]
        if isinstance(second, ir.Collection):
            return _dims([_text(item) for item in second.items])
        text = _text(second)
        return None if text is None or isinstance(second, ir.Constant) is False else _dims(text.split())
    return _dims([_text(item) for item in items])


def _text(node: ir.Expression) -> str | None:
    if isinstance(node, ir.Constant) and isinstance(node.value, (int, str)) and not isinstance(node.value, bool):
        return str(node.value)
    return None


def _dims(words: list[str] | list[str | None]) -> tuple[int, ...] | None:
    dims = []
    for position, word in enumerate(words):
        match = None if word is None else _DIM.fullmatch(word)
        if match:
            dims.append(int(match[1]))
        elif position == 0 and word in _BATCH and len(words) > 1:
            dims.append(1)
        else:
            return None
    return tuple(dims) or None
