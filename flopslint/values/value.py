"""The values that evaluation computes with, where plain Python data does not serve, all under one name."""

from __future__ import annotations

from flopslint.values.classes import (
    Class,
    InconsistentBases,
    Instance,
    linearize,
)
from flopslint.values.containers import (
    Alias,
    CounterDict,
    DefaultDict,
    IteratorValue,
    Size,
)
from flopslint.values.functions import (
    BoundMethod,
    ClassMethod,
    Frame,
    Function,
    LazyAnnotation,
    NativeFunction,
    Partial,
    Property,
    StaticMethod,
    Super,
)
from flopslint.values.modules import (
    ModuleValue,
    Reference,
)
from flopslint.values.unknown import (
    MISSING,
    Missing,
    Undecided,
    Unknown,
    Value,
)

__all__ = [
    "MISSING",
    "Alias",
    "BoundMethod",
    "Class",
    "ClassMethod",
    "CounterDict",
    "DefaultDict",
    "Frame",
    "Function",
    "InconsistentBases",
    "Instance",
    "IteratorValue",
    "LazyAnnotation",
    "Missing",
    "ModuleValue",
    "NativeFunction",
    "Partial",
    "Property",
    "Reference",
    "Size",
    "StaticMethod",
    "Super",
    "Undecided",
    "Unknown",
    "Value",
    "linearize",
]
