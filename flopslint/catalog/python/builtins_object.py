"""``object``: the default protocol, as programs reach it through ``super()``."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.python.formatting import format_value
from flopslint.catalog.python.listing import names_of
from flopslint.catalog.python.plain import call_special
from flopslint.catalog.python.receivers import class_method, static_method
from flopslint.catalog.python.representation import default_repr
from flopslint.values.context import Context
from flopslint.values.value import Class, ClassMethod, Function, Instance, Property, StaticMethod, Unknown, Value

constant("builtins.object.__doc__", None)


@native_class("builtins.object")
def object_(context: Context, cls: Class) -> Value:
    """An object without attributes of its own."""
    return Instance(cls, context.site)


@static_method("builtins.object.__new__", takes_unknown=True)
def new(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
    """A new instance, not yet initialized."""
    if not isinstance(cls, Class):
        raise context.error("TypeError", f"object.__new__(X): X is not a type object ({context.type_of(cls).name})")
    if (args or kwargs) and not _overrides(cls, "__init__"):
        raise context.error("TypeError", f"{cls.name}() takes no arguments")
    refuse_abstract(context, cls)
    return Instance(cls, context.site)


def refuse_abstract(context: Context, cls: Class) -> None:
    """Raises the program's TypeError for a class that leaves abstract methods open."""
    missing = abstract_names(cls)
    if missing:
        names = ", ".join(missing)
        plural = "s" if len(missing) > 1 else ""
        raise context.error(
            "TypeError", f"Can't instantiate abstract class {cls.name} with abstract method{plural} {names}"
        )


@function("builtins.object.__init__", takes_unknown=True)
def init(context: Context, self: Value, /, *args: Value, **kwargs: Value) -> None:
    """Nothing; refuses arguments where nothing else took them."""
    if args or kwargs:
        cls = context.type_of(self)
        if _overrides(cls, "__init__"):
            message = "object.__init__() takes exactly one argument (the instance to initialize)"
            raise context.error("TypeError", message)
        if not _overrides(cls, "__new__"):
            raise context.error("TypeError", f"{cls.name}() takes no arguments")


def _overrides(cls: Class, name: str) -> bool:
    found = cls.find(name)
    return found is not None and found[1].name != "object"


def abstract_names(cls: Class) -> list[str]:
    """Names of abstract methods of a class that nothing overrides; empty unless its metaclass is ``ABCMeta``."""
    if cls.metaclass is None or not any(m.name == "ABCMeta" for m in cls.metaclass.mro):
        return []
    names = {name for ancestor in cls.mro if not ancestor.native for name in ancestor.namespace}
    found = ((name, cls.find(name)) for name in sorted(names))
    return [name for name, place in found if place is not None and is_abstract(place[0])]


def is_abstract(value: Value) -> bool:
    """Whether ``abstractmethod`` has marked a function, or what a descriptor holds."""
    if isinstance(value, (StaticMethod, ClassMethod)):
        return is_abstract(value.function)
    if isinstance(value, Property):
        return any(is_abstract(part) for part in (value.getter, value.setter, value.deleter))
    return isinstance(value, Function) and value.attributes.get("__isabstractmethod__") is True


@function("builtins.object.__getattribute__")
def getattribute(context: Context, self: Value, name: Value, /) -> Value:
    """The default look-up."""
    return context.default_get_attribute(self, name)


@function("builtins.object.__setattr__", takes_unknown=True)
def setattr_(context: Context, self: Value, name: Value, value: Value, /) -> None:
    """The default assignment."""
    context.default_set_attribute(self, name, value)


@function("builtins.object.__delattr__")
def delattr_(context: Context, self: Value, name: Value, /) -> None:
    """The default deletion."""
    context.default_delete_attribute(self, name)


@function("builtins.object.__eq__", takes_unknown=True)
def equal(context: Context, self: Value, value: Value, /) -> Value:
    """Identity."""
    return True if self is value else NotImplemented


@function("builtins.object.__ne__", takes_unknown=True)
def unequal(context: Context, self: Value, value: Value, /) -> Value:
    """The opposite of what ``__eq__`` says."""
    equal = call_special(context, self, "__eq__", value)
    if equal is NotImplemented or isinstance(equal, Unknown):
        return equal
    return not context.truth(equal)


@function("builtins.object.__lt__", "builtins.object.__le__", "builtins.object.__gt__", "builtins.object.__ge__")
def unordered(context: Context, self: Value, value: Value, /) -> Value:
    """Objects have no order."""
    return NotImplemented


@function("builtins.object.__hash__")
def hash_(context: Context, self: Value) -> Value:
    """A number that goes with identity."""
    return id(self)


@function("builtins.object.__repr__")
def repr_(context: Context, self: Value) -> Value:
    """Class and address."""
    return default_repr(self) if isinstance(self, Instance) else context.representation_of(self)


@function("builtins.object.__str__")
def str_(context: Context, self: Value) -> Value:
    """The representation."""
    return context.representation_of(self)


@function("builtins.object.__format__")
def format_(context: Context, self: Value, format_spec: Value, /) -> Value:
    """``str(self)``; refuses a format specification."""
    return format_value(context, self, format_spec)


@function("builtins.object.__dir__")
def dir_(context: Context, self: Value) -> Value:
    """Names of attributes."""
    return names_of(context, self)


@class_method("builtins.object.__init_subclass__")
def init_subclass(context: Context, cls: Class, /, **kwargs: Value) -> None:
    """Nothing; refuses keywords of a class statement that nothing else took."""
    if kwargs:
        raise context.error("TypeError", f"{cls.name}.__init_subclass__() takes no keyword arguments")


@class_method("builtins.object.__subclasshook__")
def subclasshook(context: Context, cls: Class, subclass: Value, /) -> Value:
    """No opinion."""
    return NotImplemented


def _set_class(context: Context, value: Value, new: Value) -> None:
    if not isinstance(value, Instance) or not isinstance(new, Class):
        raise context.error(
            "TypeError", "__class__ assignment only supported for mutable types or ModuleType subclasses"
        )
    context.touch(value)
    value.cls = new


@attribute("builtins.object.__class__", setter=_set_class)
def class_(context: Context, self: Value) -> Value:
    """The class of the object."""
    return context.type_of(self)


def _set_dict(context: Context, value: Value, new: Value) -> None:
    held = new.payload if isinstance(new, Instance) else new
    if not isinstance(value, Instance) or not isinstance(held, dict):
        raise context.error("TypeError", f"__dict__ must be set to a dictionary, not a '{context.type_of(new).name}'")
    context.touch(value)
    value.attributes = held


@attribute("builtins.object.__dict__", setter=_set_dict)
def dict_(context: Context, self: Value) -> Value:
    """The attributes of the object itself; changes of it are changes of the object."""
    attributes = getattr(self, "attributes", None)
    if attributes is None:
        raise context.error("AttributeError", f"'{context.type_of(self).name}' object has no attribute '__dict__'")
    return attributes
