"""Runs made by hand: a layer class, layers with tensors, op calls with work."""

from __future__ import annotations

from itertools import count
from typing import Any

from flopslint.core.gap import Gap, GapKind
from flopslint.core.span import Site, Span
from flopslint.core.work import Work
from flopslint.values.events import Dispatch, Event, LayerCall, ModelRun, OpCall
from flopslint.values.tensor import Tensor
from flopslint.values.value import Class, Instance, Unknown

_ids = count(1)
LAYER = Class("Module", namespace={"__is_layer_base__": True}, module="torch.nn")
GAP = Gap(GapKind.UNKNOWN_OP, "torch.magic is not known", Span("net.py", 9, 8, 9, 20))


def layer(made_on: int = 5, params: dict[str, Any] | None = None, **children: Any) -> Instance:
    """A layer built on a line of net.py, with parameters by name (shapes, tensors or anything) and children."""
    made = Instance(LAYER, Site(Span("net.py", made_on, 8, made_on, 30), "net", None))
    tensors = {name: _parameter(value) for name, value in (params or {}).items()}
    made.attributes = {"_parameters": tensors, "_buffers": {}, "_modules": dict(children), "training": False}
    return made


def _parameter(value: Any) -> Any:
    return Tensor(value, requires_grad=True) if isinstance(value, tuple) else value


def op(layer: Instance | None, macs: int = 0, additions: int = 0, *, aten: str = "addmm", **fields: Any) -> OpCall:
    """An op call with one dispatched operation."""
    work = Work(multiply_adds=macs, additions=additions)
    given: dict[str, Any] = {"inputs": (), "outputs": (), "arguments": {}, **fields}
    return OpCall(
        id=next(_ids),
        op="torch.op",
        spelling="torch.op",
        dispatched=(Dispatch(aten=aten, work=work),),
        layer=layer,
        **given,
    )


def layer_call(ordinal: int, layer: Instance, parent: int | None = None, **fields: Any) -> LayerCall:
    """A layer call."""
    given: dict[str, Any] = {"inputs": (), "keywords": {}, "outputs": None, **fields}
    return LayerCall(ordinal=ordinal, layer=layer, parent=parent, **given)


def run(root: Instance | None, *events: Event, **fields: Any) -> ModelRun:
    """A run that came to its end."""
    given: dict[str, Any] = {"was_run": True, "span": Span("net.py", 3, 0, 3, 9), **fields}
    return ModelRun(target="net.py::Net", name="Net", root=root, events=events, **given)


def unknown() -> Unknown:
    """An unknown value."""
    return Unknown(GAP)
