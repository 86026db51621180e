"""An evaluation leaves the collector of its process as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tests.evaluator.conftest import Evaluate

SOURCE = "RESULT = [{'a': index} for index in range(100)]\n"


@pytest.fixture
def frozen() -> Iterator[int]:
    gc.freeze()
    yield gc.get_freeze_count()
    gc.unfreeze()


def test_thresholds_are_kept(evaluate: Evaluate) -> None:
    before = gc.get_threshold()
    evaluate(SOURCE)
    assert gc.get_threshold() == before
    assert gc.isenabled()


def test_collection_that_is_off_stays_off(evaluate: Evaluate) -> None:
    gc.disable()
    try:
        evaluate(SOURCE)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_frozen_objects_stay_frozen(evaluate: Evaluate, frozen: int) -> None:
    evaluate(SOURCE)
    assert gc.get_freeze_count() == pytest.approx(frozen, rel=0.01)
