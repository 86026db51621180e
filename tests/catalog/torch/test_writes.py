"""Writes that cannot be followed cost a tensor its values; those that can are seen through all its views."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.values.value import Unknown, Value
from tests.evaluator.evaluation import evaluate_module

HEAD = """
import torch

unknown = torch.load("weights.pt")
place = torch.randint(0, 4, ())
places = torch.randint(0, 4, (2,))
mask = torch.rand(4) > 0.5
x = torch.arange(4)
"""


def result_of(folder: Path, statements: str) -> Value:
    (folder / "snippet.py").write_text(HEAD + statements, encoding="utf-8")
    run = evaluate_module(folder, "snippet")
    assert run.ended_by is None
    return run.value("r")


@pytest.mark.parametrize(
    "statements",
    [
        "x[unknown] = 1",
        "x[0] = unknown",
        "x[...] = unknown",
        "x[unknown:] = 3",
        "x.add_(unknown)",
        "x.copy_(unknown)",
        "x.view(2, 2)[unknown] = 5",
        "x[places] = 9",
        "x[place] = 9",
        "x[place].fill_(7)",
        "x.view(2, 2)[place].view(2, 1).fill_(7)",
        "x[mask] = 0",
        "x.masked_fill_(mask, 3)",
        "x.scatter_(0, places, 9)",
        "x.index_fill_(0, places, 9)",
        "x.data[0] = unknown",
        "x.detach()[0] = unknown",
        "x.clamp_(unknown)",
        "x.apply_(lambda value: value + 1)",
        "x[:3] = x[1:]",
        "x = torch.arange(4096).view(64, 64); x.unfold(0, 3, 1).unfold(1, 3, 1)[0, 0, 0, 0] = 7; x = x[0]",
    ],
)
def test_values_are_lost(tmp_path: Path, statements: str) -> None:
    assert isinstance(result_of(tmp_path, f"{statements}\nr = x[1].item()"), Unknown)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("x.data.zero_()", 0),
        ("x.detach()[1] = 5", 5),
        ("x.view(2, 2)[0, 1] = 5", 5),
        ("x.view(2, 2).t()[1, 0] = 5", 5),
        ("x[None].squeeze(0)[1] = 5", 5),
        ("x.chunk(2)[0].fill_(5)", 5),
        ("y, z = x.split([1, 3]); z += 4", 5),
        ("x.clone()[1] = 5", 1),
        ("x.reshape(4)[1] = 5", 5),
        ("x[[1, 2]][0] = 5", 1),
        ("x.unbind()[1].fill_(5)", 5),
        ("x.expand(2, 4)[0, 1]; x.narrow(0, 1, 1).mul_(5)", 5),
        ("x.unfold(0, 2, 2)[0, 1] = 5", 5),
        ("x.as_strided((2,), (1,), 1)[0] = 5", 5),
        ("torch.nn.Parameter(x, requires_grad=False).data[1] = 5", 5),
        ("x.to(torch.float32)[1] = 5", 1),
        ("x.to(torch.int64)[1] = 5", 5),
    ],
)
def test_values_are_followed(tmp_path: Path, statements: str, expected: int) -> None:
    assert result_of(tmp_path, f"{statements}\nr = x[1].item()") == expected


def test_shapes_are_known_where_values_are_not(tmp_path: Path) -> None:
    assert result_of(tmp_path, "r = tuple(x.view(2, 2)[place].shape), tuple(x[places].shape)") == ((2,), (2,))


def test_how_many_elements_a_mask_picks_is_not_known(tmp_path: Path) -> None:
    assert isinstance(result_of(tmp_path, "r = x[mask]"), Unknown)
