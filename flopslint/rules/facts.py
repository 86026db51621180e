"""What rules judge: a model that was analyzed, a file that was read, a target that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flopslint.core.conflict import Conflict
from flopslint.core.count import Count
from flopslint.core.diagnostic import Related
from flopslint.core.errors import SourceError
from flopslint.core.inventory import Suppression
from flopslint.core.span import Site, Span
from flopslint.costs.layers import LayerNode
from flopslint.costs.model_costs import ModelCosts
from flopslint.rules.budget import Budget
from flopslint.values.events import ModelRun


def _always(path: str) -> bool:
    return True


def _never(path: str) -> bool:
    return False


def _not_run() -> ModelRun | None:
    return None


def _no_text(span: Span) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCosts:
    """What a model cost before; ``where`` says when, as in "more than in the baseline". ``macs`` are by ``mac``."""

    params: Count
    macs: Count
    where: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelFacts:
    """One analyzed model.

    ``defined_at`` is where findings about the model as a whole stand. ``convention`` is that of FLOPs.
    ``input_is_guess`` says that its input was taken from the constructor. ``is_user_file`` tells the files of the user
    from those of libraries, ``is_prelude`` our own source of framework layers. ``run_in_training`` builds the model
    again and runs it in training mode; None where that cannot be. ``text_at`` is the source of a place.
    ``is_found`` says that nobody named the model: it was found in a file, and is built without arguments.
    ``before`` is what it cost before, None where that is not known.
    """

    target: str
    costs: ModelCosts
    defined_at: Span | None
    convention: str = "torch"
    budgets: tuple[Budget, ...] = ()
    input_is_guess: bool = False
    require_complete: bool = False
    is_user_file: Callable[[str], bool] = _always
    is_prelude: Callable[[str], bool] = _never
    run_in_training: Callable[[], ModelRun | None] = _not_run
    text_at: Callable[[Span], str] = _no_text
    is_found: bool = False
    before: EarlierCosts | None = None

    def place_of(self, site: Site | None, fallback: Span | None = None) -> tuple[Span | None, tuple[Related, ...]]:
        """Where a finding about a call stands, and the calls inside of libraries it went through.

        It stands at the innermost call in a file of the user; where there is none, at ``fallback``, else at the
        innermost call that is not in the prelude.
        """
        sites = [] if site is None else [one for one in site.outwards() if not self.is_prelude(one.span.path)]
        for position, one in enumerate(sites):
            if self.is_user_file(one.span.path):
                return one.span, tuple(Related("via", inner.span) for inner in reversed(sites[:position]))
        return (fallback if fallback is not None or not sites else sites[0].span), ()

    def place_of_layer(self, node: LayerNode) -> tuple[Span | None, tuple[Related, ...]]:
        """Where a finding about a layer stands: its constructor call, for the root where the model is defined."""
        if node.depth == 0:
            return self.defined_at, ()
        return self.place_of(node.built_at, self.defined_at)

    def place_of_conflict(self, conflict: Conflict) -> tuple[Span | None, tuple[Related, ...]]:
        """Where a finding about a conflict stands."""
        return self.place_of_gap(conflict.span, conflict.site)

    def place_of_gap(self, span: Span | None, site: Site | None) -> tuple[Span | None, tuple[Related, ...]]:
        """Where a finding about something that went wrong at a place stands."""
        if span is not None and self.is_user_file(span.path) and not self.is_prelude(span.path):
            return span, ()
        return self.place_of(site, self.defined_at)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FileFacts:
    """One file that was read; ``error`` is why it could not be."""

    path: str
    error: SourceError | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SuppressionFacts:
    """A comment that suppresses findings, in a file whose models were analyzed.

    ``is_past`` says that its date has passed. ``unused`` are those of its codes whose rules are on and that hide
    nothing, ``unknown`` those that are no rule's. ``path`` is the file's.
    """

    path: str
    suppression: Suppression
    is_past: bool
    unused: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TargetFacts:
    """A target of the configuration that is not there, and the place that names it."""

    target: str
    reason: str
    named_at: Span | None
