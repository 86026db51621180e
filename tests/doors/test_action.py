"""The action, its steps run as a runner would, over a checkout with one commit as actions/checkout makes it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.doors.runner import Run, run_action
from tests.project.repositories import ENVIRONMENT, RESIDUAL, commit, git, repository

ROOT = Path(__file__).resolve().parents[2]
CONFIG = '[budget]\nmodel-params = "16k"\nmodel-params-growth = "2%"\n'
WIDER = RESIDUAL.replace("nn.Linear(width, 32)", "nn.Linear(width, 48)").replace(
    "nn.Linear(32, 10)", "nn.Linear(48, 10)"
)


class Checkout:
    """A shallow clone of a pull request, and runs of the action in it."""

    def __init__(self, folder: Path, base: str, head: str) -> None:
        self._folder = folder
        origin = repository(folder / "origin", {"nets.py": base, "flopslint.toml": CONFIG})
        self.base = git(origin, "rev-parse", "HEAD")
        git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
        commit(origin, {"nets.py": head, "notes.txt": "a change\n"})
        git(folder, "clone", "--quiet", "--depth=1", f"file://{origin}", "checkout")

    def run(self, *, is_installed: bool = True, **inputs: str) -> Run:
        """One run; what the first step installs stays in place for the next."""
        temporary = self._folder / "temporary"
        temporary.mkdir(exist_ok=True)
        for old in temporary.glob("*.*"):
            old.unlink()
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {**ENVIRONMENT, "PATH": path, "PYTHONPATH": ""}
        given = {key.replace("_", "-"): value for key, value in inputs.items()}
        skipped = frozenset({"Install flopslint"} if is_installed else ())
        return run_action(ROOT / "action.yml", given, self._folder / "checkout", temporary, environment, skipped)


def test_a_pull_request(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path, RESIDUAL, WIDER)
    run = checkout.run(is_installed=False, base=checkout.base)
    assert run.failed
    assert run.outputs["status"] == "1"
    line = WIDER.splitlines().index("        self.neck = nn.Linear(width, 48)") + 1
    assert f"::error title=FL501 model-params-growth,file=nets.py,line={line}," in run.log
    assert "### flopslint: 1 model changed" in run.summary
    comment = Path(run.outputs["comment"]).read_text(encoding="utf-8")
    assert comment.startswith("<!-- flopslint-diff -->\n")
    assert comment in run.summary
    logs: dict[str, Any] = {
        name: json.loads(Path(run.outputs[name]).read_text(encoding="utf-8")) for name in ("sarif", "sarif-diff")
    }
    assert {log["version"] for log in logs.values()} == {"2.1.0"}
    assert [one["ruleId"] for one in logs["sarif-diff"]["runs"][0]["results"]] == ["FL501"]

    lenient = checkout.run(base=checkout.base, fail_level="never", targets="nets.py\n")
    assert not lenient.failed
    assert "FL501" in lenient.log

    alone = checkout.run(arguments="--budget\nmodel-params=1k\n")
    assert alone.failed
    assert "FL103" in alone.log
    assert alone.outputs["comment"] == ""

    wrong = checkout.run(targets="no_such_file.py")
    assert wrong.failed
    assert wrong.outputs["status"] == "2"


def test_no_expression_reaches_a_script() -> None:
    """What others can write, the name of a branch for one, goes through the environment."""
    document = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert all("${{" not in step["run"] for step in document["runs"]["steps"])
