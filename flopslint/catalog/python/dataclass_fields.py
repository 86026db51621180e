"""The fields of a dataclass, from the annotations of its body and of its bases."""

from __future__ import annotations

import re
from typing import Any

from flopslint.catalog.entry import attribute
from flopslint.catalog.python.base_classes import base_class
from flopslint.ir import nodes as ir
from flopslint.values.context import Context
from flopslint.values.value import (
    MISSING,
    Alias,
    Class,
    DefaultDict,
    Instance,
    LazyAnnotation,
    Missing,
    Value,
)

NO_VALUE = Missing()
"""``dataclasses.MISSING``: the program may see it, unlike ours."""

KW_ONLY = Missing()
PLAIN, CLASS_VARIABLE, INIT_VARIABLE = "field", "ClassVar", "InitVar"
FIRST_WORD = re.compile(r"(?:\w+\s*\.\s*)*(\w+)")
UNHASHABLE = (list, dict, set, bytearray, DefaultDict)

base_class("dataclasses.Field")


@attribute("dataclasses.Field.type")
def field_type(context: Context, self: Instance) -> Value:
    """The annotation, evaluated now."""
    held = self.attributes.get("_annotation")
    return context.resolve_annotation(held) if isinstance(held, LazyAnnotation) else held


def all_fields(cls: Class) -> dict[str, Any] | None:
    """Fields of a dataclass by name, those of the kind ClassVar and InitVar included; None for another class."""
    found = cls.find("__dataclass_fields__")
    return found[0] if found is not None and isinstance(found[0], dict) else None


def is_plain_field(field: Instance) -> bool:
    """Whether a field is stored in instances."""
    return bool(field.attributes["_field_type"] == PLAIN)


def annotation_word(annotation: Value) -> str:
    """The first name of an annotation, by which ``ClassVar``, ``InitVar`` and ``KW_ONLY`` are told."""
    if isinstance(annotation, LazyAnnotation):
        return _expression_word(annotation.expression)
    if isinstance(annotation, str):
        match = FIRST_WORD.match(annotation.strip())
        return match[1] if match else ""
    if isinstance(annotation, Alias):
        return annotation.name or annotation_word(annotation.origin)
    if annotation is KW_ONLY:
        return "KW_ONLY"
    if isinstance(annotation, Instance):
        return str(annotation.attributes.get("_name", ""))
    return annotation.name if isinstance(annotation, Class) else ""


def _expression_word(expression: ir.Expression) -> str:
    while isinstance(expression, ir.Subscript):
        expression = expression.value
    if isinstance(expression, ir.Name):
        return expression.id
    if isinstance(expression, ir.Attribute):
        return expression.name
    if isinstance(expression, ir.Constant) and isinstance(expression.value, str):
        return annotation_word(expression.value)
    return ""


def collect_fields(context: Context, cls: Class, *, kw_only: bool) -> dict[str, Instance]:
    """All fields of a class being made, in order; defaults are put where Python leaves them.

    Raises:
        Raised: the program's TypeError or ValueError for a field that cannot be.
    """
    fields: dict[str, Instance] = {}
    for base in reversed(cls.mro[1:]):
        inherited = base.namespace.get("__dataclass_fields__")
        if isinstance(inherited, dict):
            fields.update(inherited)
    annotations = cls.namespace.get("__annotations__", {})
    for name, annotation in annotations.items():
        if annotation_word(annotation) == "KW_ONLY":
            kw_only = True
            continue
        fields[name] = _own_field(context, cls, name, annotation, kw_only=kw_only)
    for name, value in cls.namespace.items():
        if _is_field(value) and name not in annotations:
            raise context.error("TypeError", f"{name!r} is a field but has no type annotation")
    return fields


def _is_field(value: Value) -> bool:
    return isinstance(value, Instance) and value.cls.native and value.cls.dotted_name == "dataclasses.Field"


def _own_field(context: Context, cls: Class, name: str, annotation: Value, *, kw_only: bool) -> Instance:
    held = cls.namespace.get(name, MISSING)
    if _is_field(held):
        made: Instance = held
    else:
        made = context.call(context.look_up("dataclasses.field"))
        made.attributes["default"] = NO_VALUE if held is MISSING else held
    word = annotation_word(annotation)
    made.attributes["name"] = name
    made.attributes["_annotation"] = annotation
    made.attributes["_field_type"] = word if word in {CLASS_VARIABLE, INIT_VARIABLE} else PLAIN
    if made.attributes["kw_only"] is NO_VALUE:
        made.attributes["kw_only"] = kw_only
    default = made.attributes["default"]
    if is_plain_field(made) and _is_unhashable(default):
        shown = context.representation_of(context.type_of(default))
        message = f"mutable default {shown} for field {name} is not allowed: use default_factory"
        raise context.error("ValueError", message)
    if held is made:
        if default is NO_VALUE:
            del cls.namespace[name]
        else:
            cls.namespace[name] = default
    return made


def _is_unhashable(value: Value) -> bool:
    if isinstance(value, UNHASHABLE):
        return True
    if not isinstance(value, Instance):
        return False
    for ancestor in value.cls.mro:
        if "__hash__" in ancestor.namespace:
            return ancestor.namespace["__hash__"] is None
        if "__eq__" in ancestor.namespace and not ancestor.native:
            return True
    return False
