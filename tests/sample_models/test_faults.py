"""The two samples that are there to be complained about."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.sample_models.expected import SAMPLES, expected, report


def _line(name: str, text: str) -> int:
    lines = (SAMPLES / f"{name}.py").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def _check(name: str) -> tuple[int, list[dict[str, object]]]:
    command = [sys.executable, "-m", "flopslint", "check", f"sample_models/{name}.py", "--format", "json", "--no-cache"]
    result = subprocess.run(command, cwd=SAMPLES.parent, capture_output=True, text=True, check=False)
    return result.returncode, json.loads(result.stdout)["findings"]


def test_a_budget_in_the_source_is_held_against_the_model() -> None:
    status, findings = _check("over_budget")
    assert status == 1
    (finding,) = findings
    assert finding["code"] == "FL103"
    assert finding["severity"] == "error"
    assert finding["line"] == _line("over_budget", "class Classifier")
    assert (finding["value"], finding["budget"]) == (expected("over_budget")["runs"][0]["params"], 500_000)


def test_a_flatten_that_does_not_fit_is_a_conflict_where_the_shapes_meet() -> None:
    document = report("wrong_flatten").to_dict()
    (conflict,) = document["conflicts"]
    assert conflict["kind"] == "shape-mismatch"
    assert conflict["line"] == _line("wrong_flatten", "self.fc1(x)")
    assert "400" in conflict["message"]
    assert "576" in conflict["message"]
    assert (document["params"]["total"], document["params"]["exact"]) == (73_322, True)
    assert not document["flops"]["exact"]


def test_check_names_the_constructor_of_what_does_not_fit() -> None:
    status, findings = _check("wrong_flatten")
    assert status == 1
    (finding,) = findings
    assert finding["code"] == "FL201"
    assert finding["line"] == _line("wrong_flatten", "self.fc1(x)")
    related = finding["related"]
    assert isinstance(related, list)
    assert _line("wrong_flatten", "self.fc1 = ") in [place["line"] for place in related]
