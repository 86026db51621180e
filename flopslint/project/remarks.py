"""What comments in the source say of models and findings: budgets, inputs, suppressions."""

from __future__ import annotations

from flopslint.core.diagnostic import Diagnostic
from flopslint.project.analysis import Analysis
from flopslint.project.session import Session
from flopslint.rules.budget import Budget


def budgets_in(session: Session, analysis: Analysis) -> tuple[Budget, ...]:
    """The budgets that comments give a model."""
    return ()


def is_suppressed(session: Session, finding: Diagnostic) -> bool:
    """Whether a comment hides a finding."""
    return False
