"""``collections.abc`` and ``numbers``: classes to derive from and to ask for, with the methods that come for free."""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.python.abcs import BY_METHODS, FURTHER_METHODS, REGISTERED, is_abc_instance
from flopslint.catalog.python.base_classes import base_class
from flopslint.values.context import Context
from flopslint.values.value import Value

BASES: dict[str, tuple[str, ...]] = {
    "AsyncIterator": ("AsyncIterable",), "ByteString": ("Sequence",), "Collection": ("Sized", "Iterable", "Container"),
    "Coroutine": ("Awaitable",), "Generator": ("Iterator",), "Iterator": ("Iterable",), "Reversible": ("Iterable",),
    "Sequence": ("Reversible", "Collection"), "MutableSequence": ("Sequence",), "Set": ("Collection",),
    "MutableSet": ("Set",), "Mapping": ("Collection",), "MutableMapping": ("Mapping",), "MappingView": ("Sized",),
    "KeysView": ("MappingView", "Set"), "ItemsView": ("MappingView", "Set"),
    "ValuesView": ("MappingView", "Collection"),
    "Complex": ("Number",), "Real": ("Complex",), "Rational": ("Real",), "Integral": ("Rational",),
}  # fmt: skip
NUMBERS = ("Number", "Complex", "Real", "Rational", "Integral")
ELSEWHERE = {"PathLike": "os.PathLike", "AbstractContextManager": "contextlib.AbstractContextManager"}


def _dotted(name: str) -> str:
    return f"numbers.{name}" if name in NUMBERS else ELSEWHERE.get(name, f"collections.abc.{name}")


def _register(name: str) -> None:
    dotted = _dotted(name)
    bases = tuple(_dotted(base) for base in BASES.get(name, ())) or ("builtins.object",)
    base_class(dotted, f"_python.{name}", bases=bases, metaclass="abc.ABCMeta")

    def check(context: Context, value: Value, /) -> Value:
        return bool(is_abc_instance(context, dotted, value))

    function(f"{dotted}.__abc_check__")(check)


for _name in sorted({*BY_METHODS, *REGISTERED, *FURTHER_METHODS} - {"Buffer"}):
    _register(_name)
