"""What rules suggest to change: arguments of constructor calls."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flopslint.core.conflict import Conflict
from flopslint.core.fix import DropStatement, SetArgument, Suggestion
from flopslint.core.span import Span
from flopslint.costs.layers import LayerNode
from flopslint.rules.facts import ModelFacts
from flopslint.rules.uses import layers_at
from flopslint.values.functions import Function
from flopslint.values.value import Instance

_ARGUMENT = re.compile(r"(?P<name>[a-z_]\w*)=(?:\[(?P<only>\d+)\]|(?P<value>\d+|\[\d+(?:, \d+)+\]))")


def argument(model: ModelFacts, nodes: Sequence[LayerNode], name: str, value: str) -> Suggestion | None:
    """An argument for the constructor call of layers; None where that call builds others too, or is not the user's.

    ``nodes`` are layers that one place builds.
    """
    span, _ = model.place_of(nodes[0].built_at)
    if span is None or not model.is_user_file(span.path) or any(node.built_at is None for node in nodes):
        return None
    if {node.name for node in layers_at(model, span)} != {node.name for node in nodes}:
        return None
    positions = {_position(node.layer, name) for node in nodes}
    if len(positions) != 1 or -1 in positions:
        return None
    return Suggestion(
        message=f"set {name}={value}",
        change=SetArgument(call=span, name=name, position=positions.pop(), value=value),
    )


def fitting_argument(model: ModelFacts, conflict: Conflict) -> Suggestion | None:
    """The one figure of a constructor call with which shapes would fit; None where it is not one."""
    found = _ARGUMENT.fullmatch(conflict.fitting or "")
    if found is None:
        return None
    value = found["value"] or found["only"]
    places: dict[Span, None] = {}
    for operand in conflict.operands:
        span, _ = model.place_of(operand.site)
        if span is not None:
            places[span] = None
    made = [nodes for span in places if len(nodes := layers_at(model, span)) == 1]
    suggestions = [one for nodes in made if (one := argument(model, nodes, found["name"], value)) is not None]
    return suggestions[0] if len(suggestions) == 1 else None


def without(model: ModelFacts, call: Span | None, message: str) -> Suggestion | None:
    """A layer's statement taken out: never safe, since another method may use it, and random numbers come out anew."""
    if call is None or not model.is_user_file(call.path):
        return None
    return Suggestion(message=message, change=DropStatement(call=call), is_safe=False)


def _position(layer: Instance, name: str) -> int | None:
    """The position of a parameter in calls of a layer's class, None for one by keyword only, -1 for none."""
    found = layer.cls.find("__init__")
    function = None if found is None else found[0]
    if not isinstance(function, Function):
        return -1
    parameters = function.code.parameters
    names = [one.name for one in (*parameters.positional_only, *parameters.positional)][1:]
    if name in names:
        return names.index(name)
    return None if name in {one.name for one in parameters.keyword_only} else -1
