"""``type``, and what every class has."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import attribute, function, native_class
from flopslint.catalog.python.receivers import class_method, static_method
from flopslint.values.context import Context
from flopslint.values.value import MISSING, Class, Value


@native_class("builtins.type", bases=("builtins.object",))
def type_(
    context: Context, cls: Class, object: Value, bases: Value = MISSING, dict: Value = MISSING, /, **kwds: Value
) -> Value:
    """The class of a value, or a new class from name, bases and namespace."""
    if bases is MISSING:
        return context.type_of(object)
    return context.make_class(object, _bases(bases), {**dict}, metaclass=_own_metaclass(cls))


def _bases(bases: Value) -> tuple[Value, ...]:
    return tuple(bases)


def _own_metaclass(cls: Class) -> Class | None:
    return None if cls.name == "type" and cls.native else cls


@static_method("builtins.type.__new__")
def new(
    context: Context, mcs: Class, name: Value, bases: Value = MISSING, dict: Value = MISSING, /, **kwds: Value
) -> Value:
    """A new class of the metaclass ``mcs``."""
    if bases is MISSING:
        return context.type_of(name)
    return context.make_class(name, _bases(bases), {**dict}, metaclass=_own_metaclass(mcs))


@function("builtins.type.__init__", takes_unknown=True)
def init(context: Context, self: Value, /, *args: Value, **kwargs: Value) -> None:
    """Nothing: the class is complete."""


@function("builtins.type.__call__", takes_unknown=True)
def call(context: Context, self: Class, /, *args: Value, **kwargs: Value) -> Value:
    """A new instance of the class."""
    return context.call_class(self, args, kwargs)


@class_method("builtins.type.__prepare__")
def prepare(context: Context, cls: Class, /, *args: Value, **kwargs: Value) -> Value:
    """The namespace a class body starts with."""
    return {}


@function("builtins.type.mro")
def mro(context: Context, self: Class) -> Value:
    """The method resolution order as a list."""
    return list(self.mro)


@function("builtins.type.__subclasses__")
def subclasses(context: Context, self: Class) -> Value:
    """Direct subclasses that exist so far."""
    return list(self.subclasses)


@function("builtins.type.__instancecheck__")
def instancecheck(context: Context, self: Class, instance: Value, /) -> Value:
    """Whether a value's class derives from this one."""
    return context.type_of(instance).is_subclass_of(self)


@function("builtins.type.__subclasscheck__")
def subclasscheck(context: Context, self: Class, subclass: Value, /) -> Value:
    """Whether a class derives from this one."""
    return isinstance(subclass, Class) and subclass.is_subclass_of(self)


@function("builtins.type.__or__")
def union(context: Context, self: Value, other: Value, /) -> Value:
    """``int | None``."""
    return context.get_item(context.look_up("typing.Union"), (self, other))


@function("builtins.type.__ror__")
def reflected_union(context: Context, self: Value, other: Value, /) -> Value:
    """``None | int``."""
    return context.get_item(context.look_up("typing.Union"), (other, self))


def _set_name(context: Context, cls: Class, new: Value) -> None:
    context.touch(cls)
    cls.name = new


def _set_qualified_name(context: Context, cls: Class, new: Value) -> None:
    context.touch(cls)
    cls.qualified_name = new


def _set_in_namespace(name: str) -> Callable[[Context, Class, Value], None]:
    def assign(context: Context, cls: Class, new: Value) -> None:
        context.touch(cls)
        cls.namespace[name] = new
        cls.forget(name)

    return assign


def _set_module(context: Context, cls: Class, new: Value) -> None:
    _set_in_namespace("__module__")(context, cls, new)
    cls.module = new


@attribute("builtins.type.__name__", setter=_set_name)
def name(context: Context, self: Class) -> Value:
    """The name of the class."""
    return self.name


@attribute("builtins.type.__qualname__", setter=_set_qualified_name)
def qualified_name(context: Context, self: Class) -> Value:
    """The name with those of the classes and functions around it."""
    return self.qualified_name


@attribute("builtins.type.__module__", setter=_set_module)
def module(context: Context, self: Class) -> Value:
    """The name of the module that defines the class."""
    return self.module


@attribute("builtins.type.__bases__")
def bases(context: Context, self: Class) -> Value:
    """The base classes."""
    return self.bases


@attribute("builtins.type.__base__")
def base(context: Context, self: Class) -> Value:
    """The first base class, None for ``object``."""
    return self.bases[0] if self.bases else None


@attribute("builtins.type.__mro__")
def mro_tuple(context: Context, self: Class) -> Value:
    """The method resolution order as a tuple."""
    return self.mro


@attribute("builtins.type.__dict__")
def namespace(context: Context, self: Class) -> Value:
    """What the body of the class bound."""
    return self.namespace


@attribute("builtins.type.__doc__", setter=_set_in_namespace("__doc__"))
def doc(context: Context, self: Class) -> Value:
    """The docstring of the class."""
    return self.namespace.get("__doc__")


@attribute("builtins.type.__annotations__", setter=_set_in_namespace("__annotations__"))
def class_annotations(context: Context, self: Class) -> Value:
    """Annotations of the class body by name."""
    held = self.namespace.get("__annotations__")
    if held is None:
        context.touch(self)
        held = self.namespace["__annotations__"] = {}
    return held


@attribute("builtins.type.__class__")
def metaclass(context: Context, self: Class) -> Value:
    """The class of the class."""
    return context.type_of(self)
