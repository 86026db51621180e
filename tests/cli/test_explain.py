from __future__ import annotations

import pytest

from flopslint.cli.main import main
from flopslint.rules.rule import rules
from tests.sample_models.expected import SAMPLES

ALEXNET = f"{SAMPLES / 'alexnet_2012.py'}::AlexNet"


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_every_number_can_be_followed_from_total_to_line(capsys: pytest.CaptureFixture[str]) -> None:
    total = explained(capsys, ALEXNET)
    assert "FLOPs (convention torch): 1,448,813,632 (1.449 G), the sum of" in total
    assert "conv2  447,897,600   30.9%  sample_models/alexnet_2012.py:18" in total
    row = explained(capsys, ALEXNET, "conv2")
    for part in (
        "built at sample_models/alexnet_2012.py:18",
        "parameter weight: 256 * 48 * 5 * 5 = 307,200",
        "torch.nn.functional.conv2d at sample_models/alexnet_2012.py:32",
        "= 1 * 729 * 25 * 96 * 256 / 2",
        "223,948,800 multiply-adds",
        "counted  447,897,600 FLOPs by torch",
        "https://",
    ):
        assert part in row


def test_a_layer_and_those_below(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(capsys, str(SAMPLES / "resnet_make_layer.py"), "layer2.0")
    assert "layer2.0.conv1  torch.nn.Conv2d" in text
    assert "layer2.1" not in text


def test_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = explained(capsys, f"{SAMPLES / 'alexnet_2012.py'}:18")
    assert "conv2  torch.nn.Conv2d" in text
    text = explained(capsys, f"{SAMPLES / 'alexnet_2012.py'}:32")
    assert "op calls made at sample_models/alexnet_2012.py:32" in text


def test_rules_and_conventions(capsys: pytest.CaptureFixture[str]) -> None:
    for one in rules():
        assert "## Why it matters" in explained(capsys, one.code)
    assert explained(capsys, "model-params-over-budget").startswith("FL103")
    group = explained(capsys, "FL2").splitlines()
    assert [line.partition(" ")[0] for line in group] == [one.code for one in rules() if one.group == "FL2"]
    assert "source   https://" in explained(capsys, "--convention", "torch")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([ALEXNET, "conv9"], "did you mean 'conv"), (["FL999"], "unknown rule 'FL999'"),
        (["FL9"], "no rule's code begins with 'FL9'"),
        ([], "say what to explain"),
        ([f"{SAMPLES / 'alexnet_2012.py'}:1"], "no layer is built and no op called"),
        (["--convention", "macs"], "did you mean 'mac'"), (["nothing.py"], "no such file"),
    ],
)  # fmt: skip
def test_what_cannot_be_explained(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *arguments]) == 2
    assert said in capsys.readouterr().err
