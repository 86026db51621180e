"""Models that load weights nobody can read: what is done to the weights leaves the layers known."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.gap import Effect
from flopslint.core.input_spec import parse_input_spec
from flopslint.evaluator.runs.run import Request, evaluate_model
from flopslint.frontend.lower import lower_expression
from flopslint.values.events import ModelRun
from flopslint.values.value import Instance, Unknown
from tests.evaluator.evaluation import program

MODEL = """
import re
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.blocks = nn.ModuleList([nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 1)])

    def forward(self, x):
        x = self.conv(x)
        for block in self.blocks:
            x = block(x)
        return x


def resized(weight, shape):
    if weight.shape == shape:
        return weight
    return torch.zeros(shape)


def renamed(weights, model):
    out = {}
    if "model" in weights:
        weights = weights["model"]
    elif any(k.startswith("net.") for k in weights):
        weights = {k[4:]: v for k, v in weights.items() if k.startswith("net.")}
    elif "old" in weights:
        weights = weights["old"]
    for k, v in weights.items():
        if k == "stem.weight":
            v = resized(v, model.conv.weight.shape)
        elif k.startswith("skip"):
            continue
        k = re.sub("a(.)", "b", k).replace("stem", "conv")
        while v.ndim < 4:
            v = v.unsqueeze(0)
        module = model.get_submodule(k[:-7]) if "blocks" in k else model.conv
        if module.weight.shape != v.shape:
            v = v.reshape(module.weight.shape)
        out[k] = v
    out.pop("head.weight", None)
    return out


def loaded():
    model = Net()
    weights = renamed(torch.load("weights.pth"), model)
    weights.pop("fc.weight", None)
    for name in list(weights):
        if name.endswith("num_batches_tracked"):
            del weights[name]
    model.load_state_dict(weights, strict=False)
    return model


def grown():
    model = Net()
    for name in torch.load("weights.pth"):
        model.blocks.append(nn.Conv2d(4, 4, 1))
    return model


def replaced():
    model = Net()
    for name, value in torch.load("weights.pth").items():
        if name == "conv.weight":
            model.conv = nn.Conv2d(3, value.shape[0], 3)
    return model


def one_of_them():
    model = Net()
    which = model.conv
    for name in torch.load("weights.pth"):
        which = model.blocks
    which.append(nn.Conv2d(4, 4, 1))
    return model


def by_comprehension():
    model = Net()
    [model.blocks.append(nn.Conv2d(4, 4, 1)) for name in torch.load("weights.pth")]
    return model
"""


def _run(folder: Path, builder: str) -> ModelRun:
    path = folder / "nets.py"
    path.write_text(MODEL)
    request = Request(
        path=path, module=None, expression=lower_expression(f"{builder}()", str(path)), target=builder, name=builder,
        inputs=(parse_input_spec("1x3x8x8"),),
    )  # fmt: skip
    return evaluate_model(program(folder), request)


def _is_whole(run: ModelRun) -> bool:
    """Whether all parameters are said to be known."""
    known = run.build_ended and not any(Effect.PARAMS in use.effects for use in run.gaps)
    waiting: list[object] = [run.root]
    while waiting:
        layer = waiting.pop()
        if layer is None:
            continue
        if isinstance(layer, Unknown) or not isinstance(layer, Instance) or layer.taint is not None:
            return False
        known = known and not any(isinstance(p, Unknown) for p in layer.attributes["_parameters"].values())
        waiting.extend(layer.attributes["_modules"].values())
    return known


def test_weights_filtered_and_loaded(tmp_path: Path) -> None:
    run = _run(tmp_path, "loaded")
    assert _is_whole(run)
    assert run.forward_ended
    assert not any(use.effects for use in run.gaps)
    assert not run.conflicts


@pytest.mark.parametrize("builder", ["grown", "replaced", "one_of_them", "by_comprehension"])
def test_layers_that_rest_on_the_weights(tmp_path: Path, builder: str) -> None:
    assert not _is_whole(_run(tmp_path, builder))
