"""``typing``: special forms, and functions on what is made of them. Its aliases and names are in the prelude."""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.base_classes import base_class, native_with_metaclass
from flopslint.catalog.python.builtins_dict import settle_all
from flopslint.catalog.python.builtins_type import type_
from flopslint.catalog.python.function_attributes import lazy_annotations
from flopslint.catalog.python.receivers import class_method
from flopslint.values.context import Context
from flopslint.values.value import (
    Alias,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    ModuleValue,
    StaticMethod,
    Unknown,
    Value,
)

base_class("typing.Any")
base_class("typing.Generic")
base_class("typing.Protocol", bases=("typing.Generic",), metaclass="abc.ABCMeta")
for _name in ("IO", "TextIO", "BinaryIO", "SupportsIndex", "SupportsInt", "SupportsFloat", "SupportsAbs"):
    base_class(f"typing.{_name}")
base_class("typing._SpecialForm")


native_class("typing._TypedDictMeta", bases=("builtins.type",))(type_)
native_with_metaclass("typing.TypedDict", host=dict, bases=("builtins.dict",), metaclass="typing._TypedDictMeta")


@function("typing._TypedDictMeta.__call__", takes_unknown=True)
def typed_dict(context: Context, self: Class, /, *args: Value, **kwargs: Value) -> Value:
    """A plain dict; for ``TypedDict`` itself with a name and fields, a class of such."""
    dicts = context.find_class("builtins.dict")
    if self.native and args and isinstance(args[0], str):
        return context.make_class(args[0], (self,), {"__annotations__": dict(args[1]) if len(args) > 1 else {}})
    return context.call(dicts, args, kwargs)


@class_method("typing.TypedDict.__init_subclass__", takes_unknown=True)
def typed_dict_subclass(context: Context, cls: Class, /, **kwargs: Value) -> None:
    """Takes ``total``, which means nothing here."""


def _register_variable(name: str) -> None:
    def make(context: Context, cls: Class, name: Value, *constraints: Value, **options: Value) -> Value:
        made = Instance(cls, context.site)
        made.attributes.update({"__name__": name, "__constraints__": constraints})
        made.attributes["__bound__"] = options.get("bound")
        return made

    native_class(f"typing.{name}", bases=("builtins.object",), takes_unknown=True)(make)


for _name in ("TypeVar", "ParamSpec", "TypeVarTuple", "ForwardRef", "TypeAliasType"):
    _register_variable(_name)


@function("_python.special_form")
def special_form(context: Context, name: Value, /) -> Value:
    """A construct of ``typing`` that takes brackets."""
    made = Instance(context.find_class("typing._SpecialForm"))
    made.attributes["_name"] = name
    return made


@function("_python.alias")
def alias(context: Context, origin: Value, name: Value, /) -> Value:
    """A name of ``typing`` for a class."""
    return Alias(origin, (), name)


@function("typing._SpecialForm.__getitem__", takes_unknown=True)
def subscript(context: Context, self: Instance, parameters: Value, /) -> Value:
    """The form with what stands in its brackets."""
    arguments = parameters if isinstance(parameters, tuple) else (parameters,)
    name = self.attributes["_name"]
    if name == "Optional":
        return union(context, (*arguments, None))
    if name == "Union":
        return union(context, arguments)
    return Alias(self, arguments, name)


def union(context: Context, members: tuple[Value, ...]) -> Value:
    """A union of distinct members; of a single one, that one."""
    found: list[Value] = []
    for member in members:
        inner = member.arguments if isinstance(member, Alias) and member.origin is None else (member,)
        for each in inner:
            value = context.find_class("_python.NoneType") if each is None else each
            if not any(value is other or (isinstance(value, Alias) and value == other) for other in found):
                found.append(value)
    return found[0] if len(found) == 1 else Alias(None, tuple(found), "Union")


@function("typing._SpecialForm.__or__")
def form_or(context: Context, self: Instance, other: Value, /) -> Value:
    """A union with the form."""
    return union(context, (self, other))


