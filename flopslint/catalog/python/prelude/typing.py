# ruff: noqa: F822
"""Names of ``typing``: aliases of classes and constructs with brackets."""

import collections
import contextlib
import re
from collections import abc

from _python import alias, special_form

__all__ = [
    "IO",
    "TYPE_CHECKING",
    "AbstractSet",
    "Annotated",
    "Any",
    "AnyStr",
    "AsyncContextManager",
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "BinaryIO",
    "ByteString",
    "Callable",
    "ChainMap",
    "ClassVar",
    "Collection",
    "Concatenate",
    "Container",
    "ContextManager",
    "Coroutine",
    "Counter",
    "DefaultDict",
    "Deque",
    "Dict",
    "Final",
    "ForwardRef",
    "FrozenSet",
    "Generator",
    "Generic",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "List",
    "Literal",
    "LiteralString",
    "Mapping",
    "MappingView",
    "Match",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "NamedTuple",
    "Never",
    "NewType",
    "NoReturn",
    "NotRequired",
    "Optional",
    "OrderedDict",
    "ParamSpec",
    "ParamSpecArgs",
    "ParamSpecKwargs",
    "Pattern",
    "Protocol",
    "Required",
    "Reversible",
    "Self",
    "Sequence",
    "Set",
    "Sized",
    "SupportsAbs",
    "SupportsBytes",
    "SupportsComplex",
    "SupportsFloat",
    "SupportsIndex",
    "SupportsInt",
    "SupportsRound",
    "Text",
    "TextIO",
    "Tuple",
    "Type",
    "TypeAlias",
    "TypeGuard",
    "TypeVar",
    "TypeVarTuple",
    "TypedDict",
    "Union",
    "Unpack",
    "ValuesView",
    "assert_never",
    "assert_type",
    "cast",
    "clear_overloads",
    "dataclass_transform",
    "final",
    "get_args",
    "get_origin",
    "get_overloads",
    "get_type_hints",
    "is_typeddict",
    "no_type_check",
    "no_type_check_decorator",
    "overload",
    "reveal_type",
    "runtime_checkable",
]

TYPE_CHECKING = False
Text = str

Annotated = special_form("Annotated")
ClassVar = special_form("ClassVar")
Concatenate = special_form("Concatenate")
Final = special_form("Final")
Literal = special_form("Literal")
LiteralString = special_form("LiteralString")
Never = special_form("Never")
NoReturn = special_form("NoReturn")
NotRequired = special_form("NotRequired")
Optional = special_form("Optional")
ReadOnly = special_form("ReadOnly")
Required = special_form("Required")
Self = special_form("Self")
TypeAlias = special_form("TypeAlias")
TypeGuard = special_form("TypeGuard")
TypeIs = special_form("TypeIs")
Union = special_form("Union")
Unpack = special_form("Unpack")

Dict = alias(dict, "Dict")
FrozenSet = alias(frozenset, "FrozenSet")
List = alias(list, "List")
Set = alias(set, "Set")
Tuple = alias(tuple, "Tuple")
Type = alias(type, "Type")
Counter = alias(collections.Counter, "Counter")
DefaultDict = alias(collections.defaultdict, "DefaultDict")
Deque = alias(collections.deque, "Deque")
OrderedDict = alias(collections.OrderedDict, "OrderedDict")
AbstractSet = alias(abc.Set, "AbstractSet")
AsyncIterable = alias(abc.AsyncIterable, "AsyncIterable")
AsyncIterator = alias(abc.AsyncIterator, "AsyncIterator")
Awaitable = alias(abc.Awaitable, "Awaitable")
ByteString = alias(abc.ByteString, "ByteString")  # noqa: PYI057
Callable = alias(abc.Callable, "Callable")
Collection = alias(abc.Collection, "Collection")
Container = alias(abc.Container, "Container")
Coroutine = alias(abc.Coroutine, "Coroutine")
Generator = alias(abc.Generator, "Generator")
Hashable = alias(abc.Hashable, "Hashable")
ItemsView = alias(abc.ItemsView, "ItemsView")
Iterable = alias(abc.Iterable, "Iterable")
Iterator = alias(abc.Iterator, "Iterator")
KeysView = alias(abc.KeysView, "KeysView")
Mapping = alias(abc.Mapping, "Mapping")
MappingView = alias(abc.MappingView, "MappingView")
MutableMapping = alias(abc.MutableMapping, "MutableMapping")
MutableSequence = alias(abc.MutableSequence, "MutableSequence")
MutableSet = alias(abc.MutableSet, "MutableSet")
Reversible = alias(abc.Reversible, "Reversible")
Sequence = alias(abc.Sequence, "Sequence")
Sized = alias(abc.Sized, "Sized")
ValuesView = alias(abc.ValuesView, "ValuesView")
ChainMap = alias(collections.ChainMap, "ChainMap")
ContextManager = alias(contextlib.AbstractContextManager, "ContextManager")
Pattern = alias(re.Pattern, "Pattern")
Match = alias(re.Match, "Match")


class NewType:
    def __init__(self, name, tp):
        self.__name__ = name
        self.__supertype__ = tp

    def __call__(self, x):
        return x


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")
