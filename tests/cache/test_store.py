from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from flopslint.cache.folder import cache_folder, clean
from flopslint.cache.store import MOST_ENTRIES, VARIANTS, Store
from flopslint.core import files
from flopslint.core.files import Trace

WRITER = """
import sys
from pathlib import Path
from flopslint.cache.store import Store
from flopslint.core.files import Question
store = Store(Path(sys.argv[1]), "runs")
for number in range(60):
    store.save("key", [sys.argv[2]] * 2000, {Question("kind", sys.argv[1]): "folder"})
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "net.py"
    path.write_text("one")
    return path


def asked(path: Path) -> Trace:
    with files.traced() as trace:
        files.read(path, 100)
    return trace


def entry(store: Store, tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache" / "runs").glob("*.cache")
    return found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", "runs")


def test_a_result_is_kept(store: Store, source: Path) -> None:
    assert store.load("key") is None
    store.save("key", {"a": [1]}, asked(source))
    assert store.load("key") == ({"a": [1]}, asked(source))
    assert store.load("other") is None


def test_a_result_goes_stale_and_comes_back(store: Store, source: Path) -> None:
    """Two branches of a repository share the cache."""
    store.save("key", "first", asked(source))
    source.write_text("two")
    assert store.load("key") is None
    store.save("key", "second", asked(source))
    assert store.load("key") == ("second", asked(source))
    source.write_text("one")
    assert store.load("key") == ("first", asked(source))


def test_only_some_variants_are_kept(store: Store, source: Path, tmp_path: Path) -> None:
    for number in range(VARIANTS + 3):
        source.write_text(str(number))
        store.save("key", number, asked(source))
    assert len(entry(store, tmp_path).read_bytes().splitlines()) == 3 * VARIANTS


def test_damage_is_ignored(store: Store, source: Path, tmp_path: Path) -> None:
    store.save("key", "result", asked(source))
    path = entry(store, tmp_path)
    whole = path.read_bytes()
    for position in range(len(whole) - 1):
        path.write_bytes(whole[:position])
        assert store.load("key") is None
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert store.load("key") is None


@pytest.mark.parametrize(
    "line",
    ["", "[]", "{}", "null", '{"/":1}', '{"/":[["kind"]]}', '{"/":[[1,2,3]]}', "[" * 100_000, '{"/":[["x","",""]]}',
     "9" * 9_999, '{"/":[["read","-1","0"]]}', '{"/dev/zero":[["read","9999999999","0"]]}',
     '{"/":[["match","**/*","0"]]}'],
)  # fmt: skip
def test_a_forged_entry_does_no_harm(store: Store, source: Path, tmp_path: Path, line: str) -> None:
    store.save("key", "result", asked(source))
    block = line.encode(), b'"forged"'
    checksum = sha256(b"\n".join(block)).hexdigest().encode()
    entry(store, tmp_path).write_bytes(b"\n".join((checksum, *block, b"")))
    assert store.load("key") is None


def test_no_result_no_trust(store: Store, source: Path, tmp_path: Path) -> None:
    """A result that is no JSON is as if it was not there, whoever wrote it."""
    store.save("key", "result", asked(source))
    trace = entry(store, tmp_path).read_bytes().splitlines()[1]
    for result in (b"{", b"[" * 100_000, b"NaNs", b"cos\nsystem"):
        checksum = sha256(b"\n".join((trace, result))).hexdigest().encode()
        entry(store, tmp_path).write_bytes(b"\n".join((checksum, trace, result, b"")))
        assert store.load("key") is None


def test_what_is_no_file_is_not_opened(store: Store, source: Path, tmp_path: Path) -> None:
    store.save("key", "result", asked(source))
    path = entry(store, tmp_path)
    path.unlink()
    os.mkfifo(path)
    assert store.load("key") is None
    path.unlink()
    path.mkdir()
    assert store.load("key") is None
    store.save("key", "result", asked(source))  # cannot, and does not say so
    path.rmdir()
    path.symlink_to(source)
    assert store.load("key") is None


def test_a_full_disk_or_a_foreign_folder_costs_a_miss_only(tmp_path: Path, source: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file", "runs")
    store.save("key", "result", asked(source))
    assert store.load("key") is None


def test_writers_do_not_meet(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    command = [sys.executable, "-c", WRITER, str(folder)]
    writers = [subprocess.Popen([*command, name]) for name in ("a", "b", "c")]
    store, seen = Store(folder, "runs"), set()
    while any(writer.poll() is None for writer in writers):
        found = store.load("key")
        if found is not None:
            assert len(found[0]) == 2000
            seen.add(frozenset(found[0]))
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert store.load("key") is not None
    assert seen <= {frozenset("a"), frozenset("b"), frozenset("c")}
    assert not list(folder.rglob("*.part"))


def test_it_does_not_grow_forever(store: Store, source: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache" / "runs"
    place.mkdir(parents=True)
    for number in range(MOST_ENTRIES):
        (place / f"{number}.cache").touch()
        os.utime(place / f"{number}.cache", (number, number))
    store.save("key", "result", asked(source))
    assert len(list(place.iterdir())) == MOST_ENTRIES + 1 - MOST_ENTRIES // 4
    assert store.load("key") is not None


# -- where it is ----------------------------------------------------------------------------------------------
def test_where_it_is(tmp_path: Path) -> None:
    here, project = tmp_path / "here", tmp_path / "project"
    assert cache_folder(Path("x"), here, project, {"FLOPSLINT_CACHE_DIR": "/y"}) == here / "x"
    assert cache_folder(None, here, project, {"FLOPSLINT_CACHE_DIR": "/y"}) == Path("/y")
    assert cache_folder(None, here, project, {"HOME": "/home/me"}) == project / ".flopslint_cache"
    if sys.platform == "linux":
        assert cache_folder(None, here, None, {"HOME": "/home/me"}) == Path("/home/me/.cache/flopslint")
        assert cache_folder(None, here, None, {"XDG_CACHE_HOME": "/cache"}) == Path("/cache/flopslint")
    assert cache_folder(None, here, None, {}) is None


def test_a_link_in_a_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".flopslint_cache").symlink_to(tmp_path.parent)
    assert cache_folder(None, tmp_path, tmp_path, {}) is None


def test_cleaning_takes_only_what_is_ours(store: Store, source: Path, tmp_path: Path) -> None:
    store.save("key", "result", asked(source))
    folder = tmp_path / "cache"
    assert "*" in (folder / ".gitignore").read_text().splitlines()
    (folder / "runs" / "mine.txt").write_text("")
    (folder / "files").symlink_to(tmp_path)
    assert clean(folder) == 1
    assert [path.name for path in (folder / "runs").iterdir()] == ["mine.txt"]
    assert source.is_file()
    assert clean(tmp_path / "nowhere") == 0


def test_results_are_plain_text(store: Store, source: Path, tmp_path: Path) -> None:
    store.save("key", {"text": "ä\nb"}, asked(source))
    lines = entry(store, tmp_path).read_bytes().splitlines()
    assert json.loads(lines[2]) == {"text": "ä\nb"}
