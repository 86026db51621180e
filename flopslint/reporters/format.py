"""Machine formats: what one is, and which there are."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flopslint.reporters.checked import CheckResult
    from flopslint.reporters.report import ModelReport

_SUFFIX = "_format"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Format:
    """A way to write results: the whole text of an output, from the results and flopslint's version.

    ``check`` writes those of a check, ``report`` those of a report; None where the format makes no sense for them.
    """

    check: Callable[[CheckResult, str], str] | None = None
    report: Callable[[Sequence[ModelReport], str], str] | None = None


@cache
def formats() -> dict[str, Format]:
    """All formats by name: the modules beside this one that are named so, each of which defines ``FORMAT``.

    Runs whenever the command line is read: these modules import nothing heavy.
    """
    package = importlib.import_module("flopslint.reporters")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.name.endswith(_SUFFIX))
    return {
        name.removesuffix(_SUFFIX): importlib.import_module(f"{package.__name__}.{name}").FORMAT for name in names
    }
