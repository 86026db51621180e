"""What is not known and reaches a layer: it keeps its place, and what is registered there is no longer exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.catalog.torch.layer_tables import Uninitialized
from flopslint.values.value import Instance, Unknown
from tests.evaluator.evaluation import Evaluated, evaluate_module

HEAD = """
import torch
from torch import nn
import library_that_is_not_there as missing

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 3)
"""


def evaluate(folder: Path, text: str) -> Evaluated:
    (folder / "program.py").write_text(HEAD + text, encoding="utf-8")
    return evaluate_module(folder, "program")


def layer(ours: Evaluated, name: str = "net") -> Instance:
    value = ours.value(name)
    assert isinstance(value, Instance)
    return value


@pytest.mark.parametrize(
    "statement",
    [
        "self.other = missing.Layer()",
        "self.linear = missing.Layer()",
        "self.add_module('other', missing.Layer())",
        "self.register_module('other', missing.Layer())",
        "self.register_parameter('other', missing.parameter())",
        "self.register_buffer('other', missing.table())",
        "self.other = nn.Parameter(missing.tensor())",
        "self.add_module(missing.name(), nn.Linear(2, 2))",
        "setattr(self, 'other', missing.Layer())",
    ],
)
def test_unknown_registration_taints(tmp_path: Path, statement: str) -> None:
    net = layer(evaluate(tmp_path, f"        {statement}\n\nnet = Net()\n"))
    assert net.taint is not None


def test_what_is_known_does_not_taint(tmp_path: Path) -> None:
    net = layer(evaluate(tmp_path, "        self.names = ['a']\n        self.layers = [nn.ReLU()]\n\nnet = Net()\n"))
    assert net.taint is None


def test_unknown_over_a_child_is_no_error(tmp_path: Path) -> None:
    ours = evaluate(tmp_path, "        self.linear = missing.Layer()\n\nnet = Net()\nread = net.linear\n")
    assert ours.is_unknown("read")
    assert list(layer(ours).attributes["_modules"]) == ["linear"]


@pytest.mark.parametrize(
    "made",
    [
        "nn.Sequential(nn.ReLU(), missing.Layer(), nn.Tanh())",
        "nn.ModuleList([nn.ReLU(), missing.Layer(), nn.Tanh()])",
        "nn.ModuleDict({'a': nn.ReLU(), 'b': missing.Layer(), 'c': nn.Tanh()})",
    ],
)
def test_unknown_item_keeps_its_place(tmp_path: Path, made: str) -> None:
    ours = evaluate(tmp_path, f"\nnet = {made}\ncount = len(net)\n")
    net = layer(ours)
    kinds = [type(child) for child in net.attributes["_modules"].values()]
    assert kinds == [Instance, Unknown, Instance]
    assert net.taint is not None
    assert ours.value("count") == 3


def test_iteration_meets_the_unknown(tmp_path: Path) -> None:
    text = "net = nn.ModuleList([nn.ReLU(), missing.Layer()])\nitems = [m for m in net]\nlast = net[1]\nfirst = net[0]"
    ours = evaluate(tmp_path, f"\n{text}\n")
    items = ours.value("items")
    assert len(items) == 2
    assert isinstance(items[1], Unknown)
    assert ours.is_unknown("last")
    assert isinstance(ours.value("first"), Instance)


@pytest.mark.parametrize("made", ["nn.ModuleList(missing.layers())", "nn.Sequential(*missing.layers())"])
def test_unknown_list_has_no_length(tmp_path: Path, made: str) -> None:
    ours = evaluate(tmp_path, f"\nnet = {made}\ncount = len(net)\n")
    assert ours.is_unknown("net") or (ours.is_unknown("count") and layer(ours).taint is not None)


@pytest.mark.parametrize(
    "made",
    ["nn.ParameterList(missing.tensors())", "nn.ParameterDict(missing.tensors())", "nn.ModuleDict(missing.layers())"],
)
def test_unknown_contents_taint(tmp_path: Path, made: str) -> None:
    ours = evaluate(tmp_path, f"\nnet = {made}\ncount = len(net)\n")
    assert ours.is_unknown("count")
    assert layer(ours).taint is not None


def test_unknown_size_leaves_the_parameter_unknown(tmp_path: Path) -> None:
    ours = evaluate(tmp_path, "\nnet = nn.Conv2d(missing.channels(), 8, 3, padding=1)\n")
    net = layer(ours)
    assert net.taint is not None
    assert net.attributes["_parameters"]["bias"].shape == (8,)


def test_lazy_parameters_before_the_first_call(tmp_path: Path) -> None:
    ours = evaluate(
        tmp_path, "\nnet = nn.LazyLinear(3)\nbefore = net.weight\nnet(torch.ones(2, 5))\nafter = net.weight.shape\n"
    )
    assert isinstance(ours.value("before"), Uninitialized)
    assert ours.plain("after") == (3, 5)
    assert layer(ours).cls.dotted_name == "torch.nn.Linear"
    assert layer(ours).taint is None


def test_unknown_state_dict_changes_nothing(tmp_path: Path) -> None:
    ours = evaluate(
        tmp_path, "\nnet = Net()\nnet.load_state_dict(torch.load('weights.pt'))\nshape = net.linear.weight.shape\n"
    )
    assert ours.plain("shape") == (3, 2)
    assert layer(ours).taint is None


@pytest.mark.parametrize(
    "made",
    [
        "nn.Dropout(missing.rate())",
        "nn.LayerNorm(4, eps=missing.eps())",
        "nn.BatchNorm1d(4, momentum=missing.momentum())",
        "nn.LeakyReLU(missing.slope())",
        "nn.TransformerEncoderLayer(4, 2, 8, dropout=missing.rate())",
        "nn.Hardtanh(missing.low(), missing.high())",
    ],
)
def test_unknown_figure_decides_nothing(tmp_path: Path, made: str) -> None:
    text = f"net = {made}.eval()\nshape = tuple(net(torch.ones(3, 4)).shape)"
    ours = evaluate(tmp_path, f"\n{text}\n")
    assert ours.plain("shape") == (3, 4)
    assert all(child.taint is None for child in (layer(ours), *layer(ours).attributes["_modules"].values()))
