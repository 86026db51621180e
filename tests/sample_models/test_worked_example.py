"""The classic table of AlexNet: parameters, and parameters times output positions (convention mac-bias)."""

from __future__ import annotations

import pytest

from tests.sample_models.expected import report

# layer: parameters, output positions. The parameters of conv4 in one group are in the table that circulates, beside the
# work of conv4 in two.
TABLE = {
    "conv1": (34_944, 55 * 55),
    "conv2": (307_456, 27 * 27),
    "conv3": (885_120, 13 * 13),
    "conv4": (663_936, 13 * 13),
    "conv5": (442_624, 13 * 13),
    "fc6": (37_752_832, 1),
    "fc7": (16_781_312, 1),
    "fc8": (4_097_000, 1),
}
FLOPS = {
    "conv1": 105_705_600,
    "conv2": 224_135_424,
    "conv3": 149_585_280,
    "conv4": 112_205_184,
    "conv5": 74_803_456,
    "fc6": 37_752_832,
    "fc7": 16_781_312,
    "fc8": 4_097_000,
}


@pytest.mark.parametrize("layer", TABLE)
def test_layer(layer: str) -> None:
    rows = {row["name"]: row for row in report("alexnet_2012", convention="mac-bias").to_dict()["layers"]}
    params, positions = TABLE[layer]
    assert rows[layer]["params"] == params
    assert rows[layer]["flops"] == FLOPS[layer] == params * positions


def test_total() -> None:
    found = report("alexnet_2012", convention="mac-bias")
    assert found.params == sum(params for params, _ in TABLE.values())
    assert found.cost("mac-bias").total == sum(FLOPS.values())
    assert found.cost("mac-bias").unit == "FLOP"


def test_fourth_convolution_in_one_group() -> None:
    rows = {row["name"]: row for row in report("alexnet_ungrouped", convention="mac-bias").to_dict()["layers"]}
    assert (rows["features.8"]["params"], rows["features.8"]["flops"]) == (1_327_488, 224_345_472)


def test_both_bias_conventions_differ_by_one_addition_for_each_output_element() -> None:
    found = report("alexnet_2012")
    outputs = 96 * 55 * 55 + 256 * 27 * 27 + (384 + 384 + 256) * 13 * 13 + 4096 + 4096 + 1000
    assert found.cost("mac-bias").total - found.cost("mac").total == outputs
    assert found.cost("torch").flops == 2 * found.cost("mac").total
