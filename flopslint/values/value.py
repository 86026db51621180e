"""The values that evaluation computes with, where plain Python data does not serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from flopslint.core.gap import Gap
    from flopslint.core.span import Site, Span
    from flopslint.ir import nodes as ir

Value: TypeAlias = Any
"""A value of the analyzed program: plain Python data, or one of the classes below. Any, because most are plain."""


class Unknown:
    """A value that could not be worked out, and why.

    ``rest`` marks the last item of a list (or a dict's entry) that stands for any number of further items.
    """

    __slots__ = ("gap", "rest")

    def __init__(self, gap: Gap, rest: bool = False) -> None:
        self.gap = gap
        self.rest = rest

    def __bool__(self) -> bool:
        raise Undecided(self)

    def __repr__(self) -> str:
        return f"Unknown({self.gap.kind.value}: {self.gap.reason})"


class Undecided(BaseException):
    """Signals that a decision rests on an unknown value.

    Not an ``Exception``: neither the analyzed program's ``except`` nor a broad one of ours may swallow it. A call of a
    catalog entry that raises it gives the unknown itself as its result.
    """

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(repr(unknown))
        self.unknown = unknown


class Class:
    """A class: one the program defines, or one of the catalog (``native``).

    ``namespace`` holds what its body bound. ``host`` is, for the classes of plain data, the Python type that
    holds its instances; an instance of a program's subclass of such a class is an ``Instance`` whose ``payload`` is
    a value of that host type.
    """

    __slots__ = (
        "_cache", "bases", "host", "is_layer", "metaclass", "module", "mro", "name",
        "namespace", "native", "public_name", "qualified_name", "span", "subclasses",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        *,
        bases: tuple[Class, ...] = (),
        namespace: dict[str, Value] | None = None,
        module: str = "builtins",
        qualified_name: str | None = None,
        host: type | None = None,
        native: bool = False,
        metaclass: Class | None = None,
        span: Span | None = None,
    ) -> None:
        self.name = name
        self.qualified_name = qualified_name or name
        self.module = module
        self.bases = bases
        self.namespace: dict[str, Value] = {} if namespace is None else namespace
        self.native = native
        self.metaclass = metaclass
        self.span = span
        self.public_name: str | None = None
        self.subclasses: list[Class] = []
        self.mro: tuple[Class, ...] = linearize(self, bases)
        self.host = host if host is not None else next((c.host for c in self.mro[1:] if c.host is not None), None)
        self.is_layer = any(c.namespace.get("__is_layer_base__") is True for c in self.mro)
        self._cache: dict[str, tuple[Value, Class] | None] = {}
        for base in bases:
            base.subclasses.append(self)

    def find(self, name: str) -> tuple[Value, Class] | None:
        """The attribute as stored, and the class of the MRO that has it; None if none has."""
        try:
            return self._cache[name]
        except KeyError:
            found = None
            for cls in self.mro:
                if name in cls.namespace:
                    found = (cls.namespace[name], cls)
                    break
            self._cache[name] = found
            return found

    def forget(self, name: str) -> None:
        """Drops what is remembered of ``name`` here and in all subclasses: call after writing the namespace."""
        self._cache.pop(name, None)
        for subclass in self.subclasses:
            subclass.forget(name)

    def forget_all(self) -> None:
        """Drops everything remembered here and in all subclasses."""
        self._cache.clear()
        for subclass in self.subclasses:
            subclass.forget_all()

    def is_subclass_of(self, other: Class) -> bool:
        return other in self.mro

    @property
    def dotted_name(self) -> str:
        """The public dotted name: torch's own for its layers, the module's dotted name for others."""
        return self.public_name or f"{self.module}.{self.qualified_name}"

    def __repr__(self) -> str:
        return f"<class {self.dotted_name}>"


class InconsistentBases(Exception):
    """The bases of a class have no consistent order."""


def linearize(cls: Class, bases: tuple[Class, ...]) -> tuple[Class, ...]:
    """The method resolution order (C3).

    Source: https://docs.python.org/3/howto/mro.html

    Raises:
        InconsistentBases: if there is none.
    """
    sequences = [list(base.mro) for base in bases] + [list(bases)]
    order = [cls]
    while any(sequences):
        for sequence in sequences:
            if not sequence:
                continue
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            raise InconsistentBases(cls.name)
        order.append(head)
        for sequence in sequences:
            if sequence and sequence[0] is head:
                del sequence[0]
    return tuple(order)


class Instance:
    """An object of a class that is not held as plain data; layers included.

    ``attributes`` is its ``__dict__``. ``made_at`` is the constructor call. ``taint`` is the gap that makes
    the registered children and parameters of a layer incomplete ("at least"); None where they are complete.
    """

    __slots__ = ("attributes", "cls", "made_at", "payload", "taint")

    def __init__(self, cls: Class, made_at: Site | None = None, payload: Value = None) -> None:
        self.cls = cls
        self.attributes: dict[str, Value] = {}
        self.payload = payload
        self.made_at = made_at
        self.taint: Gap | None = None

    def __repr__(self) -> str:
        return f"<{self.cls.dotted_name} object>"


class Frame:
    """The names of one call, class body or comprehension; ``enclosing`` is the frame it was defined in.

    ``cls`` is the class whose method runs (for ``super()``), ``first`` the name of the first parameter.
    """

    __slots__ = ("closing", "cls", "code", "enclosing", "is_class", "module", "names", "site")

    def __init__(
        self,
        module: ModuleValue,
        enclosing: Frame | None,
        site: Site | None,
        code: ir.Code | None = None,
        names: dict[str, Value] | None = None,
        is_class: bool = False,
    ) -> None:
        self.module = module
        self.enclosing = enclosing
        self.site = site
        self.code = code
        self.names: dict[str, Value] = {} if names is None else names
        self.is_class = is_class
        self.cls: Class | None = None
        self.closing: list[Any] = []  # alternatives left open by undecided branches, joined when the call ends


class Function:
    """A function of the program: shared code, the frame it closes over, and its defaults."""

    __slots__ = (
        "attributes", "code", "defaults", "frame", "keyword_defaults", "module", "owner",
        "qualified_name",
    )  # fmt: skip

    def __init__(
        self,
        code: ir.Code,
        module: ModuleValue,
        frame: Frame | None,
        defaults: tuple[Value, ...],
        keyword_defaults: dict[str, Value],
        qualified_name: str,
    ) -> None:
        self.code = code
        self.module = module
        self.frame = frame
        self.defaults = defaults
        self.keyword_defaults = keyword_defaults
        self.qualified_name = qualified_name
        self.owner: Class | None = None
        self.attributes: dict[str, Value] = {}

    def __repr__(self) -> str:
        return f"<function {self.qualified_name}>"


class NativeFunction:
    """A function of the catalog; how it is called is the entry's business (see ``catalog.entry``).

    ``binds`` says that it becomes a method when found in a class, as a function of the program does (the
    ``__init__`` that ``dataclass`` makes); entries keyed below a native class always do, ``math.sqrt`` never.
    """

    __slots__ = ("attributes", "binds", "entry", "name")

    def __init__(self, name: str, entry: Any, *, binds: bool = False) -> None:
        self.name = name
        self.entry = entry
        self.binds = binds
        self.attributes: dict[str, Value] = {}

    def __repr__(self) -> str:
        return f"<native {self.name}>"


class BoundMethod:
    """A function with its first argument."""

    __slots__ = ("function", "receiver")

    def __init__(self, function: Value, receiver: Value) -> None:
        self.function = function
        self.receiver = receiver

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, BoundMethod) and other.function is self.function and other.receiver is self.receiver
        )

    def __hash__(self) -> int:
        return hash((id(self.function), id(self.receiver)))


class Partial:
    """``functools.partial``."""

    __slots__ = ("attributes", "function", "keywords", "positional")

    def __init__(self, function: Value, positional: tuple[Value, ...], keywords: dict[str, Value]) -> None:
        self.function = function
        self.positional = positional
        self.keywords = keywords
        self.attributes: dict[str, Value] = {}


class Property:
    """``property``, of the program's functions or (``native``) of the catalog."""

    __slots__ = ("deleter", "getter", "is_cached", "setter")

    def __init__(
        self, getter: Value, setter: Value = None, deleter: Value = None, is_cached: bool = False
    ) -> None:
        self.getter = getter
        self.setter = setter
        self.deleter = deleter
        self.is_cached = is_cached


class StaticMethod:
    """``staticmethod``."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class ClassMethod:
    """``classmethod``."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.function = function


class Super:
    """``super()``: attributes of ``receiver`` (an instance or a class) found after ``after`` in its MRO."""

    __slots__ = ("after", "receiver", "start")

    def __init__(self, start: Class, after: Class, receiver: Value) -> None:
        self.start = start
        self.after = after
        self.receiver = receiver


class IteratorValue:
    """An iterator over values: of a generator, ``zip``, ``map`` and the like. ``kind`` is its type's name."""

    __slots__ = ("iterator", "kind")

    def __init__(self, iterator: Iterator[Value], kind: str = "iterator") -> None:
        self.iterator = iterator
        self.kind = kind


class DefaultDict(dict[Value, Value]):
    """``collections.defaultdict``: its factory is a value of the program."""

    __slots__ = ("factory",)

    def __init__(self, factory: Value = None) -> None:
        super().__init__()
        self.factory = factory


class CounterDict(dict[Value, Value]):
    """``collections.Counter``; its operators keep positive counts only."""

    __slots__ = ()

    def __add__(self, other: object) -> CounterDict:
        return self._combined(other, lambda mine, theirs: mine + theirs)

    def __sub__(self, other: object) -> CounterDict:
        return self._combined(other, lambda mine, theirs: mine - theirs)

    def __and__(self, other: object) -> CounterDict:
        return self._combined(other, min)

    def __or__(self, other: object) -> CounterDict:
        return self._combined(other, max)

    def _combined(self, other: object, combine: Callable[[Any, Any], Any]) -> CounterDict:
        if not isinstance(other, CounterDict):
            raise TypeError(f"unsupported operand type(s) for Counter: {type(other).__name__!r}")
        made = CounterDict()
        for key in dict.fromkeys((*self, *other)):
            mine, theirs = self.get(key, 0), other.get(key, 0)
            for count in (mine, theirs):
                if isinstance(count, Unknown):
                    raise Undecided(count)
            total = combine(mine, theirs)
            if total > 0:
                made[key] = total
        return made


class Size(tuple[int, ...]):
    """``torch.Size``."""

    __slots__ = ()


class Alias:
    """A subscripted class or typing construct (``list[int]``, ``Optional[X]``, ``int | None``).

    ``origin`` is what was subscripted, or None for a union; ``arguments`` what stood in the brackets.
    """

    __slots__ = ("arguments", "name", "origin")

    def __init__(self, origin: Value, arguments: tuple[Value, ...], name: str = "") -> None:
        self.origin = origin
        self.arguments = arguments
        self.name = name

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alias):
            return NotImplemented
        return (self.origin, self.arguments, self.name) == (other.origin, other.arguments, other.name)

    def __hash__(self) -> int:
        return hash((id(self.origin), len(self.arguments), self.name))


