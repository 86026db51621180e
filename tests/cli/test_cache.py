from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import flopslint
from flopslint.cli.main import main
from tests.project.projects import net, write
from tests.sample_models.expected import SAMPLES

HEAVY = "flopslint.evaluator", "flopslint.frontend", "flopslint.rules", "libcst", "networkx", "pathspec", "rich"
LOADED = f"""
import sys
from flopslint.cli.main import main
status = main(sys.argv[1:])
print(status, *sorted(name for name in sys.modules if name.startswith({HEAVY!r})), file=sys.stderr)
"""
NAMES = ("alexnet_2012.py", "over_budget.py", "wrong_flatten.py", "unet.py")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FLOPSLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "runs"


def run(*arguments: str, folder: Path | None = None) -> tuple[int, str]:
    """Status and stdout of a command in a process of its own."""
    command = [sys.executable, "-c", LOADED, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert "internal error" not in result.stderr
    return result.returncode, result.stdout


def loaded(*arguments: str) -> list[str]:
    """The status of a command, and what of the heavy modules it imported."""
    result = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    return result.stderr.split()


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(arguments)
    return capsys.readouterr().out


def test_a_run_over_what_has_not_changed_imports_little(cache: Path) -> None:
    for command in (("report", str(SAMPLES / "alexnet_2012.py")), ("check", str(SAMPLES))):
        assert len(loaded(*command)) > 1
        assert len(loaded(*command)) == 1


@pytest.mark.parametrize("command", ["report", "check"])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_bytes(
    cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    target = str(SAMPLES / name)
    formats = ("text", "json", "csv", "markdown") + (("sarif", "junit", "gitlab") if command == "check" else ())
    cold = {one: out(capsys, command, target, "--no-cache", "--format", one) for one in formats}
    assert not cache.exists()
    out(capsys, command, target)
    assert list(cache.iterdir())
    for one in formats:
        assert out(capsys, command, target, "--format", one) == cold[one]
    for one in ("text", "json"):
        assert run(command, target, "--format", one, folder=tmp_path)[1] == cold[one]


def test_what_changes_is_seen(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write(
        tmp_path / "project",
        {"pyproject.toml": "[tool.flopslint]\n", "net.py": net(comment="  # flopslint: input=1x4")},
    )
    target = str(project / "net.py")
    first = out(capsys, "report", target)
    assert "10" in first
    write(project, {"net.py": net(comment="  # flopslint: input=1x4").replace("width=4", "width=8")})
    assert out(capsys, "report", target) != first
    write(project, {"net.py": net(comment="  # flopslint: input=1x4")})
    assert out(capsys, "report", target) == first
    write(project, {"pyproject.toml": '[tool.flopslint]\nconvention = "mac-bias"\n'})
    assert "mac-bias" in out(capsys, "report", target)


def test_a_file_that_was_not_there_is_seen(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was looked for in vain counts: here a module that a later one on the search path stood in for."""
    project = write(tmp_path / "project", {
        "pyproject.toml": '[tool.flopslint]\nsearch-path = ["lib"]\n',
        "net.py": "from sizes import WIDTH\nfrom torch import nn\nnet = nn.Linear(WIDTH, 1, bias=False)\n",
        "lib/sizes.py": "WIDTH = 3\n",
    })  # fmt: skip
    target = f"{project / 'net.py'}::net"
    assert flopslint.analyze(target).params == 3
    write(project, {"sizes.py": "WIDTH = 5\n"})
    assert flopslint.analyze(target).params == 5
    (project / "sizes.py").unlink()
    assert flopslint.analyze(target).params == 3
    shutil.rmtree(project / "lib")
    assert not flopslint.analyze(target).params.exact


def test_a_new_file_is_checked(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write(tmp_path / "project", {"pyproject.toml": "[tool.flopslint]\n", "a.py": net()})
    assert "1 model in 1 file" in out(capsys, "check", str(project))
    write(project, {"inner/b.py": net()})
    assert "2 models in 2 files" in out(capsys, "check", str(project))
    write(project, {".gitignore": "inner/\n"})
    assert "1 model in 1 file" in out(capsys, "check", str(project))
    write(project, {"notes.txt": ""})
    assert len(loaded("check", str(project))) == 1


def test_it_lies_beside_the_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLOPSLINT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "user"))
    project = write(tmp_path / "project", {"pyproject.toml": "[tool.flopslint]\n", "net.py": net()})
    out(capsys, "check", str(project))
    assert sorted(one.name for one in project.iterdir()) == [".flopslint_cache", "net.py", "pyproject.toml"]
    git = shutil.which("git")
    if git is not None:
        subprocess.run([git, "init", "-q"], cwd=project, check=True)
        status = subprocess.run([git, "status", "--short"], cwd=project, capture_output=True, text=True, check=True)
        assert "cache" not in status.stdout
    monkeypatch.chdir(project)
    assert out(capsys, "cache", "clean") == "2 entries removed\n"
    assert out(capsys, "cache", "clean") == "0 entries removed\n"
    assert not (tmp_path / "user").exists()
    other = write(tmp_path / "other", {"net.py": net()})
    out(capsys, "report", str(other / "net.py"), "--cache-dir", str(tmp_path / "chosen"))
    assert list((tmp_path / "chosen" / "runs").iterdir())
    if sys.platform == "linux":
        out(capsys, "report", str(other / "net.py"))
        assert list((tmp_path / "user" / "flopslint" / "runs").iterdir())
    assert sorted(one.name for one in other.iterdir()) == ["net.py"]


def test_damage_costs_nothing_but_time(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(SAMPLES / "over_budget.py")
    right = out(capsys, "report", target)
    for path in cache.iterdir():
        path.write_bytes(os.urandom(1000))
    assert out(capsys, "report", target) == right
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes().replace(b"2113514", b"2113515"))
    assert out(capsys, "report", target) == right


def test_another_version_of_flopslint_works_it_out_anew(
    cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(SAMPLES / "over_budget.py")
    out(capsys, "report", target)
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr("flopslint.cache.state._code", lambda folder: "other")
    out(capsys, "report", target)
    assert len(list(cache.iterdir())) == 2
    monkeypatch.setenv("VIRTUAL_ENV", "/nowhere")
    out(capsys, "report", target)
    assert len(list(cache.iterdir())) == 3


def test_python_gets_more_than_figures_of_a_kept_report(cache: Path) -> None:
    target = str(SAMPLES / "over_budget.py")
    first, again = flopslint.analyze(target), flopslint.analyze(target)
    assert len(list(cache.iterdir())) == 1
    assert first.to_dict() == again.to_dict()
    assert again.cost("mac-bias").total == first.cost("mac-bias").total
    assert len(again.graph.nodes) == len(first.graph.nodes) > 0
    assert len(again.op_calls) == len(first.op_calls)


def test_nothing_is_kept_without_it(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(SAMPLES / "over_budget.py")
    flopslint.analyze(target, cache=False)
    out(capsys, "report", target, "--no-cache")
    out(capsys, "check", target, "--no-cache")
    assert not cache.exists()


def test_what_fails_is_not_kept(cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, {"net.py": net()}) / "net.py"
    assert main(["report", f"{path}::Other"]) == 2
    assert main(["check", str(path), "--select", "FL999"]) == 2
    capsys.readouterr()
    assert not cache.exists()


def test_kept_figures_are_json(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys, "check", str(SAMPLES))
    for path in cache.iterdir():
        for line in path.read_bytes().splitlines()[1:]:
            json.loads(line)
