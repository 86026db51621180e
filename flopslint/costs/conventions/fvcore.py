"""What fvcore's ``FlopCountAnalysis`` prints, which calls a multiply-accumulate a flop; timm publishes it as GMACs."""

from __future__ import annotations

from math import prod

from flopslint.costs.convention import Convention
from flopslint.costs.counted import ATTENTION, COUNTED
from flopslint.values.events import OpCall

_COUNTED = COUNTED - ATTENTION - {"baddbmm"}
_LAYER_NORMS = {"native_layer_norm", "native_group_norm"}


_UNKNOWN = ("lstm", "gru", "rnn_tanh", "rnn_relu")
_MATMUL = ("matmul", "__matmul__")


def of_op(call: OpCall) -> int:
    """Multiply-adds of what is counted, fused attention excepted; normalizations, adaptive averages and resizing."""
    name = call.op.rpartition(".")[2]
    if name in _UNKNOWN:
        return 0
    if name in _MATMUL and len(call.inputs) == 2:
        return _matmul(call)
    total = 0
    for dispatch in call.dispatched:
        if dispatch.aten in _COUNTED:
            total += dispatch.work.multiply_adds
        elif dispatch.aten == "native_batch_norm":
            per_element = 4 if call.op.endswith("instance_norm") or call.arguments.get("training") is True else 1
            total += _elements(call) * (per_element + _is_affine(call))
        elif dispatch.aten in _LAYER_NORMS:
            total += _elements(call) * (4 + _is_affine(call))
        elif dispatch.aten == "adaptive_avg_pool2d":
            total += _elements(call)
        elif dispatch.aten.startswith("upsample_nearest2d"):
            total += _made(call)
        elif dispatch.aten.startswith(("upsample_bilinear2d", "grid_sampler_2d")):
            total += 4 * _made(call)
    return _rounded(total) if name == "einsum" else total


def _matmul(call: OpCall) -> int:
    """As if the first operand was never broadcast."""
    second = call.inputs[1].type.shape
    return _elements(call) * second[-1] if second else 0


def _rounded(multiply_adds: int) -> int:
    """An einsum's figure goes through a text of four digits, in operations of which two are a multiply-add."""
    return int(float(f"{2 * multiply_adds:.3e}") / 2)


def _elements(call: OpCall) -> int:
    return prod(call.inputs[0].type.shape) if call.inputs else 0


def _made(call: OpCall) -> int:
    return prod(call.outputs[0].type.shape) if call.outputs else 0


def _is_affine(call: OpCall) -> bool:
    return call.arguments.get("weight") is not None


CONVENTION = Convention(
    name="fvcore",
    unit="MAC",
    summary=(
        "what fvcore 0.1.5 prints: mac, and 1 or 2 for each element of a batch normalization, 4 or 5 of other "
        "normalizations, 1 of what is averaged adaptively, 1 or 4 for each element that is resized to; nothing for "
        "fused attention, which it does not know."
    ),
    source="https://github.com/facebookresearch/fvcore/blob/main/docs/flop_count.md",
    version="0.1.5",
    of_op=of_op,
)
