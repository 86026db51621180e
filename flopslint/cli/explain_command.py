"""``flopslint explain``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from flopslint.cli.outputs import Output, write
from flopslint.cli.settings import settings_of
from flopslint.core import files
from flopslint.core.errors import TargetError
from flopslint.core.registry import nearest
from flopslint.costs.convention import find_convention
from flopslint.project.results import reports_of
from flopslint.project.session import open_session
from flopslint.reporters.explanation import convention_lines, layer_lines, place_lines, total_lines
from flopslint.reporters.text import Line, Piece
from flopslint.rules.rule import Rule, rules

_CODE = re.compile(r"FL\d{3}")
_GROUP = re.compile(r"FL\d{0,2}")
_PLACE = re.compile(r"(.+):(\d{1,7})")


def run(options: argparse.Namespace) -> int:
    """Explains a model's figures, a line, a rule or a convention."""
    lines = _lines(options)
    write(Output("text", None), lambda _: lines, options.color)
    return 0


def _lines(options: argparse.Namespace) -> list[Line]:
    target: str | None = options.target
    if target is None:
        if options.convention is None:
            raise TargetError("say what to explain: a TARGET, the code of a rule, or --convention NAME")
        return convention_lines(find_convention(options.convention))
    rule = _rule(target)
    if rule is not None:
        return _page(rule)
    here = Path.cwd()
    if _GROUP.fullmatch(target) and not files.exists(here / target):
        return _group(target)
    place = _PLACE.fullmatch(target)
    if place and files.is_file(here / place[1]) and not files.exists(here / target):
        return _place(options, place[1], int(place[2]))
    return _model(options, target)


def _model(options: argparse.Namespace, target: str) -> list[Line]:
    session = open_session(settings_of(options), [target])
    lines: list[Line] = []
    for report in reports_of(session, [target]):
        if options.layer is None:
            found: Sequence[Line] | None = total_lines(report)
        else:
            found = layer_lines(report, options.layer)
        if found is None:
            names = [row.name for row in report.layers]
            raise TargetError(f"{report.target} has no layer {options.layer!r}{nearest(options.layer, names)}")
        lines.extend([[], *found] if lines else found)
    return lines


def _place(options: argparse.Namespace, file: str, line: int) -> list[Line]:
    session = open_session(settings_of(options), [file])
    lines: list[Line] = []
    reports = reports_of(session, [file])
    target = session.target(file)
    name = session.names.name(str(target.path))
    for report in reports:
        found = place_lines(report, name, line)
        lines.extend([[], *found] if lines else found)
    if not lines:
        raise TargetError(f"no layer is built and no op called at {name}:{line}")
    return lines


def _rule(text: str) -> Rule | None:
    for rule in rules():
        if text in {rule.code, rule.name}:
            return rule
    if _CODE.fullmatch(text):
        raise TargetError(f"unknown rule {text!r}{nearest(text, rules().names())}")
    return None


def _group(prefix: str) -> list[Line]:
    """The rules whose codes begin so, a line each."""
    found = [rule for rule in rules() if rule.code.startswith(prefix)]
    if not found:
        groups = sorted({rule.group for rule in rules()})
        raise TargetError(f"no rule's code begins with {prefix!r}{nearest(prefix, groups)}")
    longest = max(len(rule.name) for rule in found)
    return [
        [Piece(f"{rule.code} {rule.name:<{longest}}", "bold"), Piece(f"  {rule.severity.word:<7}  {rule.summary}")]
        for rule in found
    ]


def _page(rule: Rule) -> list[Line]:
    head = [Piece(f"{rule.code} {rule.name}", "bold"), Piece(f"  {rule.severity.word}, since {rule.since}")]
    return [head, [], *([Piece(text)] for text in rule.page.splitlines())]
