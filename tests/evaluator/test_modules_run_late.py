"""Modules that first run while the model does: what their top level computes is no work of the model."""

from __future__ import annotations

from pathlib import Path

from flopslint.core.input_spec import parse_input_spec
from flopslint.evaluator.run import Request, evaluate_model
from flopslint.frontend.lower import lower_expression
from flopslint.values.events import OpCall
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


def test_top_level_of_a_module_first_needed_in_forward_is_no_work(tmp_path: Path) -> None:
    model, tables = tmp_path / "model.py", tmp_path / "tables.py"
    model.write_text(MODEL)
    tables.write_text(TABLES)
    run = evaluate_model(
        program(tmp_path),
        Request(
            path=model, module=None, expression=lower_expression("Net()", str(model)), target="Net()", name="Net",
            inputs=(parse_input_spec("1x4"),),
        ),
    )  # fmt: skip
    assert run.forward_ended
    assert [use.gap.reason for use in run.gaps if use.effects] == []
    assert [event.op for event in run.events if isinstance(event, OpCall)] == [
        "torch.nn.functional.linear",
        "torch.Tensor.__mul__",
    ]
