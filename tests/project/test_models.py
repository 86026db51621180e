"""Which classes and builders are models, and how each is built. Every file is on disk, as the tool meets it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from flopslint.core.source import SourceFile
from flopslint.frontend.inventory import take_inventory
from flopslint.project.finding.finder import Finder
from flopslint.project.finding.models import constructed_by_models, derived_from
from flopslint.project.job import Job
from flopslint.project.session import Settings, open_session
from tests.project.projects import write

HEAD = "import torch\nfrom torch import nn\n"
FORWARD = "    def forward(self, x): return x\n"


def jobs(folder: Path, body: str, files: dict[str, str] | None = None, *, all_classes: bool = False) -> list[Job]:
    """The models of ``net.py``; further files by name."""
    others = {f"{name}.py": dedent(text) for name, text in (files or {}).items()}
    texts = {"net.py": HEAD + dedent(body), **others}
    write(folder, texts)
    session = open_session(Settings(all_classes=all_classes), [str(folder)], folder)
    return Finder(session, [folder / "net.py"]).jobs(folder / "net.py")


def models(folder: Path, body: str, *, all_classes: bool = False, **files: str) -> list[str]:
    return [job.expression for job in jobs(folder, body, files, all_classes=all_classes)]


def chosen(folder: Path, body: str, **files: str) -> list[str | None]:
    return [job.chosen for job in jobs(folder, body, files)]


TWO = f"""
class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(width, width)
{FORWARD}
class Net(nn.Module):
    def __init__(self, depth=3):
        super().__init__()
        self.blocks = nn.Sequential(*(Block(8) for _ in range(depth)))
{FORWARD}"""

NEEDY = TWO.replace("depth=3", "depth, width=4")


def test_what_another_one_constructs_is_no_model(tmp_path: Path) -> None:
    assert models(tmp_path, TWO) == ["Net"]
    assert chosen(tmp_path, TWO) == ["class, called without arguments"]


def test_builders_come_before_what_they_build(tmp_path: Path) -> None:
    builders = "def small():\n    return Net(1)\n\ndef large(**options):\n    return Net(9, **options)\n"
    assert models(tmp_path, TWO + builders) == ["small", "large"]
    assert chosen(tmp_path, TWO + builders) == ["builder function, called without arguments"] * 2


def test_a_builder_that_needs_arguments_is_looked_through(tmp_path: Path) -> None:
    assert models(tmp_path, TWO + "def build(depth):\n    return Net(depth)\n") == ["Net"]
    through = TWO + "def _build(depth):\n    return Net(depth)\ndef small():\n    return _build(1)\n"
    assert models(tmp_path, through) == ["small"]


def test_a_builder_that_only_passes_a_class_on_is_decided_by_what_it_gives(tmp_path: Path) -> None:
    make = "def make(cls, **options):\n    return cls(**options)\n"
    assert models(tmp_path, f"{TWO}{make}def small(**options):\n    return make(Net, depth=1)\n") == ["small"]
    pair = "def pair():\n    return dict(net=Net)\n"
    assert models(tmp_path, TWO + pair) == ["Net"]
    both = "def both():\n    net = Net()\n    return net, torch.optim.SGD(net.parameters(), lr=0.1)\n"
    assert models(tmp_path, TWO + both) == ["both"]


def test_a_class_that_needs_arguments_is_built_as_the_file_does(tmp_path: Path) -> None:
    call = 'if __name__ == "__main__":\n    net = Net(5, width=2 * 8)\n'
    assert models(tmp_path, NEEDY + call) == ["Net(5, width=2 * 8)"]
    assert chosen(tmp_path, NEEDY + call) == ["class, called as net.py:16 does: Net(5, width=2 * 8)"]
    main = """
        from argparse import ArgumentParser
        def main(args):
            net = Net(args.depth)
        if __name__ == "__main__":
            parser = ArgumentParser()
            parser.add_argument("--depth", type=int, default=4)
            main(parser.parse_args())
        """
    assert [job.missing for job in jobs(tmp_path, NEEDY + "def main(depth):\n    net = Net(depth)\n")] == [("depth",)]
    (job,) = jobs(tmp_path, NEEDY + dedent(main))
    assert (job.expression, job.chosen) == ("Net", "class, built as net.py:18 does: Net(args.depth)")


def test_a_class_that_nobody_gives_its_arguments(tmp_path: Path) -> None:
    (job,) = jobs(tmp_path, NEEDY)
    assert (job.expression, job.missing) == ("Net", ("depth",))
    assert job.chosen == "class, not built: nobody gives its arguments"


def test_inherited_constructors(tmp_path: Path) -> None:
    child = TWO + f"class Wide(Net):\n{FORWARD}"
    assert models(tmp_path, child) == ["Net", "Wide"]
    (wide,) = jobs(tmp_path, child.replace("depth=3", "depth"))  # a base that cannot be built is no model
    assert (wide.expression, wide.missing) == ("Wide", ("depth",))


def test_a_base_from_elsewhere(tmp_path: Path) -> None:
    child = f"from elsewhere import Base\nclass Net(Base):\n    pass\nclass Data(Base):\n{FORWARD}"
    layer = f"from torch import nn\nclass Base(nn.Module):\n{FORWARD}"
    assert models(tmp_path, child, elsewhere=layer) == ["Net", "Data"]
    assert models(tmp_path, child, elsewhere="class Base:\n    pass\n") == []


def test_a_base_without_forward_is_no_model(tmp_path: Path) -> None:
    base = f"class Base(nn.Module):\n    pass\nclass Net(Base):\n{FORWARD}"
    assert models(tmp_path, base) == ["Net"]


@pytest.mark.parametrize("forward", ["raise NotImplementedError", "raise NotImplementedError('forward')"])
def test_what_is_only_meant_to_be_derived_from(forward: str, tmp_path: Path) -> None:
    base = f"class Base(nn.Module):\n    def forward(self): {forward}\n"
    assert models(tmp_path, f"{base}class Net(Base):\n    def forward(self): return 1\n") == ["Net"]
    abstract = "from abc import ABC, abstractmethod\nclass Base(nn.Module, ABC):\n"
    abstract += "    @abstractmethod\n    def forward(self): ...\n"
    assert models(tmp_path, abstract) == []


def test_a_class_whose_defaults_do_not_do(tmp_path: Path) -> None:
    needy = TWO.replace("depth=3", "depth=None")
    (job,) = jobs(tmp_path, needy)
    assert job.missing
    main = "def demo():\n    depth = 2\n    return [Net(depth)]\n"
    (job,) = jobs(tmp_path, needy + main)
    assert job.entry is not None
    assert job.entry.function == "demo"


def test_a_layer_that_a_registry_constructs_is_no_model(tmp_path: Path) -> None:
    registry = TWO.replace("Block(8)", "BLOCKS['block'](8)")
    registry = registry.replace("class Net", "BLOCKS = {'block': Block}\nclass Net")
    assert models(tmp_path, registry) == ["Net"]


def test_all_classes(tmp_path: Path) -> None:
    body = TWO.replace("self, width", "self, width=3")
    assert models(tmp_path, body) == ["Net"]
    assert models(tmp_path, body, all_classes=True) == ["Block", "Net"]


def test_what_a_file_says_of_others() -> None:
    text = f"{HEAD}from .net import Net, Base\nclass Outer(Base):\n    def __init__(self):\n        self.net = Net()\n"
    inventory = take_inventory(SourceFile.from_text("pkg/a.py", text))
    assert ".net.Net" in constructed_by_models(inventory)
    assert derived_from(inventory) == {".net.Base"}


@pytest.mark.parametrize("body", ["", "x = 1", "class A: pass", "def f(): return 3", "class A(nn.Module): pass"])
def test_no_model(body: str, tmp_path: Path) -> None:
    assert models(tmp_path, body) == []
