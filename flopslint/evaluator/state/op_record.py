"""What an op entry says of its work while it runs."""

from __future__ import annotations

from flopslint.core.work import Work
from flopslint.values.events import Dispatch


class OpRecord:
    """What an op entry says of itself while it runs."""

    __slots__ = ("dispatched", "formula")

    def __init__(self) -> None:
        self.dispatched: list[Dispatch] = []
        self.formula: tuple[str, dict[str, int]] | None = None

    def add(self, aten: str, work: Work, formula: str, figures: dict[str, int]) -> None:
        """One dispatched operation."""
        self.dispatched.append(Dispatch(aten=aten, work=work))
        if formula and (self.formula is None or work.multiply_adds):
            self.formula = (formula, figures)
