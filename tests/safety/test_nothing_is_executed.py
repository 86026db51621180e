"""Analyzed code is read: never run, imported, compiled, and never the cause of a file, socket or process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("audited.py")

LAYER = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        return self.fc(x)
"""

# Each would leave the file MARK behind, or load the module `bait`, if any of it were really run.
TEMPTATIONS = dict(
    section.split("\n", 1)
    for section in Path(__file__).with_name("temptations.txt").read_text(encoding="utf-8").split("# ---- ")[1:]
)


def audit(job: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Runs a job under the hook and gives what it found and reported."""
    command = [sys.executable, str(SCRIPT), json.dumps(job)]
    environment = os.environ | {"FLOPSLINT_CACHE_DIR": job["writable"][0]}
    result = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    outcome: dict[str, Any] = json.loads(result.stdout)
    return outcome


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with a bait module, which nothing may ever load."""
    (tmp_path / "bait.py").write_text("open('MARK', 'w')\nanything = 1\n", encoding="utf-8")
    return tmp_path


def test_torchvision(corpus: Path, tmp_path: Path) -> None:
    builders = ("resnet:resnet18", "swin_transformer:swin_t", "vision_transformer:vit_b_16", "regnet:regnet_y_400mf")
    files = {name: f"torchvision/models/{module}.py" for module, _, name in (b.partition(":") for b in builders)}
    job = {
        "targets": [[f"{file}::{name}(weights=None)", ["1x3x224x224"]] for name, file in files.items()],
        "search_path": [str(corpus)],
        "analyzed": [str(corpus / "torchvision")],
        "writable": [str(tmp_path / "cache")],
    }
    outcome = audit(job, tmp_path)
    assert outcome["found"] == []
    assert [report["flops"]["exact"] for report in outcome["reports"]] == [True] * len(files)


@pytest.mark.parametrize("name", sorted(TEMPTATIONS))
def test_temptation(name: str, workplace: Path) -> None:
    path = workplace / "tempting.py"
    path.write_text(LAYER + "\n\n" + TEMPTATIONS[name] + "\n", encoding="utf-8")
    before = set(workplace.iterdir())
    job = {
        "targets": [["tempting.py::Net()", ["1x4"]]],
        "search_path": [],
        "analyzed": [str(path), str(workplace / "bait.py")],
        "writable": [str(workplace / "cache")],
    }
    outcome = audit(job, workplace)
    assert outcome["found"] == []
    assert set(workplace.iterdir()) - before <= {workplace / "cache"}
    (report,) = outcome["reports"]
    assert "raised" not in report, report
    assert report["params"]["total"] == 10 or not report["params"]["exact"]


def test_temptations_in_a_model(workplace: Path) -> None:
    body = "\n".join(f"        {line}" for line in TEMPTATIONS["globals"].replace("\n\n", "\n").splitlines())
    source = LAYER.replace("        return self.fc(x)", f"{body}\n        return self.fc(x)")
    (workplace / "tempting.py").write_text(source, encoding="utf-8")
    job = {
        "targets": [["tempting.py::Net()", ["1x4"]], ["tempting.py::Net(open('MARK', 'w'))", ["1x4"]]],
        "search_path": [],
        "analyzed": [str(workplace)],
        "writable": [str(workplace / "cache")],
    }
    outcome = audit(job, workplace)
    assert outcome["found"] == []
    assert not (workplace / "MARK").exists()
