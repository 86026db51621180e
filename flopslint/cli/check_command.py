"""``flopslint check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from flopslint import __version__
from flopslint.baseline.record import NAME
from flopslint.cli.outputs import outputs_of, write
from flopslint.cli.rule_flags import rule_flags, selection_of_flags
from flopslint.cli.settings import settings_of
from flopslint.cli.status import status_of
from flopslint.project.results import Results
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.findings import check_lines, concise_lines, summary
from flopslint.reporters.format import formats
from flopslint.reporters.json import check_json
from flopslint.reporters.text import Line


def run(options: argparse.Namespace) -> int:
    """Lints; the status says whether there are findings at or above the fail level."""
    outputs = outputs_of(options)
    if options.show_settings or options.show_files:
        return _show(options)
    if options.diff:
        from flopslint.project.fixing.rounds import fix_findings
        from flopslint.reporters.difference import difference

        fixing = fix_findings(lambda: _checked(options), unsafe=options.unsafe_fixes)
        sys.stdout.write(difference(fixing.files))
        broken = status_of([one for one in fixing.result.findings if one.code == "FL009"], "never", exit_zero=True)
        return broken or int(bool(fixing.files) and not options.exit_zero)
    result = _fixed(options) if options.fix else _checked(options)
    if options.add_ignore is not None:
        result = _ignored(options)
    for output in outputs:

        def render(width: int, name: str = output.format) -> Sequence[Line] | str:
            return _rendered(result, name, quiet=options.quiet)

        write(output, render, options.color)
    if not options.quiet and any(output.format == "concise" for output in outputs):
        sys.stderr.write(f"{summary(result)}\n")
    status = status_of(result.findings, options.fail_level, exit_zero=options.exit_zero)
    return _with_stale(result, status) if options.error_stale_baseline else status


def _show(options: argparse.Namespace) -> int:
    from flopslint.project.checks.checking import budgets_of_flags
    from flopslint.project.checks.in_force import files_in_force, settings_in_force
    from flopslint.project.session import open_session
    from flopslint.reporters.settings_lines import settings_text

    session = open_session(settings_of(options), options.target)
    if options.show_settings:
        flags = {
            "select": options.select or options.extend_select or options.ignore, "budget": options.budget,
            "convention": options.convention, "search-path": options.search_path, "python-env": options.python_env,
        }  # fmt: skip
        given = {key for key, value in flags.items() if value}
        selection = selection_of_flags(session, options)
        settings = settings_in_force(session, selection, budgets_of_flags(options.budget), given)
        sys.stdout.write(settings_text(settings))
    if options.show_files:
        sys.stdout.write("".join(f"{name}\n" for name in files_in_force(session, options.target)))
    return 0


def _checked(options: argparse.Namespace) -> CheckResult:
    results = Results(settings_of(options), options.target, is_cached=not options.no_cache)
    return results.check(rule_flags(options))


def _fixed(options: argparse.Namespace) -> CheckResult:
    """Writes the files that fixes change, and gives what is left to find."""
    from flopslint.project.fixing.rounds import fix_findings
    from flopslint.project.written import replace_file

    fixing = fix_findings(lambda: _checked(options), unsafe=options.unsafe_fixes)
    for file in fixing.files:
        replace_file(file.path, file.after)
    if fixing.fixed and not options.quiet:
        names = ", ".join(file.name for file in fixing.files)
        sys.stderr.write(f"flopslint: {fixing.fixed} fixed in {names}\n")
    return fixing.result


def _ignored(options: argparse.Namespace) -> CheckResult:
    """Writes comments that suppress what is found, and gives what is left to find."""
    from flopslint.project.fixing.ignoring import ignore_findings
    from flopslint.project.written import replace_file

    ignoring = ignore_findings(lambda: _checked(options), " ".join(options.add_ignore.split()))
    for file in ignoring.files:
        replace_file(file.path, file.after)
    if ignoring.files and not options.quiet:
        names = ", ".join(file.name for file in ignoring.files)
        sys.stderr.write(f"flopslint: {ignoring.hidden} suppressed in {names}\n")
    return ignoring.result


def _rendered(result: CheckResult, name: str, *, quiet: bool) -> Sequence[Line] | str:
    if name == "json":
        return check_json(result, __version__)
    found = formats().get(name)
    if found is not None and found.check is not None:
        return found.check(result, __version__)
    if name == "concise" or quiet:
        return concise_lines(result.findings)
    return check_lines(result)


def _with_stale(result: CheckResult, status: int) -> int:
    """The status where a baseline that knows what is no longer there is an error; says what that is."""
    for key in result.stale:
        part = f" {key.part}" if key.part else ""
        sys.stderr.write(f"flopslint: {NAME}: {key.code} of {key.owner}{part} is no longer there\n")
    if result.stale:
        sys.stderr.write("flopslint: 'flopslint baseline --prune' takes it out\n")
    return status or int(bool(result.stale))