class LazyAnnotation:
    """An annotation nobody has asked for yet: evaluated on demand in the frame it was written in."""

    __slots__ = ("expression", "frame")

    def __init__(self, expression: ir.Expression, frame: Frame | None) -> None:
        self.expression = expression
        self.frame = frame


class ModuleValue:
    """A module: of the program (``ir`` and ``path``), or of the catalog.

    ``namespace`` is live while the module runs. ``state`` is "new", "running" or "done".
    """

    __slots__ = ("is_package", "is_prelude", "lowered", "name", "namespace", "path", "state")

    def __init__(self, name: str, path: str | None = None, is_package: bool = False, is_prelude: bool = False) -> None:
        self.name = name
        self.path = path
        self.is_package = is_package
        self.is_prelude = is_prelude
        self.lowered: ir.Module | None = None
        self.namespace: dict[str, Value] = {}
        self.state = "new"

    def __repr__(self) -> str:
        return f"<module {self.name}>"


class Reference:
    """A name bound by an import and not yet looked up: ``attribute`` of ``module``, or the module itself."""

    __slots__ = ("attribute", "importer", "module", "span")

    def __init__(self, module: str, attribute: str | None, importer: str, span: Span | None) -> None:
        self.module = module
        self.attribute = attribute
        self.importer = importer
        self.span = span


class Missing:
    """The type of ``MISSING``: no value was given. Never seen by the analyzed program."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING = Missing()

HostFunction: TypeAlias = Callable[..., Value]
