from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flopslint.core.errors import ConfigError
from flopslint.project.search_path import import_root, search_path_for, site_packages


def _environment(folder: Path) -> Path:
    packages = folder / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    return packages


def test_the_order_of_the_contract(tmp_path: Path) -> None:
    package = tmp_path / "code" / "pkg" / "sub"
    package.mkdir(parents=True)
    (tmp_path / "src").mkdir()
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    file = package / "net.py"
    assert import_root(file) == tmp_path / "code"
    found = search_path_for(file, tmp_path, [tmp_path / "missing", tmp_path / "src"], [package.parent])
    assert found == (tmp_path / "code", package, tmp_path, tmp_path / "src", package.parent)


def test_the_environment_that_is_chosen(tmp_path: Path) -> None:
    packages = _environment(tmp_path / "env")
    assert site_packages(tmp_path / "env", tmp_path, {}) == (packages,)
    assert site_packages(packages, tmp_path, {}) == (packages,)
    with pytest.raises(ConfigError, match="no site-packages"):
        site_packages(tmp_path / "nothing", tmp_path, {})


def test_the_environment_by_default(tmp_path: Path) -> None:
    first, second, third = (_environment(tmp_path / name) for name in ("virtual", "conda", ".venv"))
    variables = {"VIRTUAL_ENV": str(tmp_path / "virtual"), "CONDA_PREFIX": str(tmp_path / "conda")}
    assert site_packages(None, tmp_path, variables) == (first,)
    del variables["VIRTUAL_ENV"]
    assert site_packages(None, tmp_path, variables) == (second,)
    assert site_packages(None, tmp_path, {}) == (third,)
    own = site_packages(None, tmp_path / "virtual", {})
    assert own
    assert all(folder.is_dir() for folder in own)


def test_a_hooks_own_environment_is_none(tmp_path: Path) -> None:
    assert site_packages(None, tmp_path, {"PRE_COMMIT": "1", "VIRTUAL_ENV": sys.prefix}) == ()
