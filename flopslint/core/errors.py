"""The exceptions flopslint raises to its callers.

FlopslintError
├── TargetError      a target that does not exist or cannot be read as one
├── InputError       an input spec or forward expression that cannot be read
├── ConfigError      a configuration file or option that is wrong
├── RevisionError    a revision that is not there, or a repository that cannot be read
├── UndecidedError   a comparison that the bound of a count cannot decide
├── SourceError      text that is not Python, cannot be decoded, or is over the limits
├── CatalogError     a mistake in our own catalog, found when it is loaded
└── InternalError    a bug of flopslint
"""

from __future__ import annotations

from flopslint.core.span import Span


class FlopslintError(Exception):
    """Base of everything flopslint raises."""


class TargetError(FlopslintError):
    """A target that does not exist or cannot be read as one."""


class InputError(FlopslintError):
    """An input spec or forward expression that cannot be read."""


class ConfigError(FlopslintError):
    """A configuration file or option that is wrong."""


class RevisionError(FlopslintError):
    """A revision that is not there, or a repository that cannot be read."""


class UndecidedError(FlopslintError):
    """A comparison that the bound of a count cannot decide."""


class SourceError(FlopslintError):
    """Text that is not Python, cannot be decoded, or is over the limits of size and nesting."""

    def __init__(self, reason: str, span: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


class CatalogError(FlopslintError):
    """A mistake in our own catalog, found when it is loaded."""


class InternalError(FlopslintError):
    """A bug of flopslint."""
