"""Bytes to text, and offsets to lines and columns."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.limits import MAX_BYTES
from flopslint.frontend.read import decode_source, imports_only_standard, names_framework, read_source

NOT_UTF_8 = "the file is not UTF-8 text, and no comment in its first two lines names another encoding"
TWO_ENCODINGS = "the file has a UTF-8 byte-order mark and a comment that names another encoding"


def test_the_digest_is_of_the_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfx = 1\r\n"
    path = tmp_path / "net.py"
    path.write_bytes(data)
    source = read_source(path)
    assert source.path == str(path)
    assert source.text == "x = 1\r\n"
    assert source.digest == hashlib.sha256(data).hexdigest()
    assert source.newline == "\r\n"
    assert source.line_count == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"# coding: latin-1\nx = '\xe9'", "# coding: latin-1\nx = 'é'"),
        (
            b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'",
            "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'€'",
        ),
        ("x = 'é'".encode(), "x = 'é'"),
        (b"# coding: unicode_escape\nx = '\\d'", "# coding: unicode_escape\nx = '\\d'"),
    ],
)
def test_decoding(data: bytes, text: str) -> None:
    assert decode_source("a.py", data).text == text


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (b"x = 1\ny = '\xe9'\n", NOT_UTF_8, (2, 5)),
        (b"\n\n\nab\xff", NOT_UTF_8, (4, 2)),
        (b"# coding: nope\n", "the file names an encoding that Python does not know: nope", (1, 0)),
        (b"# coding: hex\n00", "the file says that it is hex, which Python source cannot be", (1, 0)),
        (b"# coding: ascii\n\xe9", "the file says that it is ascii text, but it is not", (2, 0)),
        (b"\xef\xbb\xbf# coding: latin-1\n", TWO_ENCODINGS, (1, 0)),
        ("x = 1".encode("utf-16"), "the file is UTF-16 text, which Python source cannot be", (1, 0)),
        ("x = 1".encode("utf-32"), "the file is UTF-32 text, which Python source cannot be", (1, 0)),
        (b"#" * (MAX_BYTES + 1), f"the file is larger than {MAX_BYTES:,} bytes", (1, 0)),
    ],
)  # fmt: skip
def test_what_cannot_be_decoded(data: bytes, reason: str, place: tuple[int, int]) -> None:
    with pytest.raises(SourceError) as caught:
        decode_source("a.py", data)
    assert caught.value.reason == reason
    assert caught.value.span.start == place


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the file cannot be read: No such file or directory"):
        read_source(tmp_path / "missing.py")
    with pytest.raises(SourceError, match="not a regular file"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_source("nul\0byte.py")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    with pytest.raises(SourceError, match="not a regular file"):
        read_source(tmp_path / "pipe.py")


def test_naming_a_framework() -> None:
    assert names_framework("import torchvision")
    assert not names_framework("import os\nprint('flame')")
    assert names_framework("import jax", ["jax"])


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_source_error(data: bytes) -> None:
    with suppress(SourceError):
        assert decode_source("a.py", data).digest == hashlib.sha256(data).hexdigest()


@given(st.text(alphabet="ab\r\n\x0c\u2028é", max_size=40))
def test_offsets_and_positions_agree(text: str) -> None:
    source = SourceFile.from_text("a.py", text)
    for offset in range(len(source.text) + 1):
        assert source.offset(*source.position(offset)) == offset
    assert source.segment(source.whole()) == source.text
    lines = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [source.line(number + 1) for number in range(len(lines))] == lines
    assert source.line_count == len(lines) - (lines[-1] == "")


def test_positions_outside_of_the_text() -> None:
    source = SourceFile.from_text("a.py", "ab\ncd\n")
    assert source.line(0) == source.line(9) == ""
    assert source.offset(0, 5) == 0
    assert source.offset(9, 0) == len(source.text)
    assert source.span(3, 5) == Span("a.py", 2, 0, 2, 2)
    assert source.segment(Span("a.py", 1, 1, 2, 1)) == "b\nc"


def test_imports_of_the_standard_library_only() -> None:
    assert imports_only_standard("import os, sys as system\nfrom collections.abc import Iterable\n")
    assert imports_only_standard("x = 1\n")
    for text in (
        "import numpy",
        "import os, nets",
        "from . import nets",
        "def f():\n    from zoo import net",
        "import importlib",
    ):
        assert not imports_only_standard(text), text
