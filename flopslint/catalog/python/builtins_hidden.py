"""Types without a name in ``builtins``: None, functions, methods, modules, iterators, generators, code."""

from __future__ import annotations

from inspect import GEN_CREATED, getgeneratorstate

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.builtins_iteration import ITERATORS, REVERSED, ended, take
from flopslint.catalog.python.function_attributes import MADE_FROM
from flopslint.catalog.python.sizes import require_known
from flopslint.core.gap import GapKind
from flopslint.values.context import Context, Raised
from flopslint.values.value import MISSING, BoundMethod, Class, Function, Instance, IteratorValue, ModuleValue, Value

OBJECT = ("builtins.object",)


def _not_made(*names: str, bases: tuple[str, ...] = OBJECT) -> None:
    """A class whose values come about otherwise than by calling it."""

    def make(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
        raise context.error("TypeError", f"cannot create '{cls.name}' instances")

    native_class(*names, bases=bases)(make)


_not_made("_python.builtin_function_or_method", "types.BuiltinFunctionType", "types.BuiltinMethodType")
_not_made("_python.code", "types.CodeType")
_not_made("_python.frame", "types.FrameType")
_not_made("_python.traceback", "types.TracebackType")
_not_made("_python.ellipsis", "types.EllipsisType")
_not_made("_python.NotImplementedType", "types.NotImplementedType")
_not_made("_python.iterator")
for _name in sorted({*ITERATORS.values(), *REVERSED.values()}):
    _not_made(_name, bases=("_python.iterator",))
_not_made("_python.generator", "types.GeneratorType", bases=("_python.iterator",))
_not_made("_python.coroutine", "types.CoroutineType")
_not_made("_python.dict_keys")
_not_made("_python.dict_values")
_not_made("_python.dict_items")
_not_made("_python.method-wrapper", "types.MethodWrapperType")
_not_made("_python.wrapper_descriptor", "types.WrapperDescriptorType")
_not_made("_python.method_descriptor", "types.MethodDescriptorType")
_not_made("_python.getset_descriptor", "types.GetSetDescriptorType")
_not_made("_python.member_descriptor", "types.MemberDescriptorType")


@native_class("_python.NoneType", "types.NoneType", bases=OBJECT)
def none_type(context: Context, cls: Class) -> Value:
    """``None`` itself."""
    return None


@native_class("_python.function", "types.FunctionType", "types.LambdaType", bases=OBJECT)
def function_(
    context: Context,
    cls: Class,
    code: Value,
    globals: Value,
    name: Value = None,
    argdefs: Value = None,
    closure: Value = None,
) -> Value:
    """Another function of the same code; its closure is that of the function whose code it is."""
    original = code.attributes.get(MADE_FROM) if isinstance(code, Instance) else None
    if not isinstance(original, Function):
        raise context.error("TypeError", f"function() argument 'code' must be code, not {context.type_of(code).name}")
    if globals is not original.module.namespace:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "a function made with other globals is not followed")
    made = Function(original.code, original.module, original.frame, argdefs or (), {}, original.qualified_name)
    made.owner = original.owner
    if name is not None:
        made.attributes["__name__"] = name
    return made


@native_class("_python.method", "types.MethodType", bases=OBJECT)
def method(context: Context, cls: Class, function: Value, instance: Value, /) -> Value:
    """A function with its first argument."""
    return BoundMethod(function, instance)


@native_class("_python.module", "types.ModuleType", bases=OBJECT, takes_unknown=True)
def module(context: Context, cls: Class, *args: Value, **kwargs: Value) -> Value:
    """An empty module; an instance for a program's subclass, whose ``__init__`` takes the arguments."""
    if not cls.native:
        return Instance(cls, context.site)
    name, doc = _module_arguments(*args, **kwargs)
    require_known(name)
    made = ModuleValue(name)
    made.state = "done"
    made.namespace.update({"__name__": name, "__doc__": doc})
    return made


def _module_arguments(name: Value = MISSING, doc: Value = None) -> tuple[Value, Value]:
    return name, doc


@function("_python.module.__init__", takes_unknown=True)
def module_init(context: Context, self: Value, name: Value, doc: Value = None) -> None:
    """Names an instance of a program's subclass."""
    if isinstance(self, Instance):
        context.touch(self.attributes)
        self.attributes.update({"__name__": name, "__doc__": doc})


@native_class("_python.mappingproxy", "types.MappingProxyType", bases=OBJECT)
def mappingproxy(context: Context, cls: Class, mapping: Value, /) -> Value:
    """The mapping itself: that it cannot be changed changes no figure."""
    return mapping


@function("_python.iterator.__iter__")
def iterator_iter(context: Context, self: IteratorValue) -> Value:
    """The iterator itself."""
    return self


@function("_python.iterator.__next__")
def iterator_next(context: Context, self: IteratorValue) -> Value:
    """The next item."""
    return take(context, self)


@function("_python.generator.send")
def send(context: Context, self: IteratorValue, value: Value, /) -> Value:
    """The next item; what is sent is followed only where it is None."""
    if value is None:
        return take(context, self)
    host_send = getattr(self.iterator, "send", None)
    if host_send is None:
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "a value sent into a generator is not followed")
    if getgeneratorstate(self.iterator) == GEN_CREATED:  # type: ignore[arg-type]
        raise context.error("TypeError", "can't send non-None value to a just-started generator")
    try:
        return host_send(value)
    except StopIteration as stop:
        raise ended(context, stop) from None


@function("_python.generator.throw")
def throw(context: Context, self: IteratorValue, typ: Value, val: Value = None, tb: Value = None, /) -> Value:
    """Raises an exception where the generator stands."""
    value = typ if isinstance(typ, Instance) else val
    if not isinstance(value, Instance):
        value = context.call(typ, () if val is None else (val,))
    host_throw = getattr(self.iterator, "throw", None)
    if host_throw is None:
        raise Raised(value, context.site)
    try:
        return host_throw(Raised(value, context.site))
    except StopIteration as stop:
        raise ended(context, stop) from None


@function("_python.generator.close")
def close(context: Context, self: IteratorValue) -> None:
    """Ends the generator."""
    context.touch(self)
    self.iterator = iter(())
