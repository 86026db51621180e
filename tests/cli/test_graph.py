from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import flopslint
from flopslint.cli.main import main
from tests.project.projects import net, write
from tests.sample_models.expected import SAMPLES

SVG = "{http://www.w3.org/2000/svg}"
BRANCHES = """\
import torch
from torch import nn


class Net(nn.Module):  # flopslint: input=1x4x8x8
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(4, 4, 1)
        self.b = nn.Conv2d(4, 4, 1)

    def forward(self, x):
        return torch.cat([self.a(x), self.b(x), x], 1)
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["graph", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own


@pytest.mark.parametrize("name", ["alexnet_2012.py", "unet.py", "small_gpt.py", "resnet_make_layer.py"])
def test_formats_show_the_same(capsys: pytest.CaptureFixture[str], name: str) -> None:
    target = str(SAMPLES / name)
    model: dict[str, Any]
    (model,) = json.loads(run(capsys, target, "--format", "json")[1])["models"]
    nodes, edges = [node["id"] for node in model["nodes"]], model["edges"]
    assert {end for edge in edges for end in (edge["source"], edge["target"])} == set(nodes)
    assert all(nodes.index(edge["source"]) < nodes.index(edge["target"]) for edge in edges)
    assert sum(node["macs"] for node in model["nodes"]) == flopslint.analyze(target).cost("mac").total
    dot = run(capsys, target)[1]
    assert len(re.findall(r"^  n\d+ \[", dot, re.MULTILINE)) == len(nodes)
    assert len(re.findall(r"^  n\d+ -> n\d+ \[", dot, re.MULTILINE)) == len(edges)
    mermaid = run(capsys, target, "--format", "mermaid")[1]
    assert mermaid.startswith("flowchart TD\n")
    assert len(re.findall(r"^  n\d+ -->\|\".*\"\| n\d+$", mermaid, re.MULTILINE)) == len(edges)
    picture = parsed(run(capsys, target, "--format", "svg")[1])
    assert len(picture.findall(f"{SVG}g")) == len(nodes)
    assert len(picture.findall(f"{SVG}path")) == len(edges)


def test_boxes_do_not_meet_and_arrows_go_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(write(tmp_path, {"net.py": BRANCHES}) / "net.py")
    picture = parsed(run(capsys, target, "--format", "svg")[1])
    boxes = []
    for group in picture.findall(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        boxes.append([float(rect.attrib[name]) for name in ("x", "y", "width", "height")])
    for position, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[:position]:
            apart = x + width <= other_x or other_x + other_width <= x
            assert apart or y + height <= other_y or other_y + other_height <= y
    for path in picture.findall(f"{SVG}path"):
        ends = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"])]
        assert ends[1] < ends[-1]
    width, height = (float(picture.attrib[name]) for name in ("width", "height"))
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)


def test_a_page_holds_several_models(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, {"a.py": net(comment="  # flopslint: input=1x4"), "b.py": BRANCHES})
    status, out, _ = run(capsys, str(folder), "--format", "html")
    assert (status, out.count("<svg ")) == (0, 2)
    status, out, error = run(capsys, str(folder), "--format", "dot")
    assert (status, out) == (2, "")
    assert "holds one model" in error
    output = tmp_path / "graph.svg"
    assert run(capsys, str(folder / "b.py"), "-o", f"svg:{output}")[:2] == (0, "")
    parsed(output.read_text("utf-8"))


def test_names_cannot_leave_their_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = BRANCHES.replace("self.a = nn.Conv2d(4, 4, 1)", "self.add_module('a\"<b>&|]`', nn.Conv2d(4, 4, 1))")
    text = text.replace("self.a(x)", "getattr(self, 'a\"<b>&|]`')(x)")
    target = str(write(tmp_path, {"net.py": text}) / "net.py")
    assert 'a\\"<b>&|]`' in run(capsys, target)[1]
    mermaid = run(capsys, target, "--format", "mermaid")[1]
    assert "a#quot;#lt;b#gt;#amp;|]#96;" in mermaid
    for name in ("svg", "html"):
        assert "a&quot;&lt;b&gt;&amp;|]`" in run(capsys, target, "--format", name)[1]


def test_without_an_input_there_is_no_graph_to_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(write(tmp_path, {"net.py": net()}) / "net.py")
    assert run(capsys, target)[0] == 0
    assert run(capsys, target, "--format", "svg")[0] == 0
    assert run(capsys, str(tmp_path / "no.py"))[0] == 2
