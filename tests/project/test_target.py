from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.errors import TargetError
from flopslint.project.target import resolve_target


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "net.py").touch()
    (tmp_path / "odd::Net").mkdir()
    (tmp_path / "odd::Net" / "a.py").touch()
    (tmp_path / "third" / "lib" / "nets").mkdir(parents=True)
    (tmp_path / "third" / "lib" / "__init__.py").touch()
    (tmp_path / "third" / "lib" / "nets" / "vit.py").touch()
    return tmp_path


def test_paths(folder: Path) -> None:
    net = folder / "models" / "net.py"
    assert resolve_target("models/net.py", folder, ()).path == net
    assert resolve_target("models/../models/./net.py", folder, ()).path == net
    assert resolve_target(str(net), Path("/"), ()).path == net
    assert resolve_target("models", folder, ()).path == net.parent


def test_names_and_calls(folder: Path) -> None:
    target = resolve_target("models/net.py::Net", folder, ())
    assert (target.path, target.expression) == (folder / "models" / "net.py", "Net")
    assert resolve_target("models/net.py::build(a='x::y')", folder, ()).expression == "build(a='x::y')"
    assert resolve_target("models/net.py:: Net ", folder, ()).expression == "Net"


def test_an_existing_path_is_that_path_whatever_its_characters(folder: Path) -> None:
    assert resolve_target("odd::Net", folder, ()).path == folder / "odd::Net"
    target = resolve_target("odd::Net/a.py::B", folder, ())
    assert (target.path, target.expression) == (folder / "odd::Net" / "a.py", "B")


def test_along_the_search_path(folder: Path) -> None:
    third = folder / "third"
    assert resolve_target("lib/nets/vit.py::ViT", folder, [third]).path == third / "lib" / "nets" / "vit.py"
    dotted = resolve_target("lib.nets.vit:ViT(dim=3)", folder, [third])
    assert (dotted.path, dotted.module, dotted.expression) == (third / "lib/nets/vit.py", "lib.nets.vit", "ViT(dim=3)")
    assert resolve_target("lib:ViT", folder, [third]).path == third / "lib" / "__init__.py"
    assert resolve_target("torch.nn:Linear(3, 4)", folder, []).path is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("models/nat.py", r"no such file or folder: models/nat.py"), ("missing.py::Net", "missing.py"), ("", "empty"),
        ("models/net.py::", "names nothing"), ("models::Net", "folder"), ("a\0b", "null"), ("x" * 5000, "no such file"),
    ],
)  # fmt: skip
def test_what_does_not_exist(text: str, said: str, folder: Path) -> None:
    with pytest.raises(TargetError, match=said):
        resolve_target(text, folder, ())


def test_the_nearest_file_is_named(folder: Path) -> None:
    (folder / "models" / "other.py").touch()
    with pytest.raises(TargetError, match=r"did you mean 'net\.py'"):
        resolve_target("models/nett.py", folder, ())
