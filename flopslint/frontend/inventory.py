"""The LibCST visitor over a checked file: what there is to analyze, with exact spans and nothing evaluated."""

from __future__ import annotations

import ast

import libcst as cst

from flopslint.core.errors import SourceError
from flopslint.core.inventory import Argument, Inventory
from flopslint.core.source import SourceFile
from flopslint.frontend.comments import read_comments
from flopslint.frontend.constants import NotConstantError, constant
from flopslint.frontend.cst_walk import Visit, dotted_name, walk
from flopslint.frontend.facts import Base, Call, Facts, Origin, Owner, OwnerKind, Result
from flopslint.frontend.parse import parse_ast, parse_cst
from flopslint.frontend.positions import Positions, find_positions
from flopslint.frontend.resolve import TORCH, LayerNames, resolved

# Calls that ask about a class and construct nothing of it.
_TYPE_TESTS = frozenset({"isinstance", "issubclass", "super", "cast", "typing.cast", "hasattr", "getattr"})


def take_inventory(source: SourceFile, tree: ast.Module | None = None, layers: LayerNames = TORCH) -> Inventory:
    """Extract constructor calls, model classes, builder functions and comments of one file.

    ``tree`` is the file's ``ast``, where it was parsed already.

    Raises:
        SourceError: the text is over the limits or is not Python, or LibCST does not know its syntax.
    """
    tree = parse_ast(source) if tree is None else tree
    module = parse_cst(source, tree)
    try:
        facts = _Visitor(source, find_positions(module, tree, source)).visit(module)
    except RecursionError as error:
        raise SourceError("the file nests too deeply to be analyzed", source.span(0, 0)) from error
    calls, models, builders, imports = resolved(facts, layers)
    return Inventory(
        path=source.path,
        digest=source.digest,
        calls=calls,
        models=models,
        builders=builders,
        imports=imports,
        comments=read_comments(source),
    )


