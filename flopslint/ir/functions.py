"""What ``def`` and ``lambda`` hold: parameters, and a body lowered on demand."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.core.span import Span
from flopslint.ir.node import Expression, Statement, node


class Body:
    """The statements of a function, lowered when they are first asked for: most functions never run."""

    __slots__ = ("_lower", "_statements")

    def __init__(self, lower: Callable[[], tuple[Statement, ...]]) -> None:
        self._lower: Callable[[], tuple[Statement, ...]] | None = lower
        self._statements: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements; the syntax tree they came from is dropped after the first call."""
        if self._lower is not None:
            self._statements = self._lower()
            self._lower = None
        return self._statements


@node
class Parameter:
    """One parameter of a function. The annotation is lowered but evaluated only on demand."""

    name: str
    default: Expression | None
    annotation: Expression | None
    span: Span


@node
class Parameters:
    """The parameters of a function by kind."""

    positional_only: tuple[Parameter, ...]
    positional: tuple[Parameter, ...]
    vararg: Parameter | None
    keyword_only: tuple[Parameter, ...]
    kwarg: Parameter | None


@node
class Code:
    """What a ``def`` or a ``lambda`` holds: shared by all function values made from it."""

    name: str
    span: Span
    parameters: Parameters
    body: Body
    local_names: frozenset[str]
    is_generator: bool
    is_async: bool
    docstring: str | None
    returns: Expression | None
