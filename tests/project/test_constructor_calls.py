"""Every layer knows the constructor call that the LibCST visitor extracted, or that it came from library source."""

from __future__ import annotations

from pathlib import Path

import pytest

from flopslint.core.inventory import CalleeKind
from flopslint.project.analysis import analyze_job, jobs_of
from flopslint.project.constructor_calls import ConstructorCalls
from flopslint.project.session import Settings, open_session
from tests.sample_models.expected import RUNNABLE, target

TORCHVISION = (
    "alexnet.py::alexnet()", "resnet.py::resnet18()", "mobilenetv3.py::mobilenet_v3_small()",
    "densenet.py::densenet121()",
    "swin_transformer.py::swin_t()", "regnet.py::regnet_y_400mf()", "googlenet.py::googlenet(init_weights=False)",
)  # fmt: skip


def _kinds(text: str, folder: Path | None = None) -> dict[str, CalleeKind | None]:
    """For each layer but the root, the kind of the call that built it; None where that was library source."""
    session = open_session(Settings(), [text], folder)
    (job,) = jobs_of(session, session.target(text))
    analysis = analyze_job(session, job)
    calls = ConstructorCalls(session)
    kinds: dict[str, CalleeKind | None] = {}
    for node in analysis.costs.nodes[1:]:
        call = calls.of(node)
        kinds[node.name] = None if call is None else call.kind
        if call is None:
            site = node.built_at
            assert site is not None
            outside = next(one.span.path for one in site.outwards() if not session.is_prelude(one.span.path))
            assert not session.is_user_file(outside), node.name
        elif call.name is not None and call.kind is CalleeKind.LAYER:
            assert call.name.rpartition(".")[2] == node.class_name.rpartition(".")[2]
    return kinds


@pytest.mark.parametrize("name", RUNNABLE)
def test_samples(name: str) -> None:
    kinds = _kinds(target(name))
    assert kinds
    assert None not in kinds.values()


@pytest.mark.parametrize("text", TORCHVISION)
def test_torchvision(text: str, corpus: Path) -> None:
    kinds = _kinds(f"torchvision/models/{text}", corpus)
    assert CalleeKind.LAYER in kinds.values() or CalleeKind.IMPORTED in kinds.values()
