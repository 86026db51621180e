"""Buffers are counted as the model is built, also where forward puts others in their place."""

from __future__ import annotations

from pathlib import Path

import flopslint

MODEL = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.LazyLinear(2)
        self.norm = nn.LazyBatchNorm1d()
        self.register_buffer("index", torch.zeros(1, 1, 3))
        self.register_buffer("kept", torch.zeros(5))

    def forward(self, x):
        if self.index.shape[1] != x.shape[1]:
            self.index = torch.zeros(1, x.shape[1], 3)
        self.kept = self.kept + 1
        return self.norm(self.fc(x))
"""


def test_of_another_size_after_forward(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(MODEL, encoding="utf-8")
    report = flopslint.analyze(f"{tmp_path / 'net.py'}::Net()", inputs=["4x7"], cache=False)
    assert report.buffers == 3 + 5 + (2 + 2 + 1)  # a lazy layer gets its own in its first run
    assert sum(row.buffers for row in report.layers) == report.buffers
