"""flopslint reads neural-network source as text and counts parameters, MACs and FLOPs; nothing of it is executed.

>>> import flopslint
>>> report = flopslint.analyze("models/resnet.py::resnet50(num_classes=10)", inputs=["1x3x224x224"])
>>> report.params <= "26M"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from flopslint.api import analyze, check
    from flopslint.core.count import Bound, Count, Reason
    from flopslint.core.diagnostic import Diagnostic, Related, Severity
    from flopslint.core.errors import (
        ConfigError,
        FlopslintError,
        InputError,
        InternalError,
        TargetError,
        UndecidedError,
    )
    from flopslint.reporters.report import ModelReport as Report
    from flopslint.reporters.rows import LayerRow, ModelCost

_HOMES = {
    "analyze": "api",
    "check": "api",
    "Bound": "core.count",
    "Count": "core.count",
    "Reason": "core.count",
    "Diagnostic": "core.diagnostic",
    "Related": "core.diagnostic",
    "Severity": "core.diagnostic",
    "ConfigError": "core.errors",
    "FlopslintError": "core.errors",
    "InputError": "core.errors",
    "InternalError": "core.errors",
    "TargetError": "core.errors",
    "UndecidedError": "core.errors",
    "LayerRow": "reporters.rows",
    "ModelCost": "reporters.rows",
    "Report": "reporters.report",
}
"""Where each public name lives; imported when it is first asked for, which keeps ``import flopslint`` cheap."""

_INTERNAL_NAMES = {"Report": "ModelReport"}
"""Public names that differ from those within the package."""

__all__ = [
    "Bound",
    "ConfigError",
    "Count",
    "Diagnostic",
    "FlopslintError",
    "InputError",
    "InternalError",
    "LayerRow",
    "ModelCost",
    "Reason",
    "Related",
    "Report",
    "Severity",
    "TargetError",
    "UndecidedError",
    "__version__",
    "analyze",
    "check",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'flopslint' has no attribute {name!r}")
    import importlib

    module = importlib.import_module(f"flopslint.{home}")
    value: object = getattr(module, _INTERNAL_NAMES.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
