"""rdjson, GitLab Code Quality and JUnit: valid by schemas written from what their projects publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from flopslint.reporters.checked import CheckResult
from flopslint.reporters.gitlab_format import gitlab
from flopslint.reporters.junit_format import junit
from flopslint.reporters.rdjson_format import rdjson
from tests.reporters.checked_samples import made, real


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    """The schema of an object with these properties only."""
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 1}
POSITION = closed(["line"], line=NUMBER, column=NUMBER)
RANGE = closed(["start"], start=POSITION, end=POSITION)
LOCATION = closed(["path"], path={"type": "string", "minLength": 1}, range=RANGE)
RDJSON_SEVERITY = {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]}
SOURCE = closed(["name"], name=TEXT, url=TEXT)
CODE = closed(["value"], value=TEXT, url=TEXT)
SUGGESTION = closed(["range", "text"], range=RANGE, text=TEXT)
DIAGNOSTIC = closed(
    ["message"],
    message=TEXT,
    location=LOCATION,
    severity=RDJSON_SEVERITY,
    source=SOURCE,
    code=CODE,
    suggestions={"type": "array", "items": SUGGESTION},
    original_output=TEXT,
    related_locations={"type": "array", "items": closed(["location"], message=TEXT, location=LOCATION)},
)
RDJSON = closed(
    ["diagnostics"], diagnostics={"type": "array", "items": DIAGNOSTIC}, source=SOURCE, severity=RDJSON_SEVERITY
)
"""Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf/jsonschema"""

GITLAB_POSITION = closed(["line"], line=NUMBER, column=NUMBER)
GITLAB_POSITIONS = closed(["begin"], begin=GITLAB_POSITION, end=GITLAB_POSITION)
GITLAB_LOCATION = {
    "oneOf": [
        closed(["path", "lines"], path=TEXT, lines=closed(["begin"], begin=NUMBER, end=NUMBER)),
        closed(["path", "positions"], path=TEXT, positions=GITLAB_POSITIONS),
    ]
}  # fmt: skip
GITLAB = {
    "type": "array",
    "items": closed(
        ["description", "check_name", "fingerprint", "severity", "location"],
        description=TEXT,
        check_name=TEXT,
        fingerprint={"type": "string", "minLength": 1},
        severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
        location=GITLAB_LOCATION,
    ),
}
"""Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""


def valid(document: Any, schema: Any) -> Any:
    jsonschema.Draft202012Validator(schema).validate(document)
    return document


@pytest.fixture
def result(tmp_path: Path) -> CheckResult:
    return real(tmp_path)


def test_rdjson(result: CheckResult) -> None:
    assert len(valid(json.loads(rdjson(result, "1")), RDJSON)["diagnostics"]) == len(result.findings)
    found = valid(json.loads(rdjson(made(), "1")), RDJSON)["diagnostics"]
    assert "location" not in found[0]
    assert found[1]["location"]["range"] == {"start": {"line": 3, "column": 10}, "end": {"line": 3, "column": 29}}
    assert found[1]["related_locations"][0]["location"]["path"] == "lib/x.py"
    assert found[3]["location"]["range"]["end"]["line"] == 3
    assert [one["severity"] for one in found] == ["ERROR"] * 4 + ["WARNING", "INFO"]


def test_gitlab(result: CheckResult) -> None:
    assert len(valid(json.loads(gitlab(result, "1")), GITLAB)) == len(result.findings)
    found = valid(json.loads(gitlab(made(), "1")), GITLAB)
    assert len({one["fingerprint"] for one in found}) == len(found), "equal ones would be shown once"
    assert [one["severity"] for one in found] == ["major", "critical", "major", "blocker", "minor", "info"]
    assert found[0]["location"] == {"path": "a/net.py", "lines": {"begin": 1}}


# What junit-10.xsd allows: attributes (required ones first), children.
# Source: https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name"},
        {
            "tests", "failures", "errors", "time", "timestamp", "hostname", "id", "package", "skipped", "file", "group",
            "log",
        },
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name"},
        {"classname", "assertions", "time", "timestamp", "status", "class", "file", "line", "url"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"message", "type"}, set()),
    "error": (set(), {"message", "type"}, set()),
    "system-out": (set(), set(), set()),
}  # fmt: skip


def valid_junit(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert root.tag == "testsuites"
    for element in root.iter():
        required, optional, children = JUNIT[element.tag]
        assert required <= set(element.attrib) <= required | optional
        assert {child.tag for child in element} <= children
    for group in (root, *root.iter("testsuite")):
        assert int(group.attrib["tests"]) == len(list(group.iter("testcase")))
        assert int(group.attrib["failures"]) == len(list(group.iter("failure")))
    return root


def test_junit(result: CheckResult) -> None:
    root = valid_junit(junit(result, "1"))
    assert len(list(root.iter("failure"))) == len(result.findings)
    assert {suite.attrib["name"] for suite in root} == {"broken.py", "net.py", "pyproject.toml"}
    root = valid_junit(junit(made(), "1"))
    assert len(list(root.iter("failure"))) == 5, "a note is no failure"
    assert [failure.attrib["type"] for failure in root.iter("failure")].count("warning") == 1


def test_junit_has_a_passed_case_for_a_good_model(tmp_path: Path) -> None:
    result = real(tmp_path)
    good = CheckResult(findings=(), reports=result.reports, files=1)
    (case,) = valid_junit(junit(good, "1")).iter("testcase")
    assert (case.attrib["name"], len(case)) == ("net.py::Net", 0)
