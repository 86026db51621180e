"""FL4 beyond the examples of its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.checked_sources import IMPORTS, check, net, sequential, texts

IMAGE = "1x3x32x32"

BIAS = {
    "a batch norm": ("nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8)", True),
    "a batch norm without weights": ("nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8, affine=False)", True),
    "an instance norm": ("nn.Conv2d(3, 8, 3), nn.InstanceNorm2d(8)", True),
    "a group norm of single channels": ("nn.Conv2d(3, 8, 3), nn.GroupNorm(8, 8)", True),
    "after a transposed convolution": ("nn.ConvTranspose2d(3, 8, 3), nn.BatchNorm2d(8)", True),
    "a group norm of two": ("nn.Conv2d(3, 8, 3), nn.GroupNorm(4, 8)", False),
    "with an activation between": ("nn.Conv2d(3, 8, 3), nn.ReLU(), nn.BatchNorm2d(8)", False),
    "with a dropout between": ("nn.Conv2d(3, 8, 3), nn.Dropout(), nn.BatchNorm2d(8)", False),
    "without a bias": ("nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8)", False),
}


@pytest.mark.parametrize("name", BIAS)
def test_bias_before_norm(name: str, tmp_path: Path) -> None:
    layers, fires = BIAS[name]
    found = check(tmp_path, sequential(layers, IMAGE), "FL401")
    assert [one.layer for one in found] == (["0"] if fires else [])


def test_bias_of_a_linear_layer(tmp_path: Path) -> None:
    assert check(tmp_path, sequential("nn.Linear(4, 8), nn.BatchNorm1d(8)", "2x4"), "FL401")
    # Here the normalization's channels are the positions, and a bias for each feature stays.
    assert not check(tmp_path, sequential("nn.Linear(4, 8), nn.BatchNorm1d(5)", "2x5x4"), "FL401")
    assert not check(tmp_path, sequential("nn.Linear(4, 8), nn.LayerNorm(8)", "2x4"), "FL401")


@pytest.mark.parametrize(
    ("init", "forward"),
    [
        ("self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.BatchNorm2d(8)", "y = self.a(x)\nreturn self.b(y) + y"),
        ("self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.BatchNorm2d(8)", "y = self.a(x)\nreturn self.b(y), y"),
        ("self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.BatchNorm2d(8)", "return self.b(self.a(x)) * self.a(x)"),
        ("self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.BatchNorm2d(8)", "return self.b(self.a(x)) + self.a.bias.sum()"),
        ("self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.BatchNorm2d(8)", "return self.b(self.a(x) if x.sum() > 0 else x)"),
    ],
)
def test_a_bias_that_something_else_sees(init: str, forward: str, tmp_path: Path) -> None:
    assert check(tmp_path, net(init, forward, IMAGE), "FL401") == []


HEADS = {
    "flattened": ("nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(7200, 10)", "7,200 = 8 x 30 x 30"),
    "two layers": ("nn.Conv2d(3, 8, 3), nn.Flatten(), nn.Linear(7200, 10), nn.ReLU(), nn.Linear(10, 10)", "2 layers"),
    "pooled, for many classes": (
        "nn.Conv2d(3, 8, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 99)",
        "layer 3 (Linear)",
    ),
    "of little weight": ("nn.Conv2d(3, 8, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10)", None),
    "of no convolution": ("nn.Flatten(), nn.Linear(3072, 10)", None),
}


@pytest.mark.parametrize("name", HEADS)
def test_dominant_classifier_head(name: str, tmp_path: Path) -> None:
    layers, said = HEADS[name]
    found = check(tmp_path, sequential(layers, IMAGE), "FL402")
    assert len(found) == (said is not None)
    assert all(said in one.message for one in found if said is not None)


def test_a_transformer_is_no_head(tmp_path: Path) -> None:
    source = net(
        "self.patches = nn.Conv2d(3, 8, 8, 8)\nself.block = nn.TransformerEncoderLayer(8, 2, 64)\n"
        "self.head = nn.Linear(8, 4)",
        "x = self.patches(x).flatten(2).transpose(1, 2)\nreturn self.head(self.block(x).mean(1))",
        IMAGE,
    )
    assert check(tmp_path, source, "FL402") == []


ALIGNED = {
    "inside": ("nn.Conv2d(3, 30, 3), nn.ReLU(), nn.Conv2d(30, 8, 3)", ["0"]),
    "aligned": ("nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 8, 3)", []),
    "at the end": ("nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 10, 3)", []),
    "depthwise": ("nn.Conv2d(3, 3, 3, groups=3), nn.ReLU(), nn.Conv2d(3, 8, 3)", []),
    "of no weight": ("nn.Conv2d(3, 1, 1), nn.ReLU(), nn.Conv2d(1, 512, 3)", []),
}


@pytest.mark.parametrize("name", ALIGNED)
def test_channels_not_aligned(name: str, tmp_path: Path) -> None:
    layers, expected = ALIGNED[name]
    assert [one.layer for one in check(tmp_path, sequential(layers, IMAGE), "FL403")] == expected


CONSECUTIVE = {
    "linear": ("nn.Linear(4, 8), nn.Linear(8, 4)", "1x4", ["0"]),
    "three": ("nn.Linear(4, 8), nn.Linear(8, 8), nn.Linear(8, 4)", "1x4", ["0", "1"]),
    "an identity between": ("nn.Linear(4, 8), nn.Identity(), nn.Linear(8, 4)", "1x4", ["0"]),
    "an activation between": ("nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 4)", "1x4", []),
    "a dropout between": ("nn.Linear(4, 8), nn.Dropout(), nn.Linear(8, 4)", "1x4", []),
    "a bottleneck": ("nn.Linear(64, 4), nn.Linear(4, 64)", "1x64", []),
    "pointwise after": ("nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.Conv2d(16, 8, 1)", IMAGE, ["0"]),
    "pointwise before": ("nn.Conv2d(3, 16, 1), nn.Conv2d(16, 8, 3)", IMAGE, ["0"]),
    "pointwise before, padded": ("nn.Conv2d(3, 16, 1), nn.Conv2d(16, 8, 3, padding=1)", IMAGE, []),
    "depthwise separable": ("nn.Conv2d(3, 3, 3, groups=3), nn.Conv2d(3, 8, 1)", IMAGE, []),
    "two kernels": ("nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, 3)", IMAGE, []),
    "strided pointwise": ("nn.Conv2d(3, 16, 3), nn.Conv2d(16, 8, 1, stride=2)", IMAGE, []),
}


@pytest.mark.parametrize("name", CONSECUTIVE)
def test_consecutive_linear(name: str, tmp_path: Path) -> None:
    layers, given, expected = CONSECUTIVE[name]
    assert [one.layer for one in check(tmp_path, sequential(layers, given), "FL404")] == expected


POOLS = {
    "an average pool": ("nn.Conv2d(3, 8, 1), nn.AvgPool2d(2)", "the other way round"),
    "a larger kernel": ("nn.Conv2d(3, 8, 3), nn.AvgPool2d(2)", "a stride"),
    "a maximum pool": ("nn.Conv2d(3, 8, 3), nn.MaxPool2d(3, 2)", "a stride"),
    "a strided pointwise convolution": ("nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, 1, stride=2)", "a stride"),
    "an activation between": ("nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2)", None),
    "a pool of stride 1": ("nn.Conv2d(3, 8, 3), nn.AvgPool2d(3, 1)", None),
    "a strided convolution that sees all": ("nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, 3, stride=2)", None),
    "after a stride": ("nn.Conv2d(3, 8, 3, stride=2), nn.AvgPool2d(2)", None),
    "a global pool": ("nn.Conv2d(3, 8, 3), nn.AdaptiveAvgPool2d(1)", None),
}


@pytest.mark.parametrize("name", POOLS)
def test_convolution_before_pool(name: str, tmp_path: Path) -> None:
    layers, said = POOLS[name]
    found = check(tmp_path, sequential(layers, IMAGE), "FL405")
    assert len(found) == (said is not None)
    assert all(said in one.message for one in found if said is not None)


def test_convolution_before_a_slice(tmp_path: Path) -> None:
    source = net("self.a = nn.Conv2d(3, 8, 3)", "return self.a(x)[:, :, ::2, ::2]", IMAGE)
    assert [one.layer for one in check(tmp_path, source, "FL405")] == ["a"]
    source = net("self.a = nn.Conv2d(3, 8, 3)", "return self.a(x)[:, :, 1:, 1:]", IMAGE)
    assert check(tmp_path, source, "FL405") == []


def test_dominant_embedding(tmp_path: Path) -> None:
    for rows, count in ((8, 0), (9, 1)):
        init = f"self.words = nn.Embedding({rows}, 4)\nself.a = nn.Linear(4, 7)"
        source = net(init, "return self.a(self.words(x))", "1x4:int64")
        assert len(check(tmp_path, source, "FL406")) == count, rows
    tied = net(
        "self.words = nn.Embedding(99, 4)\nself.a = nn.Linear(4, 99)\nself.a.weight = self.words.weight",
        "return self.a(self.words(x))",
        "1x4:int64",
    )
    (finding,) = check(tmp_path, tied, "FL406")
    assert finding.value == 396


@pytest.mark.parametrize(
    ("call", "fires"),
    [
        ("nn.Dropout(0)", True), ("nn.Dropout(p=0.0, inplace=True)", True), ("nn.Dropout2d(0.)", True),
        ("nn.AlphaDropout(.0)", True), ("nn.Dropout(RATE)", False), ("nn.Dropout()", False), ("nn.Dropout(0.1)", False),
        ("nn.Dropout(0 * RATE)", False),
    ],
)  # fmt: skip
def test_dropout_without_effect(call: str, fires: bool, tmp_path: Path) -> None:
    source = net(f"self.a = {call}", "return self.a(x)", "1x4x4x4", more="RATE = 0.0\n")
    assert bool(check(tmp_path, source, "FL407")) == fires


TWICE = {
    "layers": ("self.a = nn.ReLU()\nself.b = nn.ReLU()", "return self.b(self.a(x))", ["self.b = nn.ReLU()"]),
    "functions": ("self.a = nn.Linear(4, 4)", "x = F.relu(self.a(x))\nreturn torch.relu(x)", ["return torch.relu(x)"]),
    "in place": ("self.a = nn.ReLU(inplace=True)", "return self.a(x.relu_())", ["self.a = nn.ReLU(inplace=True)"]),
    "softmax": ("self.a = nn.Softmax(-1)", "return F.softmax(self.a(x), -1)", ["return F.softmax(self.a(x), -1)"]),
    "of two dims": ("self.a = nn.Softmax(0)", "return F.softmax(self.a(x), 1)", []),
    "two kinds": ("self.a = nn.ReLU()", "return torch.sigmoid(self.a(x))", []),
    "something between": ("self.a = nn.ReLU()\nself.b = nn.Linear(4, 4)", "return self.a(self.b(self.a(x)))", []),
    "of a sum": ("self.a = nn.ReLU()", "return self.a(self.a(x) + x)", []),
}


@pytest.mark.parametrize("name", TWICE)
def test_activation_applied_twice(name: str, tmp_path: Path) -> None:
    init, forward, expected = TWICE[name]
    assert texts(tmp_path, net(init, forward), "FL408") == expected


def test_waste_is_off_unless_selected(tmp_path: Path) -> None:
    source = sequential("nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8)", IMAGE)
    assert source.startswith(IMPORTS)
    assert check(tmp_path, source, "FL0", "FL1", "FL2", "FL3", "FL5") == []


def test_what_a_loop_builds_is_one_finding(tmp_path: Path) -> None:
    loop = "*[layer for _ in range(3) for layer in (nn.Conv2d(3, 3, 3), nn.BatchNorm2d(3), nn.Dropout(0))]"
    (bias,) = check(tmp_path, sequential(loop, IMAGE), "FL401")
    assert "like 2 more built here" in bias.message
    assert bias.value == 9
    assert len(check(tmp_path, sequential(loop, IMAGE), "FL407")) == 1
    (aligned,) = check(tmp_path, sequential(loop + ", nn.Conv2d(3, 8, 3)", IMAGE), "FL403")
    assert "like 2 more built here" in aligned.message
