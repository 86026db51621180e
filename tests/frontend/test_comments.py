"""Comments addressed to flopslint."""

from __future__ import annotations

from datetime import date

import pytest

from flopslint.core.inventory import Comments
from flopslint.core.source import SourceFile
from flopslint.frontend.comments import read_comments


def _read(text: str) -> Comments:
    return read_comments(SourceFile.from_text("net.py", text))


def test_declarations() -> None:
    text = (
        "class Net(nn.Module):  # flopslint: input=1x3x32x32, input=mask=1x32:bool, params<=5M,macs <= 300M\n    pass\n"
    )
    found = _read(text)
    assert [(one.key, one.operator, one.value) for one in found.declarations] == [
        ("input", "=", "1x3x32x32"),
        ("input", "=", "mask=1x32:bool"),
        ("params", "<=", "5M"),
        ("macs", "<=", "300M"),
    ]
    assert all(one.line == 1 and not one.alone for one in found.declarations)
    source = SourceFile.from_text("net.py", text)
    assert source.segment(found.declarations[1].span) == "input=mask=1x32:bool"
    assert source.segment(found.declarations[3].span) == "macs <= 300M"
    assert not found.malformed


def test_commas_in_brackets_belong_to_the_value() -> None:
    found = _read("# flopslint: input=f(1, [2, 3]), params<=1M\nclass A: pass\n").declarations
    assert [one.value for one in found] == ["f(1, [2, 3])", "1M"]


def test_alone_on_a_line_it_speaks_of_the_next_code() -> None:
    found = _read(
        "x = 1\n\n  # flopslint: input=1x4\n# another comment\n\n"
        "  # flopslint: ignore[FL1]\n@decorated\nclass A: pass\n"
    )
    assert [(one.line, one.alone) for one in found.declarations] == [(7, True)]
    assert [(one.line, one.alone) for one in found.suppressions] == [(7, True)]
    assert _read("x = 1\n# flopslint: ignore[FL101]").suppressions[0].line == 3


def test_suppressions() -> None:
    text = (
        "a = 1  # flopslint: ignore[FL101]\n"
        "b = 2  # flopslint:ignore[FL4, layer-params-over-budget] -- distilled next quarter, until=2027-01-01\n"
        "# flopslint: ignore-file[FL4] -- generated, by a tool\n"
        "c = 3  # why: see #12  # flopslint: ignore[FL102]  # type: ignore[no-any]\n"
        "d = 4  # flopslint: ignore[FL1] -- until=2030-12-31\n"
    )
    found = _read(text).suppressions
    assert [(one.codes, one.line, one.whole_file, one.reason, one.until) for one in found] == [
        (("FL101",), 1, False, None, None),
        (("FL4", "layer-params-over-budget"), 2, False, "distilled next quarter", date(2027, 1, 1)),
        (("FL4",), 3, True, "generated, by a tool", None),
        (("FL102",), 4, False, None, None),
        (("FL1",), 5, False, None, date(2030, 12, 31)),
    ]
    assert not _read(text).malformed


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# noqa: FL101", ("FL101",)),
        ("#noqa:FL101,FL102", ("FL101", "FL102")),
        ("# NOQA : E501, fl103 F401", ("FL103",)),
        ("# noqa", None),
        ("# noqa: E501", None),
        ("# noqa: FLY002", None),
        ("# see noqa: FL101", None),
        ("# type: ignore # noqa: FL201", ("FL201",)),
    ],
)
def test_noqa(comment: str, codes: tuple[str, ...] | None) -> None:
    found = _read(f"x = 1  {comment}\n")
    assert [one.codes for one in found.suppressions] == ([] if codes is None else [codes])
    assert all(one.is_noqa for one in found.suppressions)
    assert not found.malformed


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("# flopslint:", "nothing follows 'flopslint:'"),
        ("# flopslint: ignore", "'ignore' needs the codes in brackets, as in ignore[FL101]"),
        ("# flopslint: ignore-file", "'ignore-file' needs the codes in brackets, as in ignore-file[FL101]"),
        ("# flopslint: ignore[]", "there is no code in the brackets"),
        ("# flopslint: ignore[FL 101]", "'FL 101' is not a code or the name of a rule"),
        ("# flopslint: ignore[FL101", "'ignore' needs the codes in brackets, as in ignore[FL101]"),
        ("# flopslint: ignores[FL101]", "it is neither 'ignore[CODES]' nor 'ignore-file[CODES]'"),
        ("# flopslint: ignore[FL101] because", "'because' follows the brackets; a reason begins with '--'"),
        ("# flopslint: ignore[FL101] -- until=soon", "'soon' is not a date such as 2027-01-01"),
        ("# flopslint: ignore[FL101] -- until=2027-02-30", "'2027-02-30' is not a date such as 2027-01-01"),
        ("# flopslint: ignore[FL101] -- until=20270101", "'20270101' is not a date such as 2027-01-01"),
        ("# flopslint: ignore[FL101] -- until=2027-01-01, why", "'until=DATE' must come last"),
        ("# flopslint ignore[FL101]", "a colon is missing after 'flopslint'"),
        ("# flopslint input=1x3", "a colon is missing after 'flopslint'"),
        ("# flopslint: input", "it is neither 'key=value' nor 'key<=value'"),
        ("# flopslint: input=", "it is neither 'key=value' nor 'key<=value'"),
        ("# flopslint: input<=1x3", "an input is given with '='"),
        ("# flopslint: params=5M", "a budget is given with '<=', as in params<=5M"),
        ("# flopslint: params<=5M,, macs<=1G", "it is neither 'key=value' nor 'key<=value'"),
        ("# flopslint: some prose", "it is neither 'key=value' nor 'key<=value'"),
    ],
)
def test_what_cannot_be_read_is_kept(comment: str, reason: str) -> None:
    found = _read(f"x = 1\ny = 2  {comment}\n")
    assert [one.reason for one in found.malformed] == [reason]
    assert found.malformed[0].line == 2
    assert found.malformed[0].span.start_line == 2


def test_no_comments() -> None:
    text = (
        '"""# flopslint: ignore[FL101]"""\n'
        "x = '# flopslint: input=1x3' + \"# noqa: FL101\"\n"
        "y = '''\n# flopslint: ignore[FL1]\n'''  # a comment about flopslint: none\n"
        "# flopslint is a linter; noqa is a word\n"
    )
    assert _read(text) == Comments()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    text = f"é = 'ü'  # flopslint: ignore[FL1]{newline}# flopslint: input=1x2{newline}x = 1{newline}"
    found = _read(text)
    assert [(one.line, one.span.start_column, one.span.end_column) for one in found.suppressions] == [(1, 22, 33)]
    assert [(one.value, one.line) for one in found.declarations] == [("1x2", 3)]