@function("typing._SpecialForm.__repr__")
def form_text(context: Context, self: Instance) -> Value:
    """The dotted name."""
    return f"typing.{self.attributes['_name']}"


def _identity(*names: str) -> None:
    def run(context: Context, value: Value = None, /, *args: Value, **kwargs: Value) -> Value:
        return value

    function(*names, takes_unknown=True)(run)


_identity("typing.final", "typing.overload", "typing.runtime_checkable", "typing.no_type_check", "typing.override")
_identity("typing.reveal_type", "typing.assert_type", "typing.no_type_check_decorator", "typing.clear_overloads")


@function("typing.cast", takes_unknown=True)
def cast(context: Context, typ: Value, val: Value) -> Value:
    """The value as it is."""
    return val


@function("typing.dataclass_transform", takes_unknown=True)
def dataclass_transform(context: Context, **kwargs: Value) -> Value:
    """A decorator that does nothing."""
    return context.look_up("typing.final")


@function("typing.get_origin")
def get_origin(context: Context, tp: Value) -> Value:
    """What stands before the brackets; None for what has none."""
    if not isinstance(tp, Alias):
        return context.find_class("typing.Generic") if tp is context.find_class("typing.Generic") else None
    if tp.origin is None:
        return context.look_up("typing.Union") if tp.name else context.find_class("types.UnionType")
    return tp.origin.origin if isinstance(tp.origin, Alias) else tp.origin


@function("typing.get_args")
def get_args(context: Context, tp: Value) -> Value:
    """What stands in the brackets."""
    return tp.arguments if isinstance(tp, Alias) else ()


@function("typing.is_typeddict")
def is_typeddict(context: Context, tp: Value) -> Value:
    """Whether that is a class of typed dicts."""
    return isinstance(tp, Class) and any(base.native and base.name == "TypedDict" for base in tp.mro[1:])


def annotations_of(context: Context, obj: Value) -> dict[str, Any]:
    """Annotations of a class, function or module as they stand, evaluated now; texts stay texts."""
    while isinstance(obj, (BoundMethod, StaticMethod, ClassMethod)):
        obj = obj.function
    if isinstance(obj, Function):
        wrapped = obj.attributes.get("__wrapped__")
        found = dict(lazy_annotations(context, obj)) if wrapped is None else annotations_of(context, wrapped)
    elif isinstance(obj, (Class, ModuleValue)):
        found = dict(obj.namespace.get("__annotations__", {}))
    else:
        found = {}
    settle_all(context, found)
    return found


@function("inspect.get_annotations")
def get_annotations(
    context: Context, obj: Value, *, globals: Value = None, locals: Value = None, eval_str: Value = False
) -> Value:
    """Annotations of a class, function or module."""
    return annotations_of(context, obj)


@function("typing.get_type_hints")
def get_type_hints(
    context: Context, obj: Value, globalns: Value = None, localns: Value = None, include_extras: Value = False
) -> Value:
    """Annotations with texts evaluated; of a class, those of its bases too."""
    hints: dict[str, Value] = {}
    for owner in reversed(obj.mro) if isinstance(obj, Class) else (obj,):
        if isinstance(owner, Class) and owner.native:
            continue
        for name, annotation in annotations_of(context, owner).items():
            hints[name] = _evaluated(context, owner, annotation, globalns, localns)
    return hints


def _evaluated(context: Context, owner: Value, annotation: Value, globalns: Value, localns: Value) -> Value:
    if isinstance(annotation, str):
        names = globalns
        if names is None:
            module = context.modules.get(owner.module) if isinstance(owner, Class) else getattr(owner, "module", None)
            names = module.namespace if isinstance(module, ModuleValue) else None
        annotation = context.evaluate_text(annotation, names, localns)
    if annotation is None:
        return context.find_class("_python.NoneType")
    return annotation if not isinstance(annotation, Unknown) else Unknown(annotation.gap)
