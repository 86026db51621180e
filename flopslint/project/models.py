"""Which classes and builder functions of a file are models, and how each can be built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flopslint.core.inventory import BuilderFunction, ConstructorCall, Inventory, ModelClass

_PLAIN_BASES = frozenset({"torch.nn.Module", "torch.nn.Sequential", "torch.nn.ModuleList", "torch.nn.ModuleDict"})
"""Bases whose constructor needs no argument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A class or builder: whether it is called without arguments, and what of the file it uses."""

    name: str
    is_callable: bool
    is_builder: bool
    uses: frozenset[str]


def models_of(
    inventory: Inventory, *, constructed_elsewhere: frozenset[str] = frozenset(), all_classes: bool = False
) -> list[str]:
    """The models of a file, as expressions, in the order of their definitions.

    They are the classes and builders that no other one constructs. One that needs arguments is analyzed through a call
    in the file that gives constants; where there is none for a builder, what it builds is looked at instead.
    ``constructed_elsewhere`` are the names that models of other files construct. ``all_classes`` adds all others that
    can be built.
    """
    candidates = _candidates(inventory)
    calls = _constant_calls(inventory.calls)
    covered: set[str] = set(constructed_elsewhere)
    chosen: list[str] = []
    waiting = _roots(candidates, covered)
    while waiting:
        skipped: list[str] = []
        for name in waiting:
            if candidates[name].is_callable or name in calls:
                chosen.append(name)
                covered |= _reached(candidates, name)
            elif candidates[name].is_builder:
                skipped.append(name)
            else:
                covered.add(name)
        for name in skipped:
            del candidates[name]
        waiting = [name for name in _roots(candidates, covered) if name not in chosen] if skipped else []
    everything = _candidates(inventory)
    if all_classes:
        chosen = [name for name, one in everything.items() if one.is_callable or name in calls]
    return [name if one.is_callable else calls[name] for name, one in everything.items() if name in chosen]


def constructed_by_models(inventory: Inventory) -> frozenset[str]:
    """The imported names, as dotted by the import, that the models and builders of a file call."""
    owners = {model.name for model in inventory.models} | {builder.name for builder in inventory.builders}
    return frozenset(
        call.name
        for call in inventory.calls
        if call.name is not None and "." in call.name and call.owner.partition(".")[0] in owners
    )


def _candidates(inventory: Inventory) -> dict[str, _Candidate]:
    classes = {model.name: model for model in inventory.models}
    used_as_base = {base for model in inventory.models for base in model.bases}
    found: list[tuple[int, _Candidate]] = []
    for model in inventory.models:
        if "." in model.name or not _has_forward(model, classes) or (not model.certain and not model.has_forward):
            continue
        if model.name in used_as_base and not model.has_forward:
            continue
        candidate = _Candidate(
            name=model.name,
            is_callable=_needs_nothing(model, classes),
            is_builder=False,
            uses=frozenset(model.uses),
        )
        found.append((model.span.start_line, candidate))
    found.extend((one.span.start_line, _of_builder(one)) for one in inventory.builders if one.certain)
    return {candidate.name: candidate for _, candidate in sorted(found, key=lambda pair: pair[0])}


def _of_builder(builder: BuilderFunction) -> _Candidate:
    uses = frozenset((*builder.uses, *builder.constructs))
    return _Candidate(name=builder.name, is_callable=not builder.required_parameters, is_builder=True, uses=uses)


def _has_forward(model: ModelClass, classes: dict[str, ModelClass], depth: int = 0) -> bool:
    """Whether a class has a forward of its own, of a base in the file, or perhaps of a base elsewhere."""
    if model.has_forward or depth > len(classes):
        return model.has_forward
    for base in model.bases:
        if base in classes:
            if _has_forward(classes[base], classes, depth + 1):
                return True
        elif base != "torch.nn.Module":
            return True
    return False


def _needs_nothing(model: ModelClass, classes: dict[str, ModelClass], depth: int = 0) -> bool:
    """Whether a class can be built without arguments, as far as the file says."""
    if model.required_parameters is not None:
        return not model.required_parameters
    if depth > len(classes) or not model.bases:
        return False
    first = model.bases[0]
    return _needs_nothing(classes[first], classes, depth + 1) if first in classes else first in _PLAIN_BASES


def _roots(candidates: dict[str, _Candidate], covered: set[str]) -> list[str]:
    used = {name for one in candidates.values() for name in one.uses if name != one.name}
    return [name for name in candidates if name not in used and name not in covered]


def _reached(candidates: dict[str, _Candidate], name: str) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        one = candidates.get(waiting.pop())
        new = set() if one is None else set(one.uses) - reached - {name}
        reached |= new
        waiting.extend(new)
    return reached


def _constant_calls(calls: Iterable[ConstructorCall]) -> dict[str, str]:
    """For each name, the text of its first call with constants only, outside of what defines it."""
    found: dict[str, str] = {}
    for call in calls:
        name = call.callee
        if name is None or name in found or call.owner.partition(".")[0] == name:
            continue
        if call.arguments and all(argument.is_constant and not argument.star for argument in call.arguments):
            texts = (f"{one.name}={one.text}" if one.name else str(one.text) for one in call.arguments)
            found[name] = f"{name}({', '.join(texts)})"
    return found
