"""Conventions that say what a tool prints, held against figures that were measured with the tool.

fvcore 0.1.5.post20221221 under torch 2.14.1 and torchvision 0.29.1, eval mode, on the CPU.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import flopslint
from tests.project.projects import write

MODELS = {
    "alexnet.py::alexnet()": 714197696,
    "vgg.py::vgg16()": 15470289408,
    "resnet.py::resnet18()": 1819065856,
    "resnet.py::resnet50()": 4111512576,
    "mobilenetv2.py::mobilenet_v2()": 314193216,
    "mobilenetv3.py::mobilenet_v3_large()": 226033824,
    "efficientnet.py::efficientnet_b0()": 401659392,
    "densenet.py::densenet121()": 2865546752,
    "squeezenet.py::squeezenet1_0()": 819093576,
    "shufflenetv2.py::shufflenet_v2_x1_0()": 148808392,
    "vision_transformer.py::vit_b_16()": 16867412736,
    "swin_transformer.py::swin_t()": 4509232128,
    "convnext.py::convnext_tiny()": 4470437376,
    "maxvit.py::maxvit_t()": 5608201264,
}
IMAGE = "2x8x8x8"
LAYERS = [
    ("nn.Conv2d(4, 6, 4)", "2x4x8x8", 2 * 25 * 6 * 4 * 16),
    ("nn.ConvTranspose2d(4, 6, 4, 2, 1)", "2x4x8x8", 49152),
    ("nn.ConvTranspose2d(4, 6, 4, 2, 1, groups=2, bias=False)", "2x4x8x8", 24576),
    ("nn.Linear(16, 32)", "2x5x16", 5120),
    ("nn.BatchNorm2d(8)", IMAGE, 2048),
    ("nn.BatchNorm2d(8, affine=False)", IMAGE, 1024),
    ("nn.LayerNorm(16)", "2x5x16", 800),
    ("nn.LayerNorm(16, elementwise_affine=False)", "2x5x16", 640),
    ("nn.GroupNorm(4, 8)", IMAGE, 5120),
    ("nn.InstanceNorm2d(8)", IMAGE, 4096),
    ("nn.InstanceNorm2d(8, affine=True)", IMAGE, 5120),
    ("nn.RMSNorm(16)", "2x5x16", 0),
    ("nn.GELU()", IMAGE, 0),
    ("nn.Softmax(1)", IMAGE, 0),
    ("nn.MaxPool2d(3, 2, 1)", IMAGE, 0),
    ("nn.AvgPool2d(2)", IMAGE, 0),
    ("nn.AdaptiveAvgPool2d(1)", IMAGE, 1024),
    ("nn.AdaptiveAvgPool2d(4)", IMAGE, 1024),
    ("nn.AdaptiveMaxPool2d(1)", IMAGE, 0),
    ("nn.Upsample(scale_factor=2)", IMAGE, 4096),
    ("nn.Upsample(scale_factor=2, mode='bilinear')", IMAGE, 16384),
    ("nn.Upsample(scale_factor=2, mode='bicubic')", IMAGE, 0),
    ("nn.LSTM(16, 32)", "5x2x16", 0),
    ("nn.GRU(16, 32)", "5x2x16", 0),
    ("nn.RNN(16, 32)", "5x2x16", 0),
    ("nn.LSTMCell(16, 32)", "2x16", 12288),
]
FUNCTIONS = [
    ("F.scaled_dot_product_attention(x, x, x)", "2x4x5x8", 0),
    ("torch.matmul(x, torch.ones(2, 8, 6))", "2x5x8", 480),
    ("x @ torch.ones(2, 8, 6)", "2x5x8", 480),
    ("torch.bmm(x, torch.ones(2, 8, 6))", "2x5x8", 480),
    ("torch.matmul(x, torch.ones(2, 8, 6))", "8", 48),
    ("torch.einsum('bij,bjk->bik', x, torch.ones(2, 8, 6))", "2x5x8", 480),
    ("torch.addmm(torch.ones(5, 6), x, torch.ones(8, 6))", "5x8", 240),
    ("nn.MultiheadAttention(16, 4, batch_first=True)(x, x, x)[0]", "2x5x16", 11840),
    ("nn.MultiheadAttention(16, 4, batch_first=True)(x, x, x, need_weights=False)[0]", "2x5x16", 10240),
    ("x.mean([2, 3])", IMAGE, 0),
    ("x + x", IMAGE, 0),
]
HEAD = "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\n"
FUNCTION = HEAD + "class Net(nn.Module):\n    def forward(self, x):\n        return {}\n"


@pytest.mark.parametrize("target", sorted(MODELS))
def test_fvcore_on_models(target: str, corpus: Path) -> None:
    report = flopslint.analyze(f"{corpus}/torchvision/models/{target}", inputs="1x3x224x224", search_path=[corpus])
    assert report.cost("fvcore").total == MODELS[target]


@pytest.mark.parametrize(("layer", "spec", "figure"), LAYERS, ids=str)
def test_fvcore_on_layers(tmp_path: Path, layer: str, spec: str, figure: int) -> None:
    path = write(tmp_path, {"net.py": f"{HEAD}def net():\n    return {layer}\n"}) / "net.py"
    assert flopslint.analyze(f"{path}::net", inputs=spec).cost("fvcore").total == figure


@pytest.mark.parametrize(("expression", "spec", "figure"), FUNCTIONS, ids=str)
def test_fvcore_on_functions(tmp_path: Path, expression: str, spec: str, figure: int) -> None:
    path = write(tmp_path, {"net.py": FUNCTION.format(expression)}) / "net.py"
    assert flopslint.analyze(f"{path}::Net", inputs=spec).cost("fvcore").total == figure


@pytest.mark.parametrize(
    ("layer", "spec", "figure"),
    [
        # 2 * H * W * (K * C_in / groups + 1) * C_out and (2 * I - 1) * O, the paper's formulas, worked out by hand
        ("nn.Conv2d(3, 8, 3, padding=1)", "1x3x10x10", 2 * 100 * (9 * 3 + 1) * 8),
        ("nn.Conv2d(3, 8, 3, padding=1, bias=False)", "1x3x10x10", 2 * 100 * 9 * 3 * 8),
        ("nn.Conv2d(4, 8, 3, padding=1, groups=2)", "1x4x10x10", 2 * 100 * (9 * 2 + 1) * 8),
        ("nn.Linear(20, 7)", "1x20", (2 * 20 - 1) * 7),
        ("nn.Linear(20, 7, bias=False)", "3x20", 3 * (2 * 20 - 1) * 7),
        ("nn.ReLU()", "1x20", 0),
    ],
)
def test_molchanov(tmp_path: Path, layer: str, spec: str, figure: int) -> None:
    path = write(tmp_path, {"net.py": f"{HEAD}def net():\n    return {layer}\n"}) / "net.py"
    cost = flopslint.analyze(f"{path}::net", inputs=spec).cost("molchanov")
    assert cost.total == figure
    assert (cost.flops, cost.unit, cost.macs) == (figure, "FLOP", None)
