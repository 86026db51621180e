"""What rules judge of an analyzed model, and findings as outputs show them."""

from __future__ import annotations

from dataclasses import replace

from flopslint.core.diagnostic import Diagnostic, Related
from flopslint.core.fix import Fix, Suggestion
from flopslint.core.span import Span
from flopslint.project.analysis import Analysis
from flopslint.project.remarks import budgets_in
from flopslint.project.session import Session
from flopslint.reporters.paths import PathNames
from flopslint.rules.budget import Budget
from flopslint.rules.facts import EarlierCosts, ModelFacts


def model_facts(
    session: Session,
    analysis: Analysis,
    *,
    budgets: tuple[Budget, ...],
    defined_at: Span | None,
    is_found: bool,
    before: EarlierCosts | None,
) -> ModelFacts:
    """The facts of one model.

    ``budgets`` come before those of its configuration, these before those of its comments and of the project.
    """
    config = session.config
    return ModelFacts(
        target=analysis.target,
        costs=analysis.costs,
        defined_at=defined_at,
        convention=session.convention,
        budgets=_merged(budgets, analysis.job.budgets, budgets_in(session, analysis.costs.run), config.budgets),
        input_is_guess=analysis.input_is_guess,
        require_complete=config.require_complete,
        is_user_file=session.is_user_file,
        is_prelude=session.is_prelude,
        run_in_training=analysis.run_in_training,
        text_at=session.text_at,
        is_found=is_found,
        before=before,
    )


def named(session: Session, finding: Diagnostic) -> Diagnostic:
    """A finding whose files are named as they are shown."""
    names = session.names
    return replace(
        finding,
        span=names.span(finding.span),
        related=tuple(Related(one.message, names.span(one.span)) for one in finding.related),
        suggestion=None if finding.suggestion is None else _named_suggestion(names, finding.suggestion),
        fix=None if finding.fix is None else _named_fix(names, finding.fix),
    )


def _named_suggestion(names: PathNames, suggestion: Suggestion) -> Suggestion:
    place = names.span(suggestion.change.place) or suggestion.change.place
    return replace(suggestion, change=suggestion.change.at(place), others=())


def _named_fix(names: PathNames, fix: Fix) -> Fix:
    return replace(fix, edits=tuple(replace(edit, span=names.span(edit.span) or edit.span) for edit in fix.edits))


def _merged(*groups: tuple[Budget, ...]) -> tuple[Budget, ...]:
    """The budgets in force: for each key the first group that has it."""
    found: dict[str, Budget] = {}
    for group in groups:
        for budget in group:
            found.setdefault(budget.key, budget)
    return tuple(found.values())
