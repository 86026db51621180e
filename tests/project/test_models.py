"""Which classes and builders of a file are models. The files are given as text, and extracted as the tool does it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from flopslint.core.source import SourceFile
from flopslint.frontend.inventory import take_inventory
from flopslint.project.models import constructed_by_models, models_of

HEAD = "import torch\nfrom torch import nn\n"
FORWARD = "    def forward(self, x): return x\n"


def models(body: str, **options: object) -> list[str]:
    source = SourceFile.from_text("net.py", HEAD + dedent(body))
    return models_of(take_inventory(source), **options)  # type: ignore[arg-type]


TWO = f"""
class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
{FORWARD}
class Net(nn.Module):
    def __init__(self, depth=3):
        super().__init__()
        self.blocks = nn.Sequential(*(Block(8) for _ in range(depth)))
{FORWARD}"""


def test_what_another_one_constructs_is_no_model() -> None:
    assert models(TWO) == ["Net"]


def test_builders_come_before_what_they_build() -> None:
    builders = "def small():\n    return Net(1)\n\ndef large(**options):\n    return Net(9, **options)\n"
    assert models(TWO + builders) == ["small", "large"]


def test_a_builder_that_needs_arguments_is_looked_through() -> None:
    assert models(TWO + "def build(depth):\n    return Net(depth)\n") == ["Net"]
    assert models(TWO + "def _build(depth):\n    return Net(depth)\ndef small():\n    return _build(1)\n") == ["small"]


def test_a_class_that_needs_arguments_is_built_as_the_file_does() -> None:
    needy = TWO.replace("depth=3", "depth, width=4")
    assert models(needy) == []
    assert models(needy + 'if __name__ == "__main__":\n    net = Net(5, width=2 * 8)\n') == ["Net(5, width=2 * 8)"]
    assert models(needy + "def main(depth):\n    net = Net(depth)\n") == []


def test_inherited_constructors() -> None:
    child = TWO + f"class Wide(Net):\n{FORWARD}"
    assert models(child) == ["Net", "Wide"]
    needy = child.replace("depth=3", "depth")
    assert models(needy) == []
    assert models(f"from elsewhere import Base\nclass Net(Base):\n{FORWARD}") == []


def test_a_base_without_forward_is_no_model() -> None:
    base = f"class Base(nn.Module):\n    pass\nclass Net(Base):\n{FORWARD}"
    assert models(base) == ["Net"]


def test_all_classes() -> None:
    body = TWO.replace("self, width", "self, width=3")
    assert models(body) == ["Net"]
    assert models(body, all_classes=True) == ["Block", "Net"]


def test_what_models_of_other_files_construct() -> None:
    assert models(TWO, constructed_elsewhere=frozenset({"Net"})) == []
    source = SourceFile.from_text(
        "pkg/a.py", f"{HEAD}from .net import Net\n{TWO.replace('Block(8)', 'Net()').replace('Net(nn', 'Outer(nn')}"
    )
    assert ".net.Net" in constructed_by_models(take_inventory(source))


@pytest.mark.parametrize("body", ["", "x = 1", "class A: pass", "def f(): return 3", "class A(nn.Module): pass"])
def test_no_model(body: str) -> None:
    assert models(body) == []
