"""Comprehensions and generator expressions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import cast

from flopslint.evaluator.machine import Machine
from flopslint.evaluator.syntax.number_tables import is_table, rows_left
from flopslint.evaluator.syntax.uncertain_loops import run_uncertain
from flopslint.ir import nodes as ir
from flopslint.ir.walk import within_scope
from flopslint.values.equality import PLAIN_KEYS
from flopslint.values.value import Frame, IteratorValue, Undecided, Unknown, Value


def evaluate_comprehension(machine: Machine, node: ir.Comprehension, frame: Frame) -> Value:
    """The collection a comprehension builds; a generator expression runs as its items are asked for."""
    first = machine.evaluate(node.generators[0].iterable, frame)
    if type(first) is Unknown:
        _explore_calls(machine, node, frame, first)
        return first
    inner = Frame(frame.module, frame.enclosing if frame.is_class else frame, frame.site)
    if node.kind == "generator":
        return IteratorValue(_elements(machine, node, inner, first), "generator")
    try:
        if node.kind == "dict":
            return _dict_of(machine, _elements(machine, node, inner, first))
        items: list[Value] = []
        elements = _elements(machine, node, inner, first)
        if is_table(node, first):
            items.extend(itertools.islice(elements, 1))
            left = rows_left(machine, node, inner, first, items[0]) if items else None
            elements = elements if left is None else iter(left)
        items.extend(elements)  # keeps what came before something unknown
    except Undecided as undecided:
        _explore_calls(machine, node, frame, undecided.unknown)
        if node.kind == "list" and undecided.unknown.rest:
            return [*items, undecided.unknown]
        return undecided.unknown
    return items if node.kind == "list" else machine.make_set(items)


def _dict_of(machine: Machine, elements: Iterator[Value]) -> Value:
    """A new dict of keys and values; an unknown key makes it unknown."""
    result: dict[Value, Value] = {}
    has_plain_keys = True
    for key, value in elements:
        if type(key) is Unknown:
            return key
        if has_plain_keys and type(key) in PLAIN_KEYS:
            result[key] = value
        else:
            has_plain_keys = False
            machine.set_item(result, key, value)
    return result


def _explore_calls(machine: Machine, node: ir.Comprehension, frame: Frame, unknown: Unknown) -> None:
    """What is called for each of an unknown number of items may change anything, and do any amount of work."""
    parts = [node.element, *(condition for generator in node.generators for condition in generator.conditions)]
    if any(isinstance(inner, (ir.Call, ir.Binary)) for part in parts for inner in within_scope(part)):
        if machine.is_building:
            inner = Frame(frame.module, frame.enclosing if frame.is_class else frame, frame.site)
            run_uncertain(machine, _as_loop(node), inner, unknown)
        else:
            machine.lose_count(unknown.gap)


def _as_loop(node: ir.Comprehension) -> ir.For:
    """The loop that does what a comprehension does, less the collection."""
    body: tuple[ir.Statement, ...] = (ir.Evaluate(node.span, node.element),)
    if node.value is not None:
        body += (ir.Evaluate(node.span, node.value),)
    for generator in reversed(node.generators):
        for condition in reversed(generator.conditions):
            body = (ir.If(node.span, condition, body, ()),)
        body = (ir.For(node.span, generator.target, generator.iterable, body, (), generator.is_async),)
    return cast("ir.For", body[0])


def _elements(machine: Machine, node: ir.Comprehension, frame: Frame, first: Value) -> Iterator[Value]:
    for _ in _rounds(machine, node.generators, 0, frame, first):
        element = machine.evaluate(node.element, frame)
        if node.value is not None:
            yield element, machine.evaluate(node.value, frame)
        else:
            yield element


def _rounds(
    machine: Machine, generators: tuple[ir.Generator, ...], depth: int, frame: Frame, first: Value
) -> Iterator[None]:
    """Binds the targets for each round of the nested loops; raises ``Undecided`` where a condition is."""
    generator = generators[depth]
    iterable = first if depth == 0 else machine.evaluate(generator.iterable, frame)
    for item in machine.iterate_lazily(iterable):
        machine.count_step()
        if type(item) is Unknown and item.rest:
            raise Undecided(item)
        machine.assign(generator.target, item, frame)
        if not _all_hold(machine, generator.conditions, frame):
            continue
        if depth + 1 == len(generators):
            yield None
        else:
            yield from _rounds(machine, generators, depth + 1, frame, first)


def _all_hold(machine: Machine, conditions: tuple[ir.Expression, ...], frame: Frame) -> bool:
    for condition in conditions:
        decided = machine.decide(machine.evaluate(condition, frame))
        if type(decided) is Unknown:
            raise Undecided(decided)
        if not decided:
            return False
    return True
