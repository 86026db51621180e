"""What the evaluation did not understand, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flopslint.core.span import Site, Span


class GapKind(Enum):
    """The closed list of reasons why something is unknown. The value is the name shown and documented."""

    MISSING_MODULE = "missing-module"
    MISSING_NAME = "missing-name"
    UNKNOWN_OP = "unknown-op"
    UNKNOWN_FUNCTION = "unknown-function"
    UNKNOWN_ARGUMENT = "unknown-argument"
    UNSUPPORTED_SYNTAX = "unsupported-syntax"
    UNDECIDED_BRANCH = "undecided-branch"
    UNDECIDED_LOOP = "undecided-loop"
    DATA_DEPENDENT = "data-dependent"
    OPAQUE_CALL = "opaque-call"
    FILE_CONTENT = "file-content"
    ENVIRONMENT = "environment"
    ASSUMPTION = "assumption"
    LIMIT = "limit"
    UNCERTAIN_EXCEPTION = "uncertain-exception"
    MISSING_ARGUMENT = "missing-argument"
    NO_INPUT = "no-input"
    SOURCE_ERROR = "source-error"
    INTERNAL = "internal"


class Effect(Enum):
    """Which figures a gap leaves without an exact value."""

    PARAMS = "params"
    BUFFERS = "buffers"
    FLOPS = "flops"


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """One thing not understood: its kind, where, and why in a sentence for the reader."""

    kind: GapKind
    reason: str
    span: Span | None = None
    site: Site | None = None
