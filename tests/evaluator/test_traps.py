"""A small model for each trap that evaluating real model source has: its figures are those of really running it."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import flopslint
from flopslint.core.count import Bound
from flopslint.reporters.report import ModelReport

TRAPS = Path(__file__).parent / "cases" / "traps"
EXPECTED: dict[str, dict[str, Any]] = json.loads((TRAPS / "expected.json").read_text(encoding="utf-8"))


def analyze(path: Path, spec: str) -> ModelReport:
    """The report on the class or function ``Model`` of a file."""
    return flopslint.analyze(f"{path}::Model", inputs=[spec], cache=False)


def shape(report: ModelReport) -> list[int]:
    """The shape of the output."""
    found: list[int] = report.to_dict()["output"]["shape"]
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_trap(name: str) -> None:
    """Parameters, buffers, FLOPs and output are exactly those of torch."""
    true = EXPECTED[name]
    path = TRAPS / name / "__init__.py" if (TRAPS / name).is_dir() else TRAPS / f"{name}.py"
    report = analyze(path, true["input"])
    assert report.conflicts == ()
    assert (report.params.min, report.params.max) == (true["params"], true["params"]), report.params.reasons
    assert (report.trainable.min, report.trainable.max) == (true["trainable"], true["trainable"])
    assert (report.buffers.min, report.buffers.max) == (true["buffers"], true["buffers"])
    flops = report.cost("torch").total
    assert (flops.min, flops.max) == (true["flops"], true["flops"]), flops.reasons
    assert shape(report) == true["output"]


@pytest.fixture
def model_of(tmp_path: Path) -> Any:
    """A function that analyzes source of a class or function ``Model``."""

    def run(source: str, spec: str = "1x4") -> ModelReport:
        path = tmp_path / "net.py"
        head = "import torch\nimport torch.nn as nn\nimport nowhere_to_be_found as nowhere\n"
        path.write_text(head + dedent(source), encoding="utf-8")
        return analyze(path, spec)

    return run


REGISTERED = {
    "attribute": "self.strange = nowhere.Strange(4)",
    "add_module": "self.add_module('strange', nowhere.Strange(4))",
    "add_module under an unknown name": "self.add_module(nowhere.name, nn.Linear(3, 3))",
    "register_module": "self.register_module('strange', nowhere.Strange())",
    "register_parameter": "self.register_parameter('strange', nowhere.parameter)",
    "setattr": "setattr(self, 'strange', nowhere.Strange())",
    "setattr of an unknown name": "setattr(self, nowhere.name, nn.Linear(3, 3))",
    "in a Sequential": "self.body = nn.Sequential(nn.Linear(4, 4), nowhere.Strange())",
    "in a ModuleList": "self.body = nn.ModuleList([nn.Linear(4, 4), nowhere.Strange()])",
    "appended": "self.body = nn.ModuleList()\n        self.body.append(nowhere.Strange())",
    "an unknown number": "self.body = nn.ModuleList([nn.Linear(4, 4) for _ in range(nowhere.depth)])",
    "an unknown list": "self.body = nn.ModuleList(nowhere.layers)",
    "in a loop": "self.body = nn.ModuleList()\n        for _ in range(nowhere.depth):"
    "\n            self.body.append(nn.Linear(4, 4))",
    "starred": "self.body = nn.Sequential(*nowhere.layers)",
    "in a ModuleDict": "self.body = nn.ModuleDict({'a': nowhere.Strange()})",
    "an unknown width": "self.body = nn.Linear(4, nowhere.width)",
    "an unknown class": "self.body = nowhere.registry['conv'](4, 4)",
    "an unknown decorator": "self.body = nowhere.wrap(nn.Linear(4, 4))",
    "given away": "nowhere.add_adapters(self)",
    "under an unknown condition": "if nowhere.flag:\n            self.extra = nn.Linear(4, 4)",
    "one of two": "self.body = nn.Linear(4, 4) if nowhere.flag else nn.Linear(4, 5)",
    "an unknown mixin": "self.body = type('Mixed', (nowhere.Mixin, nn.Module), {})()",
    "in an optional branch": "self.body = nn.Linear(4, 4) if nowhere.flag else None",
    "replaced in place": "self.body = nn.Linear(4, 4)\n        self.body.weight = nowhere.weight",
    "an unknown parameter": "self.weight = nn.Parameter(nowhere.tensor)",
    "removed perhaps": "self.body = nn.Linear(4, 4)\n        if nowhere.flag:\n            del self.body",
    "set to None perhaps": "self.body = nn.Linear(4, 4)\n        if nowhere.flag:\n            self.body = None",
}  # fmt: skip


KNOWN = {"in a Sequential": 30, "in a ModuleList": 30, "replaced in place": 14}
"""Parameters that are there for certain, where they are more than those of the layer that all of them have."""


@pytest.mark.parametrize("name", REGISTERED)
def test_trap_01_an_unknown_layer_leaves_the_parameters_inexact(model_of: Any, name: str) -> None:
    report = model_of(
        f"""
        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.known = nn.Linear(4, 2)
                {REGISTERED[name].replace(chr(10) + "        ", chr(10) + " " * 16)}

            def forward(self, x):
                return self.known(x)
        """
    )
    assert report.params.bound is not Bound.EXACT
    assert report.params.min is None or report.params.min <= KNOWN.get(name, 10)
    assert report.params.max is None or report.params.max > 10
    assert report.params.reasons
    assert any(reason.line is not None for reason in report.params.reasons)


@pytest.mark.parametrize(
    "statement",
    [
        "width = len(nowhere.classes)",
        "width = nowhere.width + torch.zeros(3).shape[0]",
        "width = int(nowhere.width)",
        "width = nowhere.widths[0] * 2",
        "width = [nowhere.width for _ in range(2)][1]",
        "width = max(nowhere.width, 3)",
        "width = nowhere.f(1).g.h[2](x=3)",
        "width = {'a': 1}[nowhere.name]",
        "width = (1, 2)[nowhere.index]",
        "width, _ = nowhere.pair",
        "width = sum(nowhere.widths)",
        "width = torch.tensor(nowhere.values).numel()",
        "width = nowhere.array.astype(int).tolist()[0]",
        "for width in nowhere.widths: pass",
        "with nowhere.context() as width: pass",
        "width = round(nowhere.width * 0.25)",
        "width = 1 if nowhere.flag else 2",
        "width = nowhere.width or 4",
        "width = int(f'{nowhere.width}')",
        "width = getattr(nowhere, 'width', 4)",
        "width = nowhere.config.get('width', 4)",
        "width = dict(nowhere.config)['width']",
        "width = next(iter(nowhere.widths))",
        "width = -nowhere.width",
        "width = nowhere.a < 3 and 5",
    ],
)
def test_trap_02_an_unknown_is_never_an_exception_of_the_program(model_of: Any, statement: str) -> None:
    report = model_of(
        f"""
        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                try:
                    {statement}
                except Exception:
                    width = 1000
                self.fc = nn.Linear(4, width)

            def forward(self, x):
                return self.fc(x)
        """
    )
    assert report.conflicts == ()
    assert report.params.bound is not Bound.EXACT
    assert report.cost("torch").total.bound is not Bound.EXACT
    assert report.params.min is None or report.params.min < 1000


def test_trap_08_a_use_of_a_class_with_an_unknown_base_is_a_gap(model_of: Any) -> None:
    report = model_of(
        """
        class Block(nowhere.Base):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(4, 4)

        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.block = Block()
                self.last = nn.Linear(4, 2)

            def forward(self, x):
                return self.last(self.block(x))
        """
    )
    assert report.params.bound is not Bound.EXACT
    assert report.params.min == 10
    assert report.cost("torch").total.bound is not Bound.EXACT


def test_trap_15_an_unknown_replaces_a_registered_child(model_of: Any) -> None:
    report = model_of(
        """
        class Base(nn.Module):
            def __init__(self):
                super().__init__()
                self.rnn = nn.Linear(4, 4)
                self.last = nn.Linear(4, 2)

            def forward(self, x):
                return self.last(self.rnn(x))

        class Model(Base):
            def __init__(self):
                super().__init__()
                self.rnn = nowhere.Recurrent(4, 4)
        """
    )
    assert report.conflicts == ()
    assert report.params.bound is not Bound.EXACT
    assert report.params.min == 10


ALTERNATIVES = {
    "two layers": ("y = self.a(x) if nowhere.flag else self.b(x)", 1 * 4 * 4 * 2, 1 * 4 * 8 * 2),
    "a layer or none": ("y = self.a(x) if nowhere.flag else x", 0, 32),
    "a block": ("y = x\n        if nowhere.flag:\n            y = self.b(self.a(x))", 0, 32 + 64),
    "equal sides": ("y = self.a(x) if nowhere.flag else self.a(x)", 32, 32),
    "an early return": ("if nowhere.flag:\n            return self.a(x)\n        y = self.b(self.a(x))", 32, 96),
    "a side that raises": ("if nowhere.flag:\n            raise ValueError\n        y = self.b(x)", 64, 64),
    "in a loop": ("for y in '123':\n            if nowhere.x:\n                break\n            self.a(x)", 0, 96),
    "and": ("y = nowhere.flag and self.a(x)", 0, 32),
    "nested": (
        "y = 1\n        if nowhere.x:\n            if nowhere.y:\n                self.a(x)\n            self.b(x)",
        0,
        96,
    ),
    "continued": (
        "for y in range(2):\n            if nowhere.flag:\n                continue\n            self.b(x)",
        0,
        128,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_work_on_one_side_of_an_unknown_condition_is_bounded(model_of: Any, name: str) -> None:
    body, minimum, maximum = ALTERNATIVES[name]
    report = model_of(
        f"""
        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.a = nn.Linear(4, 4, bias=False)
                self.b = nn.Linear(4, 8, bias=False)

            def forward(self, x):
                {body.replace(chr(10) + "        ", chr(10) + " " * 16)}
                return y
        """
    )
    flops = report.cost("torch").total
    assert report.params.bound is Bound.EXACT
    assert flops.min is not None
    assert flops.min <= minimum
    assert flops.max is None or flops.max >= maximum


UNCOUNTED = {
    "a loop": "for _ in range(nowhere.steps):\n            x = self.fc(x)",
    "a while loop": "while nowhere.more:\n            x = self.fc(x)",
    "a comprehension": "[self.fc(x) for _ in range(nowhere.steps)]",
    "a generator": "sum(self.fc(x).sum() for _ in nowhere.steps)",
    "map": "list(map(self.fc, nowhere.inputs))",
    "an unknown function": "nowhere.run(self.fc, x)",
    "an unknown method": "x = nowhere.model(x)",
    "an unknown operand": "x = x @ nowhere.matrix",
    "a layer at an unknown index": "x = self.layers[nowhere.index](x)",
    "an unknown attribute": "x = getattr(self, nowhere.name)(x)",
    "layers of an unknown list": "for layer in [self.fc] + nowhere.layers:\n            x = layer(x)",
    "a loop that may break": "for _ in '1234':\n            x = self.fc(x)\n            if nowhere.x: break",
    "a conditional expression": "x = self.fc(x) if nowhere.flag else x",
    "a reduction": "import functools\n        functools.reduce(lambda a, l: l(a), nowhere.layers, x)",
    "an unknown size": "x = self.fc(x.view(nowhere.size, 4))",
    "any": "any(self.fc(x) is None for _ in nowhere.steps)",
    "a generator function": "for part in self.parts(x):\n            pass",
}  # fmt: skip


@pytest.mark.parametrize("name", UNCOUNTED)
def test_work_that_cannot_be_counted_leaves_the_flops_inexact(model_of: Any, name: str) -> None:
    report = model_of(
        f"""
        class Model(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(4, 4)
                self.layers = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 4)])

            def parts(self, x):
                for _ in range(nowhere.steps):
                    yield self.fc(x)

            def forward(self, x):
                {UNCOUNTED[name].replace(chr(10) + "        ", chr(10) + " " * 16)}
                return self.layers[0](torch.zeros(1, 4))
        """
    )
    flops = report.cost("torch").total
    assert flops.bound is not Bound.EXACT
    assert flops.min is None or flops.min <= 32 * (6 if name == "a loop that may break" else 3)
    assert flops.max is None or flops.max > 32
    assert flops.reasons
