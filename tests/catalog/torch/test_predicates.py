from __future__ import annotations

import re

import pytest

from flopslint.catalog.loader import ROOT, Catalog
from flopslint.catalog.torch.predicates import NO, NOTHING, NUMBERS, YES

MODULES = (
    "torch", "torch.jit", "torch.compiler", "torch._dynamo", "torch.onnx", "torch.fx._symbolic_trace",
    "torch.overrides",
    "torch.cuda", "torch.cuda.nccl", "torch.cuda.tunable", "torch.mps", "torch.xpu", "torch.mtia", "torch.cpu",
    "torch.accelerator", "torch.distributed", "torch.distributed.rpc", "torch.backends.cuda", "torch.backends.cudnn",
    "torch.backends.mps", "torch.backends.mkl", "torch.backends.mkldnn", "torch.backends.openmp", "torch.amp",
    "torch.autograd", "torch.functional", "torch.nn.functional", "torch._tensor", "torch._utils",
)  # fmt: skip
ABOUT_VALUES = frozenset({
    "torch.is_vulkan_available", "torch.overrides.is_tensor_method_or_property", "torch._dynamo.is_inductor_supported",
    "torch.fx._symbolic_trace.is_custom_class", "torch.fx._symbolic_trace.is_opaque_symbolic_type",
    "torch.fx._symbolic_trace.is_fx_tracing_warning", "torch.distributed.is_backend_available",
    "torch.autograd.is_tensor_like",
})  # fmt: skip
"""Names that look like questions about the mode and are not."""

CATALOG = Catalog()
NAMES = (ROOT / "torch" / "names.txt").read_text(encoding="utf-8").split()
QUESTIONS = [
    name
    for name in NAMES
    if name.rpartition(".")[0] in MODULES
    and re.match(r"(is_|are_|has_torch_function)", name.rpartition(".")[2])
    and name not in ABOUT_VALUES
]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_about_the_mode_has_an_answer(name: str) -> None:
    assert CATALOG.find(name) is not None


@pytest.mark.parametrize("name", [n for n in (*NO, *YES, *NOTHING, *NUMBERS) if "._" not in n])
def test_every_answer_is_to_a_question_that_torch_knows(name: str) -> None:
    assert name in NAMES


def test_names_are_sorted_and_few_enough_to_ship() -> None:
    assert sorted(set(NAMES)) == NAMES
    assert (ROOT / "torch" / "names.txt").stat().st_size < 1_500_000
