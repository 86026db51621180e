"""``functools``; decorators written as classes are in the prelude."""

from __future__ import annotations

from flopslint.catalog.entry import attribute, constant, function, native_class
from flopslint.catalog.python.plain import has_special
from flopslint.catalog.python.receivers import native
from flopslint.catalog.python.sizes import collect
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.value import (
    MISSING,
    BoundMethod,
    Class,
    Function,
    NativeFunction,
    Partial,
    Property,
    StaticMethod,
    Undecided,
    Unknown,
    Value,
)

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")
"""What ``wraps`` copies; annotations are found through ``__wrapped__``, as reading them would evaluate them."""

constant("functools.WRAPPER_ASSIGNMENTS", (*WRAPPER_ASSIGNMENTS, "__annotations__"))
constant("functools.WRAPPER_UPDATES", ("__dict__",))

CALLABLE = (Class, Function, NativeFunction, BoundMethod, Partial, StaticMethod)


@native_class("functools.partial", "_python.partial", bases=("builtins.object",), takes_unknown=True)
def partial(context: Context, cls: Class, func: Value, /, *args: Value, **keywords: Value) -> Value:
    """A function with some of its arguments; partials of partials become one."""
    if isinstance(func, Unknown):
        return func
    if isinstance(func, Partial) and not func.attributes:
        return Partial(func.function, (*func.positional, *args), {**func.keywords, **keywords})
    if not isinstance(func, CALLABLE) and not has_special(context, func, "__call__"):
        raise context.error("TypeError", "the first argument must be callable")
    return Partial(func, args, keywords)


@attribute("functools.partial.func")
def partial_function(context: Context, self: Partial) -> Value:
    """The function."""
    return self.function


@attribute("functools.partial.args")
def partial_arguments(context: Context, self: Partial) -> Value:
    """The positional arguments given."""
    return self.positional


@attribute("functools.partial.keywords")
def partial_keywords(context: Context, self: Partial) -> Value:
    """The keyword arguments given."""
    return self.keywords


@function("functools.partial.__call__", takes_unknown=True)
def partial_call(context: Context, self: Partial, /, *args: Value, **kwargs: Value) -> Value:
    """A call with the arguments given added."""
    return context.call(self, args, kwargs)


@function("functools.update_wrapper", "_python.update_wrapper")
def update_wrapper(
    context: Context,
    wrapper: Value,
    wrapped: Value,
    assigned: Value = WRAPPER_ASSIGNMENTS,
    updated: Value = ("__dict__",),
) -> Value:
    """The wrapper with the names of what it wraps, and ``__wrapped__``."""
    for name in assigned:
        value = MISSING if name == "__annotations__" else context.get_attribute(wrapped, name, MISSING)
        if value is not MISSING:
            context.set_attribute(wrapper, name, value)
    for name in updated:
        held = context.get_attribute(wrapped, name, {}) if name == "__dict__" else {}
        for key, value in dict(held).items():
            context.set_attribute(wrapper, key, value)
    context.set_attribute(wrapper, "__wrapped__", wrapped)
    return wrapper


@function("functools.wraps")
def wraps(
    context: Context, wrapped: Value, assigned: Value = WRAPPER_ASSIGNMENTS, updated: Value = ("__dict__",)
) -> Value:
    """A decorator that makes its function look like ``wrapped``."""
    keywords = {"wrapped": wrapped, "assigned": assigned, "updated": updated}
    return Partial(context.look_up("functools.update_wrapper"), (), keywords)


@function("functools.cache")
def cache(context: Context, user_function: Value, /) -> Value:
    """The function with its results remembered."""
    return remembering(context, user_function)


@function("functools.lru_cache")
def lru_cache(context: Context, maxsize: Value = 128, typed: Value = False) -> Value:
    """The function with its results remembered, or a decorator that does so."""
    if isinstance(maxsize, (Function, BoundMethod, NativeFunction, Class, Partial)):
        return remembering(context, maxsize)
    return context.look_up("functools.cache")


def remembering(context: Context, user_function: Value) -> Value:
    """A function that calls another once for the same arguments; unknown arguments are passed on each time."""
    results: dict[Value, Value] = {}

    def run(context: Context, *args: Value, **kwargs: Value) -> Value:
        key = (args, tuple(kwargs.items())) if kwargs else args
        try:
            found = equality.find_key(context, results, key)
        except Undecided:
            return context.call(user_function, args, kwargs)
        if found is not MISSING:
            return results[found]
        value = context.call(user_function, args, kwargs)
        context.touch(results)
        results[key] = value
        return value

    def cache_clear(context: Context) -> None:
        context.touch(results)
        results.clear()

    made = native("functools.lru_cache", run, takes_unknown=True, binds=True)
    update_wrapper(context, made, user_function)
    made.attributes["cache_clear"] = native("cache_clear", cache_clear)
    return made


@native_class("functools.cached_property", bases=("builtins.property",), takes_unknown=True)
def cached_property(context: Context, cls: Class, func: Value) -> Value:
    """An attribute computed once, and then kept in the instance under its name."""
    made: Property

    def compute(context: Context, self: Value, /) -> Value:
        value = context.call(func, (self,))
        attributes = getattr(self, "attributes", None)
        names = [name for owner in context.type_of(self).mro for name, held in owner.namespace.items() if held is made]
        if names and attributes is not None:
            context.touch(attributes)
            attributes[names[0]] = value
        return value

    made = Property(native("functools.cached_property", compute), is_cached=True)
    return made


@function("functools.reduce")
def reduce(context: Context, function: Value, iterable: Value, initial: Value = MISSING, /) -> Value:
    """The items combined from left to right."""
    items = collect(context, iterable)
    if initial is MISSING:
        if not items:
            raise context.error("TypeError", "reduce() of empty iterable with no initial value")
        initial, *items = items
    result = initial
    for item in items:
        result = context.call(function, (result, item))
    return result
