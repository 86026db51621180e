"""Checks files, folders and configured models: facts to findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from flopslint.baseline.file import read_baseline
from flopslint.baseline.known import Scope, judge
from flopslint.baseline.record import Baseline
from flopslint.core.diagnostic import Diagnostic, Related
from flopslint.core.errors import ConfigError, SourceError, TargetError
from flopslint.core.span import Span
from flopslint.project.analysis import Analysis, Job, analyze_job, jobs_of, report_of
from flopslint.project.config import ConfiguredModel
from flopslint.project.discover import discover
from flopslint.project.finder import Finder
from flopslint.project.hidden import visible
from flopslint.project.job import Choice
from flopslint.project.presented import described, lines_of
from flopslint.project.remarks import budgets_in, refuse_malformed
from flopslint.project.session import Session
from flopslint.project.target import resolve_target
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.report import ModelReport
from flopslint.rules.budget import Budget
from flopslint.rules.facts import EarlierCosts, FileFacts, ModelFacts, TargetFacts
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
    named = in_order(_named(session, one) for one in findings)
    owners = {report.target for report in work.reports} | {session.names.name(str(path)) for path in work.files}
    scope = Scope(codes=chosen.codes, owners=frozenset(owners), everything=not targets)
    judged = None if baseline is None else judge(named, baseline, scope)
    return CheckResult(
        findings=tuple(named) if judged is None else judged.findings,
        reports=tuple(work.reports),
        files=len(work.files),
        rules=described(chosen.codes),
        lines=lines_of(session, findings),
        scope=scope,
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
        self._done: set[tuple[Path | None, str | None, str]] = set()
        self._configured = {_key(job): job for job in self._configured_jobs()}

    def add_target(self, text: str, *, named: bool) -> None:
        """A target of the user; ``named`` is False for what the configuration includes."""
        session = self.session
        target = session.target(text)
        if target.expression is not None or target.path is None:
            for job in jobs_of(session, target):
                self._add_job(job, is_given=True)
            return
        include = () if named else session.config.include
        paths = discover([target.path], session.root, include, session.config.exclude)
        finder = Finder(session, paths)
        for path in paths:
            self._add_file(path, finder, is_given=path == target.path)

    def add_configured(self, model: ConfiguredModel) -> None:
        """A model of the configuration; one that is not there is a finding."""
        try:
            for job in self._jobs_of_model(model):
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
            for job in finder.jobs(path):
                self._add_job(job, is_given=False)
        except SourceError as found:
            error = found
        self.facts.append(FileFacts(path=str(path), error=error))

    def _add_job(self, job: Job, *, is_given: bool) -> None:
        """``is_given``: named by the user, so that what cannot be found is wrong usage."""
        session = self.session
        key = _key(job)
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
        self.facts.append(self._model_facts(analysis, is_found=is_found))
        self.reports.append(report_of(session, analysis))

    def _model_facts(self, analysis: Analysis, *, is_found: bool) -> ModelFacts:
        session = self.session
        return ModelFacts(
            target=analysis.target,
            costs=analysis.costs,
            defined_at=self._defined_at(analysis),
            convention=session.convention,
            budgets=_merged(
                self.budgets, analysis.job.budgets, budgets_in(session, analysis.costs.run), session.config.budgets
            ),
            input_is_guess=analysis.input_is_guess,
            require_complete=session.config.require_complete,
            is_user_file=session.is_user_file,
            is_prelude=session.is_prelude,
            run_in_training=analysis.run_in_training,
            text_at=session.text_at,
            is_found=is_found,
            before=self._before(analysis.target),
        )

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
                yield from self._jobs_of_model(model)
            except (TargetError, SourceError):
                continue  # a finding where the configured models are checked

    def _jobs_of_model(self, model: ConfiguredModel) -> list[Job]:
        session = self.session
        target = resolve_target(model.target, session.root, session.search_path_of(None))
        given: Choice | None = None
        if model.forward is not None:
            given = Choice(forward=session.pipeline.arguments(model.forward), origin="configuration")
        elif model.inputs:
            given = Choice(inputs=model.inputs, origin="configuration")
        return [
            replace(job, given=given, budgets=model.budgets, named_at=model.named_at)
            for job in jobs_of(session, target)
        ]


def _key(job: Job) -> tuple[Path | None, str | None, str]:
    return job.path, job.module, "".join(job.expression.split())


def _merged(*groups: tuple[Budget, ...]) -> tuple[Budget, ...]:
    """The budgets in force: for each key the first group that has it."""
    found: dict[str, Budget] = {}
    for group in groups:
        for budget in group:
            found.setdefault(budget.key, budget)
    return tuple(found.values())


def _named(session: Session, finding: Diagnostic) -> Diagnostic:
    """A finding whose files are named as they are shown."""
    names = session.names
    return replace(
        finding,
        span=names.span(finding.span),
        related=tuple(Related(one.message, names.span(one.span)) for one in finding.related),
    )


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
