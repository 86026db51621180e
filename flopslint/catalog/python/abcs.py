"""Membership in the abstract base classes of ``collections.abc`` and ``numbers``, by method or by table.

Source: https://docs.python.org/3/library/collections.abc.html#collections-abstract-base-classes
"""

from __future__ import annotations

from flopslint.values.context import Context
from flopslint.values.value import Class, Value

BY_METHODS: dict[str, tuple[str, ...]] = {
    "Awaitable": ("__await__",),
    "AsyncIterable": ("__aiter__",),
    "AsyncIterator": ("__aiter__", "__anext__"),
    "Buffer": ("__buffer__",),
    "Callable": ("__call__",),
    "Collection": ("__len__", "__iter__", "__contains__"),
    "Container": ("__contains__",),
    "Coroutine": ("__await__", "send", "throw", "close"),
    "Generator": ("__iter__", "__next__", "send", "throw", "close"),
    "Hashable": ("__hash__",),
    "Iterable": ("__iter__",),
    "Iterator": ("__iter__", "__next__"),
    "Reversible": ("__reversed__", "__iter__"),
    "Sized": ("__len__",),
}

REGISTERED: dict[str, frozenset[str]] = {
    "ByteString": frozenset({"bytes", "bytearray"}),
    "Sequence": frozenset({"list", "tuple", "str", "range", "bytes", "bytearray", "memoryview", "deque"}),
    "MutableSequence": frozenset({"list", "bytearray", "deque"}),
    "Set": frozenset({"set", "frozenset", "dict_keys", "dict_items"}),
    "MutableSet": frozenset({"set"}),
    "Mapping": frozenset({"dict", "mappingproxy"}),
    "MutableMapping": frozenset({"dict"}),
    "MappingView": frozenset({"dict_keys", "dict_items", "dict_values"}),
    "KeysView": frozenset({"dict_keys"}),
    "ItemsView": frozenset({"dict_items"}),
    "ValuesView": frozenset({"dict_values"}),
    "Number": frozenset({"int", "float", "complex", "Fraction", "Decimal"}),
    "Complex": frozenset({"int", "float", "complex", "Fraction"}),
    "Real": frozenset({"int", "float", "Fraction"}),
    "Rational": frozenset({"int", "Fraction"}),
    "Integral": frozenset({"int"}),
    "PathLike": frozenset(),
}

FURTHER_METHODS: dict[str, tuple[str, ...]] = {
    "PathLike": ("__fspath__",),
    "AbstractContextManager": ("__enter__", "__exit__"),
}

MODULES = frozenset({"collections.abc", "_collections_abc", "numbers", "typing", "os", "contextlib"})


def is_abc_instance(context: Context, name: str, value: Value) -> bool | None:
    """Whether a value is an instance of the abstract class of that dotted name; None if it is no such class."""
    return is_abc_subclass(context, name, context.type_of(value))


def is_abc_subclass(context: Context, name: str, cls: Class) -> bool | None:
    """Whether a class derives from, is registered with, or has the methods of an abstract class of the library.

    None if the dotted name is not one of these; ordinary inheritance from it is for the caller to see.
    """
    module, _, last = name.rpartition(".")
    if module not in MODULES:
        return None
    methods = BY_METHODS.get(last) or FURTHER_METHODS.get(last)
    if methods is not None:
        return all(_has_method(cls, method) for method in methods)
    registered = REGISTERED.get(last)
    if registered is None:
        return None
    return any(ancestor.name in registered for ancestor in cls.mro if ancestor.native or ancestor.module == "fractions")


def _has_method(cls: Class, name: str) -> bool:
    if name == "__hash__":
        return _is_hashable(cls)
    found = cls.find(name)
    if found is None:
        return name == "__call__" and cls.name in {
            "type",
            "function",
            "method",
            "builtin_function_or_method",
            "partial",
        }
    return found[0] is not None


def _is_hashable(cls: Class) -> bool:
    for ancestor in cls.mro:
        if "__hash__" in ancestor.namespace:
            return ancestor.namespace["__hash__"] is not None
        if "__eq__" in ancestor.namespace and not ancestor.native:
            return False
    return True
