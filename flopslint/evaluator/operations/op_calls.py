"""Calls of ops: the shape rule is applied, and the call recorded with its work."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.catalog.entry import OpEntry
from flopslint.core.gap import Effect, GapKind
from flopslint.core.span import Site
from flopslint.evaluator.limits import STEPS_OF_OP
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.op_record import OpRecord
from flopslint.values.context import Raised
from flopslint.values.events import FormulaUse, OpCall, TensorRef
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, Undecided, Unknown, Value

_PLACEMENT = frozenset((
    "device", "layout", "generator", "memory_format", "pin_memory", "non_blocking", "requires_grad", "inplace", "names",
))  # fmt: skip
"""Parameters that decide no shape, type or value: an unknown there is left out."""


def call_op(
    machine: Machine, entry: OpEntry, positional: tuple[Value, ...], keywords: dict[str, Value], site: Site | None
) -> Value:
    """Applies an op whose arguments fit its signature; an unknown operand makes result and work unknown."""
    # A list is copied: the program may change it after the call, whose arguments are kept.
    bound = entry.signature.bound(positional, keywords)
    arguments = {name: list(value) if type(value) is list else value for name, value in bound.items()}
    unknown = _unknown_operand(arguments)
    machine.steps += STEPS_OF_OP
    is_kept = not machine.is_building and machine.op_record is None
    inputs = tuple(ref(tensor) for tensor in tensors_in(tuple(arguments.values()))) if is_kept else ()
    if unknown is not None:
        forget_written(machine, entry.name, tuple(arguments.values()))
        record(machine, entry, arguments, inputs, None, unknown, site, None)
        return Unknown(unknown.gap)
    opened = OpRecord()
    previous, previous_record = machine.current_site, machine.op_record
    machine.current_site, machine.op_record = site, opened
    machine.dims.closed += 1
    came_to_its_end = False
    try:
        result = entry.function(machine, *positional, **keywords)
        came_to_its_end = True
    except Undecided as undecided:
        result = undecided.unknown
    except (Raised, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - a bug of ours costs one value, not the run
        result = machine.internal(entry.name, error)
    finally:
        machine.current_site, machine.op_record = previous, previous_record
        machine.dims.closed -= 1
    record(machine, entry, arguments, inputs, result, _work_unknown(result, came_to_its_end), site, opened)
    return result


def _work_unknown(result: Value, came_to_its_end: bool) -> Unknown | None:
    """The unknown result of a call whose work is not known either.

    A rule that came to its end has said all its work, though how large its result is may depend on the data; only
    what uses that result is uncertain then.
    """
    if type(result) is not Unknown or (came_to_its_end and result.gap.kind is GapKind.DATA_DEPENDENT):
        return None
    return result


def record(
    machine: Machine,
    entry: OpEntry,
    arguments: dict[str, Value],
    inputs: tuple[TensorRef, ...],
    result: Value,
    unknown: Unknown | None,
    site: Site | None,
    opened: OpRecord | None,
) -> None:
    """Adds the call to the events; where its result is unknown, so is its work unless the op has none."""
    if previous := machine.op_record:
        # An op that another op is made of: its work is part of the outer call's.
        if opened is not None:
            previous.dispatched.extend(opened.dispatched)
            previous.formula = previous.formula or opened.formula
        return
    if machine.is_building:
        return
    outputs = []
    for tensor in tensors_in((result,)):
        if tensor.made_at is None:
            tensor.made_at = site
        outputs.append(ref(tensor))
    if unknown is not None:
        machine.affect(unknown.gap, Effect.FLOPS)
    formula = None
    if opened is not None and opened.formula is not None:
        formula = FormulaUse(formula=opened.formula[0], substitution=opened.formula[1], source=entry.source)
    layer, ordinal = machine.layers_running[-1] if machine.layers_running else (None, None)
    machine.heap.touch(machine.events)
    machine.events.append(
        OpCall(
            id=machine.next_op_id(),
            op=entry.name,
            spelling=entry.name,
            inputs=inputs,
            outputs=tuple(outputs),
            arguments=arguments,
            dispatched=tuple(opened.dispatched) if opened is not None else (),
            formula=formula,
            layer=layer,
            layer_call=ordinal,
            site=site,
            gap=None if unknown is None else unknown.gap,
            decided_by_dim=machine.holds_traced_dim(arguments),
        )
    )


def forget_written(machine: Machine, name: str, values: tuple[Value, ...]) -> None:
    """After a call in place that could not be followed, the values of the tensors it was given are not known."""
    if not name.endswith("_"):
        return
    for tensor in tensors_in(values):
        if tensor.array is not None and tensor.array.storage.data is not None:
            machine.heap.touch(tensor.array.storage)
            tensor.array.storage.data = None


def _unknown_operand(arguments: dict[str, Value]) -> Unknown | None:
    for name, value in list(arguments.items()):
        kind = type(value)
        if kind is Unknown:
            if name in _PLACEMENT:
                arguments[name] = None
                continue
            return value  # type: ignore[no-any-return]
        if kind is list or kind is tuple:
            for item in value:
                if type(item) is Unknown:
                    return item
    return None


def tensors_in(values: tuple[Value, ...]) -> Iterator[Tensor]:
    """Tensors among values and in the containers they hold."""
    for value in values:
        kind = type(value)
        if kind is Tensor:
            yield value
        elif kind is list or kind is tuple:
            yield from tensors_in(tuple(value))
        elif kind is dict:
            yield from tensors_in(tuple(value.values()))
        elif kind is Instance and isinstance(value.payload, tuple):
            yield from tensors_in(value.payload)


def ref(tensor: Tensor) -> TensorRef:
    """A tensor as an op call sees it now."""
    return TensorRef.of(tensor)
