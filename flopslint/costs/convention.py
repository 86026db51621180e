"""What a convention of counting is, and which there are."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from flopslint.core.errors import ConfigError
from flopslint.core.registry import Registry, nearest
from flopslint.values.events import OpCall


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Convention:
    """A named way to count.

    ``unit`` is "MAC" or "FLOP". ``of_op`` counts one op call. ``is_paired`` says that one MAC is two FLOPs under this
    convention, so that each figure gives the other. ``summary`` and ``source`` are for the reader.
    """

    name: str
    unit: str
    summary: str
    source: str
    version: str
    of_op: Callable[[OpCall], int]
    is_paired: bool = False


@cache
def conventions() -> Registry[Convention]:
    """All conventions, found in the ``conventions`` folder: each of its modules defines ``CONVENTION``."""
    registry: Registry[Convention] = Registry("convention")
    package = importlib.import_module("flopslint.costs.conventions")
    for found in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        convention: Convention = importlib.import_module(f"{package.__name__}.{found}").CONVENTION
        registry.add(convention.name, convention)
    return registry


def find_convention(name: str) -> Convention:
    """The convention of that name.

    Raises:
        ConfigError: if there is none, with the nearest name.
    """
    registry = conventions()
    found = registry.get(name)
    if found is None:
        raise ConfigError(f"unknown convention {name!r}{nearest(name, registry.names())}")
    return found
