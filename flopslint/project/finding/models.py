"""Which classes and builder functions of a file may be models, by its text alone: nothing is evaluated here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flopslint.core.inventory import BuilderFunction, ConstructorCall, Inventory, ModelClass

_PLAIN_BASES = frozenset({"torch.nn.Module", "torch.nn.Sequential", "torch.nn.ModuleList", "torch.nn.ModuleDict"})
"""Bases whose constructor needs no argument."""

_WITHOUT_FORWARD = frozenset({"torch.nn.Module", "torch.nn.ModuleList", "torch.nn.ModuleDict"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A class or builder that may be a model.

    ``needs_nothing`` says whether it can be called without arguments, as far as the file says (None: it does not).
    ``certain`` is False where only an evaluation can say whether it is, or gives, a model. ``uses`` is what of the
    file's top level it mentions, ``bases`` the resolved names of a class's bases.
    """

    name: str
    line: int
    is_builder: bool
    certain: bool
    has_forward: bool
    needs_nothing: bool | None
    uses: frozenset[str]
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantCall:
    """A call of a candidate in its file with constants only."""

    text: str
    line: int


def candidates_of(inventory: Inventory) -> dict[str, Candidate]:
    """The classes and builders of a file that may be models, by name, in the order of their definitions."""
    classes = {model.name: model for model in inventory.models}
    used_as_base = {base for model in inventory.models for base in model.bases}
    found = [
        _of_class(model, classes)
        for model in inventory.models
        if "." not in model.name
        and _may_have_forward(model, classes)
        and (model.has_forward or model.name not in used_as_base)
    ]
    found.extend(_of_builder(builder) for builder in inventory.builders)
    return {candidate.name: candidate for candidate in sorted(found, key=lambda one: one.line)}


def roots(candidates: dict[str, Candidate], covered: Iterable[str]) -> list[str]:
    """The candidates that no other one mentions, less those covered."""
    used = {name for one in candidates.values() for name in one.uses if name != one.name}
    return [name for name in candidates if name not in used and name not in covered]


def reached(candidates: dict[str, Candidate], name: str) -> set[str]:
    """What a candidate mentions, and what that mentions in turn."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = candidates.get(waiting.pop())
        new = set() if one is None else set(one.uses) - found - {name}
        found |= new
        waiting.extend(new)
    return found


def constant_calls(inventory: Inventory) -> dict[str, ConstantCall]:
    """For each name, its first call with constants only, outside of what defines it."""
    found: dict[str, ConstantCall] = {}
    for call in inventory.calls:
        name = call.callee
        if name is None or name in found or call.owner.partition(".")[0] == name:
            continue
        if call.arguments and all(argument.is_constant and not argument.star for argument in call.arguments):
            found[name] = ConstantCall(text=f"{name}({_arguments(call)})", line=call.span.start_line)
    return found


def constructed_by_models(inventory: Inventory) -> frozenset[str]:
    """The imported names, as dotted by the import, that the models and builders of a file call or derive from."""
    owners = {model.name for model in inventory.models} | {builder.name for builder in inventory.builders}
    called = {
        call.name
        for call in inventory.calls
        if call.name is not None and "." in call.name and call.owner.partition(".")[0] in owners
    }
    return frozenset(called)


def derived_from(inventory: Inventory) -> frozenset[str]:
    """The bases of a file's classes, imported ones as dotted by the import."""
    return frozenset(base for model in inventory.models for base in model.bases)


def _arguments(call: ConstructorCall) -> str:
    return ", ".join(f"{one.name}={one.text}" if one.name else str(one.text) for one in call.arguments)


def _of_class(model: ModelClass, classes: dict[str, ModelClass]) -> Candidate:
    return Candidate(
        name=model.name,
        line=model.span.start_line,
        is_builder=False,
        certain=model.certain,
        has_forward=model.has_forward,
        needs_nothing=_needs_nothing(model, classes),
        uses=frozenset(model.uses),
        bases=model.bases,
    )


def _of_builder(builder: BuilderFunction) -> Candidate:
    return Candidate(
        name=builder.name,
        line=builder.span.start_line,
        is_builder=True,
        certain=builder.certain,
        has_forward=False,
        needs_nothing=not builder.required_parameters,
        uses=frozenset((*builder.uses, *builder.constructs)),
    )


def _may_have_forward(model: ModelClass, classes: dict[str, ModelClass], depth: int = 0) -> bool:
    """Whether a class has a forward of its own, of a base in the file, or perhaps of a base elsewhere."""
    if model.has_forward or depth > len(classes):
        return model.has_forward
    for base in model.bases:
        if base in classes:
            if _may_have_forward(classes[base], classes, depth + 1):
                return True
        elif base not in _WITHOUT_FORWARD:
            return True
    return False


def _needs_nothing(model: ModelClass, classes: dict[str, ModelClass], depth: int = 0) -> bool | None:
    """Whether a class can be built without arguments; None where the file does not say."""
    if model.required_parameters is not None:
        return not model.required_parameters
    if depth > len(classes) or not model.bases:
        return None
    first = model.bases[0]
    if first in classes:
        return _needs_nothing(classes[first], classes, depth + 1)
    return True if first in _PLAIN_BASES else None
