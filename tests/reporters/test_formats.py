"""What every machine format has in common, and the small ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from flopslint.core.diagnostic import Severity
from flopslint.project.checks.checking import check_targets, selection_of
from flopslint.project.session import Settings, open_session
from flopslint.reporters.checked import CheckResult
from flopslint.reporters.format import formats
from flopslint.reporters.places import byte_column, line_hashes, unique_fingerprints
from tests.reporters.checked_samples import HOSTILE, LINE, made, real

NAMES = ("csv", "github", "gitlab", "junit", "markdown", "rdjson", "sarif")


def written(name: str, result: CheckResult) -> str:
    check = formats()[name].check
    assert check is not None
    return check(result, "1.2.3")


def test_formats_are_found() -> None:
    assert set(NAMES) <= set(formats())
    assert {name for name, one in formats().items() if one.report is not None} >= {"csv", "markdown"}


@pytest.mark.parametrize("name", NAMES)
def test_same_input_same_bytes_without_absolute_paths(name: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    texts = []
    for folder in (first, second):
        folder.mkdir()
        texts.append(written(name, real(folder)))
    assert texts[0] == texts[1]
    assert str(tmp_path) not in texts[0]
    assert "FL301" in texts[0] or "unused-layer" in texts[0]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_found(name: str) -> None:
    text = written(name, CheckResult(findings=(), reports=(), files=0))
    assert text.endswith("\n") or name == "github"


def test_hashes_stay_when_lines_are_added_above(tmp_path: Path) -> None:
    before = real(tmp_path)
    net = tmp_path / "net.py"
    net.write_text("# more\n\n" + net.read_text(encoding="utf-8"), encoding="utf-8")
    session = open_session(Settings(), [], tmp_path)
    after = check_targets(session, [], (), selection_of(session))
    assert [one.line for one in before.findings] != [one.line for one in after.findings]
    assert line_hashes(before) == line_hashes(after)
    assert unique_fingerprints(before) == unique_fingerprints(after)


def test_fingerprints_are_unique_and_a_finding_nowhere_has_no_hash() -> None:
    assert len(set(unique_fingerprints(made()))) == len(made().findings)
    assert [one is None for one in line_hashes(made())] == [True, False, False, False, False, False]


def test_columns_in_bytes() -> None:
    lines = {("a/net.py", 3): LINE}
    assert byte_column(lines, "a/net.py", 3, 4) == 5
    assert byte_column(lines, "a/net.py", 3, 6) == 8
    assert byte_column(lines, "a/net.py", 4, 6) == 7


def test_github() -> None:
    lines = written("github", made()).splitlines()
    assert len(lines) == len(made().findings)
    assert lines[0] == "::error title=FL009 internal-error::FL009 failed"
    assert lines[1].startswith(
        "::error title=FL101 layer-params-over-budget,file=a/net.py,line=3,endLine=3,col=9,endColumn=28::a/net.py:3: "
    )
    assert "endLine" not in lines[3], "an annotation of several lines stands below the last"
    assert lines[4].startswith("::warning ")
    assert "%0A" in lines[4]
    assert "%25" in lines[4]
    assert "%2C" in lines[4].partition("::")[2].partition("::")[0]
    assert lines[5].startswith("::notice ")


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", made()))))
    assert [row["severity"] for row in rows] == [one.severity.word for one in made().findings]
    assert (rows[1]["line"], rows[1]["column"], rows[1]["value"], rows[1]["budget"]) == ("3", "9", "6", "2")
    assert rows[4]["message"] == HOSTILE
    assert rows[0]["file"] == ""


def test_markdown() -> None:
    text = written("markdown", made())
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 2 + len(made().findings)
    # A cell's own bars are escaped, so each row has four cells.
    assert {line.replace("\\|", "").count("|") for line in table} == {5}
    assert text.startswith("### flopslint: 4 errors, 1 warning, 1 note")


def test_markdown_of_a_project(tmp_path: Path) -> None:
    result = real(tmp_path)
    text = written("markdown", result)
    assert "| `net.py::Net` | 20 | 8 | 16 | 3 of 3 |" in text
    assert f"{sum(one.severity is Severity.ERROR for one in result.findings)} errors" in text
