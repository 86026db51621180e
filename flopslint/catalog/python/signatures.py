"""The parameters of anything that can be called: what ``inspect.signature`` is made of."""

from __future__ import annotations

from typing import Any

from flopslint.catalog.entry import FunctionEntry, OpEntry, function
from flopslint.values.context import Context
from flopslint.values.signature import Signature
from flopslint.values.value import (
    MISSING,
    BoundMethod,
    Class,
    ClassMethod,
    Function,
    Instance,
    LazyAnnotation,
    NativeFunction,
    Partial,
    StaticMethod,
    Super,
    Unknown,
    Value,
)

POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

Raw = tuple[str, int, dict[str, Value]]
"""Name, kind, and "default" and "annotation" where there are such; the dict resolves the annotation when it is read."""


@function("_python.raw_parameters")
def raw_parameters(context: Context, obj: Value, /) -> Value:
    """The parameters of a callable as tuples, and the annotation of its result in a dict.

    Raises:
        Raised: the program's TypeError for what cannot be called, ValueError for what has no signature.
    """
    parameters, returns = _parameters(context, obj)
    return list(parameters), returns


def _parameters(context: Context, obj: Value) -> tuple[list[Raw], dict[str, Value]]:
    if isinstance(obj, BoundMethod):
        found, returns = _parameters(context, obj.function)
        return _without_first(found), returns
    if isinstance(obj, (StaticMethod, ClassMethod)):
        return _parameters(context, obj.function)
    if isinstance(obj, Partial):
        return _of_partial(context, obj)
    if isinstance(obj, Class):
        return _of_class(context, obj)
    attributes = getattr(obj, "attributes", None) or {}
    if "__wrapped__" in attributes and "__signature__" not in attributes:
        return _parameters(context, attributes["__wrapped__"])
    if isinstance(obj, Function):
        return _of_function(obj)
    if isinstance(obj, NativeFunction):
        return _of_native(context, obj), {}
    if isinstance(obj, Instance) and obj.cls.find("__call__") is not None:
        return _parameters(context, context.get_attribute(obj, "__call__"))
    if isinstance(obj, (Unknown, Super)):
        return [], {}
    raise context.error("TypeError", f"{context.representation_of(obj)} is not a callable object")


def _without_first(found: list[Raw]) -> list[Raw]:
    if found and found[0][1] in {POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD}:
        return found[1:]
    return found


def _of_function(obj: Function) -> tuple[list[Raw], dict[str, Value]]:
    parameters = obj.code.parameters
    ordered = [(p, POSITIONAL_ONLY) for p in parameters.positional_only]
    ordered += [(p, POSITIONAL_OR_KEYWORD) for p in parameters.positional]
    first_default = len(ordered) - len(obj.defaults)
    given = obj.attributes.get("__annotations__")
    found: list[Raw] = []

    def add(parameter: Any, kind: int, default: Value) -> None:
        parts: dict[str, Value] = {}
        if default is not MISSING:
            parts["default"] = default
        if isinstance(given, dict):
            if parameter.name in given:
                parts["annotation"] = given[parameter.name]
        elif parameter.annotation is not None:
            parts["annotation"] = LazyAnnotation(parameter.annotation, obj.frame)
        found.append((parameter.name, kind, parts))

    for position, (parameter, kind) in enumerate(ordered):
        add(parameter, kind, obj.defaults[position - first_default] if position >= first_default else MISSING)
    if parameters.vararg is not None:
        add(parameters.vararg, VAR_POSITIONAL, MISSING)
    for parameter in parameters.keyword_only:
        add(parameter, KEYWORD_ONLY, obj.keyword_defaults.get(parameter.name, MISSING))
    if parameters.kwarg is not None:
        add(parameters.kwarg, VAR_KEYWORD, MISSING)
    returns = {} if obj.code.returns is None else {"annotation": LazyAnnotation(obj.code.returns, obj.frame)}
    return found, returns


def _of_native(context: Context, obj: NativeFunction) -> list[Raw]:
    if not isinstance(obj.entry, (FunctionEntry, OpEntry)):
        raise context.error("ValueError", f"no signature found for builtin {obj!r}")
    return _of_signature(obj.entry.signature)


def _of_signature(signature: Signature) -> list[Raw]:
    first_default = len(signature.names) - len(signature.defaults)
    found: list[Raw] = []
    for position, name in enumerate(signature.names):
        kind = POSITIONAL_ONLY if position < signature.positional_only else POSITIONAL_OR_KEYWORD
        default = {} if position < first_default else {"default": signature.defaults[position - first_default]}
        found.append((name, kind, {} if default.get("default") is MISSING else default))
    if signature.vararg is not None:
        found.append((signature.vararg, VAR_POSITIONAL, {}))
    for name in signature.keyword_only:
        held = signature.keyword_defaults
        found.append((name, KEYWORD_ONLY, {"default": held[name]} if name in held else {}))
    if signature.kwarg is not None:
        found.append((signature.kwarg, VAR_KEYWORD, {}))
    return found


def _of_class(context: Context, cls: Class) -> tuple[list[Raw], dict[str, Value]]:
    """The constructor: the nearest ``__new__`` or ``__init__`` of the program, else that of the catalog's class."""
    for ancestor in cls.mro:
        for name in ("__new__", "__init__"):
            held = ancestor.namespace.get(name)
            if held is not None and not ancestor.native:
                found, _ = _parameters(context, held)
                return _without_first(found), {}
        if ancestor.native and ancestor.name != "object":
            native = _of_native_class(context, ancestor)
            if native is not None:
                return native, {}
    return [], {}


def _of_native_class(context: Context, cls: Class) -> list[Raw] | None:
    natives = getattr(context, "natives", None)
    entry = natives.catalog.find(cls.dotted_name) if natives is not None else None
    signature = getattr(entry, "signature", None)
    return _of_signature(signature) if isinstance(signature, Signature) else None


def _of_partial(context: Context, obj: Partial) -> tuple[list[Raw], dict[str, Value]]:
    """Without what is given by position; what is given by keyword becomes a default, and all after it keyword-only."""
    found, returns = _parameters(context, obj.function)
    left: list[Raw] = []
    taken = 0
    only_by_keyword = False
    for name, kind, parts in found:
        if kind in {POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD} and taken < len(obj.positional):
            taken += 1
            continue
        if kind == POSITIONAL_OR_KEYWORD and name in obj.keywords:
            only_by_keyword = True
        if only_by_keyword and kind == VAR_POSITIONAL:
            continue
        new_kind = KEYWORD_ONLY if only_by_keyword and kind == POSITIONAL_OR_KEYWORD else kind
        new_parts = {**parts, "default": obj.keywords[name]} if name in obj.keywords and kind < VAR_KEYWORD else parts
        left.append((name, new_kind, new_parts))
    return left, returns
