"""``flopslint baseline``."""

from __future__ import annotations

import argparse
import sys

from flopslint.baseline.file import baseline_text, read_baseline
from flopslint.baseline.known import findings_of
from flopslint.baseline.record import NAME, Baseline, Costs
from flopslint.baseline.renewal import pruned, updated
from flopslint.cli.rule_flags import selection_of_flags
from flopslint.cli.settings import settings_of
from flopslint.core.errors import ConfigError
from flopslint.project.checks.checking import budgets_of_flags, check_targets
from flopslint.project.session import Session, open_session
from flopslint.project.written import replace_file
from flopslint.reporters.checked import CheckResult


def run(options: argparse.Namespace) -> int:
    """Records the findings and model costs of today in the project's baseline."""
    session = open_session(settings_of(options), options.target)
    before = _before(session, options)
    selection = selection_of_flags(session, options)
    result = check_targets(session, options.target, budgets_of_flags(options.budget), selection, honor_baseline=False)
    made = _made(result, before, is_update=options.update)
    replace_file(session.root / NAME, baseline_text(made).encode())
    if not options.quiet:
        sys.stdout.write(_summary(made, result))
    return 0


def _before(session: Session, options: argparse.Namespace) -> Baseline | None:
    """The baseline to go on from; None where a new one is made."""
    if not options.update and not options.prune:
        return None
    before = read_baseline(session.root)
    if before is None and options.prune:
        raise ConfigError(f"there is no {NAME} to prune: 'flopslint baseline' writes it")
    return before


def _made(result: CheckResult, before: Baseline | None, *, is_update: bool) -> Baseline:
    findings = findings_of(result.findings)
    models = {report.target: Costs(params=report.params, macs=report.cost("mac").total) for report in result.reports}
    if before is None:
        return Baseline(findings=findings, models=models)
    renew = updated if is_update else pruned
    return renew(before, findings, models, result.scope)


def _summary(made: Baseline, result: CheckResult) -> str:
    findings = sum(known.count for known in made.findings.values())
    words = f"{findings} finding{'' if findings == 1 else 's'}"
    models = f"{len(made.models)} model{'' if len(made.models) == 1 else 's'}"
    looked = "" if result.reports else f"; no models in {result.files} files: nothing was analyzed"
    return f"{NAME}: {words} and the costs of {models}{looked}\n"
