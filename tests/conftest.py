"""The real libraries that tests read as text, and settings for all tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / ".corpus"
TEXT_SUFFIXES = {".cfg", ".json", ".md", ".py", ".pyi", ".toml", ".txt", ".yaml", ".yml", ""}

# The same files on every machine and under every Python: they are read, not installed.
WHEEL_FLAGS = (
    "--no-deps",
    "--only-binary=:all:",
    "--platform=manylinux_2_28_x86_64",
    "--python-version=3.11",
    "--implementation=cp",
    "--abi=cp311",
)

# Examples are the same in every run, so that a failure can be repeated; a loaded machine is no failure.
settings.register_profile("flopslint", deadline=None, derandomize=True)
settings.load_profile("flopslint")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test finds, or leaves, results in the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLOPSLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


def _download(name: str, version: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", *WHEEL_FLAGS, "--dest", str(folder)]
    result = subprocess.run([*command, f"{name}=={version}"], capture_output=True, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if result.returncode or not wheels:
        pytest.fail(f"the wheel of {name} {version} could not be had: {result.stderr.strip()}", pytrace=False)
    return wheels[0]


def _unzip(wheel: Path, folder: Path) -> None:
    """Text files only: no compiled code of a library ever reaches the test folder."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            if Path(member).suffix in TEXT_SUFFIXES and ".libs/" not in member:
                archive.extract(member, folder)


def fetch(name: str, version: str) -> Path:
    """Makes sure that the corpus has this version of a library, and gives the corpus folder.

    The library's `.dist-info` is moved in last, so that its presence means that everything is there.
    """
    done = CORPUS / f"{name}-{version}.dist-info"
    CORPUS.mkdir(exist_ok=True)
    with FileLock(CORPUS / ".lock"):
        if done.is_dir():
            return CORPUS
        with tempfile.TemporaryDirectory(dir=CORPUS) as scratch:
            unzipped = Path(scratch) / "unzipped"
            _unzip(_download(name, version, Path(scratch)), unzipped)
            for old in [CORPUS / name, *CORPUS.glob(f"{name}-*.dist-info")]:
                shutil.rmtree(old, ignore_errors=True)
            (unzipped / name).rename(CORPUS / name)
            (unzipped / done.name).rename(done)
    return CORPUS


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A folder with the source of torchvision and timm."""
    fetch("torchvision", "0.29.1")
    return fetch("timm", "1.0.31")


@pytest.fixture(scope="session")
def transformers_corpus() -> Path:
    """A folder with the source of transformers."""
    return fetch("transformers", "5.23.0")


@pytest.fixture(scope="session")
def diffusers_corpus() -> Path:
    """A folder with the source of diffusers."""
    return fetch("diffusers", "0.42.1")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT
