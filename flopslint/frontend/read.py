"""Bytes to text: decoding by PEP 263, the digest, and a cheap test whether a file concerns us."""

from __future__ import annotations

import io
import os
import re
import sys
import tokenize
import warnings
from collections.abc import Iterable
from hashlib import sha256

from flopslint.core import files
from flopslint.core.errors import SourceError
from flopslint.core.source import SourceFile
from flopslint.core.span import Span
from flopslint.frontend.limits import MAX_BYTES

# A substring test: "torch" also answers for torchvision, torchaudio and lightning's torch modules.
FRAMEWORKS = ("torch", "timm", "einops", "lightning", "transformers", "diffusers")

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<source>[.\w]+)[ \t]+import|import[ \t]+(?P<modules>[^#;\n]+))", re.MULTILINE
)
_STANDARD = sys.stdlib_module_names - {"importlib", "imp", "runpy", "pkgutil"}
"""Modules of Python's own, but for those that import others."""

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read_source(path: str | os.PathLike[str]) -> SourceFile:
    """Read and decode one file.

    Raises:
        SourceError: the file cannot be opened, is not a regular file, is too large, or cannot be decoded.
    """
    name = os.fspath(path)
    try:
        # A pipe or a device would block or never end, so it is not opened at all.
        if files.kind(name) in {files.OTHER, files.FOLDER}:
            raise SourceError("the file cannot be read: it is not a regular file", _start(name))
        data = files.read(name, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"the file cannot be read: {reason}", _start(name)) from error
    return decode_source(name, data)


def decode_source(path: str, data: bytes) -> SourceFile:
    """Decode the bytes of a file by its byte-order mark or its coding comment (PEP 263), else as UTF-8.

    Raises:
        SourceError: more than ``MAX_BYTES`` bytes, an unknown encoding, or bytes that are not of the encoding.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"the file is larger than {MAX_BYTES:,} bytes", _start(path))
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            raise SourceError(f"the file is {encoding} text, which Python source cannot be", _start(path))
    text = _decode(path, data)
    return SourceFile.from_text(path, text, sha256(data).hexdigest())


def names_framework(text: str, names: Iterable[str] = FRAMEWORKS) -> bool:
    """Whether the text mentions one of the frameworks at all: a file that does not is not worth parsing."""
    return any(name in text for name in names)


def imports_only_standard(text: str) -> bool:
    """Whether all that the text imports is of Python's standard library: then it can hold no model of a framework."""
    for match in _IMPORT.finditer(text):
        modules = [match["source"]] if match["source"] else match["modules"].split(",")
        names = {module.strip().partition(" ")[0].partition(".")[0] for module in modules}
        if not names <= _STANDARD:
            return False
    return True


def _decode(path: str, data: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        if "unknown encoding" in str(error.msg):
            named = str(error.msg).rpartition(": ")[2]
            raise SourceError(f"the file names an encoding that Python does not know: {named}", _start(path)) from error
        if "encoding problem" in str(error.msg):
            reason = "the file has a UTF-8 byte-order mark and a comment that names another encoding"
            raise SourceError(reason, _start(path)) from error
        encoding = "utf-8"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the codec "unicode_escape" warns about escapes it does not know
            return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = (
            f"the file is not {encoding.upper()} text, and no comment in its first two lines names another encoding"
        )
        if encoding != "utf-8":
            reason = f"the file says that it is {encoding} text, but it is not"
        raise SourceError(reason, _at(path, data, error.start)) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"the file says that it is {encoding}, which Python source cannot be", _start(path)
        ) from error


def _start(path: str) -> Span:
    return Span(path, 1, 0, 1, 0)


def _at(path: str, data: bytes, offset: int) -> Span:
    """The line of a byte; its column in characters where the bytes before it are UTF-8, else in bytes."""
    line_start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    before = data[:line_start]
    line = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    try:
        column = len(data[line_start:offset].decode("utf-8"))
    except UnicodeDecodeError:
        column = offset - line_start
    return Span(path, line, column, line, column + 1)
