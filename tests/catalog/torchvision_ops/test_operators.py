from __future__ import annotations

from typing import Any

import pytest

import flopslint.catalog.torchvision_ops.boxes
import flopslint.catalog.torchvision_ops.deformable
import flopslint.catalog.torchvision_ops.regions  # noqa: F401 - fill the catalog
from flopslint.catalog.entry import ENTRIES
from flopslint.catalog.loader import Catalog
from flopslint.core.dtype import FLOAT32
from flopslint.values.tensor import Tensor
from flopslint.values.value import Unknown
from tests.catalog.torch.replay import FakeContext, cases, check


@pytest.mark.parametrize("row", cases("torchvision_ops"), ids=lambda row: row["expression"])
def test_agrees_with_torch(row: dict[str, Any]) -> None:
    check(row)


def test_how_many_boxes_are_kept_is_unknown() -> None:
    nms = ENTRIES["torch.ops.torchvision.nms"].function
    assert isinstance(nms(FakeContext(), Tensor((3, 4), FLOAT32), Tensor((3,), FLOAT32), 0.5), Unknown)


def test_operators_are_found_below_torch_ops() -> None:
    catalog = Catalog()
    assert catalog.library_of("torch.ops.torchvision.nms") == "torchvision_ops"
    assert catalog.find("torch.ops.torchvision.nms") is not None
    assert catalog.has_module("torch.ops.torchvision")


def test_only_the_module_that_loads_operators_is_stood_for() -> None:
    catalog = Catalog()
    assert catalog.prelude_path("torchvision.extension") is not None
    assert catalog.prelude_path("torchvision.ops.boxes") is None
    assert catalog.library_of("torchvision.ops") is None
