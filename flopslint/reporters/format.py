"""Machine formats: what one is, and which there are."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flopslint.reporters.checked import CheckResult
    from flopslint.reporters.report import ModelReport

_SUFFIX = "_format"


class Format(NamedTuple):
    """A way to write results: the whole text of an output, from the results and flopslint's version.

    ``check`` writes those of a check, ``report`` those of a report; None where the format makes no sense for them.
    """

    check: Callable[[CheckResult, str], str] | None = None
    report: Callable[[Sequence[ModelReport], str], str] | None = None


@cache
def formats() -> dict[str, Format]:
    """All formats by name: the modules beside this one that are named so, each of which defines ``FORMAT``.

    Runs whenever the command line is read: these modules import nothing that takes time.
    """
    names = sorted(path.stem for path in Path(__file__).parent.glob(f"*{_SUFFIX}.py"))
    return {name.removesuffix(_SUFFIX): importlib.import_module(f"flopslint.reporters.{name}").FORMAT for name in names}
