"""The flags that say which rules are on."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from flopslint.project.checking import selection_of
from flopslint.project.session import Session
from flopslint.rules.selection import Selection


def selection_of_flags(session: Session, options: argparse.Namespace) -> Selection:
    """The rules that are on, by ``--select``, ``--extend-select``, ``--ignore`` and the configuration.

    Raises:
        ConfigError: for an unknown rule.
    """
    return selection_of(
        session, _split(options.select), _split(options.extend_select) or (), _split(options.ignore) or ()
    )


def _split(selectors: Sequence[str] | None) -> list[str] | None:
    """Selectors of a repeated flag, each perhaps several with commas."""
    if selectors is None:
        return None
    return [part.strip() for text in selectors for part in text.split(",") if part.strip()]
