"""The flags that say which rules are on, and what they are held against."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from flopslint.project.results import RuleFlags

if TYPE_CHECKING:
    from flopslint.project.session import Session
    from flopslint.rules.selection import Selection


def rule_flags(options: argparse.Namespace) -> RuleFlags:
    """What ``--budget``, ``--select``, ``--extend-select`` and ``--ignore`` say."""
    return RuleFlags(
        budgets=tuple(options.budget),
        select=None if options.select is None else _split(options.select),
        extend_select=_split(options.extend_select or ()),
        ignore=_split(options.ignore or ()),
    )


def selection_of_flags(session: Session, options: argparse.Namespace) -> Selection:
    """The rules that are on, by these flags and the configuration.

    Raises:
        ConfigError: for an unknown rule.
    """
    from flopslint.project.checks.checking import selection_of

    flags = rule_flags(options)
    return selection_of(session, flags.select, flags.extend_select, flags.ignore)


def _split(selectors: Sequence[str]) -> tuple[str, ...]:
    """Selectors of a repeated flag, each perhaps several with commas."""
    return tuple(part.strip() for text in selectors for part in text.split(",") if part.strip())
