"""``flopslint diff`` on real repositories: figures are held against separate reports of both revisions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.project.repositories import ENVIRONMENT, RESIDUAL, commit, diff, flopslint, git, report, repository

WIDER = RESIDUAL.replace("nn.Linear(width, 32)", "nn.Linear(width, 48)").replace(
    "nn.Linear(32, 10)", "nn.Linear(48, 10)"
)
PARTS = ("params", "macs", "flops")
MODEL_PARTS = (*PARTS, "memory")


def _only(document: dict[str, Any]) -> dict[str, Any]:
    (model,) = document["models"]
    found: dict[str, Any] = model
    return found


def test_figures_are_those_of_two_separate_reports(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    before = report(folder, "nets.py")
    (folder / "nets.py").write_text(WIDER, encoding="utf-8")
    after = report(folder, "nets.py")
    model = _only(diff(folder))
    assert (model["name"], model["status"]) == ("ResNet", "changed")
    for part in MODEL_PARTS:
        first, second = before[part]["total"], after[part]["total"]
        assert {key: model[part][key] for key in ("base", "head", "change")} == {
            "base": first, "head": second, "change": second - first
        }  # fmt: skip
    assert [layer["name"] for layer in model["layers"]] == ["neck", "head"]
    rows = [{layer["name"]: layer for layer in one["layers"]} for one in (before, after)]
    for layer in model["layers"]:
        assert layer["status"] == "changed"
        for part in PARTS:
            first, second = (row[layer["name"]][part] for row in rows)
            assert layer[part] == {"base": first, "head": second, "change": second - first}
        assert layer["line"] == rows[1][layer["name"]]["line"]


def test_one_layer_of_torchvisions_resnet50(tmp_path: Path, corpus: Path) -> None:
    """The library's own file, less its other builders; its imports lead to the rest of the library."""
    text = (corpus / "torchvision" / "models" / "resnet.py").read_text(encoding="utf-8")
    text = re.sub(r"^from \.\.(?=\w)", "from torchvision.", text, flags=re.MULTILINE)
    text = re.sub(r"^from \.(?=\w)", "from torchvision.models.", text, flags=re.MULTILINE)
    text = (
        f"{text.partition('class ResNet18_Weights')[0]}def resnet50():\n    return ResNet(Bottleneck, [3, 4, 6, 3])\n"
    )
    assert text.count("kernel_size=7") == 1
    folder = repository(tmp_path, {"resnet.py": text})
    flags = ("--search-path", str(corpus), "--input", "1x3x224x224")
    before = report(folder, "resnet.py::resnet50", *flags)
    (folder / "resnet.py").write_text(text.replace("kernel_size=7", "kernel_size=9"), "utf-8")
    after = report(folder, "resnet.py::resnet50", *flags)
    (model,) = (one for one in diff(folder, *flags)["models"] if one["status"] != "same")
    assert (model["name"], model["params"]["base"]) == ("resnet50", 25_557_032)
    assert model["params"]["change"] == 3 * 64 * (9 * 9 - 7 * 7)
    for part in PARTS:
        assert (model[part]["base"], model[part]["head"]) == (before[part]["total"], after[part]["total"])
    assert {"conv1"} <= {layer["name"] for layer in model["layers"]}


