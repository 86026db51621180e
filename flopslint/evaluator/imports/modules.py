"""Modules of the program and of the catalog: found when first named, run when one of their names is first needed."""

from __future__ import annotations

from pathlib import Path

from flopslint.catalog.python.builtins_dict import lose_keys
from flopslint.core.errors import SourceError
from flopslint.core.gap import GapKind
from flopslint.evaluator.imports import declared_names
from flopslint.evaluator.imports.listed_exports import listed_exports
from flopslint.evaluator.machine import Machine
from flopslint.ir import nodes as ir
from flopslint.values.context import Raised
from flopslint.values.equality import rest_of
from flopslint.values.value import MISSING, Frame, Function, ModuleValue, Reference, Unknown, Value

_STAND_IN = "<stand-in>"
"""Where a module keeps the object that the program put in its place; no name of a program is spelled so."""


def find_module(machine: Machine, name: str) -> ModuleValue | None:
    """The module of that dotted name, read but not run; None if there is none."""
    module = machine.modules.get(name)
    if module is not None:
        return module if isinstance(module, ModuleValue) else _adopt(machine, name, module)
    catalog = machine.natives.catalog
    prelude = catalog.prelude_path(name)
    if prelude is not None:
        module = ModuleValue(name, str(prelude), prelude.name == "__init__.py", is_prelude=True)
    elif catalog.library_of(name) is not None:
        if not catalog.has_module(name):
            return None
        module = ModuleValue(name, None, is_package=True)
        module.state = "done"
    else:
        found = machine.program.find(name)
        if found is None:
            return None
        module = ModuleValue(name, None if found.path is None else str(found.path), found.is_package)
        if found.path is None:
            module.state = "done"
    machine.modules[name] = module
    return module


def _adopt(machine: Machine, name: str, held: Value) -> ModuleValue:
    """A module for an object that the program put into ``sys.modules``: what it lacks is asked of the object."""
    module = ModuleValue(name, is_package=True)
    module.state = "done"
    module.namespace[_STAND_IN] = held
    machine.modules[name] = module
    return module


def lowered(machine: Machine, module: ModuleValue) -> ir.Module | None:
    """The module's code; None for one without source. A file that cannot be read is a gap, and has no names."""
    if module.lowered is None and module.path is not None:
        try:
            module.lowered = machine.program.lower_file(Path(module.path))
        except SourceError as error:
            machine.source_gap(module, error)
            module.path = None
            module.state = "done"
    return module.lowered


def run_module(machine: Machine, module: ModuleValue) -> None:
    """Evaluates a module's top level, whole and in order, once."""
    if module.state != "new":
        return
    code = lowered(machine, module)
    if code is None:
        return
    module.state = "running"
    namespace = module.namespace
    namespace.setdefault("__name__", module.name)
    namespace.setdefault("__doc__", code.docstring)
    if not module.is_prelude:
        namespace.setdefault("__file__", module.path)
        namespace.setdefault("__package__", module.name if module.is_package else module.name.rpartition(".")[0])
        namespace.setdefault("__spec__", None)
        if module.is_package and module.path is not None:
            namespace.setdefault("__path__", [module.path.rpartition("/")[0]])
    guards, machine.import_guards = machine.import_guards, 0
    frame = Frame(module, None, machine.module_site(module), names=namespace)
    previous, previous_site = machine.current_frame, machine.current_site
    machine.current_frame = frame
    # In Python a module has run before what needs it does: what its top level computes is no work of forward, and no
    # part of an undecided branch.
    outside = machine.is_building, machine.op_record, machine.branch_depth
    machine.is_building, machine.op_record, machine.branch_depth = True, None, 0
    try:
        with machine.heap.aside():
            for statement in code.body:
                _run_top_level(machine, module, statement, frame)
    finally:
        machine.is_building, machine.op_record, machine.branch_depth = outside
        module.state = "done"
        machine.late_registries.watch(module)
        held: Value = machine.modules.get(module.name, module)
        if not isinstance(held, ModuleValue):  # the module put an object of its own in its place
            namespace[_STAND_IN] = held
            machine.modules[module.name] = module
        machine.import_guards = guards
        machine.current_frame, machine.current_site = previous, previous_site


