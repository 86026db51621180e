"""Losses over classes, and over pairs and triples of vectors."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    brackets,
    broadcast_tensors,
    operand,
    require_tensors,
    scalar_type,
    size_text,
)
from flopslint.catalog.torch.reduction_mode import mode_of, reduced
from flopslint.core.dtype import INT64, UINT8
from flopslint.core.gap import GapKind
from flopslint.formulas import loss as formula
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.cross_entropy")
def cross_entropy(
    context: Context,
    input: Value,
    target: Value,
    weight: Value = None,
    size_average: Value = None,
    ignore_index: Value = -100,
    reduce: Value = None,
    reduction: Value = "mean",
    label_smoothing: Value = 0.0,
) -> Value:
    """Cross entropy of logits; targets are classes, or probabilities in the input's own shape.

    Shape: (b?, c, *), and (b?, *) or (b?, c, *) -> (b?, *), reduced
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
    """
    require_tensors(context, "cross_entropy_loss", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    if not 0.0 <= label_smoothing <= 1.0:
        raise context.invalid(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
    if input.shape == target.shape:
        if not target.dtype.is_floating_point:
            raise context.invalid(
                "Expected floating point type for target with class probabilities, got " + scalar_type(target.dtype)
            )
        _check_weight(context, input, weight)
    else:
        _check_classes(context, input, target, weight)
    return _of_classes(context, "cross_entropy_loss", input, mode)


@op("torch.nn.functional.nll_loss")
def nll_loss(
    context: Context,
    input: Value,
    target: Value,
    weight: Value = None,
    size_average: Value = None,
    ignore_index: Value = -100,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Negative log-likelihood of classes.

    Shape: (b?, c, *), (b?, *) -> (b?, *), reduced
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html
    """
    require_tensors(context, "nll_loss_nd", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    _check_classes(context, input, target, weight)
    return _of_classes(context, "nll_loss_forward", input, mode)


def _of_classes(context: Context, name: str, input: Tensor, mode: Value) -> Tensor:
    axis = 0 if len(input.shape) == 1 else 1
    shape = input.shape[:axis] + input.shape[axis + 1 :]
    result = reduced(context, shape, input.dtype, mode)
    items = product(shape)
    context.work(name, formula.cross_entropy(input.count, items), "elements", elements=input.count, items=items)
    return result


def _check_classes(context: Context, input: Tensor, target: Tensor, weight: Value) -> None:
    """Targets are class numbers, in the input's shape without its classes."""
    sides = operand("input", input), operand("target", target)
    if not input.shape:
        raise context.misfit("Expected 1 or more dimensions (got 0)", *sides, exception="ValueError")
    if len(input.shape) != 1 and (not target.shape or input.shape[0] != target.shape[0]):
        got = target.shape[0] if target.shape else 0
        raise context.misfit(
            f"Expected input batch_size ({input.shape[0]}) to match target batch_size ({got}).", *sides,
            exception="ValueError",
        )  # fmt: skip
    if target.dtype not in {INT64, UINT8}:
        raise context.invalid(f"expected target dtype to be Long or Byte, but got {scalar_type(target.dtype)}")
    expected = input.shape[:1] + input.shape[2:] if len(input.shape) > 1 else ()
    if len(input.shape) > 1 and target.shape != expected:
        if len(input.shape) == 4:
            message = f"size mismatch (got input: {brackets(input.shape)} , target: {brackets(target.shape)}"
        else:
            message = f"Expected target size {brackets(expected)}, got {brackets(target.shape)}"
        raise context.misfit(message, *sides, fitting=brackets(expected))
    _check_weight(context, input, weight)


def _check_weight(context: Context, input: Tensor, weight: Value) -> None:
    classes = input.shape[0 if len(input.shape) == 1 else 1] if input.shape else 1
    if isinstance(weight, Tensor) and weight.shape != (classes,):
        raise context.misfit(
            f"weight tensor should be defined either for all {classes} classes or no classes but got weight tensor of "
            f"shape: {brackets(weight.shape)}",
            operand("input", input), operand("weight", weight), fitting=f"[{classes}]",
        )  # fmt: skip


@op("torch.nn.functional.multi_margin_loss")
def multi_margin_loss(
    context: Context,
    input: Value,
    target: Value,
    p: Value = 1,
    margin: Value = 1.0,
    weight: Value = None,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Hinge loss of the right class against all others.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multi_margin_loss.html
    """
    require_tensors(context, "multi_margin_loss", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    batch = input.shape[:1] if len(input.shape) == 2 else ()
    if len(input.shape) == 2 and target.shape != batch:
        raise context.misfit(
            "multi_margin_loss: target tensor should be 1-D with size equal to the number of "
            "input samples (batch size). "
            f"Expected target size {brackets(batch)}, but got {brackets(target.shape)}. Input has shape "
            f"{brackets(input.shape)}.",
            operand("input", input), operand("target", target), fitting=brackets(batch),
        )  # fmt: skip
    return _by_item(context, "multi_margin_loss", input, batch, mode)


@op("torch.nn.functional.multilabel_margin_loss")
def multilabel_margin_loss(
    context: Context,
    input: Value,
    target: Value,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Hinge loss of all right classes against all others.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_margin_loss.html
    """
    require_tensors(context, "multilabel_margin_loss", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    if input.shape != target.shape:
        raise context.misfit(
            f"inconsistent target size: {brackets(target.shape)} for input of size: {brackets(input.shape)}",
            operand("input", input), operand("target", target), fitting=brackets(input.shape),
        )  # fmt: skip
    return _by_item(context, "multilabel_margin_loss", input, input.shape[:-1], mode)


@op("torch.nn.functional.multilabel_soft_margin_loss")
def multilabel_soft_margin_loss(
    context: Context,
    input: Value,
    target: Value,
    weight: Value = None,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Logistic loss of each class, averaged over the classes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.multilabel_soft_margin_loss.html
    """
    require_tensors(context, "multilabel_soft_margin_loss", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    shape = broadcast_tensors(context, input=input, target=target)
    return _by_item(context, "multilabel_soft_margin_loss", input, shape[:-1], mode)


def _by_item(context: Context, name: str, input: Tensor, shape: tuple[int, ...], mode: Value) -> Tensor:
    result = reduced(context, shape, input.dtype, mode)
    work = formula.elementwise(input.count, reduced=True)
    context.work(name, work, "elements", elements=input.count)
    return result


@op("torch.nn.functional.cosine_embedding_loss", "torch.cosine_embedding_loss")
def cosine_embedding_loss(
    context: Context,
    input1: Value,
    input2: Value,
    target: Value,
    margin: Value = 0,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Cosines of pairs of vectors that are alike or not.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cosine_embedding_loss.html
    """
    require_tensors(context, "cosine_embedding_loss", input1=input1, input2=input2, target=target)
    mode = mode_of(reduction, size_average, reduce)
    if len(target.shape) > 1:
        raise context.misfit("0D or 1D target tensor expected, multi-target not supported", operand("target", target))
    rank = len(target.shape) + 1
    if len(input1.shape) != rank or len(input2.shape) != rank:
        raise context.misfit(
            f"{rank - 1}D target tensor expects {rank}D input tensors, but found inputs with sizes "
            f"{brackets(input1.shape)} and {brackets(input2.shape)}.",
            operand("input1", input1), operand("input2", input2), operand("target", target),
        )  # fmt: skip
    broadcast_tensors(context, input1=input1, input2=input2)
    return _by_item(context, "cosine_embedding_loss", input1, target.shape, mode)


@op("torch.nn.functional.triplet_margin_loss", "torch.triplet_margin_loss")
def triplet_margin_loss(
    context: Context,
    anchor: Value,
    positive: Value,
    negative: Value,
    margin: Value = 1.0,
    p: Value = 2,
    eps: Value = 1e-06,
    swap: Value = False,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Distances to a vector that is alike and to one that is not.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_loss.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _triplet(context, anchor, positive, negative, mode)


@op("torch.nn.functional.triplet_margin_with_distance_loss")
def triplet_margin_with_distance_loss(
    context: Context,
    anchor: Value,
    positive: Value,
    negative: Value,
    *,
    distance_function: Value = None,
    margin: Value = 1.0,
    swap: Value = False,
    reduction: Value = "mean",
) -> Value:
    """``triplet_margin_loss`` with a distance of the program's own.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.triplet_margin_with_distance_loss.html
    """
    if distance_function is None:
        return _triplet(context, anchor, positive, negative, reduction)
    distances = [context.call(distance_function, (anchor, other)) for other in (positive, negative)]
    if swap:
        distances.append(context.call(distance_function, (positive, negative)))
    for distance in distances:
        if not isinstance(distance, Tensor):
            return context.unknown(GapKind.OPAQUE_CALL, "the distance function of a triplet loss gave no tensor")
    shape = broadcast_tensors(context, positive=distances[0], negative=distances[1])
    return reduced(context, shape, distances[0].dtype, reduction)


def _triplet(context: Context, anchor: Value, positive: Value, negative: Value, mode: Value) -> Tensor:
    require_tensors(context, "triplet_margin_loss", anchor=anchor, positive=positive, negative=negative)
    ranks = [len(tensor.shape) for tensor in (anchor, positive, negative)]
    sides = operand("anchor", anchor), operand("positive", positive), operand("negative", negative)
    if len(set(ranks)) != 1:
        raise context.misfit(
            "The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: "
            f"anchor {ranks[0]}D, positive {ranks[1]}D, and negative {ranks[2]}D inputs",
            *sides,
        )
    shape = broadcast_tensors(context, anchor=anchor, positive=positive, negative=negative)
    if not shape:
        raise context.misfit("triplet_margin_loss needs tensors with a dimension", *sides)
    return _by_item(context, "triplet_margin_loss", anchor, shape[:-1], mode)


@op("torch.nn.functional.ctc_loss")
def ctc_loss(
    context: Context,
    log_probs: Value,
    targets: Value,
    input_lengths: Value,
    target_lengths: Value,
    blank: Value = 0,
    reduction: Value = "mean",
    zero_infinity: Value = False,
) -> Value:
    """Connectionist temporal classification.

    Shape: (t, b?, c) -> (b?), reduced
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.ctc_loss.html
    """
    require_tensors(context, "ctc_loss", log_probs=log_probs, targets=targets)
    rank = len(log_probs.shape)
    if rank not in {2, 3}:
        raise context.misfit(
            f"log_probs has to have 2 or 3 dimensions, but has {size_text(log_probs.shape)}",
            operand("log_probs", log_probs),
        )
    shape = log_probs.shape[1:2] if rank == 3 else ()
    context.work(
        "_ctc_loss", formula.elementwise(log_probs.count, 2, reduced=True), "elements", elements=log_probs.count
    )
    return reduced(context, shape, log_probs.dtype, reduction)
