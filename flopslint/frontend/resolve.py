"""From noted facts to the inventory: names resolved through the file's own imports, nothing evaluated."""

from __future__ import annotations

import builtins
import sys
from collections import defaultdict
from dataclasses import dataclass

from flopslint.core.inventory import BuilderFunction, CalleeKind, ConstructorCall, ImportedName, ModelClass
from flopslint.frontend.facts import Base, Call, Facts, Origin, Owner, OwnerKind, Result

_MAX_ALIASES = 20
_BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True)
class LayerNames:
    """How the layers of a framework are told by name: capitalized names in ``namespaces``, less ``others``.

    A base from elsewhere in ``package`` does not make a model.
    """

    package: str
    namespaces: tuple[str, ...]
    others: tuple[str, ...]

    def holds(self, name: str) -> bool:
        """Whether a dotted name is that of a layer."""
        last = name.rpartition(".")[2]
        if not last.lstrip("_")[:1].isupper() or any(_is_within(name, other) for other in self.others):
            return False
        return any(_is_within(name, space) for space in self.namespaces)

    def excludes(self, name: str) -> bool:
        """Whether a dotted name, not that of a layer, is known not to lead to one."""
        top = name.partition(".")[0]
        return top == self.package or top in sys.stdlib_module_names


TORCH = LayerNames(
    package="torch",
    namespaces=("torch.nn", "torch.ao.nn", "torch.jit.ScriptModule", "torch.fx.GraphModule"),
    others=(
        "torch.nn.Parameter",
        "torch.nn.Buffer",
        "torch.nn.UninitializedParameter",
        "torch.nn.UninitializedBuffer",
        "torch.nn.parameter",
        "torch.nn.functional",
        "torch.nn.init",
        "torch.nn.utils",
        "torch.nn.grad",
        "torch.nn.common_types",
    ),
)

Resolved = tuple[
    tuple[ConstructorCall, ...], tuple[ModelClass, ...], tuple[BuilderFunction, ...], tuple[ImportedName, ...]
]


def resolved(facts: Facts, layers: LayerNames) -> Resolved:
    """The calls, model classes, builder functions and imports of a file."""
    names = _Names(facts, layers)
    return (
        tuple([names.call(one) for one in facts.calls]),
        tuple(names.models()),
        tuple(names.builders()),
        tuple(ImportedName(name=name, target=target, span=span) for name, target, span in facts.imports),
    )


def _is_within(name: str, space: str) -> bool:
    return name == space or name.startswith(f"{space}.")


