"""Members of a library's class that our source of it does not have are unknown, not absent."""

from __future__ import annotations

from tests.evaluator.conftest import Evaluate


def test_a_listed_member(evaluate: Evaluate) -> None:
    found = evaluate(
        "from huggingface_hub import PyTorchModelHubMixin as Mixin\n"
        "save = Mixin.save_pretrained\nhas = hasattr(Mixin, 'push_to_hub')\nnone = hasattr(Mixin, 'fly_to_hub')\n"
    )
    assert found.is_unknown("save")
    assert found.plain("has") is True
    assert found.plain("none") is False
