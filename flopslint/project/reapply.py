"""Applies the shape rules of recorded op calls again, for pushing shapes through a layer graph."""

from __future__ import annotations

from flopslint.catalog.entry import ENTRIES, OpEntry
from flopslint.evaluator.interpreter import Interpreter
from flopslint.evaluator.state.op_record import OpRecord
from flopslint.evaluator.state.program import Program
from flopslint.graph.propagate import Apply, CannotPropagate
from flopslint.values.context import Raised
from flopslint.values.events import OpCall
from flopslint.values.signature import Signature
from flopslint.values.value import Undecided, Unknown, Value


def reapplication(program: Program) -> Apply:
    """A function that applies the rule of an op call's entry to other arguments."""
    machine = Interpreter(program)

    def apply(call: OpCall, arguments: dict[str, Value]) -> Value:
        entry = ENTRIES.get(call.op)
        if not isinstance(entry, OpEntry):
            raise CannotPropagate(f"{call.op} has no shape rule")
        positional, keywords = _call_of(entry.signature, arguments)
        machine.current_site, machine.op_record = call.site, OpRecord()
        try:
            result = entry.function(machine, *positional, **keywords)
        except Raised as raised:
            message = raised.conflict.message if raised.conflict is not None else raised.value.cls.name
            raise CannotPropagate(f"{call.spelling}: {message}") from None
        except Undecided as undecided:
            raise CannotPropagate(f"{call.spelling}: {undecided.unknown.gap.reason}") from None
        if isinstance(result, Unknown):
            raise CannotPropagate(f"{call.spelling}: {result.gap.reason}")
        return result

    return apply


def _call_of(signature: Signature, arguments: dict[str, Value]) -> tuple[tuple[Value, ...], dict[str, Value]]:
    """Bound arguments as a call gives them."""
    positional = [arguments[name] for name in signature.names if name in arguments]
    if signature.vararg is not None:
        positional.extend(arguments.get(signature.vararg, ()))
    keywords = {name: arguments[name] for name in signature.keyword_only if name in arguments}
    if signature.kwarg is not None:
        keywords.update(arguments.get(signature.kwarg, {}))
    return tuple(positional), keywords
