"""Smaller services of the interpreter that catalog entries use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flopslint.core import files
from flopslint.core.dim import TracedDim
from flopslint.core.errors import SourceError
from flopslint.core.gap import GapKind
from flopslint.core.span import Span
from flopslint.evaluator.imports import modules
from flopslint.evaluator.objects import attribute_changes, attributes, classes, special_attributes
from flopslint.evaluator.operations.op_calls import ref
from flopslint.ir.walk import bound_names
from flopslint.values.context import Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import (
    MISSING,
    Class,
    Frame,
    Instance,
    LazyAnnotation,
    ModuleValue,
    Reference,
    Undecided,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flopslint.ir import nodes as ir

READABLE_BYTES = 1 << 20
"""Text files of the project that the program may know: up to this size."""


def _is_traced(value: Value) -> bool:
    kind = type(value)
    if kind is TracedDim:
        return True
    if isinstance(value, (list, tuple)):
        return any(_is_traced(item) for item in value)
    return kind is slice and any(type(part) is TracedDim for part in (value.start, value.stop, value.step))


class Services:
    """What natives ask beyond the protocols: attributes by default rules, classes, texts, files."""

    def missing_attribute(self: Any, value: Value, name: str) -> Raised:
        """AttributeError for an attribute that is not there."""
        if isinstance(value, Class):
            return self.error("AttributeError", f"type object '{value.name}' has no attribute '{name}'")  # type: ignore[no-any-return]
        if isinstance(value, ModuleValue):
            return self.error("AttributeError", f"module '{value.name}' has no attribute '{name}'")  # type: ignore[no-any-return]
        return self.error(  # type: ignore[no-any-return]
            "AttributeError", f"'{self.type_of(value).name}' object has no attribute '{name}'"
        )

    def attribute_or(self: Any, value: Value, name: str, default: Value) -> Value:
        """``getattr`` with a default: an AttributeError raised on the way counts as missing."""
        try:
            found = attributes.get_attribute(self, value, name)
        except Raised as raised:
            if any(cls.name == "AttributeError" for cls in raised.value.cls.mro):
                return default
            raise
        return default if found is MISSING else found

    def default_get_attribute(self: Any, value: Value, name: str) -> Value:
        """``object.__getattribute__``."""
        if isinstance(value, Instance):
            found = value.cls.find(name)
            if name in value.attributes and not (found and attributes.is_data_descriptor(found[0])):
                return self.resolve(value.attributes[name])
            if found is not None:
                return attributes.bind(self, found[0], value, found[1])
            special = special_attributes.special_attribute(self, value, name)
            if special is MISSING:
                raise self.missing_attribute(value, name)
            return special
        return self.get_attribute(value, name)

    def default_set_attribute(self: Any, value: Value, name: str, new: Value) -> None:
        """``object.__setattr__``."""
        if isinstance(value, Instance):
            attribute_changes.set_plain(self, value, name, new)
        else:
            attribute_changes.set_attribute(self, value, name, new)

    def default_delete_attribute(self: Any, value: Value, name: str) -> None:
        """``object.__delattr__``."""
        if not isinstance(value, Instance):
            attribute_changes.delete_attribute(self, value, name)
            return
        if attribute_changes.delete_by_descriptor(self, value, name):
            return
        if name not in value.attributes:
            raise self.missing_attribute(value, name)
        self.heap.touch(value.attributes)
        del value.attributes[name]

    def make_class(
        self: Any,
        name: str,
        bases: tuple[Class, ...],
        namespace: dict[str, Value],
        module: str | None = None,
        metaclass: Class | None = None,
    ) -> Value:
        """A class as a class statement makes it."""
        names = dict(namespace)
        names.setdefault("__module__", module or self.frame.module.name)
        inherited = next((base.metaclass for base in bases if base.metaclass is not None), None)
        return classes.create_class(self, name, bases, names, {}, metaclass or inherited)

    def finish_class(self: Any, cls: Class) -> Value:
        """Lets a native base complete a class after its body ran: enums make their members."""
        for base in cls.mro[1:]:
            hook = base.namespace.get("__finish_class__") if base.native else None
            if hook is not None:
                return self.call(hook, (cls,))
        return cls

    def make_set(self: Any, members: list[Value]) -> Value:
        """A set display; unknown where a member is."""
        result: set[Value] = set()
        for item in members:
            if type(item) is Unknown:
                return item
            try:
                if self.find_key(result, item) is MISSING:
                    result.add(item)
            except Undecided as undecided:
                return undecided.unknown
        return result

    def find_module(self: Any, name: str) -> ModuleValue | None:
        """The module of that dotted name if there is one in reach; it is not run."""
        return modules.find_module(self, name)

    def import_module(self: Any, name: str) -> Value:
        """``importlib.import_module``."""
        module = modules.find_module(self, name)
        if module is None:
            if self.import_guards:
                raise self.error("ModuleNotFoundError", f"No module named '{name}'")
            return modules.missing_module(self, Reference(name, None, "", None))
        modules.run_module(self, module)
        return module

    def resolve_annotation(self: Any, annotation: LazyAnnotation) -> Value:
        """The value of an annotation, evaluated now."""
        frame = annotation.frame
        if frame is None:
            frame = self.frame
        try:
            return self.evaluate(annotation.expression, frame)
        except Raised as raised:
            return self.unknown(GapKind.UNCERTAIN_EXCEPTION, f"this annotation raises {raised.value.cls.name}")

    def annotation_value(self: Any, expression: ir.Expression, frame: Frame) -> Value:
        """An annotation, evaluated on demand."""
        return self.resolve_annotation(LazyAnnotation(expression, frame))

    def evaluate_text(
        self: Any, text: str, global_names: dict[str, Value] | None, local_names: dict[str, Value] | None
    ) -> Value:
        """``eval`` of a known expression, evaluated like any other code of the program."""
        frame = self.frame
        path = frame.module.path or frame.module.name
        try:
            expression = self.program.lower_expression(text, path)
        except SourceError as error:
            raise self.error("SyntaxError", error.reason) from None
        return self.evaluate(expression, self._text_scope(global_names, local_names))

    def run_text(
        self: Any, text: str, global_names: dict[str, Value] | None, local_names: dict[str, Value] | None
    ) -> None:
        """``exec`` of known statements, run like any other code of the program."""
        frame = self.frame
        span = Span("", 1, 0, 1, 0) if self.current_site is None else self.current_site.span
        try:
            statements = self.program.lower_statements(text, frame.module.path or frame.module.name, span)
        except SourceError as error:
            raise self.error("SyntaxError", error.reason) from None
        scope = self._text_scope(global_names, local_names)
        before = dict(scope.names)
        self.execute(statements, scope)
        if local_names is not None:
            self.heap.touch(local_names)
            changed = {name for name, value in scope.names.items() if before.get(name, MISSING) is not value}
            local_names.update({name: scope.names[name] for name in scope.names if name in changed})
            for name in before.keys() - scope.names.keys():
                local_names.pop(name, None)

    def _text_scope(self: Any, global_names: dict[str, Value] | None, local_names: dict[str, Value] | None) -> Frame:
        """The frame that code given as text runs in; the names of a function are copied, as Python does."""
        frame = self.frame
        module = frame.module
        if global_names is not None:
            module = ModuleValue(frame.module.name, frame.module.path, frame.module.is_package)
            module.namespace = global_names
            module.state = "done"
        scope = Frame(module, None, frame.site, names=module.namespace)
        if local_names is None and global_names is None:
            local_names = self.visible_names(frame) or None
        if local_names is not None:
            overlay = ModuleValue(module.name, module.path, module.is_package)
            overlay.namespace = {**module.namespace, **local_names}
            overlay.state = "done"
            scope = Frame(overlay, None, frame.site, names=overlay.namespace)
        return scope

    def visible_names(self: Any, frame: Frame) -> dict[str, Value]:
        """Names that code in a frame sees besides the module's, innermost last."""
        chain = []
        inner: Frame | None = frame
        while inner is not None:
            if inner.names is not inner.module.namespace:
                chain.append(inner.names)
            inner = inner.enclosing
        names: dict[str, Value] = {}
        for level in reversed(chain):
            names.update(level)
        return names

    def module_names(self: Any, module: ModuleValue) -> list[str] | None:
        """Sorted names of a module of the catalog."""
        catalog = self.natives.catalog
        if not catalog.lists_names(module.name):
            return None
        code = modules.lowered(self, module)
        return sorted(catalog.names_in(module.name) | set(() if code is None else code.bound) | set(module.namespace))

    def read_file(self: Any, path: str) -> bytes | None:
        """A small file below the search path; None where it is not ours to read."""
        candidate = Path(path)
        try:
            if not candidate.is_absolute() or not self._is_ours(candidate.parent) or not files.is_file(candidate):
                return None
            if not self._is_ours(files.real(candidate).parent):
                return None
            data = files.read(candidate, READABLE_BYTES + 1)
            return data if len(data) <= READABLE_BYTES else None
        except (OSError, ValueError):
            return None

    def list_folder(self: Any, path: str) -> list[tuple[str, bool]] | None:
        """Names in a folder below the search path, and whether each is a folder; None where it is not ours to look."""
        listings: dict[str, list[tuple[str, bool]] | None] = self.__dict__.setdefault("_folder_listings", {})
        if path not in listings:
            candidate = Path(path)
            is_ours = candidate.is_absolute() and files.is_folder(candidate) and self._is_ours(candidate)
            listings[path] = files.all_in(candidate) if is_ours else None
        return listings[path]

    def _is_ours(self: Any, folder: Path) -> bool:
        """Whether a folder, links followed, is below the search path."""
        known: dict[Path, bool] = self.__dict__.setdefault("_our_folders", {})
        if folder not in known:
            resolved = files.real(folder)
            known[folder] = any(resolved.is_relative_to(files.real(root)) for root in self.program.search_path)
        return known[folder]

    def unknown_item(self: Any, value: Value, index: Unknown) -> Unknown:
        """An item at a position nobody knows."""
        return index

    def as_number(self: Any, value: Value) -> Value:
        """The Python number of a value that has ``__float__`` or ``__index__``, or ``MISSING``."""
        for name in ("__index__", "__float__"):
            if isinstance(value, (Instance, Tensor)) and self.type_of(value).find(name) is not None:
                if isinstance(value, Tensor) and name == "__index__" and value.dtype.is_floating_point:
                    continue
                return self.call(self.get_class_attribute(value, name))
        return MISSING

    def bound_names(self: Any, statement: ir.Statement) -> set[str]:
        """Names a statement binds."""
        names = bound_names(statement)
        target = getattr(statement, "target", None)
        if target is not None and hasattr(target, "id"):
            names = names | {target.id}
        return names

    def is_prelude_class(self: Any, cls: Class) -> bool:
        """Whether a class comes from our own prelude source."""
        module = self.modules.get(cls.module)
        return module is not None and module.is_prelude

    def holds_traced_dim(self: Any, arguments: dict[str, Value]) -> bool:
        """Whether an argument that is not a tensor was computed from an input's dim."""
        return any(_is_traced(value) for value in arguments.values())

    def with_refs(self: Any, value: Value) -> Value:
        """A structure with tensors replaced by references to what they were."""
        if type(value) is Tensor:
            return ref(value)
        if isinstance(value, (list, tuple)):
            return tuple(self.with_refs(item) for item in value)
        if isinstance(value, dict):
            return {key: self.with_refs(item) for key, item in value.items()}
        if isinstance(value, Instance) and isinstance(value.payload, (tuple, dict)):
            return self.with_refs(value.payload)
        return value
