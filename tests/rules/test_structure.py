"""FL3 beyond the examples of its pages: what must be found, and above all what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.checked_sources import check, net, texts

A, B, C = (f"self.{name} = nn.Linear(4, 4)" for name in "abc")
BLOCK = """
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Linear(4, 4)
        self.two = nn.Linear(4, 4)

    def forward(self, x):
        return self.one(x)
"""

UNUSED = {
    "by forward": (f"{A}\n{B}", "return self.a(x)", [B]),
    "but for a figure of it": (f"{A}\n{B}", "return self.a(x) * self.b.in_features", [B]),
    "the topmost": (
        f"{A}\nself.b = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))", "return self.a(x)",
        ["self.b = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))"],
    ),
    "a part of a list": (
        "self.a = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 4)])", "return self.a[0](x)",
        ["self.a = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 4)])"],
    ),
    "called, but does nothing": (f"{A}\nself.b = Idle()", "return self.b(self.a(x))", ["self.b = Idle()"]),
    "on neither side of an undecided branch": (
        f"{A}\n{B}\n{C}",
        """
        if x.sum() > 0:
            return self.a(x)
        return self.b(x)
        """,
        [C],
    ),
    "inside of another": ("self.a = Block()", "return self.a(x)", ["self.two = nn.Linear(4, 4)"]),
}  # fmt: skip
IDLE = """
class Idle(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(4))

    def forward(self, x):
        return x
