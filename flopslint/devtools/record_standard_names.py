"""Lists the names of the standard library: modules, what they hold, and members of their classes.

The name of a module ends with a colon. Run it with the oldest Python that flopslint supports::

    python flopslint/devtools/record_standard_names.py flopslint/catalog/python/names.txt
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
import types
import warnings
from pathlib import Path

SKIPPED = frozenset({
    "__main__", "antigravity", "distutils", "ensurepip", "idlelib", "lib2to3", "pip", "pydoc_data", "setuptools",
    "test", "this", "tkinter", "turtle", "turtledemo", "venv",
})  # fmt: skip
"""Modules that open windows, print poems, or are no business of a model."""

SKIPPED_BELOW = ("encodings.", "unittest.test", "ctypes.test", "ctypes.macholib", "msilib", "multiprocessing.dummy")

CLASSES_WITH_MEMBERS = frozenset({
    "abc", "argparse", "asyncio", "builtins", "collections", "collections.abc", "concurrent.futures", "configparser",
    "contextlib", "csv", "ctypes", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "functools",
    "inspect", "io", "itertools", "json", "logging", "multiprocessing", "numbers", "os", "pathlib", "pickle", "random",
    "re", "socket", "string", "subprocess", "tarfile", "tempfile", "threading", "types", "typing", "uuid", "weakref",
    "zipfile",
})  # fmt: skip
"""Modules whose classes are asked for their attributes."""


def modules() -> dict[str, types.ModuleType]:
    """All modules that import cleanly, by name."""
    found = {}
    for name in sorted(sys.stdlib_module_names - SKIPPED):
        if name.startswith("_") and name != "__future__":
            continue
        module = _imported(name)
        if module is None:
            continue
        found[name] = module
        for info in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}.", onerror=lambda name: None):
            if not info.name.startswith(SKIPPED_BELOW) and "__main__" not in info.name and ".tests" not in info.name:
                inner = _imported(info.name)
                if inner is not None:
                    found[info.name] = inner
    found["os.path"] = sys.modules["os.path"]
    return found


def _imported(name: str) -> types.ModuleType | None:
    try:
        return importlib.import_module(name)
    except (ImportError, AttributeError, OSError):
        return None


def names() -> list[str]:
    """All names in order; a module's ends with a colon."""
    listed = set()
    found = modules()
    for module_name, module in found.items():
        listed.add(f"{module_name}:")
        for name in dir(module):
            dotted = f"{module_name}.{name}"
            if dotted in found or (name.startswith("__") and module_name != "builtins"):
                continue
            listed.add(dotted)
            value = getattr(module, name, None)
            if inspect.isclass(value) and module_name in CLASSES_WITH_MEMBERS:
                listed.update(f"{dotted}.{member}" for member in vars(value))
    return sorted(listed)


def main() -> None:
    """Writes the list to the file named on the command line."""
    warnings.simplefilter("ignore")
    Path(sys.argv[1]).write_text("\n".join(names()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
