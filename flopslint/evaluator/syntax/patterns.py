"""``match``: structural pattern matching.

Source: https://peps.python.org/pep-0634/
"""

from __future__ import annotations

from functools import partial

from flopslint.evaluator.machine import Machine
from flopslint.evaluator.state.signals import Signal
from flopslint.evaluator.syntax.names import bind_name
from flopslint.evaluator.undecided import outcomes
from flopslint.ir import nodes as ir
from flopslint.values.value import MISSING, Class, Frame, Instance, Undecided, Unknown, Value

_SELF_MATCHING = frozenset(
    ("bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple")
)


def run_match(machine: Machine, node: ir.Match, frame: Frame) -> Signal:
    """Runs the first case that fits; where that is not known, each possible case is explored."""
    subject = machine.evaluate(node.subject, frame)
    return _try_cases(machine, node, subject, 0, frame)


def _try_cases(machine: Machine, node: ir.Match, subject: Value, position: int, frame: Frame) -> Signal:
    while position < len(node.cases):
        case = node.cases[position]
        try:
            fits = matches(machine, case.pattern, subject, frame)
            if fits and case.guard is not None:
                decided = machine.decide(machine.evaluate(case.guard, frame))
                if type(decided) is Unknown:
                    raise Undecided(decided)
                fits = bool(decided)
        except Undecided as undecided:
            return outcomes.either_block(
                machine,
                undecided.unknown,
                node.span,
                frame,
                partial(machine.execute, case.body, frame),
                partial(_try_cases, machine, node, subject, position + 1, frame),
            )
        if fits:
            return machine.execute(case.body, frame)
        position += 1
    return None


def matches(machine: Machine, pattern: ir.Pattern, subject: Value, frame: Frame) -> bool:
    """Whether a subject fits a pattern, binding its captures; raises ``Undecided`` where that is not known."""
    kind = pattern.kind
    if kind == "capture":
        if pattern.patterns and not matches(machine, pattern.patterns[0], subject, frame):
            return False
        if pattern.target is not None:
            bind_name(machine, pattern.target, subject, frame)
        return True
    if kind == "or":
        return any(matches(machine, option, subject, frame) for option in pattern.patterns)
    if type(subject) is Unknown:
        raise Undecided(subject)
    if kind in ("value", "singleton"):
        expected = machine.evaluate(pattern.value, frame) if pattern.value is not None else None
        if kind == "singleton":
            return expected is subject
        return machine.truth(machine.equal(subject, expected))
    if kind == "sequence":
        return _matches_sequence(machine, pattern, subject, frame)
    if kind == "mapping":
        return _matches_mapping(machine, pattern, subject, frame)
    return _matches_class(machine, pattern, subject, frame)


def _matches_sequence(machine: Machine, pattern: ir.Pattern, subject: Value, frame: Frame) -> bool:
    plain = subject.payload if isinstance(subject, Instance) else subject
    if not isinstance(plain, (list, tuple, range)):
        return False
    items = list(plain)
    star = next((i for i, p in enumerate(pattern.patterns) if p.kind == "star"), None)
    if star is None:
        if len(items) != len(pattern.patterns):
            return False
        return all(matches(machine, p, i, frame) for p, i in zip(pattern.patterns, items, strict=True))
    after = len(pattern.patterns) - star - 1
    if len(items) < star + after:
        return False
    end = len(items) - after
    pairs = list(zip(pattern.patterns[:star], items[:star], strict=True))
    pairs += zip(pattern.patterns[star + 1 :], items[end:], strict=True)
    if not all(matches(machine, p, i, frame) for p, i in pairs):
        return False
    target = pattern.patterns[star].target
    if target is not None:
        bind_name(machine, target, items[star:end], frame)
    return True


def _matches_mapping(machine: Machine, pattern: ir.Pattern, subject: Value, frame: Frame) -> bool:
    plain = subject.payload if isinstance(subject, Instance) else subject
    if not isinstance(plain, dict):
        return False
    used = []
    for key_node, inner in zip(pattern.keys, pattern.patterns, strict=True):
        key = machine.evaluate(key_node, frame)
        if key not in plain or not matches(machine, inner, plain[key], frame):
            return False
        used.append(key)
    if pattern.target is not None:
        bind_name(machine, pattern.target, {k: v for k, v in plain.items() if k not in used}, frame)
    return True


def _matches_class(machine: Machine, pattern: ir.Pattern, subject: Value, frame: Frame) -> bool:
    cls = machine.evaluate(pattern.value, frame) if pattern.value is not None else None
    if type(cls) is Unknown:
        raise Undecided(cls)
    if not machine.is_instance(subject, cls):
        return False
    positional = len(pattern.patterns) - len(pattern.names)
    names: list[str] = []
    if positional:
        if isinstance(cls, Class) and cls.native and cls.name in _SELF_MATCHING:
            return matches(machine, pattern.patterns[0], subject, frame)
        names = list(machine.get_attribute(cls, "__match_args__", ()))[:positional]
        if len(names) < positional:
            raise machine.error("TypeError", f"{pattern.kind} pattern accepts {len(names)} positional sub-patterns")
    for name, inner in zip(names + list(pattern.names), pattern.patterns, strict=True):
        value = machine.get_attribute(subject, name, MISSING)
        if value is MISSING or not matches(machine, inner, value, frame):
            return False
    return True
