"""What the definition of a class or function says of how it is called: read off the lowered file."""

from __future__ import annotations

from collections.abc import Iterator

from flopslint.ir import nodes as ir


def required_parameters(module: ir.Module, name: str) -> list[ir.Parameter]:
    """The parameters without default of a class's own constructor, or of that of its nearest base in the file."""
    for node in _bases_first_to_last(module, name):
        init = _method(node, "__init__")
        if init is not None:
            parameters = init.code.parameters
            plain = (*parameters.positional_only, *parameters.positional)[1:]
            return [one for one in (*plain, *parameters.keyword_only) if one.default is None]
    return []


def has_open_parameters(module: ir.Module, name: str) -> bool:
    """Whether a class or function may need arguments that its signature does not require.

    It has parameters that default to None, takes any arguments, or does not say what its constructor takes.
    """
    for statement in module.body:
        if isinstance(statement, ir.FunctionDef) and statement.target.id == name:
            return _is_open(statement.code.parameters)
        if isinstance(statement, ir.ClassDef) and statement.target.id == name:
            inits = [init for node in _bases_first_to_last(module, name) if (init := _method(node, "__init__"))]
            return not inits or _is_open(inits[0].code.parameters)
    return False


def open_parameters(module: ir.Module, name: str) -> list[str]:
    """The parameters of a class's constructor that default to None."""
    for node in _bases_first_to_last(module, name):
        init = _method(node, "__init__")
        if init is not None:
            parameters = init.code.parameters
            plain = (*parameters.positional_only, *parameters.positional, *parameters.keyword_only)
            return [one.name for one in plain if _is_none(one.default)]
    return []


def only_to_derive_from(module: ir.Module, name: str, *, is_base: bool) -> bool:
    """Whether a class's own forward only says that it is not there: it raises, or in a base does nothing."""
    node = _classes(module).get(name)
    forward = None if node is None else _method(node, "forward")
    if forward is None:
        return False
    body = [one for one in forward.code.body.statements if not _is_constant(one)]
    if not body:
        return is_base
    value = body[0].value if isinstance(body[0], ir.Raise) else None
    value = value.function if isinstance(value, ir.Call) else value
    return isinstance(value, ir.Name) and value.id == "NotImplementedError"


def _bases_first_to_last(module: ir.Module, name: str) -> Iterator[ir.ClassDef]:
    """A class, its first base in the file, that one's first, and so on."""
    classes = _classes(module)
    node = classes.pop(name, None)
    while node is not None:
        yield node
        bases = [base.id for base in node.bases if isinstance(base, ir.Name) and base.id in classes]
        node = classes.pop(bases[0]) if bases else None


def _classes(module: ir.Module) -> dict[str, ir.ClassDef]:
    return {one.target.id: one for one in module.body if isinstance(one, ir.ClassDef)}


def _method(node: ir.ClassDef, name: str) -> ir.FunctionDef | None:
    return next((one for one in node.body if isinstance(one, ir.FunctionDef) and one.target.id == name), None)


def _is_open(parameters: ir.Parameters) -> bool:
    plain = (*parameters.positional_only, *parameters.positional, *parameters.keyword_only)
    return parameters.vararg is not None or parameters.kwarg is not None or any(_is_none(one.default) for one in plain)


def _is_none(node: ir.Expression | None) -> bool:
    return isinstance(node, ir.Constant) and node.value is None


def _is_constant(node: ir.Statement) -> bool:
    return isinstance(node, ir.Evaluate) and isinstance(node.value, ir.Constant)
