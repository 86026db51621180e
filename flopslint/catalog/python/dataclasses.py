"""``dataclasses``: the decorator and the functions on instances. Fields are in ``dataclass_fields``.

Source: https://docs.python.org/3/library/dataclasses.html
"""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import constant, function, native_class
from flopslint.catalog.python import dataclass_fields as fields_of
from flopslint.catalog.python.base_classes import base_class
from flopslint.catalog.python.copy import deep
from flopslint.catalog.python.dataclass_methods import Options, add_methods
from flopslint.catalog.python.sizes import collect
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Class, Instance, Partial, Undecided, Unknown, Value

constant("dataclasses.MISSING", fields_of.NO_VALUE)
constant("dataclasses.KW_ONLY", fields_of.KW_ONLY)
base_class("dataclasses.InitVar")


@native_class("dataclasses.FrozenInstanceError", bases=("builtins.AttributeError",), takes_unknown=True)
def frozen_instance_error(context: Context, cls: Class, *args: Value) -> Value:
    """What assigning to a field of a frozen instance raises."""
    made = Instance(cls, context.site)
    made.attributes["args"] = args
    return made


@function("dataclasses.dataclass")
def dataclass(
    context: Context,
    cls: Value = None,
    /,
    *,
    init: Value = True,
    repr: Value = True,
    eq: Value = True,
    order: Value = False,
    unsafe_hash: Value = False,
    frozen: Value = False,
    match_args: Value = True,
    kw_only: Value = False,
    slots: Value = False,
    weakref_slot: Value = False,
) -> Value:
    """Adds methods to a class by its annotations, or gives a decorator that does so."""
    given = {"init": init, "repr": repr, "eq": eq, "order": order, "unsafe_hash": unsafe_hash, "frozen": frozen}
    given.update(match_args=match_args, kw_only=kw_only, slots=slots)
    if cls is None:
        return Partial(context.look_up("dataclasses.dataclass"), (), given)
    return make_dataclass_of(context, cls, given)


def make_dataclass_of(context: Context, cls: Class, given: dict[str, Value]) -> Value:
    """Turns a class into a dataclass in place.

    Raises:
        Raised: the program's TypeError or ValueError for fields that do not go together.
    """
    options = Options(**{name: context.truth(value) for name, value in given.items()})
    context.touch(cls)
    fields = fields_of.collect_fields(context, cls, kw_only=options.kw_only)
    for base in cls.mro[1:]:
        earlier = base.namespace.get("__dataclass_params__")
        if isinstance(earlier, Instance) and earlier.attributes.get("frozen") is not options.frozen:
            first, second = ("non-frozen", "frozen") if earlier.attributes.get("frozen") else ("frozen", "non-frozen")
            raise context.error("TypeError", f"cannot inherit {first} dataclass from a {second} one")
    parameters = Instance(context.find_class("builtins.object"))
    parameters.attributes.update(given)
    cls.namespace["__dataclass_fields__"] = fields
    cls.namespace["__dataclass_params__"] = parameters
    add_methods(context, cls, fields, options)
    cls.forget_all()
    return cls


@function("dataclasses.field", takes_unknown=True)
def field(
    context: Context,
    *,
    default: Value = fields_of.NO_VALUE,
    default_factory: Value = fields_of.NO_VALUE,
    init: Value = True,
    repr: Value = True,
    hash: Value = None,
    compare: Value = True,
    metadata: Value = None,
    kw_only: Value = fields_of.NO_VALUE,
) -> Value:
    """What a field is to be like."""
    if default is not fields_of.NO_VALUE and default_factory is not fields_of.NO_VALUE:
        raise context.error("ValueError", "cannot specify both default and default_factory")
    made = Instance(context.find_class("dataclasses.Field"), context.site)
    made.attributes.update({
        "default": default, "default_factory": default_factory, "init": init, "repr": repr, "hash": hash,
        "compare": compare, "metadata": {} if metadata is None else metadata, "kw_only": kw_only,
    })  # fmt: skip
    return made


@function("dataclasses.fields")
def fields(context: Context, class_or_instance: Value) -> Value:
    """The fields, in order."""
    cls = class_or_instance if isinstance(class_or_instance, Class) else context.type_of(class_or_instance)
    found = fields_of.all_fields(cls)
    if found is None:
        raise context.error("TypeError", "must be called with a dataclass type or instance")
    return tuple(held for held in found.values() if fields_of.is_plain_field(held))