"""


@pytest.mark.parametrize("name", UNUSED)
def test_unused_layer(name: str, tmp_path: Path) -> None:
    init, forward, expected = UNUSED[name]
    assert texts(tmp_path, net(init, forward, more=BLOCK + IDLE), "FL301") == expected


USED = {
    "by its parameter": (f"{A}\n{B}", "return F.linear(self.a(x), self.b.weight)"),
    "by a view of its parameter": (f"{A}\n{B}", "return self.a(x) @ self.b.weight.data.t()[:, :2]"),
    "in training only": (
        f"{A}\n{B}",
        """
        if self.training:
            return self.a(x), self.b(x)
        return self.a(x)
        """,
    ),
    "on one side of an undecided branch": (
        f"{A}\n{B}",
        """
        if x.sum() > 0:
            return self.a(x)
        return self.b(x)
        """,
    ),
    "perhaps, by something unknown": (f"{A}\n{B}", "return unknown_library.run(self, x)"),
    "perhaps, by a name that is unknown": (f"{A}\n{B}", "return getattr(self, open('f').read())(x)"),
    "shared": (f"{A}\nself.b = nn.ModuleList([self.a])", "return self.a(x)"),
    "tied": (f"{A}\n{B}\nself.b.weight = self.a.weight\nself.b.bias = self.a.bias", "return self.a(x)"),
    "returned": (f"{A}\n{B}", "return self.a(x), self.b.weight"),
    "returned in a dict": (f"{A}\n{B}", "return {'x': self.a(x), 'w': [self.b.weight]}"),
    "without parameters": (f"{A}\nself.b = nn.ReLU()\nself.c = nn.BatchNorm1d(4, affine=False)", "return self.a(x)"),
    "where training fails": (
        f"{A}\n{B}",
        """
        if self.training:
            raise ValueError("needs targets")
        return self.a(x)
        """,
    ),
    "where forward fails": (f"{A}\n{B}", "return self.a(x.view(3, 3))"),
    "by a hook": (
        f"{A}\n{B}\nself.a.register_forward_hook(lambda layer, given, output: self.b(output))", "return self.a(x)"
    ),
    "by a weight that is put together": (
        "self.a = nn.utils.parametrizations.weight_norm(nn.Linear(4, 4))", "return self.a(x)"
    ),
    "as a whole": ("self.a = nn.LSTM(4, 4, 2)", "return self.a(x)[0]"),
    "inside of attention": (
        "self.a = nn.MultiheadAttention(4, 2)", "return self.a(x, x, x)[0]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", USED)
def test_used_layer(name: str, tmp_path: Path) -> None:
    init, forward = USED[name]
    source = net(init, forward, more="try:\n    import unknown_library\nexcept ImportError:\n    pass\n")
    assert texts(tmp_path, source, "FL301") == []


def test_an_unused_layer_says_what_it_holds(tmp_path: Path) -> None:
    (finding,) = check(tmp_path, net(f"{A}\n{B}", "return self.a(x)"), "FL301")
    assert (finding.layer, finding.value) == ("b", 20)
    assert "20 parameters" in finding.message


UNREGISTERED = {
    "in a dict": ("self.a = {'x': nn.Linear(4, 4)}", "return self.a['x'](x)", ["self.a = {'x': nn.Linear(4, 4)}"]),
    "in a list in a dict": (
        "self.a = {'x': [nn.Linear(4, 4)]}", "return self.a['x'][0](x)", ["self.a = {'x': [nn.Linear(4, 4)]}"]
    ),
    "appended": (
        "self.a = []\nself.a.append(nn.Linear(4, 4))", "return self.a[0](x)", ["self.a.append(nn.Linear(4, 4))"]
    ),
    "by its parameter": (
        "self.a = [nn.Linear(4, 4)]", "return F.linear(x, self.a[0].weight)", ["self.a = [nn.Linear(4, 4)]"]
    ),
    "once a constructor call": (
        "self.a = [nn.Linear(4, 4) for _ in range(9)]", "return self.a[8](self.a[0](x))",
        ["self.a = [nn.Linear(4, 4) for _ in range(9)]"],
    ),
    "a block, not its parts": ("self.a = [Block()]", "return self.a[0](x)", ["self.a = [Block()]"]),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREGISTERED)
def test_unregistered_layer(name: str, tmp_path: Path) -> None:
    init, forward, expected = UNREGISTERED[name]
    assert texts(tmp_path, net(init, forward, more=BLOCK), "FL302") == expected


@pytest.mark.parametrize(
    ("init", "forward"),
    [
        ("self.a = [nn.Linear(4, 4)]\nself.b = nn.Sequential(*self.a)", "return self.a[0](x)"),
        (
            "self.a = [nn.Linear(4, 4)]\nfor i, one in enumerate(self.a):\n    self.add_module(f'a{i}', one)",
            "return self.a[0](x)",
        ),
        ("self.a = [nn.Linear(4, 4)]\nself.b = nn.Linear(4, 4)", "return self.b(x)"),
        ("self.a = nn.ModuleDict({'x': nn.Linear(4, 4)})", "return self.a['x'](x)"),
        ("self.a = [nn.Linear(4, 4)]\nsetattr(self, open('f').read(), self.a[0])", "return self.a[0](x)"),
    ],
)  # fmt: skip
def test_registered_or_unused(init: str, forward: str, tmp_path: Path) -> None:
    assert texts(tmp_path, net(init, forward), "FL302") == []


BUILT = {
    "with parameters": ("return nn.Linear(4, 2)(self.a(x))", ["return nn.Linear(4, 2)(self.a(x))"]),
    "without": ("return nn.Dropout()(self.a(x))", ["return nn.Dropout()(self.a(x))"]),
    "in a helper": ("return helper(self.a(x))", ["return nn.ReLU()(x)"]),
    "a block, not its parts": ("return Block()(self.a(x))", ["return Block()(self.a(x))"]),
    "in a loop, once": (
        "for _ in range(3):\n    x = nn.ReLU()(x)\nreturn self.a(x)", ["x = nn.ReLU()(x)"]
    ),
    "and kept": (
        "if not hasattr(self, 'b'):\n    self.b = nn.Linear(4, 4)\nreturn self.b(self.a(x))",
        ["self.b = nn.Linear(4, 4)"],
    ),
    "not at all": ("return self.a(x)", []),
    "by the framework itself": ("return F.multi_head_attention_forward, self.a(x)", []),
}  # fmt: skip
HELPER = BLOCK + "\ndef helper(x):\n    return nn.ReLU()(x)\n"


@pytest.mark.parametrize("name", BUILT)
def test_layer_built_in_forward(name: str, tmp_path: Path) -> None:
    forward, expected = BUILT[name]
    assert texts(tmp_path, net(A, forward, more=HELPER), "FL303") == expected


DUPLICATE = {
    "next to each other": (f"{A}\nself.a = nn.Linear(4, 8)", [A]),
    "a default that is always replaced": (f"if F:\n    {A}\nself.a = nn.Linear(4, 8)", [A]),
    "of another class": (f"self.a = nn.ReLU()\n{A}", ["self.a = nn.ReLU()"]),
    "with add_module": (f"self.add_module('a', nn.ReLU())\n{A}", ["self.add_module('a', nn.ReLU())"]),
    "a local name": ("a = nn.Linear(4, 4)\na = nn.Linear(4, 4)\nself.a = a", ["a = nn.Linear(4, 4)"]),
    "in a loop": ("for _ in range(2):\n    self.a = nn.ReLU()\n    self.a = nn.Linear(4, 4)", ["self.a = nn.ReLU()"]),
    "three times": (f"{A}\n{A}\n{A}", [A, A]),
    # and what is fine:
    "a default that a branch replaces": (f"{A}\nif F:\n    self.a = nn.Linear(4, 8)", []),
    "one or the other": (f"if F:\n    {A}\nelse:\n    self.a = nn.Linear(4, 8)", []),
    "wrapped": (f"{A}\nself.a = nn.Sequential(self.a, nn.ReLU())", []),
    "kept elsewhere": (f"{A}\nself.list = nn.ModuleList([self.a])\nself.a = nn.Linear(4, 8)", []),
    "initialized": (f"{A}\nnn.init.zeros_(self.a.weight)\nself.a = nn.Linear(4, 8)", []),
    "given away with the whole": (f"{A}\nlist(self.children())\nself.a = nn.Linear(4, 8)", []),
    "read by a method": (f"{A}\nself.prepare()\nself.a = nn.Linear(4, 8)", []),
    "read by a function inside": (f"def last():\n    return self.a\n{A}\nlast()\nself.a = nn.Linear(4, 8)", []),
    "appended in a loop": (
        "layers = []\nfor _ in range(2):\n    layer = nn.Linear(4, 4)\n    layers.append(layer)\nself.a = layers[0]", []
    ),
    "a way out in between": (f"{A}\nif F:\n    return\nself.a = nn.Linear(4, 8)", []),
    "no layers": (f"{A}\nself.b = dict(x=1)\nself.b = dict(x=2)", []),
}  # fmt: skip


@pytest.mark.parametrize("name", DUPLICATE)
def test_duplicate_layer_name(name: str, tmp_path: Path) -> None:
    init, expected = DUPLICATE[name]
    source = net(init, "return self.a(x)").replace(
        "    def forward", "    def prepare(self):\n        self.a.weight.data.zero_()\n\n    def forward"
    )
    assert texts(tmp_path, source, "FL304") == expected


def test_a_replaced_head_of_another_model_is_fine(tmp_path: Path) -> None:
    source = net(A, "return self.a(x)").replace("class Net", "class Old") + (
        "\n\ndef build():  # flopslint: input=1x4\n    model = Old()\n    model.a = nn.Linear(4, 8)\n    return model\n"
    )
    assert texts(tmp_path, source, "FL304") == []
