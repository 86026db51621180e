"""Small projects of different styles: the right models are found in each, built and run as the project does it.

The numbers are those of really building the models.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import flopslint
from flopslint.cli.main import main

CASES = Path(__file__).parent / "cases"

Found = tuple[str, int, str, list[list[int]], str]

GPT = "class, built as sample.py:6 does: GPT(GPTConfig(n_layer=3, n_head=4, n_embd=64, block_size=..."
BUILDER = "builder function, called without arguments"

EXPECTED: dict[str, list[Found]] = {
    "argparse_script": [
        ("models/net.py::Net", 38346, "exact", [], "class, built as train.py:34 does: build_model(args)"),
    ],
    "cfg_builders": [
        ("nets/resnet.py::resnet_tiny", 898, "exact", [[1, 3, 32, 32]], BUILDER),
        ("nets/resnet.py::resnet_small", 2066, "exact", [[1, 3, 32, 32]], BUILDER),
    ],
    "gan_script": [
        ("gan.py::Generator", 247952, "exact", [[64, 100]], "class, called without arguments"),
        ("gan.py::Discriminator", 157201, "exact", [[64, 1, 28, 28]],
         "class, built as gan.py:52 does: Discriminator(opt.latent_dim * 2)"),
    ],
    "mini_gpt": [("model.py::GPT", 60544, "exact", [[2, 16]], GPT)],
    "nobody_gives": [("net.py::Mixer", 608, "at least", [], "class, not built: nobody gives its arguments")],
    "only_tests": [
        ("src/audio/encoder.py::Encoder", 3440, "exact", [[3, 2, 50]],
         ("class, built as tests/test_encoder.py:14 does in test_shape(): "
         "Encoder(channels, hidden=channels * 8, layers=2)")),
    ],
    "registry_zoo": [
        ("zoo/nets.py::SmallNet", 5253, "exact", [[1, 3, 32, 32]],
         'class, built as tools/train.py:18 does: build(config["model"])'),
    ],
    "seq2seq": [
        ("seq2seq.py::Encoder", 2064, "exact", [[7, 2]],
         "class, built as seq2seq.py:50 does: Encoder(vocab, 8, 16)"),
        ("seq2seq.py::Decoder", 2914, "exact", [[2], [1, 2, 16], [1, 2, 16]],
         "class, built as seq2seq.py:51 does: Decoder(vocab, 8, 16)"),
        ("seq2seq.py::Seq2Seq", 4978, "exact", [[7, 2], [5, 2]],
         "class, built as seq2seq.py:52 does: Seq2Seq(encoder, decoder, device)"),
    ],
    "unknown_base": [
        ("module.py::Lit", 50891, "at least", [], "class, not built: what it derives from is not known"),
    ],
}  # fmt: skip


def test_every_case_is_looked_at() -> None:
    assert sorted(EXPECTED) == sorted(one.name for one in CASES.iterdir() if one.is_dir())


@pytest.mark.parametrize("case", sorted(EXPECTED))
def test_the_models_of_a_project(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(CASES / case, tmp_path / case)
    monkeypatch.chdir(tmp_path / case)
    assert main(["report", ".", "--format", "json"]) == 0
    models: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["models"]
    found = [
        (one["target"], one["params"]["total"], one["params"]["bound"].replace("_", " "),
         [tensor["shape"] for tensor in one["inputs"]], one["chosen"])
        for one in models
    ]  # fmt: skip
    assert found == EXPECTED[case]
    assert [finding for finding in flopslint.check(["."]) if finding.severity > flopslint.Severity.NOTE] == []


def test_a_file_alone_is_built_by_its_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CASES / "argparse_script", tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    assert flopslint.analyze("models/net.py").params == 38346
