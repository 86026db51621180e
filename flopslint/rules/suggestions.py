"""What rules suggest to change: arguments of constructor calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flopslint.core.conflict import Conflict
from flopslint.core.fix import DropStatement, SetArgument, Suggestion
from flopslint.core.span import Span
from flopslint.costs.layers import LayerNode
from flopslint.rules.constructor_parameters import NoSuchParameter, position_of
from flopslint.rules.facts import ModelFacts
from flopslint.rules.uses import layers_at
from flopslint.values.value import Instance

_ARGUMENT = re.compile(r"(?P<name>[a-z_]\w*)=(?:\[(?P<only>\d+)\]|(?P<value>\d+|\[\d+(?:, \d+)+\]))")


def argument(
    model: ModelFacts, nodes: Sequence[LayerNode], name: str, value: str, beside: Instance | None = None
) -> Suggestion | None:
    """An argument for the constructor call of layers; None where that call builds others too, or is not the user's.

    ``nodes`` are layers that one place builds. ``beside`` is a layer that is the reason for it.
    """
    span, _ = model.place_of(nodes[0].built_at)
    if span is None or not model.is_user_file(span.path) or any(node.built_at is None for node in nodes):
        return None
    if {node.name for node in layers_at(model, span)} != {node.name for node in nodes}:
        return None
    try:
        positions = {position_of(node.layer.cls, name) for node in nodes}
    except NoSuchParameter:
        return None
    if len(positions) != 1:
        return None
    return Suggestion(
        message=f"set {name}={value}",
        change=SetArgument(
            call=span,
            name=name,
            position=positions.pop(),
            value=value,
            beside=None if beside is None else model.place_of(beside.made_at)[0],
        ),
    )


def fitting_argument(model: ModelFacts, conflict: Conflict) -> Suggestion | None:
    """The one figure of a constructor call with which shapes would fit; None where it is not one.

    The operand that a layer holds was made by its constructor. Calls further out may give the figure too, and be the
    better place for it.
    """
    found = _ARGUMENT.fullmatch(conflict.fitting or "")
    if found is None:
        return None
    value = found["value"] or found["only"]
    suggested = []
    for operand in conflict.operands:
        sites = [] if operand.site is None else operand.site.outwards()
        made = [layers_at(model, span) for span in dict.fromkeys(site.span for site in sites)]
        several = [argument(model, nodes, found["name"], value) for nodes in made if len(nodes) == 1]
        suggested.append([one for one in several if one is not None])
    given = [one for one in suggested if one]
    if len(given) != 1:
        return None
    first, *others = given[0]
    return replace(first, others=tuple(one.change for one in others))


def without(model: ModelFacts, call: Span | None, message: str) -> Suggestion | None:
    """A layer's statement taken out: never safe, since another method may use it, and random numbers come out anew."""
    if call is None or not model.is_user_file(call.path):
        return None
    return Suggestion(message=message, change=DropStatement(call=call), is_safe=False)