def _run_top_level(machine: Machine, module: ModuleValue, statement: ir.Statement, frame: Frame) -> None:
    """One top-level statement. One that raises is stepped over: its names are unknown, with its line as reason.

    Python would have stopped there. Since the raise may be a mistake of ours, the rest is run, but what the statement
    might have put into the module's lists and dicts is not known.
    """
    try:
        machine.execute((statement,), frame)
    except Raised as raised:
        text = machine.text_of(raised.value)
        unknown = machine.unknown_at(
            GapKind.UNCERTAIN_EXCEPTION,
            f"a statement at the top of {module.name} raises {raised.value.cls.name}: {text}",
            statement.span,
        )
        machine.assume(unknown.gap)
        for value in list(frame.names.values()):
            if type(value) in {list, dict, set} and rest_of(value) is None:
                _open(machine, value, unknown)
        for name in machine.bound_names(statement):
            frame.names[name] = unknown


def _open(machine: Machine, container: Value, unknown: Unknown) -> None:
    if isinstance(container, list):
        machine.heap.touch(container)
        container.append(Unknown(unknown.gap, rest=True))
    else:
        lose_keys(machine, container, unknown)


def module_attribute(machine: Machine, module: ModuleValue, name: str, by_star: bool = False) -> Value:
    """An attribute of a module, or ``MISSING``; ``by_star`` asks for what the module binds, not its ``__getattr__``."""
    namespace = module.namespace
    value = namespace.get(name, MISSING)
    if value is not MISSING:
        if type(value) is Reference:
            value = namespace[name] = machine.resolve(value)
        return value
    key = (module.name, name)
    if key in machine.looking_up:
        return MISSING
    machine.looking_up.add(key)
    try:
        return _search(machine, module, name, by_star)
    finally:
        machine.looking_up.discard(key)


def imported_attribute(machine: Machine, module: ModuleValue, name: str) -> Value:
    """What ``from module import name`` gives, or ``MISSING``: an AttributeError of ``__getattr__`` is no name."""
    try:
        return module_attribute(machine, module, name)
    except Raised as raised:
        if raised.value.cls.name != "AttributeError":
            raise
        return MISSING


def _search(machine: Machine, module: ModuleValue, name: str, by_star: bool) -> Value:
    value = _from_source(machine, module, name)
    if value is MISSING and _STAND_IN in module.namespace:
        value = machine.attribute_or(module.namespace[_STAND_IN], name, MISSING)
    if value is not MISSING:
        return value
    entry = machine.natives.catalog.find(f"{module.name}.{name}") if module.path is None or module.is_prelude else None
    if entry is not None:
        value = machine.natives.value_of(entry)
        module.namespace[name] = value
        return value
    submodule = find_module(machine, f"{module.name}.{name}")
    if submodule is not None:
        return submodule
    hook = None if by_star else module.namespace.get("__getattr__")
    if isinstance(hook, Function):
        return machine.call(hook, (name,))
    if name in ("__name__", "__dict__", "__file__", "__package__", "__path__", "__doc__"):
        return machine.special_attribute(module, name)
    if module.path is None or module.is_prelude:
        catalog = machine.natives.catalog
        dotted = f"{module.name}.{name}"
        if catalog.is_known_name(dotted) or not catalog.lists_names(module.name):
            return machine.unknown(GapKind.UNKNOWN_FUNCTION, f"{dotted} is not in the catalog")
    return MISSING


def _from_source(machine: Machine, module: ModuleValue, name: str) -> Value:
    code = lowered(machine, module)
    if code is None:
        return MISSING
    if module.state == "new":
        value = _declared(machine, module, code, name)
        if value is not MISSING:
            return value
        bound = code.bound
        if name in bound:
            statement = bound[name]
            if isinstance(statement, ir.ImportFrom):
                return _imported(machine, module, statement)
            run_module(machine, module)
        elif not code.stars and not (module.is_package and "__getattr__" not in bound):
            run_module(machine, module)
        elif (
            module.is_package
            and find_module(machine, f"{module.name}.{name}") is not None
            and not _star_binds(machine, module, code, name)
        ):
            return MISSING
        else:
            run_module(machine, module)
    value = module.namespace.get(name, MISSING)
    if value is not MISSING:
        return machine.resolve(value)
    for star in reversed(module.namespace.get("__stars__", ())):
        value = star_attribute(machine, star, name)
        if value is not MISSING:
            return value
    return MISSING


