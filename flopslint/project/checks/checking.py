"""Checks files, folders and configured models: facts to findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from flopslint.baseline.file import read_baseline
from flopslint.baseline.known import Scope, judge
from flopslint.baseline.record import Baseline
from flopslint.core.errors import ConfigError, SourceError, TargetError
from flopslint.core.progress import tell
from flopslint.core.span import Span
from flopslint.project.analysis import Analysis, Job, analyze_job, jobs_of, report_of
from flopslint.project.checks.configured import JobKey, configured_jobs, key_of_job
from flopslint.project.checks.hidden import visible
from flopslint.project.checks.in_force import is_passed_over
from flopslint.project.checks.judged import model_facts, named
from flopslint.project.checks.presented import described, lines_of
from flopslint.project.configuration.config import ConfiguredModel
from flopslint.project.discover import discover
from flopslint.project.finding.finder import Finder
from flopslint.project.fixing.fixable import agreed, changeable_files, with_fixes
from flopslint.project.remarks import refuse_malformed
from flopslint.project.session import Session
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.report import ModelReport
from flopslint.rules.budget import Budget
from flopslint.rules.facts import EarlierCosts, FileFacts, TargetFacts
from flopslint.rules.runner import Facts, in_order, run_rules
from flopslint.rules.selection import Selection


def check_targets(
    session: Session,
    targets: Sequence[str],
    budgets: tuple[Budget, ...] = (),
    selection: Selection | None = None,
    *,
    honor_baseline: bool = True,
) -> CheckResult:
    """Runs the rules over the targets; without any, over what the configuration includes and its models.

    ``budgets`` come before those of the configuration. A model that the configuration names is analyzed as it says.
    What the project's baseline knows is left out, unless it is not to be honored.

    Raises:
        TargetError: if a target does not exist.
        ConfigError: if the baseline cannot be read.
    """
    baseline = read_baseline(session.root) if honor_baseline else None
    work = _Work(session, budgets, baseline)
    chosen = selection or selection_of(session)
    for target in targets or [str(session.root)]:
        work.add_target(target, named=bool(targets))
    if not targets:
        for model in session.config.models:
            work.add_configured(model)
    findings = visible(session, run_rules(work.facts, chosen.codes), chosen, work.files)
    findings = with_fixes(session, findings, work.files)
    shown = agreed(in_order(named(session, one) for one in findings), work.reports)
    owners = {report.target for report in work.reports} | {session.names.name(str(path)) for path in work.files}
    scope = Scope(codes=chosen.codes, owners=frozenset(owners), everything=not targets)
    judged = None if baseline is None else judge(shown, baseline, scope)
    return CheckResult(
        findings=tuple(shown) if judged is None else judged.findings,
        reports=tuple(work.reports),
        files=len(work.files),
        rules=described(chosen.codes),
        lines=lines_of(session, findings),
        scope=scope,
        paths={session.names.name(str(path)): path for path in changeable_files(session, findings, work.files)},
        known=None if judged is None else judged.known,
        stale=() if judged is None else judged.stale,
    )


def selection_of(
    session: Session,
    select: Sequence[str] | None = None,
    extend: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Selection:
    """The rules that are on, by the flags given and the configuration.

    Raises:
        ConfigError: for an unknown rule.
    """
    config = session.config
    return Selection.of(
        (*(select if select is not None else config.select), *extend),
        (*config.ignore, *ignore),
        config.per_file_ignores,
    )


class _Work:
    """Collects facts, each model once."""

    def __init__(self, session: Session, budgets: tuple[Budget, ...], baseline: Baseline | None) -> None:
        self.session = session
        self.budgets = budgets
        self.baseline = baseline
        self.facts: list[Facts] = []
        self.reports: list[ModelReport] = []
        self.files: dict[Path, None] = {}
        self._asked_for: set[Path | None] = set()
        self._done: set[JobKey] = set()
        self._configured = {key_of_job(job): job for job in self._configured_jobs()}

    def add_target(self, text: str, *, named: bool) -> None:
        """A target of the user; ``named`` is False for what the configuration includes."""
        session = self.session
        target = session.target(text)
        if target.path is not None and is_passed_over(session, target.path):
            return
        if target.expression is not None or target.path is None:
            for job in jobs_of(session, target):
                self._add_job(job, is_given=True)
            return
        include = () if named else session.config.include
        paths = discover([target.path], session.root, include, session.config.exclude)
        finder = Finder(session, paths)
        for position, path in enumerate(paths):
            tell(position, len(paths), session.names.name(str(path)))
            self._add_file(path, finder, is_given=path == target.path)

    def add_configured(self, model: ConfiguredModel) -> None:
        """A model of the configuration; one that is not there is a finding."""
        try:
            for job in configured_jobs(self.session, model):
                self._add_job(job, is_given=False)
        except (TargetError, SourceError) as error:
            reason = str(error)
            self.facts.append(TargetFacts(target=model.target, reason=reason, named_at=model.named_at))

    def _add_file(self, path: Path, finder: Finder, *, is_given: bool) -> None:
        session = self.session
        if path in self.files:
            return
        self.files[path] = None
        session.know(path)
        error: SourceError | None = None
        try:
            if not is_given and not session.pipeline.names_framework(path):
                return
            refuse_malformed(session, path)
            for job in finder.jobs(path) if session.pipeline.may_hold_model(path) else ():
                self._add_job(job, is_given=False)
        except SourceError as found:
            error = found
        self.facts.append(FileFacts(path=str(path), error=error))

    def _add_job(self, job: Job, *, is_given: bool) -> None:
        """``is_given``: named by the user, so that what cannot be found is wrong usage."""
        session = self.session
        key = key_of_job(job)
        if key in self._done:
            return
        self._done.add(key)
        job = self._configured.get(key, job)
        if is_given or job.path in self.files:
            self._asked_for.add(job.path)
        if job.path is not None:
            self.files.setdefault(job.path)
            session.know(job.path)
        try:
            analysis = analyze_job(session, job)
        except TargetError as error:
            if is_given:
                raise
            self.facts.append(TargetFacts(target=job.expression, reason=str(error), named_at=job.named_at))
            return
        is_found = not is_given and job.named_at is None and "(" not in job.expression
        self.facts.append(
            model_facts(
                session,
                analysis,
                budgets=self.budgets,
                defined_at=self._defined_at(analysis),
                is_found=is_found,
                before=self._before(analysis.target),
            )
        )
        self.reports.append(report_of(session, analysis))

    def _before(self, target: str) -> EarlierCosts | None:
        """What a model cost by the baseline."""
        costs = None if self.baseline is None else self.baseline.models.get(target)
        return None if costs is None else EarlierCosts(params=costs.params, macs=costs.macs, where="the baseline")

    def _defined_at(self, analysis: Analysis) -> Span | None:
        """Where findings on the model stand: its definition, or the configuration's line if its file is not checked."""
        span = analysis.costs.run.span
        if span is not None and Path(span.path) in self._asked_for:
            return span
        if analysis.job.named_at is not None:
            return analysis.job.named_at
        if span is not None and not self.session.is_prelude(span.path):
            return span
        path = analysis.job.path
        return None if path is None else Span(str(path), 1, 0, 1, 0)

    def _configured_jobs(self) -> Iterable[Job]:
        for model in self.session.config.models:
            try:
                yield from configured_jobs(self.session, model)
            except (TargetError, SourceError):
                continue  # a finding where the configured models are checked


def budgets_of_flags(texts: Sequence[str]) -> tuple[Budget, ...]:
    """The budgets of ``--budget KEY=FIGURE``.

    Raises:
        ConfigError: for one that cannot be read.
    """
    from flopslint.rules.budget import parse_budget

    found = []
    for text in texts:
        key, equals, figure = text.partition("=")
        if not equals:
            raise ConfigError(f"--budget {text}: expected KEY=FIGURE, such as model-params=26M")
        found.append(parse_budget(key.strip(), figure))
    return tuple(found)
