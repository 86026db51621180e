"""Runs the steps of a composite action as a runner of GitHub does: its shell, its files, its expressions."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
"""What ``shell: bash`` stands for.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
"""


@dataclass
class Run:
    """What a run of an action left behind."""

    failed: bool = False
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


def run_action(
    action: Path,
    inputs: dict[str, str],
    folder: Path,
    temporary: Path,
    environment: dict[str, str],
    skipped: frozenset[str] = frozenset(),
) -> Run:
    """Runs the steps in a checkout, less those ``skipped`` by name; a step that fails ends the run."""
    document: dict[str, Any] = yaml.safe_load(action.read_text(encoding="utf-8"))
    context = {"github.action_path": str(action.parent), "github.event.pull_request.base.sha": ""}
    for name, described in document["inputs"].items():
        context[f"inputs.{name}"] = inputs.get(name, _filled(str(described["default"]), context))
    run = Run()
    summary = temporary / "summary.md"
    summary.touch()
    for number, step in enumerate(document["runs"]["steps"]):
        if step["name"] in skipped or ("if" in step and not _holds(step["if"], context)):
            continue
        assert step["shell"] == "bash"
        output = temporary / f"output-{number}"
        output.touch()
        variables = {name: _filled(str(value), context) for name, value in step.get("env", {}).items()}
        files = {"RUNNER_TEMP": str(temporary), "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
        script = temporary / f"step-{number}.sh"
        script.write_text(_filled(step["run"], context), encoding="utf-8")
        working = folder / _filled(step.get("working-directory", "."), context)
        done = subprocess.run(
            [*_SHELL, str(script)], cwd=working, env={**environment, **files, **variables}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        run.log += done.stdout + done.stderr
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            context[f"steps.{step['id']}.outputs.{name}"] = value
        if done.returncode:
            run.failed = True
            break
    run.summary = summary.read_text(encoding="utf-8")
    run.outputs = {name: _filled(one["value"], context) for name, one in document["outputs"].items()}
    return run


def _filled(text: str, context: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: _value(match[1], context), text)


def _value(expression: str, context: dict[str, str]) -> str:
    """The first of several alternatives that is not empty."""
    return next((found for part in expression.split("||") if (found := context.get(part.strip(), ""))), "")


def _holds(condition: str, context: dict[str, str]) -> bool:
    left, right = condition.split("!=")
    return _value(left.strip(), context) != right.strip().strip("'")
