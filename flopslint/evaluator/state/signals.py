"""How a statement ends, other than by running on to the next."""

from __future__ import annotations

from typing import TypeAlias

from flopslint.values.value import Value


class Returned:
    """The function returns ``value``."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


class LoopSignal:
    """``break`` or ``continue``, or the end of a loop by ``break``."""

    __slots__ = ("kind",)

    def __init__(self, kind: str) -> None:
        self.kind = kind


BREAK = LoopSignal("break")
CONTINUE = LoopSignal("continue")
LEFT = LoopSignal("left")
"""A loop left by its own ``break``, while its ``else`` runs, in which a ``break`` is that of a loop around it."""

Signal: TypeAlias = "Returned | LoopSignal | None"
