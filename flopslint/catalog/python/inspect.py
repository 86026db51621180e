"""``inspect``: tests on values; signatures are in the prelude."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from flopslint.catalog.entry import function
from flopslint.catalog.python.builtins_object import abstract_names
from flopslint.catalog.python.plain import host_call
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import (
    BoundMethod,
    Class,
    Function,
    Instance,
    IteratorValue,
    ModuleValue,
    NativeFunction,
    Partial,
    Property,
    Unknown,
    Value,
)


def _test(name: str, holds: Callable[[Value], bool]) -> None:
    def run(context: Context, object: Value) -> Value:
        return holds(object)

    run.__name__ = name
    function(f"inspect.{name}")(run)


def _code_of(value: Value) -> Function | None:
    while isinstance(value, (BoundMethod, Partial)):
        value = value.function
    return value if isinstance(value, Function) else None


def _is_generator_function(value: Value) -> bool:
    found = _code_of(value)
    return found is not None and found.code.is_generator


def _is_coroutine_function(value: Value) -> bool:
    found = _code_of(value)
    return found is not None and found.code.is_async and not found.code.is_generator


_test("isclass", lambda value: isinstance(value, Class))
_test("isfunction", lambda value: isinstance(value, Function))
_test("ismethod", lambda value: isinstance(value, BoundMethod) and not isinstance(value.function, NativeFunction))
_test("isbuiltin", lambda value: isinstance(value, NativeFunction))
_test("isroutine", lambda value: isinstance(value, (Function, BoundMethod, NativeFunction)))
_test("ismodule", lambda value: isinstance(value, ModuleValue))
_test("isgenerator", lambda value: isinstance(value, IteratorValue) and value.kind == "generator")
_test("isgeneratorfunction", _is_generator_function)
_test("iscoroutinefunction", _is_coroutine_function)
_test("isasyncgenfunction", lambda value: False)
_test("iscoroutine", lambda value: False)
_test("isawaitable", lambda value: False)
_test("isframe", lambda value: False)
_test("istraceback", lambda value: False)
_test("isdatadescriptor", lambda value: isinstance(value, Property))
_test("isabstract", lambda value: isinstance(value, Class) and bool(abstract_names(value)))


@function("_python.explicit_signature")
def explicit_signature(context: Context, obj: Value, /) -> Value:
    """A signature that the program gave an object under ``__signature__``."""
    attributes = getattr(obj, "attributes", None) or {}
    held = attributes.get("__signature__")
    if isinstance(obj, Class):
        held = obj.namespace.get("__signature__")
    return held if isinstance(held, Instance) else None


@function("inspect.getmro")
def getmro(context: Context, cls: Class) -> Value:
    """The method resolution order."""
    return cls.mro


@function("inspect.getdoc")
def getdoc(context: Context, object: Value) -> Value:
    """The docstring without its indentation."""
    held = context.get_attribute(object, "__doc__", None)
    return host_call(context, inspect.cleandoc, held) if isinstance(held, str) else held


@function("inspect.cleandoc")
def cleandoc(context: Context, doc: Value) -> Value:
    """A text without its indentation."""
    return host_call(context, inspect.cleandoc, doc)


@function("inspect.getmodule")
def getmodule(context: Context, object: Value, _filename: Value = None) -> Value:
    """The module that defines an object."""
    if isinstance(object, ModuleValue):
        return object
    name = context.get_attribute(object, "__module__", None)
    return context.modules.get(name) if isinstance(name, str) else None


@function("inspect.getfile", "inspect.getsourcefile", "inspect.getabsfile")
def getfile(context: Context, object: Value) -> Value:
    """The file that defines an object."""
    found = getmodule(context, object)
    if isinstance(found, ModuleValue) and found.path is not None:
        return found.path
    return context.unknown(GapKind.ENVIRONMENT, "in which file that is defined is not known")


@function("inspect.getattr_static")
def getattr_static(context: Context, obj: Value, attr: Value, default: Value = None) -> Value:
    """An attribute as stored, without calling anything."""
    own = getattr(obj, "attributes", None) or {}
    if attr in own:
        return own[attr]
    found = (obj if isinstance(obj, Class) else context.type_of(obj)).find(attr)
    return default if found is None else found[0]


def _unknown(name: str, reason: str) -> None:
    def run(context: Context, *args: Value, **kwargs: Value) -> Unknown:
        return context.unknown(GapKind.ENVIRONMENT, reason)

    function(f"inspect.{name}", takes_unknown=True)(run)


for _name in ("stack", "currentframe", "getouterframes", "getinnerframes", "trace", "getframeinfo", "getargvalues"):
    _unknown(_name, "frames of the interpreter are not followed")


@function("inspect.getsource")
def getsource(context: Context, object: Value) -> Value:
    """The text of a module; that of a definition is not looked up."""
    if not isinstance(object, ModuleValue):
        return context.unknown(GapKind.ENVIRONMENT, "the text of a definition is not looked up")
    content = None if object.path is None else context.read_file(object.path)
    if content is None:
        return context.unknown(GapKind.ENVIRONMENT, f"the text of {object.name} is not looked up")
    return content.decode("utf-8", errors="replace")


for _name in ("getsourcelines", "getcomments", "findsource"):
    _unknown(_name, "the text of a definition is not looked up")
