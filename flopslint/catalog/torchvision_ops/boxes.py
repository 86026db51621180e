"""Boxes: which to keep, and how much they overlap."""

from __future__ import annotations

from flopslint.catalog.entry import function, op
from flopslint.catalog.torch.arguments import operand, require_tensors
from flopslint.core.dtype import INT64
from flopslint.core.gap import GapKind
from flopslint.core.work import Work
from flopslint.values.context import Context
from flopslint.values.value import Value


@op("torch.ops.torchvision.nms")
def nms(context: Context, dets: Value, scores: Value, iou_threshold: Value) -> Value:
    """Boxes that no better box overlaps too much: how many depends on values.

    Shape: (n, 4), (n) -> (at most n)
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.nms.html
    """
    require_tensors(context, "nms", dets=dets, scores=scores)
    sides = operand("boxes", dets), operand("scores", scores)
    if len(dets.shape) != 2:
        raise context.misfit(f"boxes should be a 2d tensor, got {len(dets.shape)}D", *sides)
    if dets.shape[1] != 4:
        raise context.misfit(f"boxes should have 4 elements in dimension 1, got {dets.shape[1]}", *sides)
    if len(scores.shape) != 1:
        raise context.misfit(f"scores should be a 1d tensor, got {len(scores.shape)}D", *sides)
    if dets.shape[0] != scores.shape[0]:
        raise context.misfit(
            "boxes and scores should have same number of elements in dimension 0, got "
            f"{dets.shape[0]} and {scores.shape[0]}",
            *sides,
        )
    if dets.shape[0] == 0:
        return context.tensor((0,), INT64)
    return context.unknown(GapKind.DATA_DEPENDENT, "how many boxes nms keeps depends on their values")


@op("torch.ops.torchvision.box_iou_rotated")
def box_iou_rotated(context: Context, boxes1: Value, boxes2: Value) -> Value:
    """Overlaps of all boxes of one list with all of another.

    Shape: (n, 5), (m, 5) -> (n, m)
    Source: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.box_iou.html
    """
    require_tensors(context, "box_iou_rotated", boxes1=boxes1, boxes2=boxes2)
    for name, boxes in (("boxes1", boxes1), ("boxes2", boxes2)):
        if len(boxes.shape) != 2 or boxes.shape[1] != 5:
            raise context.misfit(f"{name} should have shape [N, 5], got {list(boxes.shape)}", operand(name, boxes))
    shape = (boxes1.shape[0], boxes2.shape[0])
    context.work("box_iou_rotated", Work(), "pairs", pairs=shape[0] * shape[1])
    return context.tensor(shape, boxes1.dtype)


@function("torch.ops.torchvision._cuda_version")
def cuda_version(context: Context) -> Value:
    """The version of CUDA that the operators were compiled with: none."""
    return -1