class _Visitor:
    """Notes facts down while it walks, in the order of the text."""

    def __init__(self, source: SourceFile, positions: Positions) -> None:
        self._positions = positions
        self._owner = Owner(OwnerKind.MODULE, "", None, source.whole(), 1)
        self._facts = Facts(self._owner, [self._owner])
        self._silent = 0  # within annotations, bases and type tests, where a name constructs nothing
        self._targets: dict[cst.CSTNode, str] = {}
        self._bases: set[cst.CSTNode] = set()

    def visit(self, module: cst.Module) -> Facts:
        """Walk over a file and give what was found."""
        enter: dict[type, Visit] = {
            cst.Annotation: self._enter_silence,
            cst.AnnAssign: self._annotated,
            cst.Arg: self._enter_argument,
            cst.Assign: self._assign,
            cst.AugAssign: lambda node: self._bind_variables(node.target),
            cst.Call: self._enter_call,
            cst.ClassDef: self._enter_class,
            cst.CompFor: lambda node: self._bind_variables(node.target),
            cst.For: lambda node: self._bind_variables(node.target),
            cst.FunctionDef: self._enter_function,
            cst.Import: self._import,
            cst.ImportFrom: self._import_from,
            cst.Name: self._mention,
            cst.NamedExpr: lambda node: self._bind_variables(node.target),
            cst.Return: self._return,
            cst.WithItem: lambda node: self._bind_variables(node.asname.name) if node.asname else None,
        }
        leave: dict[type, Visit] = {
            cst.Annotation: self._leave_silence,
            cst.Arg: self._leave_argument,
            cst.Call: self._leave_call,
            cst.ClassDef: self._leave_owner,
            cst.FunctionDef: self._leave_owner,
        }
        walk(module, enter, leave)
        return self._facts

    def _enter_silence(self, node: cst.CSTNode) -> None:
        self._silent += 1

    def _leave_silence(self, node: cst.CSTNode) -> None:
        self._silent -= 1

    def _enter_argument(self, node: cst.Arg) -> None:
        if node in self._bases:
            self._silent += 1

    def _leave_argument(self, node: cst.Arg) -> None:
        if node in self._bases:
            self._silent -= 1

    def _mention(self, node: cst.Name) -> None:
        if not self._silent:
            self._owner.mentions.add(node.value)

    def _open(self, kind: OwnerKind, node: cst.ClassDef | cst.FunctionDef) -> Owner:
        name = node.name.value
        outside = self._owner
        if outside.kind is OwnerKind.FUNCTION:
            name = f"{outside.name}.<locals>.{name}"
        elif outside.kind is OwnerKind.CLASS:
            name = f"{outside.name}.{name}"
        outside.bind(node.name.value, Origin.CLASS if kind is OwnerKind.CLASS else Origin.FUNCTION, name)
        owner = Owner(kind, name, outside, self._positions.of(node), self._positions.first_line(node))
        self._facts.owners.append(owner)
        return owner

    def _enter_class(self, node: cst.ClassDef) -> None:
        owner = self._open(OwnerKind.CLASS, node)
        owner.bases = [_base(one.value) for one in node.bases if not one.star]
        self._bases.update(node.bases)
        self._owner = owner

    def _enter_function(self, node: cst.FunctionDef) -> None:
        owner = self._open(OwnerKind.FUNCTION, node)
        if self._owner.kind is OwnerKind.CLASS:
            self._owner.methods.append(node.name.value)
        parameters = node.params
        named = [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]
        owner.required_parameters = [one.name.value for one in named if one.default is None]
        named += [one for one in (parameters.star_arg, parameters.star_kwarg) if isinstance(one, cst.Param)]
        for one in named:
            owner.bind(one.name.value, Origin.VARIABLE, one.name.value)
        self._owner = owner

    def _leave_owner(self, node: cst.CSTNode) -> None:
        if self._owner.parent is not None:
            self._owner = self._owner.parent

    def _enter_call(self, node: cst.Call) -> None:
        if dotted_name(node.func) in _TYPE_TESTS:
            self._silent += 1

    def _leave_call(self, node: cst.Call) -> None:
        callee = dotted_name(node.func)
        if callee in _TYPE_TESTS:
            self._silent -= 1
        arguments = tuple([_argument(one) for one in node.args])
        target = self._targets.pop(node, None)
        self._facts.calls.append(Call(callee, arguments, self._positions.of(node), self._owner, target))

    def _assign(self, node: cst.Assign) -> None:
        for one in node.targets:
            self._assigned(one.target, node.value)

    def _annotated(self, node: cst.AnnAssign) -> None:
        self._assigned(node.target, node.value)

    def _assigned(self, target: cst.BaseExpression, value: cst.BaseExpression | None) -> None:
        name = dotted_name(target)
        if isinstance(value, cst.Call) and name is not None:
            self._targets.setdefault(value, name)
        if not isinstance(target, cst.Name):
            self._bind_variables(target)
            return
        other = dotted_name(value)
        if other is not None and other != target.value:
            self._owner.bind(target.value, Origin.ALIAS, other)
        else:
            self._owner.bind(target.value, Origin.VARIABLE, target.value)
        if value is not None:
            found = _results(value)
            if found:
                self._owner.results.setdefault(target.value, found[0])

    def _bind_variables(self, target: cst.CSTNode) -> None:
        if isinstance(target, cst.Name):
            self._owner.bind(target.value, Origin.VARIABLE, target.value)
        elif isinstance(target, cst.Tuple | cst.List):
            for element in target.elements:
                self._bind_variables(element.value)

    def _return(self, node: cst.Return) -> None:
        if node.value is not None:
            self._owner.returns += _results(node.value)

    def _import(self, node: cst.Import) -> None:
        for alias in node.names:
            module = dotted_name(alias.name) or ""
            name = _alias_name(alias)
            top = module.partition(".")[0]
            self._bind_import(node, name or top, module if name else top)

    def _import_from(self, node: cst.ImportFrom) -> None:
        module = "." * len(node.relative) + (dotted_name(node.module) or "")
        if isinstance(node.names, cst.ImportStar):
            self._facts.stars.append(module)
            return
        for alias in node.names:
            name = dotted_name(alias.name) or ""
            target = f"{module}{name}" if module.endswith(".") else f"{module}.{name}"
            self._bind_import(node, _alias_name(alias) or name, target)

    def _bind_import(self, node: cst.CSTNode, name: str, target: str) -> None:
        self._owner.bind(name, Origin.IMPORT, target)
        self._facts.imports.append((name, target, self._positions.of(node)))


def _alias_name(alias: cst.ImportAlias) -> str | None:
    return dotted_name(alias.asname.name) if alias.asname is not None else None


def _argument(node: cst.Arg) -> Argument:
    name = node.keyword.value if node.keyword is not None else None
    try:
        text, value = constant(node.value)
    except NotConstantError:
        return Argument(name=name, star=node.star, text=None)
    return Argument(name=name, star=node.star, text=text, value=value)


def _base(node: cst.BaseExpression) -> Base:
    """A base: ``Generic[T]`` counts as ``Generic``; another expression is kept by the names it mentions."""
    while isinstance(node, cst.Subscript):
        node = node.value
    name = dotted_name(node)
    if name is not None:
        return Base(name, name, ())
    mentions: list[str] = []
    walk(node, {cst.Attribute: lambda one: mentions.append(dotted_name(one) or ""),
                cst.Name: lambda one: mentions.append(one.value)}, {})  # fmt: skip
    return Base(None, cst.Module([]).code_for_node(node), tuple(mentions))


def _results(node: cst.BaseExpression) -> list[Result]:
    """What an expression gives: of a tuple each item, of a condition both sides."""
    if isinstance(node, cst.Name):
        return [Result(name=node.value)]
    if isinstance(node, cst.Tuple):
        return [found for element in node.elements for found in _results(element.value)]
    if isinstance(node, cst.IfExp):
        return [*_results(node.body), *_results(node.orelse)]
    if isinstance(node, cst.Call):
        passed = [dotted_name(one.value) for one in node.args]
        callee = dotted_name(node.func)
        if callee is None and isinstance(node.func, cst.Attribute):
            # Net().eval() gives what Net() gives, as far as a name can say.
            return _results(node.func.value)
        if callee in _TYPE_TESTS:
            return []
        return [Result(callee=callee, passed=tuple(name for name in passed if name is not None))]
    return []
