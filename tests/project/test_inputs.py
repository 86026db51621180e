"""Where the input of a model comes from, in the order of the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import flopslint
from tests.project.projects import document, net, write

IMAGE = """\
from torch import nn


class Net(nn.Module):
    def __init__(self, img_size=32, in_chans=3):
        super().__init__()
        {keep}
        self.conv = nn.Conv2d(in_chans, 8, 3)

    def forward(self, x):
        return self.conv(x)
"""


def origin(folder: Path, text: str, **options: Any) -> tuple[list[int] | None, str | None]:
    """Shape and origin of the first input, None without one."""
    write(folder, {"net.py": text})
    inputs = document(folder / "net.py", **options)["inputs"]
    return (inputs[0]["shape"], inputs[0]["from"]) if inputs else (None, None)


def test_what_the_caller_gives_comes_first(tmp_path: Path) -> None:
    text = net(comment="  # flopslint: input=2x4")
    assert origin(tmp_path, text, inputs=["9x4"]) == ([9, 4], "argument")
    assert origin(tmp_path, text, forward="torch.zeros(7, 4)") == ([7, 4], "argument")
    assert origin(tmp_path, text) == ([2, 4], "comment")


def test_the_configuration_of_a_model_comes_before_comments(tmp_path: Path) -> None:
    write(tmp_path, {
        "net.py": net(comment="  # flopslint: input=2x4"),
        "flopslint.toml": '[[model]]\ntarget = "net.py::Net"\ninput = ["5x4"]\nbudget = { macs = "39" }',
    })  # fmt: skip
    (finding,) = flopslint.check([tmp_path])
    assert (finding.code, finding.value, finding.budget) == ("FL104", 40, 39)


def test_a_comment_elsewhere_says_nothing(tmp_path: Path) -> None:
    assert origin(tmp_path, "# flopslint: input=2x4\nimport os\n" + net()) == (None, None)
    assert origin(tmp_path, net(remark="  # flopslint: input=2x4")) == (None, None)


def test_comments_above_and_at_decorators(tmp_path: Path) -> None:
    above = net().replace("class Net", "# flopslint: input=3x4\nclass Net")
    assert origin(tmp_path, above) == ([3, 4], "comment")
    decorated = net(after="\n\n# flopslint: input=6x4\n@torch.no_grad()\ndef build():\n    return Net()\n")
    assert origin(tmp_path, "import torch\n" + decorated) == ([6, 4], "comment")


@pytest.mark.parametrize(
    ("annotation", "shape"),
    [
        ('x: Float[Tensor, "5 4"]', [5, 4]), ('x: Float[Tensor, "batch 4"]', [1, 4]),
        ('x: "jaxtyping.Float"', None), ('x: Float[Tensor, "batch width"]', None),
        ("x: Annotated[Tensor, (5, 4)]", [5, 4]), ('x: Float[Tensor, "... 4"]', None),
        ('x: Float[Tensor, "b n=6 4"]', [1, 6, 4]),
    ],
)  # fmt: skip
def test_annotations(annotation: str, shape: list[int] | None, tmp_path: Path) -> None:
    found = origin(tmp_path, net(annotated=annotation))
    assert found == (shape, "annotation" if shape else None)


@pytest.mark.parametrize(
    ("after", "shape"),
    [
        ('if __name__ == "__main__":\n    net = Net()\n    x = torch.randn(8, 4)\n    y = net(x)\n', [8, 4]),
        ('if __name__ == "__main__":\n    print(Net().eval()(torch.zeros(8, 4)).shape)\n', [8, 4]),
        ("def main():\n    net = Net().to('cpu')\n    size = 4\n    return net(torch.randn(8, size))\n", [8, 4]),
        ("def main(x):\n    return Net()(x)\n", None),
        ("def main():\n    net = other()\n    return net(torch.randn(8, 4))\n", None),
    ],
)  # fmt: skip
def test_a_call_in_the_file(after: str, shape: list[int] | None, tmp_path: Path) -> None:
    text = "import torch\n" + net(after="\n\n" + after)
    found = origin(tmp_path, text)
    assert found[0] == shape
    assert found[1] is None or found[1].startswith("call at net.py:1")


def test_the_constructor_where_one_reading_is_possible(tmp_path: Path) -> None:
    assert origin(tmp_path, IMAGE.format(keep="self.img_size = img_size")) == ([1, 3, 32, 32], "constructor")
    assert origin(tmp_path, IMAGE.format(keep="self.img_size = (32, 48)")) == ([1, 3, 32, 48], "constructor")
    assert origin(tmp_path, IMAGE.format(keep="pass")) == ([1, 3, 32, 32], "constructor")
    assert origin(tmp_path, IMAGE.format(keep="pass").replace("=32", "=None")) == (None, None)
    assert origin(tmp_path, IMAGE.format(keep="self.img_size, self.image_size = 32, 64")) == (None, None)


def test_a_guess_that_does_not_fit_is_a_note(tmp_path: Path) -> None:
    text = IMAGE.format(keep="self.img_size = 2")
    write(tmp_path, {"net.py": text})
    (finding,) = flopslint.check([tmp_path / "net.py"])
    assert (finding.code, finding.severity) == ("FL003", flopslint.Severity.NOTE)


def test_a_forward_without_parameters_is_run_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"net.py": "import torch\n" + net(annotated="x=torch.zeros(3, 4)")})
    assert document(tmp_path / "net.py")["flops"]["total"] == 48
    assert document(tmp_path / "net.py", inputs=[])["flops"]["total"] == 48


def test_without_any_input_flops_are_unknown(tmp_path: Path) -> None:
    write(tmp_path, {"net.py": net()})
    found = document(tmp_path / "net.py")
    assert (found["params"]["total"], found["params"]["exact"]) == (10, True)
    assert (found["flops"]["total"], found["flops"]["bound"]) == (None, "unknown")
    assert [(one["kind"], one["affects"]) for one in found["unresolved"]] == [("no-input", ["flops"])]
    assert found["output"] is None
