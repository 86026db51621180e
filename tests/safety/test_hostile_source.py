"""Source made to exhaust time or memory ends in a gap or a finding, within seconds and 1 GiB."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("limited.py")
SECONDS = 60  # generous: the machine may be running other tests

HEAD = """import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
{init}
    def forward(self, x):
{forward}
        return self.fc(x)
"""


def net(*, init: str = "", forward: str = "", top: str = "") -> str:
    """A model with statements put into its constructor, its forward or after it."""
    indent = " " * 8
    parts = {"init": init, "forward": forward}
    filled = {key: "\n".join(indent + line for line in text.splitlines()) for key, text in parts.items()}
    return HEAD.format(**filled) + "\n" + top


# What keeps the model itself from being known, so that something in its figures has to be reserved.
ENDLESS = {
    "while_true": net(forward="while True:\n    x = x + 1"),
    "while_true_pass": net(forward="while True:\n    pass"),
    "endless_iterator": net(init="for i in iter(int, 1):\n    self.fc = nn.Linear(4, 2)"),
    "endless_generator": net(init="def g():\n    while True:\n        yield 1\nself.n = sum(g())"),
    "endless_count": net(init="import itertools\nself.n = list(itertools.count())"),
    "endless_layers": net(init="while True:\n    self.add_module(str(len(self._modules)), nn.Linear(4, 2))"),
    "growing_while_iterated": net(init="items = [1]\nfor i in items:\n    items.append(i)"),
    "recursion": net(init="def f(n):\n    return f(n + 1)\nf(0)"),
    "mutual_recursion": net(init="def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nf(0)"),
    "recursive_forward": net(forward="x = self.forward(x)"),
    "recursive_call": net(forward="x = self(x)"),
    "recursive_constructor": net(init="self.inner = Net()"),
    "recursive_property": net(top="Net.width = property(lambda self: self.width)\n", forward="x = x * self.width"),
    "recursive_getattr": net(top="Net.__getattr__ = lambda self, name: getattr(self, name + 'x')\n", init="self.zzz"),
    "self_containing_layer": net(init="self.me = self", forward="x = self.me(x)"),
    "mutually_containing_layers": net(init="self.a = nn.Module()\nself.a.b = self"),
    "cascade_of_branches": net(forward="\n".join("if x.sum() > 0:\n    x = x + 1" for _ in range(200))),
    "nested_branches": net(
        forward="\n".join("    " * depth + "if x.max() > 0:" for depth in range(18)) + "\n" + "    " * 18 + "x = x + 1"
    ),
}
HUGE = {
    "power": net(init="self.n = 10**10**10"),
    "power_of_variable": net(init="n = 10\nfor _ in range(9):\n    n = n ** n"),
    "shift": net(init="self.n = 1 << (1 << 40)"),
    "factorial": net(init="import math\nself.n = math.factorial(10**9)"),
    "list": net(init="self.n = [0] * 10**12"),
    "list_from_range": net(init="self.n = list(range(10**12))"),
    "string": net(init="self.n = 'a' * 10**12"),
    "doubling_string": net(init="s = 'a'\nfor _ in range(60):\n    s = s + s"),
    "doubling_list": net(init="s = [0]\nfor _ in range(60):\n    s = s + s"),
    "nested_lists": net(init="s = []\nfor _ in range(200000):\n    s = [s]\nrepr(s)"),
    "padded_string": net(init="self.n = 'a'.ljust(10**12) + f'{1:>1000000000000}' + '%1000000000000d' % 1"),
    "joined_string": net(init="self.n = ('a' * 10**6).join(['b'] * 10**6)"),
    "bytes": net(init="self.n = bytes(10**12)\nself.m = bytearray(10**12)"),
    "product": net(init="import itertools\nself.n = len(list(itertools.product(range(100), repeat=10)))"),
    "comprehension": net(init="self.n = [i for i in range(10**6) for j in range(10**6)]"),
    "tensor": net(init="self.register_buffer('n', torch.zeros(10**6, 10**6))\nself.m = torch.zeros(10**12).tolist()"),
    "tensor_values": net(init="self.m = torch.arange(10**12).tolist()"),
    "many_layers": net(init="self.many = nn.ModuleList(nn.Linear(4, 4) for _ in range(10**9))"),
    "regular_expression": net(init="import re\nself.n = re.match('(a+)+$', 'a' * 60 + 'b')"),
    "format_recursion": net(init="self.n = ('{0}' * 10**6).format('a' * 10**6)"),
    "integer_text": net(init="self.n = str(10**5000)\nself.m = int('9' * 5000)"),
}
# Text that no parser may be given as it is.
UNREADABLE = {
    "parentheses": "x = " + "(" * 3000 + "1" + ")" * 3000 + "\n",
    "many_parentheses": "x = " + "(" * 100000 + "1" + ")" * 100000 + "\n",
    "brackets": "x = " + "[" * 3000 + "]" * 3000 + "\n",
    "minuses": "x = " + "-" * 20000 + "1\n",
    "nots": "x = " + "not " * 20000 + "1\n",
    "attributes": "x = a" + ".a" * 50000 + "\n",
    "calls": "x = f" + "()" * 20000 + "\n",
    "sums": "x = " + " + ".join(["1"] * 50000) + "\n",
    "powers": "x = " + " ** ".join(["1"] * 20000) + "\n",
    "lambdas": "x = " + "lambda: " * 5000 + "1\n",
    "conditionals": "x = " + "1 if a else " * 5000 + "1\n",
    "blocks": "".join(" " * depth + "if a:\n" for depth in range(150)) + " " * 150 + "pass\n",
    "else_ifs": "if a:\n    pass\n" + "elif a:\n    pass\n" * 5000,
    "functions": "".join(" " * depth + "def f():\n" for depth in range(99)) + " " * 99 + "pass\n",
    "f_strings": "x = " + 'f"{' * 3000 + "1" + '}"' * 3000 + "\n",
    "dictionaries": "x = " + "{1: " * 3000 + "1" + "}" * 3000 + "\n",
    "decorators": "@f\n" * 20000 + "def g(): pass\n",
    "null_byte": "x = 1\0\n",
    "surrogate": "x = '\\ud800'\n",
}


def run(path: Path) -> dict[str, Any]:
    """The report on the file's ``Net``, from a process with little memory."""
    started = time.monotonic()
    result = subprocess.run(
        [sys.executable, str(SCRIPT), f"{path.name}::Net()", "1x4"],
        cwd=path.parent,
        capture_output=True,
        text=True,
        timeout=2 * SECONDS,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert "Traceback" not in result.stderr
    assert time.monotonic() - started < SECONDS
    document: dict[str, Any] = json.loads(result.stdout)
    return document


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_endless(name: str, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(ENDLESS[name], encoding="utf-8")
    document = run(tmp_path / "net.py")
    assert document["unresolved"] or document["conflicts"] or document["flops"]["exact"]
    for figure in ("params", "flops"):
        assert document[figure]["bound"] in {"exact", "at least", "at most", "between", "unknown"}


@pytest.mark.parametrize("name", ["while_true", "while_true_pass", "recursive_forward", "recursive_call"])
def test_an_endless_forward_has_no_exact_work(name: str, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(ENDLESS[name], encoding="utf-8")
    document = run(tmp_path / "net.py")
    assert not document["flops"]["exact"]
    assert document["params"]["total"] == 10


@pytest.mark.parametrize("name", sorted(HUGE))
def test_huge(name: str, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(HUGE[name], encoding="utf-8")
    document = run(tmp_path / "net.py")
    assert document["params"]["bound"] in {"exact", "at least", "at most", "between", "unknown"}
    if document["params"]["exact"]:
        assert document["params"]["total"] == 10


@pytest.mark.parametrize("name", sorted(UNREADABLE))
@pytest.mark.parametrize("position", ["before", "after"])
def test_unreadable(name: str, position: str, tmp_path: Path) -> None:
    text = UNREADABLE[name] + net() if position == "before" else net() + UNREADABLE[name]
    (tmp_path / "net.py").write_text(text, encoding="utf-8")
    document = run(tmp_path / "net.py")
    if "raised" in document:
        assert document["raised"] in {"TargetError", "SourceError"}
        assert document["message"]
    else:
        assert document["params"]["total"] == 10 or not document["params"]["exact"]


@pytest.mark.parametrize("name", ["parentheses", "minuses", "null_byte"])
def test_check_makes_a_finding_of_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(net() + UNREADABLE[name], encoding="utf-8")
    command = [sys.executable, "-m", "flopslint", "check", "net.py", "--format", "json", "--no-cache"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert result.returncode == 1, result.stderr
    assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["FL001"]
    assert "Traceback" not in result.stderr
