"""A class that cannot be built: what of its layers is known all the same.

Its constructor is run with unknowns for what nobody gives, statement by statement: one that cannot be followed is
stepped over, so that layers with constant arguments are there with their own parameters. All figures are "at least".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.span import Site
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.signals import Returned
from flopslint.evaluator.undecided import outcomes
from flopslint.ir import nodes as ir
from flopslint.values.context import Halt, Raised
from flopslint.values.value import Class, Frame, Function, Instance, ModuleValue, Undecided, Unknown, Value

_STAND_IN = "<unknown base>"
_LAYER_BASE = "torch.nn.Module"


def build_in_part(machine: Machine, module: ModuleValue, name: str, missing: tuple[str, ...]) -> Instance | None:
    """What is known of a layer of class ``name`` without the arguments ``missing``; None where that is nothing.

    The figures it leaves inexact are recorded.
    """
    cls = machine.resolve(module.namespace.get(name))
    reason = f"{name} needs arguments nobody gives{': ' if missing else ''}{', '.join(missing)}"
    if type(cls) is Unknown:
        reason = cls.gap.reason
        cls = _with_known_base(machine, module, name)
    if not isinstance(cls, Class) or not cls.is_layer:
        return None
    span = cls.span
    site = None if span is None else Site(span, module.name, None)
    gap = Gap(GapKind.MISSING_ARGUMENT, reason, span, site)
    machine.affect(gap, Effect.PARAMS, Effect.BUFFERS, Effect.FLOPS)
    machine.current_site = site
    layer = Instance(cls, site)
    found = cls.find("__init__")
    if found is None or not isinstance(found[0], Function):
        return None
    names = _names(found[0], layer, Unknown(gap))
    names.update((one, Unknown(gap)) for one in missing if one in names)
    _run_leniently(machine, found[0], names, site)
    if not isinstance(layer.attributes.get("_modules"), dict):
        return None
    machine.taint(layer, gap)
    return layer


def _with_known_base(machine: Machine, module: ModuleValue, name: str) -> Value:
    """The class as its statement makes it, with a plain layer in the place of bases that are not known."""
    body = () if module.lowered is None else module.lowered.body
    node = next((one for one in body if isinstance(one, ir.ClassDef) and one.target.id == name), None)
    if node is None:
        return None
    base = ir.Name(span=node.span, id=_STAND_IN, scope=ir.Scope.GLOBAL)
    frame = Frame(module, None, machine.module_site(module), names=module.namespace)
    module.namespace[_STAND_IN] = machine.look_up(_LAYER_BASE)
    previous, machine.current_frame = machine.current_frame, frame
    try:
        machine.execute((replace(node, bases=(base,), keywords=(), decorators=()),), frame)
    except (Raised, Undecided):
        return None
    finally:
        machine.current_frame = previous
        module.namespace.pop(_STAND_IN, None)
    return module.namespace.get(name)


def _names(function: Function, layer: Instance, unknown: Unknown) -> dict[str, Value]:
    """The parameters of a constructor: its defaults, and unknowns for those without."""
    parameters = function.code.parameters
    ordered = (*parameters.positional_only, *parameters.positional)
    names: dict[str, Value] = {one.name: unknown for one in ordered}
    names.update(zip([one.name for one in reversed(ordered)], reversed(function.defaults), strict=False))
    for one in parameters.keyword_only:
        names[one.name] = function.keyword_defaults.get(one.name, unknown)
    if parameters.vararg is not None:
        names[parameters.vararg.name] = (unknown,)
    if parameters.kwarg is not None:
        names[parameters.kwarg.name] = {}
    if ordered:
        names[ordered[0].name] = layer
    return names


def _run_leniently(machine: Machine, function: Function, names: dict[str, Value], site: Site | None) -> None:
    """A function's body, statement by statement; one that ends early is stepped over."""
    frame = Frame(function.module, function.frame, site, function.code, names)
    previous, machine.current_frame = machine.current_frame, frame
    signal = None
    try:
        for statement in _flat(function.code.body.statements):
            try:
                signal = machine.execute((statement,), frame)
            except (Raised, Undecided, Halt):
                continue
            if type(signal) is Returned:
                break
        if frame.closing:
            outcomes.end_function(machine, frame, signal, None)
    except (Raised, Undecided, Halt):
        return
    finally:
        machine.current_frame = previous


def _flat(statements: Iterable[ir.Statement]) -> list[ir.Statement]:
    """Statements with those of ``with`` blocks in their place."""
    flat: list[ir.Statement] = []
    for one in statements:
        flat.extend(_flat(one.body) if isinstance(one, ir.With) else [one])
    return flat
