"""``abc``."""

from __future__ import annotations

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.base_classes import base_class
from flopslint.catalog.python.builtins_descriptors import classmethod_, property_, staticmethod_
from flopslint.values.context import Context
from flopslint.values.value import Class, ClassMethod, Function, Property, StaticMethod, Value


@native_class("abc.ABCMeta", bases=("builtins.type",))
def abc_meta(
    context: Context, metacls: Class, name: Value, bases: Value, namespace: Value, /, **kwargs: Value
) -> Value:
    """A new class that may have abstract methods."""
    return context.make_class(name, tuple(bases), {**namespace}, metaclass=metacls)


base_class("abc.ABC", metaclass="abc.ABCMeta")


@function("abc.ABCMeta.register")
def register_subclass(context: Context, self: Class, subclass: Value, /) -> Value:
    """Makes a class a virtual subclass."""
    context.touch(self)
    self.namespace.setdefault("_abc_registry", []).append(subclass)
    self.forget("_abc_registry")
    return subclass


@function("abc.abstractmethod", takes_unknown=True)
def abstractmethod(context: Context, funcobj: Value, /) -> Value:
    """The function, marked as abstract."""
    target = funcobj
    while isinstance(target, (StaticMethod, ClassMethod)):
        target = target.function
    if isinstance(target, Property):
        target = target.getter
    if isinstance(target, Function):
        context.touch(target.attributes)
        target.attributes["__isabstractmethod__"] = True
    return funcobj


native_class("abc.abstractclassmethod", bases=("builtins.classmethod",), takes_unknown=True)(classmethod_)
native_class("abc.abstractstaticmethod", bases=("builtins.staticmethod",), takes_unknown=True)(staticmethod_)
native_class("abc.abstractproperty", bases=("builtins.property",), takes_unknown=True)(property_)


@function("abc.update_abstractmethods")
def update_abstractmethods(context: Context, cls: Value, /) -> Value:
    """The class as it is: abstract methods are looked for when an instance is made."""
    return cls


@function("abc.get_cache_token")
def get_cache_token(context: Context) -> Value:
    """A number that changes with each registration: of no use here."""
    return 0
