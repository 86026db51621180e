"""Dropout: the input itself in inference, random zeros in training.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#dropout-functions
"""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import operand, require_tensors
from flopslint.catalog.torch.ops.elementwise import Pointwise, evaluate, fresh, in_place, number_in
from flopslint.values.context import Context
from flopslint.values.value import Value

NATIVE = Pointwise("native_dropout", None, work="multiplications")


def _drop(context: Context, function: str, input: Value, p: Value, training: Value, inplace: Value = False) -> Value:
    """The input itself where nothing is dropped, else a tensor of the same type whose values are random.

    Raises:
        Raised: the program's ValueError for a probability out of range.
    """
    rate = number_in(p)
    if not isinstance(rate, (int, float)):
        raise context.error("TypeError", f"{function}(): argument 'p' must be float, not {context.type_of(p).name}")
    if not 0.0 <= rate <= 1.0:
        raise context.invalid(f"dropout probability has to be between 0 and 1, but got {rate}", "ValueError")
    require_tensors(context, function, input=input)
    if not context.truth(training) or rate == 0:
        return input
    outcome = evaluate(context, NATIVE, input)
    return in_place(context, NATIVE, input, outcome) if context.truth(inplace) else fresh(context, NATIVE, outcome)


@op("torch.nn.functional.dropout")
def dropout(context: Context, input: Value, p: Value = 0.5, training: Value = True, inplace: Value = False) -> Value:
    """Zeros single elements.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html
    """
    return _drop(context, "dropout", input, p, training, inplace)


@op("torch.nn.functional.alpha_dropout")
def alpha_dropout(
    context: Context, input: Value, p: Value = 0.5, training: Value = False, inplace: Value = False
) -> Value:
    """Masks single elements, keeping mean and variance.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.alpha_dropout.html
    """
    return _drop(context, "alpha_dropout", input, p, training, inplace)


@op("torch.nn.functional.feature_alpha_dropout")
def feature_alpha_dropout(
    context: Context, input: Value, p: Value = 0.5, training: Value = False, inplace: Value = False
) -> Value:
    """Masks whole channels, keeping mean and variance.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.feature_alpha_dropout.html
    """
    return _drop(context, "feature_alpha_dropout", input, p, training, inplace)


@op("torch.nn.functional.dropout1d")
def dropout1d(context: Context, input: Value, p: Value = 0.5, training: Value = True, inplace: Value = False) -> Value:
    """Zeros whole channels of sequences.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout1d.html
    """
    require_tensors(context, "dropout1d", input=input)
    rank = len(input.shape)
    if rank not in {2, 3}:
        raise context.misfit(
            f"dropout1d: Expected 2D or 3D input, but received a {rank}D input. Note that dropout1d exists to provide "
            "channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch "
            "dimension (i.e. 2D or 3D inputs).",
            operand("input", input),
        )
    return _drop(context, "dropout1d", input, p, training, inplace)


@op("torch.nn.functional.dropout2d")
def dropout2d(context: Context, input: Value, p: Value = 0.5, training: Value = True, inplace: Value = False) -> Value:
    """Zeros whole channels of images.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout2d.html
    """
    return _drop(context, "dropout2d", input, p, training, inplace)


@op("torch.nn.functional.dropout3d")
def dropout3d(context: Context, input: Value, p: Value = 0.5, training: Value = True, inplace: Value = False) -> Value:
    """Zeros whole channels of volumes.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout3d.html
    """
    return _drop(context, "dropout3d", input, p, training, inplace)


@op("torch.dropout", "torch.feature_dropout", "torch.alpha_dropout", "torch.feature_alpha_dropout")
def plain_dropout(context: Context, input: Value, p: Value, train: Value) -> Value:
    """The functions below ``torch``, without defaults.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html
    """
    return _drop(context, "dropout", input, p, train)


@op("torch.dropout_", "torch.feature_dropout_", "torch.alpha_dropout_", "torch.feature_alpha_dropout_")
def plain_dropout_(context: Context, input: Value, p: Value, train: Value) -> Value:
    """The same in place.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.dropout.html
    """
    return _drop(context, "dropout", input, p, train, inplace=True)
