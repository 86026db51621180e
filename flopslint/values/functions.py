"""Functions of the analyzed program and of the catalog, and what wraps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.values.classes import Class
from flopslint.values.modules import ModuleValue
from flopslint.values.unknown import Value

if TYPE_CHECKING:
    from flopslint.core.span import Site
    from flopslint.ir import nodes as ir


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
        return isinstance(other, BoundMethod) and other.function is self.function and other.receiver is self.receiver

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

    def __init__(self, getter: Value, setter: Value = None, deleter: Value = None, is_cached: bool = False) -> None:
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


class LazyAnnotation:
    """An annotation nobody has asked for yet: evaluated on demand in the frame it was written in."""

    __slots__ = ("expression", "frame")

    def __init__(self, expression: ir.Expression, frame: Frame | None) -> None:
        self.expression = expression
        self.frame = frame
