"""Top levels of modules beside a model: what they compute is no work of the model, and no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.gap import Effect
from flopslint.core.input_spec import parse_input_spec
from flopslint.evaluator.runs.run import Request, evaluate_model
from flopslint.frontend.lower import lower_expression
from flopslint.values.events import ModelRun, OpCall
from flopslint.values.value import Unknown
from tests.evaluator.conftest import Evaluate
from tests.evaluator.evaluation import program

MODEL = """
import torch
import torch.nn as nn
import tables


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x) * tables.SCALE
"""

TABLES = """
import torch
import nowhere_to_be_found

SCALE = 2
PRODUCT = torch.ones(3, 3) @ torch.ones(3, 3)
KINDS = {nowhere_to_be_found.A: 1}
NAMES = {name: kind for kind, name in KINDS.items()}
nowhere_to_be_found.register(NAMES)
"""


SCRIPT = """
import torch.nn as nn
import nowhere_to_be_found

NAMES = []
for line in nowhere_to_be_found.lines():
    NAMES.append(line)
while nowhere_to_be_found.goes_on():
    nowhere_to_be_found.step(NAMES)


class Net(nn.Module):
    def __init__(self, classes=2):
        super().__init__()
        self.fc = nn.Linear(4, classes)

    def forward(self, x):
        return self.fc(x)


class Listed(Net):
    def __init__(self):
        super().__init__(len(NAMES))


grown = nn.Sequential(nn.Linear(4, 4))
for line in nowhere_to_be_found.lines():
    grown.append(nn.Linear(4, 4))
"""


def _run(folder: Path, expression: str, **modules: str) -> ModelRun:
    for name, text in modules.items():
        (folder / f"{name}.py").write_text(text)
    path = folder / f"{next(iter(modules))}.py"
    request = Request(
        path=path, module=None, expression=lower_expression(expression, str(path)), target=expression, name=expression,
        inputs=(parse_input_spec("1x4"),),
    )  # fmt: skip
    return evaluate_model(program(folder), request)


def _effects(run: ModelRun) -> set[Effect]:
    return {effect for use in run.gaps for effect in use.effects}


def test_top_level_of_a_module_first_needed_in_forward_is_no_work(tmp_path: Path) -> None:
    run = _run(tmp_path, "Net()", model=MODEL, tables=TABLES)
    assert run.forward_ended
    assert _effects(run) == set()
    ops = [event.op for event in run.events if isinstance(event, OpCall)]
    assert ops == ["torch.nn.functional.linear", "torch.Tensor.__mul__"]


def test_loops_nobody_can_count_beside_a_model(tmp_path: Path) -> None:
    assert _effects(_run(tmp_path, "Net()", script=SCRIPT)) == set()


@pytest.mark.parametrize("expression", ["Listed()", "grown"])
def test_loops_nobody_can_count_that_a_model_rests_on(tmp_path: Path, expression: str) -> None:
    run = _run(tmp_path, expression, script=SCRIPT)
    layers = [run.root, *run.root.attributes["_modules"].values()] if run.root is not None else []
    tainted = any(isinstance(layer, Unknown) or layer.taint is not None for layer in layers)
    assert Effect.PARAMS in _effects(run) or tainted


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ('__all__ = ["NAME"]\nNAME = 1\n', False),
        ('__all__ = ["NAME"]\n__all__ += ["OTHER"]\nNAME = OTHER = 1\n', True),
        ('__all__ = ["name"]\n@export\ndef name(): ...\n', True),
    ],
)
def test_a_star_import_runs_the_module_unless_its_names_are_written_out(
    evaluate: Evaluate, text: str, runs: bool
) -> None:
    found = evaluate("from lib import *\n", lib=text)
    assert (found.machine.modules["lib"].state == "done") is runs


def test_the_version_of_a_lazy_package_is_read_without_running_it(evaluate: Evaluate) -> None:
    lazy = """
        import sys
        from typing import TYPE_CHECKING

        __version__ = "1.2.3"

        if TYPE_CHECKING:
            from snippet import found
        else:
            while True:
                pass
            sys.modules[__name__] = object()
    """
    source = "from importlib.metadata import version\nfound = version('lazy-thing')\n"
    assert evaluate(source, lazy_thing=lazy).plain("found") == "1.2.3"