class _Names:
    """Look-ups over one file's facts, each answered once."""

    def __init__(self, facts: Facts, layers: LayerNames) -> None:
        self._facts = facts
        self._layers = layers
        self._within: dict[Owner | None, list[Owner]] = defaultdict(list)
        for one in facts.owners:
            self._within[one.outermost()].append(one)
        self._inits = {one.name: one for one in facts.owners if one.name.endswith(".__init__")}
        self._classes = {one.name: one for one in facts.owners if one.kind is OwnerKind.CLASS}
        self._found: dict[tuple[Owner, str], tuple[Origin, str] | None] = {}
        self._certainty: dict[Owner, bool | None] = {}
        self._built: dict[str, tuple[bool, tuple[str, ...]]] = {}

    def resolve(self, owner: Owner, dotted: str) -> tuple[Origin, str] | None:
        """Where a dotted name used in an owner comes from, and what it stands for; None where that is not known."""
        key = owner, dotted
        if key not in self._found:
            self._found[key] = self._follow(owner, dotted)
        return self._found[key]

    def _follow(self, owner: Owner, dotted: str) -> tuple[Origin, str] | None:
        for _ in range(_MAX_ALIASES):
            first, dot, rest = dotted.partition(".")
            holder = next((one for one in owner.outwards() if first in one.bindings), None)
            if holder is None:
                return self._from_star(dotted)
            binding = holder.bindings[first]
            target = f"{binding.target}{dot}{rest}"
            if binding.origin is Origin.ALIAS:
                # An alias of its own name, as in "x = x.y", would be followed for ever.
                if binding.target.partition(".")[0] == first:
                    return None
                owner, dotted = holder, target
                continue
            if binding.origin is Origin.CLASS and dot:
                return (Origin.CLASS, target) if target in self._classes else None
            if binding.origin is Origin.VARIABLE or (binding.origin is Origin.FUNCTION and dot):
                return None
            return binding.origin, target
        return None

    def _from_star(self, name: str) -> tuple[Origin, str] | None:
        """A layer that a star import of a framework's namespace binds."""
        if name in _BUILTINS:
            return None
        candidates = [f"{star}.{name}" for star in self._facts.stars]
        return next(((Origin.IMPORT, one) for one in candidates if self._layers.holds(one)), None)

    def call(self, call: Call) -> ConstructorCall:
        """One call with its name resolved."""
        found = None if call.callee is None else self.resolve(call.owner, call.callee)
        kind, name = CalleeKind.OTHER, None
        if found is not None:
            name = found[1]
            kind = self._kind(*found)
        return ConstructorCall(
            callee=call.callee,
            name=name,
            kind=kind,
            arguments=call.arguments,
            span=call.span,
            owner=call.owner.name,
            target=call.target,
        )

    def _kind(self, origin: Origin, name: str) -> CalleeKind:
        if origin is Origin.IMPORT:
            return CalleeKind.LAYER if self._layers.holds(name) else CalleeKind.IMPORTED
        if origin is Origin.FUNCTION:
            return CalleeKind.FUNCTION
        return CalleeKind.CLASS if self.certainty(self._classes[name]) is None else CalleeKind.MODEL

    def certainty(self, owner: Owner) -> bool | None:
        """Whether a class is certainly a model (True), may be one (False), or is none (None)."""
        if owner not in self._certainty:
            self._certainty[owner] = None  # a class among its own bases is no model by that
            self._certainty[owner] = _strongest([self._base_certainty(owner, base) for base in owner.bases])
        return self._certainty[owner]

    def _base_certainty(self, owner: Owner, base: Base) -> bool | None:
        place = owner.parent or owner
        if base.name is None:
            found = [self._name_certainty(place, name) for name in base.mentions if name]
            return None if _strongest(found) is None else False
        return self._name_certainty(place, base.name)

    def _name_certainty(self, place: Owner, name: str) -> bool | None:
        found = self.resolve(place, name)
        if found is None:
            first = name.partition(".")[0]
            bound = any(first in one.bindings for one in place.outwards())
            # A name that nothing here binds is a builtin, or comes from a star import.
            return False if bound or (self._facts.stars and first not in _BUILTINS) else None
        origin, target = found
        if origin is Origin.CLASS:
            return self.certainty(self._classes[target])
        if origin is Origin.FUNCTION:
            return None
        if self._layers.holds(target):
            return True
        return None if self._layers.excludes(target) else False

    def models(self) -> list[ModelClass]:
        """The classes that are or may be models."""
        found = []
        for owner in self._classes.values():
            certainty = self.certainty(owner)
            if certainty is not None:
                found.append(self._model(owner, certainty))
        return found

    def _model(self, owner: Owner, certain: bool) -> ModelClass:
        place = owner.parent or owner
        bases = []
        for base in owner.bases:
            target = None if base.name is None else self.resolve(place, base.name)
            bases.append(base.text if target is None else target[1])
        init = self._inits.get(f"{owner.name}.__init__")
        return ModelClass(
            name=owner.name,
            span=owner.span,
            first_line=owner.first_line,
            bases=tuple(bases),
            certain=certain,
            methods=tuple(owner.methods),
            required_parameters=None if init is None else tuple(init.required_parameters[1:]),
            uses=self._uses(owner),
        )

    def _uses(self, owner: Owner) -> tuple[str, ...]:
        """The other classes and functions of the top level that an owner, or anything within it, mentions."""
        inside = f"{owner.name}."
        used: set[str] = set()
        for one in self._within[owner.outermost()]:
            if one is owner or one.name.startswith(inside):
                for name in one.mentions:
                    found = self.resolve(one, name)
                    if found is not None and found[0] in (Origin.CLASS, Origin.FUNCTION):
                        used.add(found[1].partition(".")[0])
        return tuple(sorted(used - {owner.name.partition(".")[0]}))

    def builders(self) -> list[BuilderFunction]:
        """The functions of the top level that return models; those that call other builders are found in turn."""
        functions = [
            one for one in self._facts.owners if one.kind is OwnerKind.FUNCTION and one.parent is self._facts.module
        ]
        pending = functions
        while pending:
            waiting = []
            for owner in pending:
                evidence = self._evidence(owner)
                if evidence is None:
                    waiting.append(owner)
                else:
                    self._built[owner.name] = evidence
            if len(waiting) == len(pending):
                break
            pending = waiting
        return [self._builder(owner) for owner in functions if owner.name in self._built]

    def _builder(self, owner: Owner) -> BuilderFunction:
        certain, constructs = self._built[owner.name]
        return BuilderFunction(
            name=owner.name,
            span=owner.span,
            first_line=owner.first_line,
            certain=certain,
            constructs=constructs,
            required_parameters=tuple(owner.required_parameters),
            uses=self._uses(owner),
        )

    def _evidence(self, owner: Owner) -> tuple[bool, tuple[str, ...]] | None:
        """Whether a function's returns give a model: how certainly, and what says so."""
        found = [one for result in owner.returns if (one := self._gives(owner, result, 0)) is not None]
        if not found:
            return None
        return any(certain for certain, _ in found), tuple(dict.fromkeys(name for _, name in found))

    def _gives(self, owner: Owner, result: Result, depth: int) -> tuple[bool, str] | None:
        """Whether a result is a model, certainly or not, and the name that says so."""
        if depth > _MAX_ALIASES:
            return None
        if result.name is not None:
            assigned = owner.results.get(result.name)
            return None if assigned is None else self._gives(owner, assigned, depth + 1)
        if result.callee is not None:
            constructed = self._constructs(owner, result.callee)
            if constructed is not None:
                return constructed
            first, dot, _ = result.callee.partition(".")
            if dot and first in owner.results:  # model.eval()
                given = self._gives(owner, owner.results[first], depth + 1)
                return None if given is None else (False, given[1])
        for name in result.passed:
            found = self.resolve(owner, name)
            if found is not None and found[0] is Origin.CLASS and self.certainty(self._classes[found[1]]) is not None:
                return False, found[1]
        return None

    def _constructs(self, owner: Owner, callee: str) -> tuple[bool, str] | None:
        found = self.resolve(owner, callee)
        if found is None:
            return None
        origin, name = found
        if origin is Origin.FUNCTION:
            return (self._built[name][0], name) if name in self._built else None
        kind = self._kind(origin, name)
        if kind is CalleeKind.LAYER:
            return True, name
        if kind is CalleeKind.MODEL:
            return bool(self.certainty(self._classes[name])), name
        return None


def _strongest(found: list[bool | None]) -> bool | None:
    """True if any is certain, else False if any is possible, else None."""
    if True in found:
        return True
    return False if False in found else None
