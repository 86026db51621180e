"""Classes of the analyzed program, and their instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flopslint.values.unknown import Value

if TYPE_CHECKING:
    from flopslint.core.gap import Gap
    from flopslint.core.span import Site, Span


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
        inherited = (c.host for c in self.mro[1:] if c.host is not None)
        self.host: type | None = host if host is not None else next(inherited, None)
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
        """Whether ``other`` is this class or one it derives from."""
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