def test_nothing_is_checked_out_or_written(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    (folder / "nets.py").write_text(WIDER, encoding="utf-8")

    def state() -> dict[str, tuple[int, int]]:
        paths = (path for path in folder.rglob("*") if path.is_file() and ".flopslint_cache" not in path.parts)
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    before = state()
    diff(folder)
    assert state() == before


def test_two_commits_are_compared_whatever_the_working_tree_holds(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    commit(folder, {"nets.py": WIDER})
    expected = _only(diff(folder, "HEAD~1"))
    (folder / "nets.py").write_text("not Python at all (", encoding="utf-8")
    assert _only(diff(folder, "HEAD~1", "HEAD")) == expected
    assert _only(diff(folder, "HEAD~1..HEAD")) == expected


def test_the_default_is_the_merge_base_with_the_default_branch(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    start = git(folder, "rev-parse", "HEAD")
    git(folder, "switch", "--quiet", "--create", "work")
    commit(folder, {"nets.py": WIDER})
    git(folder, "switch", "--quiet", "main")
    commit(folder, {"other.py": RESIDUAL})
    git(folder, "switch", "--quiet", "work")
    document = diff(folder)
    assert (document["base"], document["head"]) == (start, "working tree")
    assert _only(document)["status"] == "changed"


def test_models_are_followed_through_moves(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    (folder / "zoo").mkdir()
    shutil.move(folder / "nets.py", folder / "zoo" / "residual.py")
    model = _only(diff(folder))
    assert (model["status"], model["file"]) == ("moved", {"base": "nets.py", "head": "zoo/residual.py"})
    assert model["layers"] == []
    (folder / "zoo" / "residual.py").write_text(WIDER, encoding="utf-8")
    assert _only(diff(folder))["status"] == "changed"


def test_new_and_gone_models(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    (folder / "nets.py").write_text(RESIDUAL.replace("ResNet", "Other"), encoding="utf-8")
    models = {model["name"]: model for model in diff(folder)["models"]}
    assert {name: model["status"] for name, model in models.items()} == {"Other": "new", "ResNet": "gone"}
    assert models["Other"]["params"]["base"] is None
    assert models["Other"]["params"]["change"] == models["Other"]["params"]["head"]
    assert models["ResNet"]["file"] == {"base": "nets.py", "head": None}


def test_a_change_in_a_file_that_models_import_is_seen(tmp_path: Path) -> None:
    block, net = RESIDUAL.split("\n\nclass ResNet")
    files = {
        "zoo/__init__.py": "from .net import ResNet\n",
        "zoo/block.py": block,
        "zoo/sizes.py": "WIDTH = 16\n",
        "zoo/net.py": "from torch import nn\nfrom .block import Block\nfrom .sizes import WIDTH\n\n\nclass ResNet"
        + net.replace("width=16", "width=WIDTH"),
        "zoo/other.py": RESIDUAL.replace("ResNet", "Unrelated"),
    }
    folder = repository(tmp_path, files)
    (folder / "zoo" / "sizes.py").write_text("WIDTH = 24\n", encoding="utf-8")
    model = _only(diff(folder))
    assert (model["target"], model["status"]) == ("zoo/net.py::ResNet", "changed")
    assert model["params"]["head"] == report(folder, "zoo/net.py")["params"]["total"]


def test_nothing_to_report(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL, "notes.txt": "a\n"})
    (folder / "notes.txt").write_text("b\n", encoding="utf-8")
    assert diff(folder)["models"] == []
    code, out, _ = flopslint(folder, "diff", "--format", "markdown")
    assert code == 0
    marker, line = out.splitlines()
    assert marker.startswith("<!--")
    assert "no model changed" in line


def test_a_broken_growth_limit_stands_at_the_changed_line(tmp_path: Path) -> None:
    config = '[budget]\nmodel-params-growth = { max = "2%", floor = "100" }\n'
    folder = repository(tmp_path, {"nets.py": RESIDUAL, "flopslint.toml": config})
    (folder / "nets.py").write_text(WIDER, encoding="utf-8")
    (finding,) = diff(folder, status=1)["findings"]
    line = WIDER.splitlines().index("        self.neck = nn.Linear(width, 48)") + 1
    assert (finding["code"], finding["file"], finding["line"]) == ("FL501", "nets.py", line)
    assert {one["message"].partition(":")[0] for one in finding["related"]} >= {"the model", "neck", "head"}
    assert diff(folder, "--ignore", "FL501")["findings"] == []
    flopslint(folder, "diff", "--exit-zero")
    assert flopslint(folder, "diff", "--fail-level", "never")[0] == 0
    (folder / "flopslint.toml").write_text(config.replace("100", "10k"), encoding="utf-8")
    assert diff(folder)["findings"] == []


@pytest.mark.parametrize(
    ("format_name", "words"),
    [
        ("text", ["changed nets.py::ResNet", "neck", "FL501"]),
        ("markdown", ["<!-- flopslint-diff -->", "| `ResNet` | changed |", "<details>", "`neck`", "FL501"]),
        ("github", ["::error title=FL501", "file=nets.py", "::notice title=flopslint ResNet changed"]),
        ("sarif", ['"ruleId": "FL501"', '"version": "2.1.0"']),
        ("gitlab", ["FL501", '"fingerprint"']),
        ("junit", ["<testsuite", "FL501"]),
        ("rdjson", ["FL501", '"location"']),
    ],
)
def test_formats(tmp_path: Path, format_name: str, words: list[str]) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL, "flopslint.toml": '[budget]\nmodel-params-growth = "2%"\n'})
    (folder / "nets.py").write_text(WIDER, encoding="utf-8")
    code, out, _ = flopslint(folder, "diff", "--format", format_name)
    assert code == 1
    assert [word for word in words if word not in out] == []
    assert (code, out) == flopslint(folder, "diff", "--format", format_name)[:2]


def test_a_file_that_cannot_be_parsed_is_said_to_be_left_out(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"nets.py": RESIDUAL})
    (folder / "nets.py").write_text("import torch\n(", encoding="utf-8")
    code, out, _ = flopslint(folder, "diff")
    assert code == 0
    assert "nets.py:2:" in out
    assert "not compared" in out
    assert "gone" not in out


def _complaint(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    code, out, err = flopslint(folder, "diff", *arguments, environment=environment)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    return err


def test_what_cannot_be_compared_gets_one_sentence(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    ceiling = {**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    assert "this folder is in none" in _complaint(outside, environment=ceiling)
    git(outside, "init", "--quiet", "--initial-branch=main")
    assert "no commit yet" in _complaint(outside)
    folder = repository(tmp_path / "inside", {"nets.py": RESIDUAL})
    assert "no revision 'mein' in this repository (did you mean 'main'?)" in _complaint(folder, "mein")
    git(folder, "switch", "--quiet", "--orphan", "apart")
    commit(folder, {"nets.py": RESIDUAL})
    assert "HEAD and main have no commit in common" in _complaint(folder)
    git(folder, "branch", "--quiet", "--delete", "--force", "main")
    assert "no default branch" in _complaint(folder)
    without_git = {**ENVIRONMENT, "PATH": str(outside)}
    assert "git" in _complaint(folder, environment=without_git)


def test_a_shallow_clone_is_named_as_the_cause(tmp_path: Path) -> None:
    folder = repository(tmp_path / "origin", {"nets.py": RESIDUAL})
    first = git(folder, "rev-parse", "HEAD")
    commit(folder, {"nets.py": WIDER})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "clone")
    assert "this clone is shallow" in _complaint(tmp_path / "clone", first)
    assert "--unshallow" in _complaint(tmp_path / "clone", first)


def test_libraries_that_no_revision_holds_are_read_from_the_disk(tmp_path: Path) -> None:
    block, net = RESIDUAL.split("\n\nclass ResNet")
    files = {
        ".gitignore": "vendor/\n",
        "flopslint.toml": 'search-path = ["vendor"]\n',
        "net.py": "from torch import nn\nfrom blocks import Block\n\n\nclass ResNet" + net,
        "vendor/blocks.py": block,
    }
    folder = repository(tmp_path, files)
    (folder / "net.py").write_text(files["net.py"].replace("width=16", "width=24"), encoding="utf-8")
    model = _only(diff(folder))
    assert model["status"] == "changed"
    assert model["params"]["change"] is not None


def test_links_of_a_revision_are_followed(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"real/block.py": RESIDUAL.split("\n\nclass ResNet")[0], "zoo/__init__.py": ""})
    (folder / "zoo" / "block.py").symlink_to("../real/block.py")
    net = "from torch import nn\nfrom zoo.block import Block\n\n\nclass ResNet" + RESIDUAL.split("\n\nclass ResNet")[1]
    commit(folder, {"net.py": net})
    (folder / "net.py").write_text(net.replace("depth=3", "depth=4"), encoding="utf-8")
    model = _only(diff(folder, "HEAD"))
    assert model["target"] == "net.py::ResNet"
    assert model["params"]["change"] == 2 * 16 * 16 * 9 + 32  # one more block
    assert [layer["status"] for layer in model["layers"]] == ["new"] * 4


def test_a_base_without_an_input_is_run_with_that_of_the_head(tmp_path: Path) -> None:
    comment = "  # flopslint: input=1x3x32x32"
    folder = repository(tmp_path, {"nets.py": RESIDUAL.replace(comment, "")})
    (folder / "nets.py").write_text(WIDER, encoding="utf-8")
    model = _only(diff(folder))
    assert model["macs"]["head"] == report(folder, "nets.py")["macs"]["total"]
    same = repository(tmp_path / "same", {"nets.py": RESIDUAL})
    assert model["macs"]["base"] == report(same, "nets.py")["macs"]["total"]


def test_in_a_folder_below_the_top(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"zoo/nets.py": RESIDUAL, "zoo/docs/a.txt": ""})
    (folder / "zoo" / "nets.py").write_text(WIDER, encoding="utf-8")
    assert diff(folder / "zoo" / "docs") == diff(folder)
    (tmp_path.parent / f"{tmp_path.name}-link").symlink_to(folder)
    assert diff(tmp_path.parent / f"{tmp_path.name}-link") == diff(folder)


def test_a_configured_model_and_the_input_that_it_is_given(tmp_path: Path) -> None:
    config = '[[model]]\ntarget = "nets.py::ResNet(width=8)"\ninput = ["1x3x16x16"]\n'
    folder = repository(tmp_path, {"nets.py": RESIDUAL, "flopslint.toml": config})
    (folder / "flopslint.toml").write_text(config.replace("16x16", "32x32"), encoding="utf-8")
    (model,) = (one for one in diff(folder)["models"] if one["target"] == "nets.py::ResNet(width=8)")
    assert (model["status"], model["params"]["change"]) == ("changed", 0)
    assert model["macs"]["head"] > model["macs"]["base"] > 0
