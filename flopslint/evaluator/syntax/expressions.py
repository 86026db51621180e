"""The value of each kind of expression: one function a node class, found by a dispatch table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flopslint.catalog.python.sizes import collect
from flopslint.core.gap import GapKind
from flopslint.core.span import Site
from flopslint.evaluator.limits import SIZE_LIMIT
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.syntax import comprehensions
from flopslint.evaluator.syntax.names import bind_name, read_name
from flopslint.evaluator.undecided import branches
from flopslint.evaluator.unknowns.open_items import known_so_far, up_to_rest
from flopslint.ir import nodes as ir
from flopslint.values.equality import without_rest
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Frame, Function, Instance, ModuleValue, Reference, Undecided, Unknown, Value

_PLAIN_NUMBERS = frozenset((int, float, bool))


def evaluate(machine: Machine, node: ir.Expression, frame: Frame) -> Value:
    """The value of an expression."""
    return EVALUATORS[type(node)](machine, node, frame)


def _constant(machine: Machine, node: ir.Constant, frame: Frame) -> Value:
    return node.value


def _attribute(machine: Machine, node: ir.Attribute, frame: Frame) -> Value:
    value = EVALUATORS[type(node.value)](machine, node.value, frame)
    kind = type(value)
    if kind is ModuleValue:
        found = value.namespace.get(node.name, MISSING)
        if found is MISSING or type(found) is Reference:
            machine.current_site = Site(node.span, frame.module.name, frame.site)
            return machine.get_attribute(value, node.name)
        return found
    if kind is Instance or kind is Tensor:
        machine.current_site = Site(node.span, frame.module.name, frame.site)
    return machine.get_attribute(value, node.name)


def _call(machine: Machine, node: ir.Call, frame: Frame) -> Value:
    function = EVALUATORS[type(node.function)](machine, node.function, frame)
    if node.plain:
        positional = tuple([EVALUATORS[type(item)](machine, item, frame) for item in node.positional])
        keywords = {k.name: EVALUATORS[type(k.value)](machine, k.value, frame) for k in node.keywords}
        return machine.call_at(
            function,
            positional,
            keywords,  # type: ignore[arg-type]
            Site(node.span, frame.module.name, frame.site),
        )
    site = Site(node.span, frame.module.name, frame.site)
    machine.current_site = site
    try:
        positional, spread = _spread_arguments(machine, node, frame)
    except Undecided as undecided:
        return machine.opaque_call(undecided.unknown, (), {})
    return machine.call_at(function, positional, spread, site)


def _spread_arguments(machine: Machine, node: ir.Call, frame: Frame) -> tuple[tuple[Value, ...], dict[str, Value]]:
    positional: list[Value] = []
    for item in node.positional:
        if type(item) is ir.Starred:
            positional.extend(known_items(machine, evaluate(machine, item.value, frame)))
        else:
            positional.append(evaluate(machine, item, frame))
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = evaluate(machine, keyword.value, frame)
        if keyword.name is not None:
            _add_keyword(machine, keywords, keyword.name, value)
            continue
        for name, item in mapping_items(machine, value):
            if not isinstance(name, str):
                raise machine.error("TypeError", "keywords must be strings")
            _add_keyword(machine, keywords, name, item)
    return tuple(positional), keywords


def _add_keyword(machine: Machine, keywords: dict[str, Value], name: str, value: Value) -> None:
    if name in keywords:
        raise machine.error("TypeError", f"got multiple values for keyword argument '{name}'")
    keywords[name] = value


def known_items(machine: Machine, value: Value) -> list[Value]:
    """All items of an iterable; raises ``Undecided`` if how many there are is not known."""
    return collect(machine, value, "what stands after the star")


def mapping_items(machine: Machine, value: Value) -> list[tuple[Value, Value]]:
    """Keys and values of any mapping; raises ``Undecided`` for an unknown one."""
    if type(value) is Unknown:
        raise Undecided(value)
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, Instance) and isinstance(value.payload, dict):
        return list(value.payload.items())
    keys_method = machine.get_attribute(value, "keys", MISSING)
    if keys_method is MISSING:
        raise machine.error("TypeError", f"argument after ** must be a mapping, not {machine.type_of(value).name}")
    keys = known_items(machine, machine.call(keys_method))
    return [(key, machine.get_item(value, key)) for key in keys]


def _subscript(machine: Machine, node: ir.Subscript, frame: Frame) -> Value:
    value = evaluate(machine, node.value, frame)
    index = evaluate(machine, node.index, frame)
    machine.current_site = Site(node.span, frame.module.name, frame.site)
    return machine.get_item(value, index)


def _slice(machine: Machine, node: ir.Slice, frame: Frame) -> Value:
    lower = None if node.lower is None else evaluate(machine, node.lower, frame)
    upper = None if node.upper is None else evaluate(machine, node.upper, frame)
    step = None if node.step is None else evaluate(machine, node.step, frame)
    return slice(lower, upper, step)


def _binary(machine: Machine, node: ir.Binary, frame: Frame) -> Value:
    left = EVALUATORS[type(node.left)](machine, node.left, frame)
    right = EVALUATORS[type(node.right)](machine, node.right, frame)
    machine.current_site = Site(node.span, frame.module.name, frame.site)
    return machine.binary(node.operator, left, right)


def _unary(machine: Machine, node: ir.Unary, frame: Frame) -> Value:
    operand = evaluate(machine, node.operand, frame)
    if node.operator == "not":
        decided = machine.decide(operand)
        return decided if type(decided) is Unknown else not decided
    machine.current_site = Site(node.span, frame.module.name, frame.site)
    return machine.unary(node.operator, operand)


def _compare(machine: Machine, node: ir.Compare, frame: Frame) -> Value:
    left = evaluate(machine, node.left, frame)
    result: Value = True
    for operator, comparator in zip(node.operators, node.comparators, strict=True):
        right = evaluate(machine, comparator, frame)
        machine.current_site = Site(node.span, frame.module.name, frame.site)
        result = machine.compare(operator, left, right)
        if len(node.operators) > 1:
            decided = machine.decide(result)
            if type(decided) is Unknown or not decided:
                return result
        left = right
    return result


def _boolean(machine: Machine, node: ir.Boolean, frame: Frame) -> Value:
    stops_at = node.operator == "or"
    for position, operand in enumerate(node.operands):
        value = evaluate(machine, operand, frame)
        if position == len(node.operands) - 1:
            return value
        decided = machine.decide(value)
        if type(decided) is Unknown:
            rest = ir.Boolean(node.span, node.operator, node.operands[position + 1 :])
            return branches.either_value(
                machine, decided, node.span, partial(_same, value), partial(_boolean, machine, rest, frame)
            )
        if decided is stops_at:
            return value
    return None


def _same(value: Value) -> Value:
    return value


def _conditional(machine: Machine, node: ir.Conditional, frame: Frame) -> Value:
    decided = branches.decide_test(machine, node.test, frame)
    if type(decided) is Unknown:
        return branches.either_value(
            machine,
            decided,
            node.span,
            lambda: evaluate(machine, node.body, frame),
            lambda: evaluate(machine, node.orelse, frame),
        )
    return evaluate(machine, node.body if decided else node.orelse, frame)


def _collection(machine: Machine, node: ir.Collection, frame: Frame) -> Value:
    items: list[Value] = []
    for item in node.items:
        if type(item) is ir.Starred:
            items.extend(known_so_far(machine, evaluate(machine, item.value, frame)))
        else:
            items.append(without_rest(evaluate(machine, item, frame)))
    if node.kind == "list":
        return up_to_rest(items)
    if any(type(item) is Unknown and item.rest for item in items):
        return next(item for item in items if type(item) is Unknown)
    return tuple(items) if node.kind == "tuple" else machine.make_set(items)


def _dict(machine: Machine, node: ir.DictDisplay, frame: Frame) -> Value:
    result: dict[Value, Value] = {}
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        if key_node is None:
            value = evaluate(machine, value_node, frame)
            try:
                result.update(mapping_items(machine, value))
            except Undecided as undecided:
                return undecided.unknown
            continue
        key = evaluate(machine, key_node, frame)
        value = evaluate(machine, value_node, frame)
        if type(key) is Unknown:
            return key
        if type(key) is str:
            result[key] = value
        else:
            machine.set_item(result, key, value)
    return result


def _lambda(machine: Machine, node: ir.Lambda, frame: Frame) -> Value:
    return make_function(machine, node.code, frame)


def make_function(machine: Machine, code: ir.Code, frame: Frame) -> Function:
    """A function value: defaults are evaluated now, annotations and the body are not."""
    parameters = code.parameters
    defaults = tuple(
        evaluate(machine, p.default, frame)
        for p in parameters.positional_only + parameters.positional
        if p.default is not None
    )
    keyword_defaults = {
        p.name: evaluate(machine, p.default, frame) for p in parameters.keyword_only if p.default is not None
    }
    prefix = ""
    if frame.code is not None:
        prefix = f"{frame.code.name}.<locals>."
    elif frame.is_class:
        prefix = f"{frame.names.get('__qualname__', '')}."
    closure = frame.enclosing if frame.is_class else frame
    return Function(code, frame.module, closure, defaults, keyword_defaults, prefix + code.name)


def _formatted_string(machine: Machine, node: ir.FormattedString, frame: Frame) -> Value:
    parts: list[str] = []
    unknown: Unknown | None = None
    for part in node.parts:
        text = evaluate(machine, part, frame)
        if type(text) is Unknown:
            unknown = text
        else:
            parts.append(text)
    if unknown is not None:
        return unknown
    size = sum(map(len, parts))
    if size > SIZE_LIMIT:
        return machine.unknown_at(GapKind.LIMIT, "the text is too large", node.span)
    machine.count_size(size)
    return "".join(parts)


def _formatted_value(machine: Machine, node: ir.FormattedValue, frame: Frame) -> Value:
    value = evaluate(machine, node.value, frame)
    spec = "" if node.format_spec is None else evaluate(machine, node.format_spec, frame)
    if type(value) is Unknown:
        return value
    if type(spec) is Unknown:
        return spec
    if node.conversion in ("r", "a"):
        value = machine.representation_of(value)
        if node.conversion == "a" and isinstance(value, str):
            value = value.encode("ascii", "backslashreplace").decode()
    elif node.conversion == "s":
        value = machine.text_of(value)
    return machine.format_value(value, spec)


def _walrus(machine: Machine, node: ir.Walrus, frame: Frame) -> Value:
    value = evaluate(machine, node.value, frame)
    bind_name(machine, node.target, value, frame)
    return value


def _comprehension(machine: Machine, node: ir.Comprehension, frame: Frame) -> Value:
    return comprehensions.evaluate_comprehension(machine, node, frame)


def _await(machine: Machine, node: ir.Await, frame: Frame) -> Value:
    return evaluate(machine, node.value, frame)


def _unsupported(machine: Machine, node: ir.Expression, frame: Frame) -> Value:
    return machine.unknown_at(
        GapKind.UNSUPPORTED_SYNTAX, f"{type(node).__name__.lower()} in this position is not evaluated", node.span
    )


EVALUATORS: dict[type[ir.Expression], Callable[[Machine, Any, Frame], Value]] = {
    ir.Constant: _constant,
    ir.Name: read_name,
    ir.Attribute: _attribute,
    ir.Call: _call,
    ir.Subscript: _subscript,
    ir.Slice: _slice,
    ir.Binary: _binary,
    ir.Unary: _unary,
    ir.Compare: _compare,
    ir.Boolean: _boolean,
    ir.Conditional: _conditional,
    ir.Collection: _collection,
    ir.DictDisplay: _dict,
    ir.Lambda: _lambda,
    ir.FormattedString: _formatted_string,
    ir.FormattedValue: _formatted_value,
    ir.Walrus: _walrus,
    ir.Comprehension: _comprehension,
    ir.Await: _await,
    ir.Yield: _unsupported,
    ir.YieldFrom: _unsupported,
    ir.Starred: _unsupported,
}
