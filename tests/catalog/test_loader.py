"""The catalog by dotted name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from flopslint.catalog.entry import ClassEntry, ConstantEntry, FunctionEntry
from flopslint.catalog.loader import Catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog()


def test_finds_entries_of_each_kind(catalog: Catalog) -> None:
    assert isinstance(catalog.find("builtins.len"), FunctionEntry)
    assert isinstance(catalog.find("builtins.list"), ClassEntry)
    assert isinstance(catalog.find("math.pi"), ConstantEntry)
    assert catalog.find("math.no_such_name") is None
    assert catalog.find("no_such_library.name") is None


def test_aliases_are_one_entry(catalog: Catalog) -> None:
    assert catalog.find("types.FunctionType") is catalog.find("_python.function")
    assert catalog.find("builtins.IOError") is catalog.find("builtins.OSError")


def test_members_of_a_class(catalog: Catalog) -> None:
    members = catalog.members("builtins.list")
    assert {"append", "extend", "sort", "__getitem__"} <= members.keys()
    assert "__or__" not in members
    assert catalog.members("builtins.no_such_class") == {}


@pytest.mark.parametrize(
    "name", ["math", "os.path", "collections.abc", "typing_extensions", "logging.handlers", "xml.etree"]
)
def test_modules(catalog: Catalog, name: str) -> None:
    assert catalog.has_module(name)


@pytest.mark.parametrize("name", ["no_such_library", "os.no_such_module", "builtins.list", "collections.OrderedDict"])
def test_not_modules(catalog: Catalog, name: str) -> None:
    assert not catalog.has_module(name)


def test_known_names(catalog: Catalog) -> None:
    assert catalog.is_known_name("math.sqrt")
    assert catalog.is_known_name("xml.dom.minidom.parse")
    assert not catalog.is_known_name("inspect.getargspec")
    assert not catalog.is_known_name("collections.Iterable")


def test_prelude_files(catalog: Catalog) -> None:
    argparse = catalog.prelude_path("argparse")
    logging = catalog.prelude_path("logging")
    assert argparse is not None
    assert argparse.name == "argparse.py"
    assert logging is not None
    assert logging.name == "__init__.py"
    assert catalog.prelude_path("math") is None


def test_a_library_is_loaded_when_it_is_asked_for() -> None:
    source = (
        "import sys; from flopslint.catalog.loader import Catalog; Catalog().find('builtins.len');"
        "print(any(name.startswith('flopslint.catalog.torch.') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_module_without_listed_names_may_hold_any(catalog: Catalog) -> None:
    assert catalog.lists_names("numpy")
    assert catalog.lists_names("torch.nn.functional")
    assert not catalog.lists_names("numpy.core")
    assert catalog.lists_names("numpy.ndarray")
