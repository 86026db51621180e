"""``property``, ``staticmethod``, ``classmethod`` and ``super``."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, function, native_class
from flopslint.values.context import Context
from flopslint.values.value import (
    MISSING,
    Class,
    ClassMethod,
    Frame,
    Property,
    StaticMethod,
    Super,
    Undecided,
    Unknown,
    Value,
)


@native_class("builtins.property", bases=("builtins.object",), takes_unknown=True)
def property_(
    context: Context, cls: Class, fget: Value = None, fset: Value = None, fdel: Value = None, doc: Value = None
) -> Value:
    """An attribute computed by functions."""
    return Property(fget, fset, fdel)


@function("builtins.property.getter", takes_unknown=True)
def getter(context: Context, self: Property, function: Value, /) -> Value:
    """The property with another reader."""
    return Property(function, self.setter, self.deleter)


@function("builtins.property.setter", takes_unknown=True)
def setter(context: Context, self: Property, function: Value, /) -> Value:
    """The property with another writer."""
    return Property(self.getter, function, self.deleter)


@function("builtins.property.deleter", takes_unknown=True)
def deleter(context: Context, self: Property, function: Value, /) -> Value:
    """The property with another remover."""
    return Property(self.getter, self.setter, function)


@attribute("builtins.property.fget")
def fget(context: Context, self: Property) -> Value:
    """The reader."""
    return self.getter


@attribute("builtins.property.fset")
def fset(context: Context, self: Property) -> Value:
    """The writer."""
    return self.setter


@attribute("builtins.property.fdel")
def fdel(context: Context, self: Property) -> Value:
    """The remover."""
    return self.deleter


@attribute("builtins.property.__doc__")
def doc(context: Context, self: Property) -> Value:
    """The docstring of the reader."""
    return None if self.getter is None else context.get_attribute(self.getter, "__doc__", None)


@function("builtins.property.__get__")
def property_get(context: Context, self: Property, instance: Value, owner: Value = None, /) -> Value:
    """The value of the attribute for an instance."""
    return self if instance is None else context.call(self.getter, (instance,))


@native_class("builtins.staticmethod", bases=("builtins.object",), takes_unknown=True)
def staticmethod_(context: Context, cls: Class, function: Value, /) -> Value:
    """A function of a class that takes no instance."""
    return StaticMethod(function)


@native_class("builtins.classmethod", bases=("builtins.object",), takes_unknown=True)
def classmethod_(context: Context, cls: Class, function: Value, /) -> Value:
    """A function of a class that takes the class."""
    return ClassMethod(function)


@attribute(
    "builtins.staticmethod.__func__", "builtins.staticmethod.__wrapped__",
    "builtins.classmethod.__func__", "builtins.classmethod.__wrapped__",
)  # fmt: skip
def wrapped(context: Context, self: StaticMethod | ClassMethod) -> Value:
    """The function itself."""
    return self.function


@function("builtins.staticmethod.__call__", takes_unknown=True)
def call_static(context: Context, self: StaticMethod, /, *args: Value, **kwargs: Value) -> Value:
    """A call in the class body, before there is a class."""
    return context.call(self.function, args, kwargs)


@native_class("builtins.super", bases=("builtins.object",))
def super_(context: Context, cls: Class, type: Value = MISSING, object_or_type: Value = MISSING, /) -> Value:
    """Attributes as the classes after ``type`` in the method resolution order have them."""
    if type is MISSING:
        type, object_or_type = _implied(context)
    if not isinstance(type, Class):
        raise context.error("TypeError", f"super() argument 1 must be a type, not {context.type_of(type).name}")
    if object_or_type is MISSING or object_or_type is None:
        raise context.error("TypeError", "super(type) without an object is not bound to anything")
    if isinstance(object_or_type, Class) and object_or_type.is_subclass_of(type):
        return Super(object_or_type, type, object_or_type)
    start = context.type_of(object_or_type)
    if not start.is_subclass_of(type):
        raise context.error("TypeError", "super(type, obj): obj must be an instance or subtype of type")
    return Super(start, type, object_or_type)


def _implied(context: Context) -> tuple[Value, Value]:
    """Class and first argument for ``super()`` without arguments, from the nearest function frame."""
    frame: Frame | None = context.frame
    while frame is not None and frame.code is None:
        frame = frame.enclosing
    if frame is None or frame.code is None:
        raise context.error("RuntimeError", "super(): no arguments")
    parameters = frame.code.parameters
    names = [p.name for p in parameters.positional_only + parameters.positional]
    first = frame.names.get(names[0], MISSING) if names else MISSING
    if not names and parameters.vararg is not None:
        given = frame.names.get(parameters.vararg.name, ())
        first = given[0] if given else MISSING
    if first is MISSING:
        raise context.error("RuntimeError", "super(): no arguments")
    cls = _defining_class(frame)
    if cls is None:
        raise context.error("RuntimeError", "super(): __class__ cell not found")
    for value in (cls, first):
        if isinstance(value, Unknown):
            raise Undecided(value)
    return cls, first


def _defining_class(frame: Frame) -> Value:
    """The class whose body the function stands in: ``__class__`` in the nearest frame around it that has it."""
    around: Frame | None = frame
    while around is not None:
        if "__class__" in around.names and not around.is_class:
            return around.names["__class__"]
        around = around.enclosing
    return frame.cls
