"""``repr`` and ``str`` of every value. Addresses, which differ from run to run, are shown as 0x0."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable

from flopslint.catalog.python.plain import call_special
from flopslint.catalog.python.sizes import ensure_size
from flopslint.core.dtype import DType
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.tensor import Device, Tensor
from flopslint.values.value import (
    Alias,
    BoundMethod,
    Class,
    CounterDict,
    DefaultDict,
    Function,
    Instance,
    ModuleValue,
    NativeFunction,
    Partial,
    Size,
    Undecided,
    Unknown,
    Value,
)

MAXIMUM_DEPTH = 60
PLAIN = (int, bool, float, complex, str, bytes, bytearray, range, type(None), type(...), slice)


def text(context: Context, value: Value) -> str | Unknown:
    """``str(value)``."""
    if type(value) is str:
        return value
    if isinstance(value, Instance):
        return _by_special(context, value, "__str__")
    if isinstance(value, Tensor):
        return (
            _by_special(context, value, "__str__") if _has_own(context, value, "__str__") else represent(context, value)
        )
    return represent(context, value)


def represent(context: Context, value: Value) -> str | Unknown:
    """``repr(value)``."""
    try:
        return _repr(context, value, ())
    except Undecided as undecided:
        return undecided.unknown


def _has_own(context: Context, value: Value, name: str) -> bool:
    found = context.type_of(value).find(name)
    return found is not None and found[1].name != "object"


def _by_special(context: Context, value: Value, name: str) -> str | Unknown:
    """The text that a special method gives; ``object``'s own asks for the default."""
    found = context.type_of(value).find(name)
    if found is None or found[1].name == "object":
        return represent(context, value) if name == "__str__" else default_repr(value)
    result = call_special(context, value, name)
    if isinstance(result, (str, Unknown)):
        return result
    if isinstance(result, Instance) and isinstance(result.payload, str):
        return result.payload
    raise context.error("TypeError", f"{name} returned non-string (type {context.type_of(result).name})")


def default_repr(value: Value) -> str:
    """``object.__repr__``."""
    cls = value.cls if isinstance(value, Instance) else None
    if cls is None:
        return f"<{type(value).__name__} object at 0x0>"
    module = "" if cls.module == "builtins" else f"{cls.module}."
    return f"<{module}{cls.qualified_name} object at 0x0>"


def _repr(context: Context, value: Value, inside: tuple[int, ...]) -> str:
    if isinstance(value, Unknown):
        raise Undecided(value)
    if isinstance(value, Size):
        return f"torch.Size([{', '.join(map(str, value))}])"
    if type(value) in PLAIN:
        return repr(value)
    if isinstance(value, Instance):
        result = _by_special(context, value, "__repr__")
        if isinstance(result, Unknown):
            raise Undecided(result)
        return result
    if isinstance(value, (list, tuple, dict, set, frozenset, deque)):
        return _container(context, value, inside)
    return _object(context, value, inside)


def _container(context: Context, value: Value, inside: tuple[int, ...]) -> str:
    if id(value) in inside or len(inside) > MAXIMUM_DEPTH:
        return "[...]" if isinstance(value, list) else "(...)" if isinstance(value, tuple) else "{...}"
    inner = (*inside, id(value))
    if isinstance(value, dict):
        return _mapping(context, value, inner)
    items = _joined(context, value, inner)
    if isinstance(value, list):
        return f"[{items}]"
    if isinstance(value, tuple):
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, deque):
        return f"deque([{items}])" if value.maxlen is None else f"deque([{items}], maxlen={value.maxlen})"
    if not value:
        return "set()" if isinstance(value, set) else "frozenset()"
    return f"{{{items}}}" if isinstance(value, set) else f"frozenset({{{items}}})"


def _joined(context: Context, items: Iterable[Value], inside: tuple[int, ...]) -> str:
    parts = []
    size = 0
    known: dict[int, str] = {}  # a list that holds one list twice, and so on downwards, has exponentially many parts
    for item in items:
        text = known.get(id(item))
        if text is None:
            text = _repr(context, item, inside)
            if isinstance(item, (list, tuple, dict)):
                known[id(item)] = text
        parts.append(text)
        size += len(parts[-1])
        ensure_size(context, size, "the text of a collection")
    return ", ".join(parts)


def _mapping(context: Context, value: dict[Value, Value], inside: tuple[int, ...]) -> str:
    shown = ", ".join(
        f"{_repr(context, key, inside)}: {_repr(context, context.resolve(item), inside)}" for key, item in value.items()
    )
    if isinstance(value, OrderedDict):
        return f"OrderedDict({_repr(context, list(value.items()), inside)})" if value else "OrderedDict()"
    if isinstance(value, DefaultDict):
        return f"defaultdict({_repr(context, value.factory, inside)}, {{{shown}}})"
    if isinstance(value, CounterDict):
        return f"Counter({{{shown}}})" if value else "Counter()"
    return f"{{{shown}}}"


def _object(context: Context, value: Value, inside: tuple[int, ...]) -> str:
    if isinstance(value, Class):
        found = value.metaclass.find("__repr__") if value.metaclass is not None else None
        if found is not None and found[1].name not in {"type", "object"}:
            result = call_special(context, value, "__repr__")
            return result if isinstance(result, str) else f"<class '{value.name}'>"
        module = "" if value.module in {"builtins", "_python"} else f"{value.module}."
        return f"<class '{module}{value.qualified_name}'>"
    if isinstance(value, Function):
        return f"<function {value.qualified_name} at 0x0>"
    if isinstance(value, NativeFunction):
        return f"<built-in function {value.name}>"
    if isinstance(value, BoundMethod):
        name = getattr(value.function, "qualified_name", getattr(value.function, "name", "?"))
        return f"<bound method {name} of {_repr(context, value.receiver, inside)}>"
    if isinstance(value, ModuleValue):
        return f"<module '{value.name}'>" if value.path is None else f"<module '{value.name}' from '{value.path}'>"
    if isinstance(value, Partial):
        return _partial(context, value, inside)
    if isinstance(value, Device):
        index = "" if value.index is None else f", index={value.index}"
        return f"device(type='{value.type}'{index})"
    if isinstance(value, DType):
        return f"torch.{value.name}"
    if isinstance(value, Alias):
        return _alias(context, value, inside)
    if isinstance(value, Tensor):
        return _tensor(context, value)
    if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
        return f"{type(value).__name__.replace('odict', 'dict')}([{_joined(context, value, inside)}])"
    return f"<{context.type_of(value).name} object at 0x0>"


def _partial(context: Context, value: Partial, inside: tuple[int, ...]) -> str:
    parts = [_repr(context, value.function, inside)]
    parts += [_repr(context, item, inside) for item in value.positional]
    parts += [f"{name}={_repr(context, item, inside)}" for name, item in value.keywords.items()]
    return f"functools.partial({', '.join(parts)})"


def _alias(context: Context, value: Alias, inside: tuple[int, ...]) -> str:
    names = [
        item.name if isinstance(item, Class) and item.module == "builtins" else _repr(context, item, inside)
        for item in value.arguments
    ]
    if value.origin is None and not value.name:
        return " | ".join("None" if name == "NoneType" else name for name in names)
    name = f"typing.{value.name}" if value.name else getattr(value.origin, "dotted_name", "?")
    return f"{name}[{', '.join(names)}]" if names else name


def _tensor(context: Context, value: Tensor) -> str:
    """Only what holds for any values: real torch would print them."""
    if _has_own(context, value, "__repr__"):
        result = call_special(context, value, "__repr__")
        if isinstance(result, str):
            return result
    raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, f"text made from the values of {value!r}"))
