"""``ast`` expressions to the lowered language."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from flopslint.core.errors import SourceError
from flopslint.frontend.bindings import Bindings, bind_target, bindings_in_expression
from flopslint.frontend.scopes import Block, comprehension_block, function_block
from flopslint.ir import nodes as ir

Lower = Callable[[Any, Block], ir.Expression]


class UnknownSyntaxError(Exception):
    """A kind of node that the lowered language has no word for; the statement around it becomes ``Opaque``."""

    def __init__(self, node: ast.AST) -> None:
        super().__init__(type(node).__name__)


class _Table(dict[type, Lower]):
    """Node class to lowering; a class that is not listed is unknown syntax."""

    def __missing__(self, kind: type) -> Lower:
        def refuse(node: Any, block: Block) -> ir.Expression:
            raise UnknownSyntaxError(node)

        return refuse


def expression(node: ast.expr, block: Block) -> ir.Expression:
    """Lower one expression as it is evaluated in a block."""
    return LOWER[type(node)](node, block)


def optional(node: ast.expr | None, block: Block) -> ir.Expression | None:
    """Lower an expression that may be missing."""
    return None if node is None else LOWER[type(node)](node, block)


def several(nodes: list[ast.expr], block: Block) -> tuple[ir.Expression, ...]:
    """Lower expressions in order."""
    return tuple([LOWER[type(node)](node, block) for node in nodes])


def name_of(node: ast.AST, name: str, block: Block) -> ir.Name:
    """A name as an IR node, with the span of a node that holds it."""
    if name.startswith("__"):
        name = block.spelled(name)
    scope, outer = block.place(name)
    return ir.Name(block.span_of(node), name, scope, outer)


def keywords(nodes: list[ast.keyword], block: Block) -> tuple[ir.Keyword, ...]:
    """The keywords of a call or a class; their names are not mangled."""
    return tuple([ir.Keyword(node.arg, LOWER[type(node.value)](node.value, block)) for node in nodes])


def parameters(node: ast.arguments, block: Block) -> ir.Parameters:
    """Parameters with defaults and annotations, which are evaluated in the block around the function."""
    positional = [*node.posonlyargs, *node.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(node.defaults))
    defaults += node.defaults
    lowered = [_parameter(one, default, block) for one, default in zip(positional, defaults, strict=True)]
    only = len(node.posonlyargs)
    return ir.Parameters(
        tuple(lowered[:only]),
        tuple(lowered[only:]),
        _parameter(node.vararg, None, block) if node.vararg else None,
        tuple([_parameter(one, value, block) for one, value in zip(node.kwonlyargs, node.kw_defaults, strict=True)]),
        _parameter(node.kwarg, None, block) if node.kwarg else None,
    )


def parameter_names(found: ir.Parameters) -> list[str]:
    """The names that the parameters bind."""
    named = [*found.positional_only, *found.positional, *found.keyword_only]
    named += [one for one in (found.vararg, found.kwarg) if one is not None]
    return [one.name for one in named]


def guarded(lower: Callable[[], tuple[ir.Statement, ...]], node: ast.AST, block: Block) -> ir.Body:
    """A body whose lowering, whenever it comes, reports nesting that is too deep as a ``SourceError``."""

    def lower_now() -> tuple[ir.Statement, ...]:
        try:
            return lower()
        except RecursionError as error:
            raise SourceError("the code nests too deeply to be analyzed", block.span_of(node)) from error

    return ir.Body(lower_now)


def _parameter(node: ast.arg, default: ast.expr | None, block: Block) -> ir.Parameter:
    name = block.spelled(node.arg)
    return ir.Parameter(name, optional(default, block), optional(node.annotation, block), block.span_of(node))


def _constant(node: ast.Constant, block: Block) -> ir.Expression:
    return ir.Constant(block.span_of(node), node.value)


def _name(node: ast.Name, block: Block) -> ir.Name:
    return name_of(node, node.id, block)


def _attribute(node: ast.Attribute, block: Block) -> ir.Expression:
    name = node.attr
    if name.startswith("__"):
        name = block.spelled(name)
    return ir.Attribute(block.span_of(node), LOWER[type(node.value)](node.value, block), name)


def _subscript(node: ast.Subscript, block: Block) -> ir.Expression:
    value = LOWER[type(node.value)](node.value, block)
    return ir.Subscript(block.span_of(node), value, LOWER[type(node.slice)](node.slice, block))


def _slice(node: ast.Slice, block: Block) -> ir.Expression:
    parts = optional(node.lower, block), optional(node.upper, block), optional(node.step, block)
    return ir.Slice(block.span_of(node), *parts)


def _starred(node: ast.Starred, block: Block) -> ir.Expression:
    return ir.Starred(block.span_of(node), LOWER[type(node.value)](node.value, block))


def _call(node: ast.Call, block: Block) -> ir.Expression:
    positional = several(node.args, block)
    named = keywords(node.keywords, block) if node.keywords else ()
    plain = not any(type(one) is ir.Starred for one in positional) and all(one.name is not None for one in named)
    function = LOWER[type(node.func)](node.func, block)
    return ir.Call(block.span_of(node), function, positional, named, plain)


def _unary(node: ast.UnaryOp, block: Block) -> ir.Expression:
    return ir.Unary(block.span_of(node), UNARY_OPERATORS[type(node.op)], LOWER[type(node.operand)](node.operand, block))


def _binary(node: ast.BinOp, block: Block) -> ir.Expression:
    # The one chain that is long in real files ("a + b + c + ..." by the thousand) is lowered without recursion.
    chain = [node]
    while isinstance(chain[-1].left, ast.BinOp):
        chain.append(chain[-1].left)
    left = chain[-1].left
    result = LOWER[type(left)](left, block)
    for link in reversed(chain):
        right = LOWER[type(link.right)](link.right, block)
        result = ir.Binary(block.span_of(link), BINARY_OPERATORS[type(link.op)], result, right)
    return result


def _compare(node: ast.Compare, block: Block) -> ir.Expression:
    operators = tuple([_COMPARISONS[type(one)] for one in node.ops])
    left = LOWER[type(node.left)](node.left, block)
    return ir.Compare(block.span_of(node), left, operators, several(node.comparators, block))


def _boolean(node: ast.BoolOp, block: Block) -> ir.Expression:
    operator = "and" if isinstance(node.op, ast.And) else "or"
    return ir.Boolean(block.span_of(node), operator, several(node.values, block))


def _conditional(node: ast.IfExp, block: Block) -> ir.Expression:
    test, body = LOWER[type(node.test)](node.test, block), LOWER[type(node.body)](node.body, block)
    return ir.Conditional(block.span_of(node), test, body, LOWER[type(node.orelse)](node.orelse, block))


def _collection(kind: str) -> Lower:
    def lower(node: ast.List | ast.Tuple | ast.Set, block: Block) -> ir.Expression:
        return ir.Collection(block.span_of(node), kind, several(node.elts, block))

    return lower


def _dict(node: ast.Dict, block: Block) -> ir.Expression:
    keys = tuple([optional(key, block) for key in node.keys])
    return ir.DictDisplay(block.span_of(node), keys, several(node.values, block))


def _comprehension(kind: str) -> Lower:
    def lower(node: Any, block: Block) -> ir.Expression:
        found = Bindings(block.private)
        for generator in node.generators:
            bind_target(generator.target, found)
        inner = comprehension_block(block, found.bound)
        generators = tuple(
            [_generator(one, inner, block if index == 0 else inner) for index, one in enumerate(node.generators)]
        )
        if kind == "dict":
            element, value = expression(node.key, inner), expression(node.value, inner)
            return ir.Comprehension(block.span_of(node), kind, element, value, generators)
        return ir.Comprehension(block.span_of(node), kind, expression(node.elt, inner), None, generators)

    return lower


def _generator(node: ast.comprehension, inner: Block, iterated_in: Block) -> ir.Generator:
    iterable = expression(node.iter, iterated_in)
    return ir.Generator(expression(node.target, inner), iterable, several(node.ifs, inner), bool(node.is_async))


def _lambda(node: ast.Lambda, block: Block) -> ir.Expression:
    span = block.span_of(node)
    found = bindings_in_expression(node.body, block.private)
    lowered = parameters(node.args, block)
    inner, local = function_block(block, found, parameter_names(lowered))
    body = guarded(lambda: (ir.Return(block.span_of(node.body), expression(node.body, inner)),), node, block)
    code = ir.Code("<lambda>", span, lowered, body, local, found.yields, False, None, None)
    return ir.Lambda(span, code)


def _formatted_string(node: ast.JoinedStr, block: Block) -> ir.Expression:
    # Python 3.12.1 has empty constants between the parts.
    parts = [one for one in node.values if not (isinstance(one, ast.Constant) and one.value == "")]
    return ir.FormattedString(block.span_of(node), several(parts, block))


def _formatted_value(node: ast.FormattedValue, block: Block) -> ir.Expression:
    conversion = "" if node.conversion < 0 else chr(node.conversion)
    value = LOWER[type(node.value)](node.value, block)
    return ir.FormattedValue(block.span_of(node), value, conversion, optional(node.format_spec, block))


def _walrus(node: ast.NamedExpr, block: Block) -> ir.Expression:
    target = name_of(node.target, node.target.id, block)
    return ir.Walrus(block.span_of(node), target, LOWER[type(node.value)](node.value, block))


def _yield(node: ast.Yield, block: Block) -> ir.Expression:
    return ir.Yield(block.span_of(node), optional(node.value, block))


def _yield_from(node: ast.YieldFrom, block: Block) -> ir.Expression:
    return ir.YieldFrom(block.span_of(node), expression(node.value, block))


def _await(node: ast.Await, block: Block) -> ir.Expression:
    return ir.Await(block.span_of(node), expression(node.value, block))


UNARY_OPERATORS: dict[type[ast.unaryop], str] = {ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not"}

BINARY_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
}  # fmt: skip

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is",
    ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip

LOWER = _Table(
    {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.Subscript: _subscript,
        ast.Slice: _slice,
        ast.Starred: _starred,
        ast.Call: _call,
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.Compare: _compare,
        ast.BoolOp: _boolean,
        ast.IfExp: _conditional,
        ast.List: _collection("list"),
        ast.Tuple: _collection("tuple"),
        ast.Set: _collection("set"),
        ast.Dict: _dict,
        ast.ListComp: _comprehension("list"),
        ast.SetComp: _comprehension("set"),
        ast.DictComp: _comprehension("dict"),
        ast.GeneratorExp: _comprehension("generator"),
        ast.Lambda: _lambda,
        ast.JoinedStr: _formatted_string,
        ast.FormattedValue: _formatted_value,
        ast.NamedExpr: _walrus,
        ast.Yield: _yield,
        ast.YieldFrom: _yield_from,
        ast.Await: _await,
    }
)
