"""Losses that compare element by element."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import (
    broadcast_tensors,
    known,
    operand,
    require_tensors,
    scalar_type,
    size_text,
)
from flopslint.catalog.torch.reduction_mode import mode_of, reduced
from flopslint.core.dtype import promote_all
from flopslint.formulas import loss as formula
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.nn.functional.l1_loss")
def l1_loss(
    context: Context,
    input: Value,
    target: Value,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
    weight: Value = None,
) -> Value:
    """Absolute differences.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "l1_loss", mode, input=input, target=target)


@op("torch.nn.functional.mse_loss")
def mse_loss(
    context: Context,
    input: Value,
    target: Value,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
    weight: Value = None,
) -> Value:
    """Squared differences.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "mse_loss", mode, input=input, target=target)


@op("torch.nn.functional.smooth_l1_loss")
def smooth_l1_loss(
    context: Context,
    input: Value,
    target: Value,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
    beta: Value = 1.0,
) -> Value:
    """Squared differences where these are small, absolute ones elsewhere.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html
    """
    if beta < 0:
        raise context.invalid("smooth_l1_loss does not support negative values for beta.")
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "smooth_l1_loss", mode, input=input, target=target)


@op("torch.nn.functional.huber_loss")
def huber_loss(
    context: Context,
    input: Value,
    target: Value,
    reduction: Value = "mean",
    delta: Value = 1.0,
    weight: Value = None,
) -> Value:
    """Squared differences up to a limit, linear beyond.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html
    """
    if delta <= 0:
        raise context.invalid("huber_loss does not support non-positive values for delta.")
    return _elementwise(context, "huber_loss", reduction, input=input, target=target)


@op("torch.nn.functional.kl_div")
def kl_div(
    context: Context,
    input: Value,
    target: Value,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
    log_target: Value = False,
) -> Value:
    """Kullback-Leibler divergence.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "kl_div", mode, more=("batchmean",), functions=1, target=target, input=input)


@op("torch.nn.functional.poisson_nll_loss")
def poisson_nll_loss(
    context: Context,
    input: Value,
    target: Value,
    log_input: Value = True,
    full: Value = False,
    size_average: Value = None,
    eps: Value = 1e-08,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Negative log-likelihood of a Poisson distribution.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.poisson_nll_loss.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "poisson_nll_loss", mode, functions=1, input=input, target=target)


@op("torch.nn.functional.gaussian_nll_loss")
def gaussian_nll_loss(
    context: Context,
    input: Value,
    target: Value,
    var: Value,
    full: Value = False,
    eps: Value = 1e-06,
    reduction: Value = "mean",
) -> Value:
    """Negative log-likelihood of a normal distribution; the variances have the input's shape, or one for the last axis.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.gaussian_nll_loss.html
    """
    require_tensors(context, "gaussian_nll_loss", input=input, target=target)
    if isinstance(var, Tensor):
        shape = var.shape
        fits = shape in {input.shape, input.shape[:-1], (*input.shape[:-1], 1)}
        if not fits:
            raise context.misfit(
                "var is of incorrect size", operand("input", input), operand("var", var), exception="ValueError"
            )
    if reduction not in {"none", "mean", "sum"}:
        raise context.invalid(f"{reduction} is not valid", "ValueError")
    return _elementwise(context, "gaussian_nll_loss", reduction, functions=1, input=input, target=target)


@op("torch.nn.functional.binary_cross_entropy")
def binary_cross_entropy(
    context: Context,
    input: Value,
    target: Value,
    weight: Value = None,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Cross entropy of probabilities of two classes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html
    """
    require_tensors(context, "binary_cross_entropy", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    if input.shape != target.shape:
        raise context.misfit(
            f"Using a target size ({size_text(target.shape)}) that is different to the input size "
            f"({size_text(input.shape)}) is deprecated. Please ensure they have the same size.",
            operand("input", input), operand("target", target), exception="ValueError",
        )  # fmt: skip
    if input.dtype is not target.dtype:
        raise context.invalid(f"Found dtype {scalar_type(target.dtype)} but expected {scalar_type(input.dtype)}")
    return _elementwise(context, "binary_cross_entropy", mode, functions=2, input=input)


@op("torch.nn.functional.binary_cross_entropy_with_logits")
def binary_cross_entropy_with_logits(
    context: Context,
    input: Value,
    target: Value,
    weight: Value = None,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
    pos_weight: Value = None,
) -> Value:
    """Cross entropy of logits of two classes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html
    """
    require_tensors(context, "binary_cross_entropy_with_logits", input=input, target=target)
    mode = mode_of(reduction, size_average, reduce)
    if input.shape != target.shape:
        raise context.misfit(
            f"Target size ({size_text(target.shape)}) must be the same as input size ({size_text(input.shape)})",
            operand("input", input), operand("target", target), exception="ValueError",
        )  # fmt: skip
    weights = {name: t for name, t in (("weight", weight), ("pos_weight", pos_weight)) if isinstance(t, Tensor)}
    broadcast_tensors(context, input=input, **weights)
    return _elementwise(context, "binary_cross_entropy_with_logits", mode, functions=2, input=input)


@op("torch.nn.functional.soft_margin_loss")
def soft_margin_loss(
    context: Context,
    input: Value,
    target: Value,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Logistic loss of two classes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.soft_margin_loss.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "soft_margin_loss", mode, functions=2, input=input, target=target)


@op("torch.nn.functional.hinge_embedding_loss", "torch.hinge_embedding_loss")
def hinge_embedding_loss(
    context: Context,
    input: Value,
    target: Value,
    margin: Value = 1.0,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Distances of pairs that are alike or not.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hinge_embedding_loss.html
    """
    mode = mode_of(reduction, size_average, reduce)
    return _elementwise(context, "hinge_embedding_loss", mode, input=input, target=target)


@op("torch.nn.functional.margin_ranking_loss", "torch.margin_ranking_loss")
def margin_ranking_loss(
    context: Context,
    input1: Value,
    input2: Value,
    target: Value,
    margin: Value = 0,
    size_average: Value = None,
    reduce: Value = None,
    reduction: Value = "mean",
) -> Value:
    """Which of two figures has to be the greater.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.margin_ranking_loss.html
    """
    require_tensors(context, "margin_ranking_loss", input1=input1, input2=input2, target=target)
    mode = mode_of(reduction, size_average, reduce)
    if not len(input1.shape) == len(input2.shape) == len(target.shape):
        raise context.misfit(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: "
            f"{size_text(input1.shape)}, input2: {size_text(input2.shape)}, target: {size_text(target.shape)} ",
            operand("input1", input1), operand("input2", input2), operand("target", target),
        )  # fmt: skip
    return _elementwise(context, "margin_ranking_loss", mode, input1=input1, input2=input2, target=target)


def _elementwise(
    context: Context, name: str, mode: Value, *, more: tuple[str, ...] = (), functions: int = 0, **tensors: Value
) -> Tensor:
    """A loss for each element of what the tensors broadcast to, reduced."""
    require_tensors(context, name, **{label: known(tensor) for label, tensor in tensors.items()})
    shape = broadcast_tensors(context, **tensors)
    values = list(tensors.values())
    dtype = promote_all([t.dtype for t in values if t.shape], [t.dtype for t in values if not t.shape], [])
    result = reduced(context, shape, dtype, mode, *more)
    elements = product(shape)
    work = formula.elementwise(elements, functions, reduced=mode != "none")
    context.work(name, work, "elements", elements=elements)
    return result
