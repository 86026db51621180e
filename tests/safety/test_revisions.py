"""A diff starts git and nothing else, not even what the repository's own settings would have git start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.project.repositories import ENVIRONMENT, RESIDUAL, git, repository

AUDITED = """\
import json, os, sys

seen = {"started": [], "written": [], "other": []}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def hook(event, arguments):
    if event == "subprocess.Popen":
        seen["started"].append([str(word) for word in arguments[1]])
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        if arguments[0] != os.devnull and not isinstance(arguments[0], int):  # a number is the end of a pipe to git
            seen["written"].append(str(arguments[0]))
    elif event.startswith(("socket.", "os.system", "os.exec", "os.spawn", "os.remove", "os.rename", "os.mkdir")):
        seen["other"].append(event)


sys.addaudithook(hook)
from flopslint.cli.main import main

status = main(["diff", "--format", "json"])
analyzed = [name for name in sys.modules if name in {"nets", "torch"}]
print(json.dumps({**seen, "status": status, "analyzed": analyzed}), file=sys.stderr)
"""


def test_git_is_all_that_is_started(tmp_path: Path) -> None:
    folder = repository(tmp_path / "project", {"nets.py": RESIDUAL, ".gitattributes": "*.py diff=trap\n"})
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.trap.textconv", "diff.trap.command", "core.pager"):
        git(folder, "config", name, str(trap))
    (folder / "nets.py").write_text(RESIDUAL.replace("depth=3", "depth=4"), encoding="utf-8")
    environment = {
        **ENVIRONMENT,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    environment.pop("PYTHONPYCACHEPREFIX", None)
    done = subprocess.run(
        [sys.executable, "-c", AUDITED], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    seen = json.loads(done.stderr)
    assert json.loads(done.stdout)["models"][0]["status"] == "changed"
    assert {words[0] for words in seen["started"]} == {"git"}
    assert (seen["written"], seen["other"], seen["analyzed"], seen["status"]) == ([], [], [], 0)
    assert not (tmp_path / "sprung").exists()
