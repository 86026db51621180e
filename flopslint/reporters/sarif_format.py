"""SARIF 2.1.0, for code scanning.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.reporters.format import Format
from flopslint.reporters.places import line_hashes, unique_fingerprints

if TYPE_CHECKING:
    from flopslint.core.diagnostic import Diagnostic, Severity
    from flopslint.core.fix import Fix
    from flopslint.core.span import Span
    from flopslint.reporters.checked import CheckResult, RuleDescription

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The name of the project's root: what reads the file knows where that is."""

_TAGS = {
    "FL0": "analysis", "FL1": "budget", "FL2": "correctness", "FL3": "structure", "FL4": "waste", "FL5": "change",
}  # fmt: skip


def sarif(result: CheckResult, version: str) -> str:
    """The whole log, with one run."""
    import json  # here, as all that takes time: the formats are read with every command line

    run = {
        "tool": {"driver": {"name": "flopslint", "version": version, "rules": [_rule(one) for one in result.rules]}},
        "automationDetails": {"id": "flopslint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the project."}}},
        "invocations": [{"executionSuccessful": all(one.code != "FL009" for one in result.findings)}],
        "results": _results(result),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: RuleDescription) -> dict[str, Any]:
    level = _level(rule.severity)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _section(rule.page, "What it does") or rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": ["flopslint", _TAGS.get(rule.group, "other")], "problem.severity": rule.severity.word
        },
    }  # fmt: skip


def _results(result: CheckResult) -> list[dict[str, Any]]:
    index = {rule.code: position for position, rule in enumerate(result.rules)}
    hashes, fingerprints = line_hashes(result), unique_fingerprints(result)
    return [
        _result(finding, index.get(finding.code), line, fingerprint)
        for finding, line, fingerprint in zip(result.findings, hashes, fingerprints, strict=True)
    ]


def _result(finding: Diagnostic, rule: int | None, line: str | None, fingerprint: str) -> dict[str, Any]:
    document: dict[str, Any] = {"ruleId": finding.code}
    if rule is not None:
        document["ruleIndex"] = rule
    document["level"] = _level(finding.severity)
    document["message"] = {"text": finding.message}
    location = _location(finding)
    document["locations"] = [location] if location else []
    hashes = {} if line is None else {"primaryLocationLineHash": line}
    document["partialFingerprints"] = {**hashes, "flopslint/v1": fingerprint}
    related = [
        {"id": number, "physicalLocation": _physical(one.span), "message": {"text": one.message}}
        for number, one in enumerate(finding.related, 1)
        if one.span is not None
    ]
    if related:
        document["relatedLocations"] = related
    if finding.fix is not None:
        document["fixes"] = [_fix(finding.fix)]
    figures = {"model": finding.model, "layer": finding.layer, "value": finding.value, "budget": finding.budget}
    document["properties"] = {name: value for name, value in figures.items() if value is not None}
    return document


def _fix(fix: Fix) -> dict[str, Any]:
    """A fix as one change a file; what is not safe says so."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        by_file.setdefault(edit.span.path, []).append(replacement)
    return {
        "description": {"text": fix.message if fix.is_safe else f"{fix.message} (unsafe)"},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in by_file.items()
        ],
    }


def _location(finding: Diagnostic) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.span is not None:
        location["physicalLocation"] = _physical(finding.span)
    if finding.model is not None:
        names = [finding.model] if finding.layer is None else [finding.model, finding.layer]
        location["logicalLocations"] = [{
            "fullyQualifiedName": "::".join(names), "kind": "type" if finding.layer is None else "member"
        }]  # fmt: skip
    return location


def _physical(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span.path), "region": _region(span)}


def _artifact(path: str) -> dict[str, Any]:
    from urllib.parse import quote

    return {"uri": quote(path, safe="/"), "uriBaseId": ROOT}


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.start_line,
        "startColumn": span.start_column + 1,
        "endLine": span.end_line,
        "endColumn": span.end_column + 1,
    }


def _level(severity: Severity) -> str:
    return severity.word


def _section(page: str, heading: str) -> str:
    """The text below a heading of a page."""
    _, found, rest = page.partition(f"## {heading}\n")
    return " ".join(rest.partition("\n## ")[0].split()) if found else ""


FORMAT = Format(check=sarif)
