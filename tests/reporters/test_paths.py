from __future__ import annotations

from pathlib import Path

from flopslint.reporters.paths import PathNames

ROOT = Path("/home/me/project")
NAMES = PathNames.of(ROOT, [Path("/env/site-packages"), Path("/env"), Path("/third")])


def test_inside_the_root() -> None:
    assert NAMES.name("/home/me/project/models/net.py") == "models/net.py"
    assert NAMES.module("/home/me/project/models/net.py") is None


def test_outside_by_the_nearest_entry() -> None:
    assert NAMES.name("/env/site-packages/torchvision/models/resnet.py") == "torchvision/models/resnet.py"
    assert NAMES.module("/env/site-packages/torchvision/models/resnet.py") == "torchvision.models.resnet"
    assert NAMES.module("/third/einops/__init__.py") == "einops"


def test_never_absolute() -> None:
    assert NAMES.name("/somewhere/else/net.py") == "net.py"
