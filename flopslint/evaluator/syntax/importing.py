"""``import`` statements: names are bound to references, looked up when they are used."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from flopslint.evaluator.imports import modules
from flopslint.evaluator.machine import Machine
from flopslint.evaluator.syntax.names import bind_name
from flopslint.ir import nodes as ir
from flopslint.values.value import MISSING, Frame, ModuleValue, Reference


def import_module(machine: Machine, node: ir.Import, frame: Frame) -> None:
    """``import a.b.c`` binds ``a``, and with ``as`` what stands last."""
    _require(machine, node.module, None, node)
    name = node.module if node.binds_last else node.module.partition(".")[0]
    bind_name(machine, node.target, Reference(name, None, frame.module.name, node.span), frame)


def import_from(machine: Machine, node: ir.ImportFrom, frame: Frame) -> None:
    """``from a import b`` binds a reference; a star is remembered and asked when a name is not found."""
    if node.module == "__future__" and not node.level:
        return
    source = modules.absolute_name(frame.module, node)
    if node.target is None:
        _import_star(machine, source, frame)
        return
    _require(machine, source, node.name, node)
    bind_name(machine, node.target, Reference(source, node.name, frame.module.name, node.span), frame)


def _require(machine: Machine, module_name: str, name: str | None, node: ir.Import | ir.ImportFrom) -> None:
    """Where the program would catch an ImportError, whether there is one has to be known now."""
    if not machine.import_guards:
        return
    module = modules.find_module(machine, module_name)
    if module is None:
        reason = f"module '{module_name}' is taken to be absent: its source was not found"
        machine.assume(machine.gap(GapKind.ASSUMPTION, reason, node.span))
        raise machine.error("ModuleNotFoundError", f"No module named '{module_name}'")
    if name is not None and modules.imported_attribute(machine, module, name) is MISSING:
        raise machine.error("ImportError", f"cannot import name '{name}' from '{module_name}'")


def _import_star(machine: Machine, source: str, frame: Frame) -> None:
    """Names that stand in the source's table are bound now as references; others are asked for later."""
    names = frame.names
    machine.heap.touch(names)
    module = modules.find_module(machine, source)
    if module is not None:
        listed = modules.written_out_names(machine, module) or modules.exported_names(machine, module)
        for name in listed or _public_names(machine, module):
            if isinstance(name, str):
                names[name] = Reference(source, name, frame.module.name, None)
    names["__stars__"] = (*names.get("__stars__", ()), source)


def _public_names(machine: Machine, module: ModuleValue) -> list[str]:
    code = modules.lowered(machine, module)
    listed = [] if code is None else list(code.bound)
    return [name for name in [*listed, *module.namespace] if not name.startswith("_")]
