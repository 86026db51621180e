"""Results of whole runs: from the cache where nothing has changed, else worked out and kept.

What works them out is imported only then: a run over what has not changed needs neither parser nor evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from flopslint.cache.folder import cache_folder
from flopslint.cache.state import state
from flopslint.cache.store import Store
from flopslint.core import files
from flopslint.core.errors import SourceError, TargetError
from flopslint.core.plain import PlainError, from_plain, to_plain
from flopslint.core.progress import tell
from flopslint.project.configuration.file import nearest_file
from flopslint.project.settings import Settings, normal, start_folder
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.report import ModelReport
from flopslint.reporters.rows import ModelFigures

if TYPE_CHECKING:
    from flopslint.project.session import Session

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFlags:
    """What the command line says of rules: budgets as ``KEY=FIGURE``, and which rules are on."""

    budgets: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What is kept of a report run."""

    models: tuple[ModelFigures, ...]


class Results:
    """The results of one run's settings; ``is_cached`` says whether the cache is read and written at all."""

    def __init__(self, settings: Settings, targets: Sequence[str], *, is_cached: bool = True) -> None:
        self._settings = settings
        self._targets = tuple(targets)
        self._here = normal(Path.cwd().absolute())
        self._folder = self._cache_folder() if is_cached else None

    def reports(self, *, only_one: bool = False) -> list[ModelReport]:
        """The reports of all models of the targets; ``only_one`` refuses a target that is no single model.

        Raises:
            TargetError: if one does not exist, cannot be parsed, or has no model.
        """
        live: list[ModelReport] = []

        def work_out() -> Reported:
            live.extend(reports_of(self._session(), self._targets, only_one=only_one))
            return Reported(models=tuple(one.figures for one in live))

        found = self._kept(("report", str(only_one)), Reported, work_out)
        return live or [self._again(position, one) for position, one in enumerate(found.models)]

    def check(self, flags: RuleFlags) -> CheckResult:
        """The findings on the targets.

        Raises:
            TargetError: if one does not exist.
            ConfigError: for what is wrong in the configuration or the flags.
        """

        def work_out() -> CheckResult:
            from flopslint.project.checks.checking import budgets_of_flags, check_targets, selection_of

            session = self._session()
            selection = selection_of(session, flags.select, flags.extend_select, flags.ignore)
            return check_targets(session, self._targets, budgets_of_flags(flags.budgets), selection)

        today = datetime.now(tz=UTC).date().isoformat()  # what a suppression may wait for
        return self._kept(("check", repr(flags), today), CheckResult, work_out, _is_final)

    def _session(self) -> Session:
        from flopslint.project.session import open_session

        return open_session(self._settings, self._targets)

    def _again(self, position: int, figures: ModelFigures) -> ModelReport:
        """A report from the cache, which evaluates anew when more is asked than its figures."""
        return ModelReport(
            figures=figures, evaluate=lambda: reports_of(self._session(), self._targets)[position].evaluated
        )

    def _kept(
        self,
        what: tuple[str, ...],
        cls: type[_T],
        work_out: Callable[[], _T],
        is_final: Callable[[_T], bool] | None = None,
    ) -> _T:
        """A result that is there already and still true, else worked out, and kept where it is final."""
        if self._folder is None:
            return work_out()
        store = Store(self._folder, "runs")
        key = self._key(what, self._folder)
        found = store.load(key)
        if found is not None:
            try:
                result: _T = from_plain(cls, found[0])
            except PlainError:
                pass
            else:
                files.note(found[1])
                return result
        with files.traced() as trace:
            result = work_out()
        if is_final is None or is_final(result):
            _keep(store, key, result, trace)
        return result

    def _key(self, what: tuple[str, ...], folder: Path) -> str:
        parts = (*what, str(self._here), repr(self._settings), repr(self._targets), state(folder))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def _cache_folder(self) -> Path | None:
        file = self._settings.config
        configuration = nearest_file(start_folder(self._here, self._targets)) if file is None else self._here / file
        beside = None if configuration is None else normal(configuration).parent
        return cache_folder(self._settings.cache_dir, self._here, beside)


def _keep(store: Store, key: str, result: Any, trace: files.Trace) -> None:
    try:
        plain = to_plain(result)
    except TypeError:  # of a plugin, perhaps, that says what cannot be kept
        return
    store.save(key, plain, trace)


def _is_final(result: CheckResult) -> bool:
    """Whether a result would be the same again: a bug of ours may have come of too little memory."""
    return not any(finding.code == "FL009" for finding in result.findings)


def reports_of(session: Session, targets: Sequence[str], *, only_one: bool = False) -> list[ModelReport]:
    """The reports of all models of the targets, worked out; ``only_one`` refuses a target that is no single model.

    Raises:
        TargetError: if a target does not exist, cannot be parsed, or has no model.
    """
    from flopslint.project.analysis import analyze_job, jobs_of, report_of
    from flopslint.project.job import shown_target

    reports: list[ModelReport] = []
    for text in targets:
        try:
            jobs = jobs_of(session, session.target(text))
        except SourceError as error:
            raise session.unreadable(error) from None
        if only_one and len(jobs) != 1:
            names = ", ".join(job.expression for job in jobs)
            raise TargetError(f"{text} has {f'several models ({names}): name one' if jobs else 'no model'}")
        if not jobs:
            raise TargetError(f"no model in {text}")
        for position, job in enumerate(jobs):
            tell(position, len(jobs), shown_target(session, job))
            reports.append(report_of(session, analyze_job(session, job)))
    return reports
