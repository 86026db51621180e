"""What one file offers to analyze, as extracted from its text: nothing evaluated.

Spans equal those of the lowered language, so that a layer is paired with its constructor call by position.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from flopslint.core.span import Span


class CalleeKind(Enum):
    """What a call calls, as far as the file's own text says."""

    LAYER = "layer"  # a class of a framework's namespace of layers
    MODEL = "model"  # a class of this file that is, or may be, a model
    CLASS = "class"  # another class of this file
    FUNCTION = "function"  # a function of this file
    IMPORTED = "imported"  # any other name that leads to an import
    OTHER = "other"  # a builtin, a method, a parameter, the result of an expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a call. ``star`` is "", "*" or "**".

    ``text`` and ``value`` are those of a constant (a literal, or integer arithmetic on literals); of anything else
    ``text`` is None and ``value`` means nothing.
    """

    name: str | None
    star: str
    text: str | None
    value: Any = None

    @property
    def is_constant(self) -> bool:
        """Whether the argument's value is known from its text alone."""
        return self.text is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstructorCall:
    """One call.

    ``callee`` is the dotted name as written, or None where something else is called; ``name`` is that name resolved
    through the file's imports ("torch.nn.Conv2d", ".blocks.Stem" for a relative import), or the qualified name of a
    class or function of the file; None where unresolved. ``owner`` is the qualified name of the function or class that
    holds the call ("" for the module), and ``target`` what the call's result is assigned to ("self.conv").
    """

    callee: str | None
    name: str | None
    kind: CalleeKind
    arguments: tuple[Argument, ...]
    span: Span
    owner: str
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelClass:
    """A class whose bases lead to a framework's layers; not ``certain`` where only an unknown base may.

    ``bases`` are resolved names where possible, else text. ``required_parameters`` are those of its own ``__init__``
    without a default (None without one). ``uses`` names the classes and functions of the file's top level that its
    body mentions other than as a base, in an annotation or in a type test. ``first_line`` is that of its first
    decorator.
    """

    name: str
    span: Span
    first_line: int
    bases: tuple[str, ...]
    certain: bool
    methods: tuple[str, ...]
    required_parameters: tuple[str, ...] | None
    uses: tuple[str, ...]

    @property
    def has_forward(self) -> bool:
        """Whether the class itself defines ``forward``."""
        return "forward" in self.methods


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderFunction:
    """A function of the module's top level that returns what a model class, a layer or another builder gives.

    ``constructs`` are the resolved names that this follows from; not ``certain`` where a model class is only passed
    to a call whose result is returned, or a method of a built model gives the result.
    """

    name: str
    span: Span
    first_line: int
    certain: bool
    constructs: tuple[str, ...]
    required_parameters: tuple[str, ...]
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedName:
    """A name that an import binds, and the dotted name it stands for; relative imports begin with dots."""

    name: str
    target: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """``key=value`` or ``key<=value`` of a comment ``# flopslint: ...``: an input, or a budget.

    ``line`` is the line that the comment speaks of: its own, or that of the next code where it stands alone.
    """

    key: str
    operator: str
    value: str
    span: Span
    line: int
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """``ignore[CODES]``, ``ignore-file[CODES]`` or ``noqa: CODES`` of a comment.

    A code is a code, a prefix of one, or a rule's name. ``line`` as for ``Declaration``; for a ``whole_file`` one it
    is the comment's own. ``is_noqa`` tells the comment that other tools read too.
    """

    codes: tuple[str, ...]
    span: Span
    line: int
    alone: bool
    whole_file: bool = False
    is_noqa: bool = False
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MalformedComment:
    """A comment, or an item of one, that is addressed to flopslint and cannot be read."""

    text: str
    reason: str
    span: Span
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """All that a file's comments say to flopslint, in order."""

    declarations: tuple[Declaration, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    malformed: tuple[MalformedComment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Everything extracted from one file. Calls are in closing order, the rest in order of its beginning."""

    path: str
    digest: str
    calls: tuple[ConstructorCall, ...]
    models: tuple[ModelClass, ...]
    builders: tuple[BuilderFunction, ...]
    imports: tuple[ImportedName, ...]
    comments: Comments