def _declared(machine: Machine, module: ModuleValue, code: ir.Module, name: str) -> Value:
    """A name of a package that will put a lazy object in its own place, or ``MISSING``; the package is not run."""
    constant = declared_names.constant_bound(code, name)
    if constant is not None:
        return constant.value
    for statement in declared_names.declared_imports(code, name):
        if statement.target is not None:
            return _imported(machine, module, statement)
        if find_module(machine, f"{module.name}.{name}") is not None:
            break
        source = find_module(machine, absolute_name(module, statement))
        if source is None or source.name == module.name or not declared_names.may_give(machine, source, name):
            continue
        inner = lowered(machine, source)
        if inner is not None and source.state == "new" and declared_names.is_lazy(inner):
            value = _declared(machine, source, inner, name)
        else:
            value = star_attribute(machine, source.name, name)
        if value is not MISSING:
            return value
    return MISSING


def _star_binds(machine: Machine, module: ModuleValue, code: ir.Module, name: str) -> bool:
    for star in code.stars:
        source = find_module(machine, absolute_name(module, star))
        if source is None:
            continue
        inner = lowered(machine, source)
        if inner is not None and (name in inner.bound or inner.stars):
            return True
    return False


def _imported(machine: Machine, module: ModuleValue, statement: ir.ImportFrom) -> Value:
    """A name that a module's top level binds once by an import: answered without running the module."""
    target = absolute_name(module, statement)
    return machine.resolve(Reference(target, statement.name, module.name, statement.span))


def star_attribute(machine: Machine, source_name: str, name: str) -> Value:
    """A name that ``from source import *`` gives, or ``MISSING``."""
    source = find_module(machine, source_name)
    if source is None:
        return MISSING
    code = lowered(machine, source)
    if code is not None and name not in code.bound and not code.stars and source.state == "new":
        return MISSING
    exported: list[Value] | None = written_out_names(machine, source)
    if exported is None or name not in exported:  # what the module runs may add to the list
        exported = exported_names(machine, source)
    if exported is not None and name not in exported:
        return MISSING
    if exported is None and name.startswith("_"):
        return MISSING
    return module_attribute(machine, source, name, by_star=exported is None)


def exported_names(machine: Machine, module: ModuleValue) -> list[Value] | None:
    """``__all__``, or None where the module has none."""
    if "__all__" not in module.namespace and module.state == "new":
        code = lowered(machine, module)
        if code is None or "__all__" not in code.bound:
            return None
        run_module(machine, module)
    names = machine.resolve(module.namespace.get("__all__"))
    return list(names) if isinstance(names, (list, tuple)) else None


def written_out_names(machine: Machine, module: ModuleValue) -> list[Value] | None:
    """``__all__`` of a module that has not run, where its text says what it is."""
    if module.state != "new" or module.path is None:
        return None
    code = lowered(machine, module)
    if code is None or "__all__" not in code.bound:
        return None
    return listed_exports(code, machine.program.text_of(Path(module.path)))


def absolute_name(module: ModuleValue, statement: ir.ImportFrom) -> str:
    """The dotted name of the module that a ``from`` statement names."""
    if not statement.level:
        return statement.module
    parts = module.name.split(".")
    keep = len(parts) - statement.level + (1 if module.is_package else 0)
    base = ".".join(parts[: max(keep, 0)])
    return f"{base}.{statement.module}".strip(".") if statement.module else base


def resolve_reference(machine: Machine, reference: Reference) -> Value:
    """The value an import leads to; raises the program's ImportError where it surely fails."""
    module = find_module(machine, reference.module)
    if module is None:
        return missing_module(machine, reference)
    if reference.attribute is None:
        return module
    if reference.module == reference.importer:
        # A package that imports its own submodule from itself.
        submodule = find_module(machine, f"{reference.module}.{reference.attribute}")
        if submodule is not None:
            return submodule
    value = imported_attribute(machine, module, reference.attribute)
    if value is not MISSING:
        return value
    return (
        machine.unknown_at(
            GapKind.MISSING_NAME,
            f"cannot import name '{reference.attribute}' from '{reference.module}'",
            reference.span,
        )
        if reference.span is not None
        else machine.unknown(GapKind.MISSING_NAME, f"no {reference.attribute}")
    )


def missing_module(machine: Machine, reference: Reference) -> Unknown:
    """The value of an import whose source is not there."""
    top = reference.module.partition(".")[0]
    reason = (
        f"the source of module '{reference.module}' was not found; if {top} is installed elsewhere, name its folder "
        f"with --search-path or its environment with --python-env"
    )
    if reference.span is None:
        return machine.unknown(GapKind.MISSING_MODULE, reason)
    return machine.unknown_at(GapKind.MISSING_MODULE, reason, reference.span)
