"""A tensor that is given a view of itself as its data."""

from __future__ import annotations

from pathlib import Path

import pytest

import flopslint

MODEL = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
        weight = self.fc.weight
{change}

    def forward(self, x):
        return self.fc(x)
"""


@pytest.mark.parametrize(
    "change",
    [
        "weight.data = weight.data",
        "weight.data = weight.detach()",
        "weight.data = weight.data.view(2, 4)",
        "weight.data = weight.data[:]\nself.fc.weight.data = self.fc.weight.data.to('cpu')",
        "view = weight.data[0]\nweight.data = view.expand(2, 4)",
        "weight.data.set_(weight.data.view(2, 4))",
        "view = weight.data.view(2, 4)\nview.data = view.detach()\nweight.data = view",
        "other = weight.detach()\nother.data = weight.data\nweight.data = other.view(2, 4)",
    ],
)
def test_the_model_is_counted(change: str, tmp_path: Path) -> None:
    indented = "\n".join(f"        {line}" for line in change.splitlines())
    (tmp_path / "net.py").write_text(MODEL.format(change=indented), encoding="utf-8")
    report = flopslint.analyze(f"{tmp_path / 'net.py'}::Net()", inputs=["1x4"], cache=False)
    assert report.params == 10
    assert report.cost("torch").flops == 16
