"""A project of 300 files, 5 of them with a model: found without being named, and soon."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from flopslint.cli.main import main
from tests.project.projects import write

OTHERS = (
    "import os\nimport json\n\n\ndef load(path):\n    with open(path) as stream:\n        return json.load(stream)\n",
    "import torch\n\n\ndef accuracy(output, target):\n    return (output.argmax(1) == target).float().mean()\n",
    "from torch.utils.data import Dataset\n\n\nclass Images(Dataset):\n    def __len__(self):\n        return 1\n",
    "from dataclasses import dataclass\n\n\n@dataclass\nclass Settings:\n    rate: float = 0.1\n",
    "from torch import nn\n\n\ndef count(model: nn.Module):\n    return sum(1 for one in model.parameters())\n",
)  # fmt: skip
BLOCK = """\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x):
        return torch.relu(self.norm(self.conv(x))) + x
"""
NET = """\
import torch
from torch import nn

from pkg.layers import Block


class Net{number}(nn.Module):  # flopslint: input=1x3x32x32
    def __init__(self, width={width}, depth={depth}):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3)
        self.blocks = nn.Sequential(*[Block(width) for _ in range(depth)])
        self.head = nn.Linear(width, 10)

    def forward(self, x):
        return self.head(self.blocks(self.stem(x)).mean((2, 3)))
"""
MODELS = {number: (8 * number, number) for number in range(1, 6)}


def params(width: int, depth: int) -> int:
    """Weights and biases of the stem, of each block's convolution and normalization, and of the head."""
    return (27 * width + width) + depth * (9 * width * width + width + 2 * width) + (10 * width + 10)


def macs(width: int, depth: int) -> int:
    """On 30x30 positions behind the stem."""
    return 900 * 27 * width + depth * 900 * 9 * width * width + 10 * width


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """300 files in 10 folders."""
    texts = {f"pkg/part{number % 10}/file{number}.py": OTHERS[number % 5] for number in range(294)}
    texts["pkg/layers.py"] = BLOCK
    for number, (width, depth) in MODELS.items():
        texts[f"pkg/part{number}/net.py"] = NET.format(number=number, width=width, depth=depth)
    assert len(texts) == 300
    monkeypatch.chdir(write(tmp_path, texts))
    return tmp_path


def test_it_finds_the_models_and_says_what_it_resolved(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started = time.process_time()
    assert main(["check"]) == 0
    assert time.process_time() - started < 10
    layers = sum(4 + 3 * depth for _, depth in MODELS.values())
    assert capsys.readouterr().out == (f"no findings; 5 models in 300 files, {layers} of {layers} layers resolved\n")


def test_their_figures_are_exact(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {one["target"]: (one["params"], one["macs"]) for one in document["models"]} == {
        f"pkg/part{number}/net.py::Net{number}": (params(*size), macs(*size)) for number, size in MODELS.items()
    }
    assert document["summary"] == {"files": 300, "models": 5, "findings": 0}