@function("dataclasses.is_dataclass")
def is_dataclass(context: Context, obj: Value) -> Value:
    """Whether that is a dataclass or an instance of one."""
    return fields_of.all_fields(obj if isinstance(obj, Class) else context.type_of(obj)) is not None


def _instance_fields(context: Context, obj: Value, name: str) -> list[str]:
    found = None if isinstance(obj, Class) else fields_of.all_fields(context.type_of(obj))
    if found is None:
        raise context.error("TypeError", f"{name}() should be called on dataclass instances")
    return [key for key, held in found.items() if fields_of.is_plain_field(held)]


@function("dataclasses.replace", takes_unknown=True)
def replace(context: Context, obj: Value, /, **changes: Value) -> Value:
    """A new instance with some fields changed."""
    if isinstance(obj, Unknown):
        raise Undecided(obj)
    _instance_fields(context, obj, "replace")
    for name, held in (fields_of.all_fields(context.type_of(obj)) or {}).items():
        kind = held.attributes["_field_type"]
        if kind == fields_of.CLASS_VARIABLE:
            continue
        if held.attributes["init"] is False:
            if name in changes:
                message = f"field {name} is declared with init=False, it cannot be specified with replace()"
                raise context.error("ValueError", message)
            continue
        if name not in changes:
            if kind == fields_of.INIT_VARIABLE:
                if held.attributes["default"] is fields_of.NO_VALUE:
                    raise context.error("ValueError", f"InitVar '{name}' must be specified with replace()")
                continue
            changes[name] = context.get_attribute(obj, name)
    return context.call(context.type_of(obj), (), changes)


@function("dataclasses.asdict")
def asdict(context: Context, obj: Value, *, dict_factory: Value = MISSING) -> Value:
    """Fields and values as a dict, all the way down; other values are copied."""
    _instance_fields(context, obj, "asdict")
    return _Converter(context, None if dict_factory is MISSING else dict_factory, as_dict=True).convert(obj)


@function("dataclasses.astuple")
def astuple(context: Context, obj: Value, *, tuple_factory: Value = MISSING) -> Value:
    """Values as a tuple, all the way down; other values are copied."""
    _instance_fields(context, obj, "astuple")
    return _Converter(context, None if tuple_factory is MISSING else tuple_factory, as_dict=False).convert(obj)


class _Converter:
    """Turns instances of dataclasses into plain data."""

    def __init__(self, context: Context, factory: Value, *, as_dict: bool) -> None:
        self.context = context
        self.factory = factory
        self.as_dict = as_dict

    def convert(self, value: Value) -> Value:
        if isinstance(value, Instance) and fields_of.all_fields(value.cls) is not None:
            names = _instance_fields(self.context, value, "asdict")
            pairs = [(name, self.convert(self.context.get_attribute(value, name))) for name in names]
            return self._built(pairs)
        if isinstance(value, Instance) and isinstance(value.payload, tuple) and "_fields" in _names(value.cls):
            return self.context.call(value.cls, tuple([self.convert(item) for item in value.payload]))
        if type(value) in {list, tuple}:
            return type(value)([self.convert(item) for item in value])
        if type(value) is dict:
            return {self.convert(key): self.convert(item) for key, item in value.items()}
        return deep(self.context, value, {})

    def _built(self, pairs: list[tuple[str, Value]]) -> Value:
        if self.as_dict:
            return dict(pairs) if self.factory is None else self.context.call(self.factory, (list(pairs),))
        values = [value for _, value in pairs]
        return tuple(values) if self.factory is None else self.context.call(self.factory, (values,))


def _names(cls: Class) -> set[str]:
    return {name for ancestor in cls.mro for name in ancestor.namespace}


@function("dataclasses.make_dataclass")
def make_dataclass(
    context: Context,
    cls_name: Value,
    fields: Value,
    *,
    bases: Value = (),
    namespace: Value = None,
    module: Value = None,
    **options: Value,
) -> Value:
    """A new dataclass from names, pairs or triples."""
    names: dict[str, Any] = dict(namespace or {})
    annotations: dict[str, Value] = {}
    for item in collect(context, fields):
        parts = [item] if isinstance(item, str) else collect(context, item)
        annotations[parts[0]] = parts[1] if len(parts) > 1 else "typing.Any"
        if len(parts) > 2:
            names[parts[0]] = parts[2]
    names["__annotations__"] = annotations
    made = context.make_class(cls_name, tuple(bases), names, module)
    return make_dataclass_of(context, made, options) if isinstance(made, Class) else made
