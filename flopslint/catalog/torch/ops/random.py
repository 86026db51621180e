"""Random tensors: their shapes and types are known, their values are not.

Source: https://docs.pytorch.org/docs/stable/torch.html#random-sampling
"""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import broadcast_tensors, integer, known, operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.creation import alike, dtype_in, filled, made, scalar_in, sequence_in, shape_in
from flopslint.catalog.torch.ops.pointwise import describe
from flopslint.core.dtype import FLOAT_CATEGORY, INT64
from flopslint.values.context import Context, Raised
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Value


def _register(name: str, kernel: str, summary: str) -> None:
    def function(
        context: Context,
        *size_given: Value,
        size: Value = MISSING,
        generator: Value = None,
        names: Value = None,
        out: Value = None,
        dtype: Value = None,
        layout: Value = None,
        device: Value = None,
        requires_grad: Value = False,
        pin_memory: Value = False,
    ) -> Value:
        kind = dtype_in(context, name, dtype, context.default_dtype)
        if kind.category < FLOAT_CATEGORY:
            raise context.error("NotImplementedError", f"\"{kernel}\" not implemented for '{scalar_type(kind)}'")
        shape = shape_in(context, name, size_given, size)
        return filled(context, shape, None, kind, device=device, requires_grad=requires_grad, out=out)

    def like(
        context: Context,
        input: Value,
        *,
        generator: Value = None,
        dtype: Value = None,
        layout: Value = None,
        device: Value = None,
        requires_grad: Value = False,
        pin_memory: Value = False,
        memory_format: Value = None,
    ) -> Value:
        require_tensors(context, f"{name}_like", input=input)
        kind = dtype_in(context, f"{name}_like", dtype, input.dtype)
        if kind.category < FLOAT_CATEGORY:
            raise context.error("NotImplementedError", f"\"{kernel}\" not implemented for '{scalar_type(kind)}'")
        return alike(context, f"{name}_like", input, None, kind, device, requires_grad)

    for entry, dotted_name in ((function, f"torch.{name}"), (like, f"torch.{name}_like")):
        describe(entry, dotted_name, summary)
        op(dotted_name)(entry)


_register("rand", "check_uniform_bounds", "Random numbers between 0 and 1.")
_register("randn", "normal_kernel_cpu", "Random numbers of the normal distribution.")


def _check_range(context: Context, low: int, high: int) -> None:
    if low >= high:
        raise context.invalid(f"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}")


@op("torch.randint")
def randint(
    context: Context,
    *given: Value,
    low: Value = MISSING,
    high: Value = MISSING,
    size: Value = MISSING,
    generator: Value = None,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """Random integers: ``randint(low=0, high, size)``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.randint.html
    """
    rest = list(given)
    shape = size
    if shape is MISSING:
        if not rest:
            raise _no_overload(context, "randint")
        shape = rest.pop()
    if high is MISSING:
        if not rest:
            raise _no_overload(context, "randint")
        high = rest.pop()
    if low is MISSING:
        low = rest.pop() if rest else 0
    if rest:
        raise _no_overload(context, "randint")
    _check_range(context, integer(context, low, "randint", "low"), integer(context, high, "randint", "high"))
    kind = dtype_in(context, "randint", dtype, INT64)
    options = {"device": device, "requires_grad": requires_grad, "out": out}
    return filled(context, sequence_in(context, "randint", shape), None, kind, **options)


def _no_overload(context: Context, function: str) -> Raised:
    return context.error("TypeError", f"{function}() received an invalid combination of arguments")


@op("torch.randint_like")
def randint_like(
    context: Context,
    input: Value,
    low: Value = MISSING,
    high: Value = MISSING,
    *,
    generator: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
    memory_format: Value = None,
) -> Value:
    """Random integers with the shape of a tensor: ``randint_like(input, low=0, high)``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.randint_like.html
    """
    require_tensors(context, "randint_like", input=input)
    if high is MISSING:
        low, high = 0, low
    if high is MISSING:
        raise _no_overload(context, "randint_like")
    _check_range(context, integer(context, low, "randint_like", "low"), integer(context, high, "randint_like", "high"))
    return alike(context, "randint_like", input, None, dtype, device, requires_grad)


@op("torch.randperm")
def randperm(
    context: Context,
    n: Value,
    *,
    generator: Value = None,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """The numbers from 0 to n - 1 in random order.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.randperm.html
    """
    count = integer(context, n, "randperm", "n")
    kind = dtype_in(context, "randperm", dtype, INT64)
    return filled(context, (count,), None, kind, device=device, requires_grad=requires_grad, out=out)


@op("torch.normal")
def normal(
    context: Context,
    mean: Value,
    std: Value = 1.0,
    size: Value = None,
    *,
    generator: Value = None,
    out: Value = None,
    dtype: Value = None,
    layout: Value = None,
    device: Value = None,
    requires_grad: Value = False,
    pin_memory: Value = False,
) -> Value:
    """Random numbers of normal distributions.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.normal.html
    """
    tensors = [each for each in (mean, std) if isinstance(each, Tensor)]
    if size is not None and not tensors:
        kind = dtype_in(context, "normal", dtype, context.default_dtype)
        return filled(context, sequence_in(context, "normal", size), None, kind, device=device, out=out)
    if not tensors:
        raise _no_overload(context, "normal")
    if not isinstance(std, Tensor) and scalar_in(context, "normal", "std", std) < 0:
        raise context.invalid(f"normal expects std >= 0.0, but found std {std:g}")
    shape = broadcast_tensors(context, **dict(zip(("mean", "std"), tensors, strict=False)))
    return filled(context, shape, None, tensors[0].dtype, near=tensors[0], out=out)


def _drawn(context: Context, function: str, kernel: str, input: Value) -> Tensor:
    require_tensors(context, function, input=input)
    if input.dtype.category < FLOAT_CATEGORY:
        raise context.error("NotImplementedError", f"\"{kernel}\" not implemented for '{scalar_type(input.dtype)}'")
    return alike(context, function, input, None)


@op("torch.bernoulli", "torch.Tensor.bernoulli")
def bernoulli(context: Context, input: Value, p: Value = None, *, generator: Value = None, out: Value = None) -> Value:
    """Random zeros and ones.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.bernoulli.html
    """
    if p is not None:
        require_tensors(context, "bernoulli", input=input)
        return alike(context, "bernoulli", input, None)
    return _drawn(context, "bernoulli", "bernoulli_tensor_cpu_p_", input)


@op("torch.poisson")
def poisson(context: Context, input: Value, generator: Value = None) -> Value:
    """Random numbers of Poisson distributions.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.poisson.html
    """
    return _drawn(context, "poisson", "poisson_cpu", input)


@op("torch.binomial")
def binomial(context: Context, count: Value, prob: Value, generator: Value = None) -> Value:
    """Random numbers of binomial distributions.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#binomial
    """
    require_tensors(context, "binomial", count=count, prob=prob)
    return _drawn(context, "binomial", "binomial_cpu", count)


@op("torch.multinomial", "torch.Tensor.multinomial")
def multinomial(
    context: Context,
    input: Value,
    num_samples: Value,
    replacement: Value = False,
    *,
    generator: Value = None,
    out: Value = None,
) -> Value:
    """Random indices, drawn by weights.

    Shape: (c) -> (num_samples); (r, c) -> (r, num_samples)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.multinomial.html
    """
    require_tensors(context, "multinomial", input=input)
    count = integer(context, known(num_samples), "multinomial", "num_samples")
    if len(input.shape) not in {1, 2}:
        raise context.misfit("prob_dist must be 1 or 2 dim", operand("input", input))
    if not input.dtype.is_floating_point:
        raise context.error(
            "RuntimeError",
            f"multinomial only supports floating-point dtypes for input, got: {scalar_type(input.dtype)}",
        )
    if count <= 0:
        raise context.invalid("cannot sample n_sample <= 0 samples")
    if not context.truth(replacement) and count > input.shape[-1]:
        raise context.invalid("cannot sample n_sample > prob_dist.size(-1) samples without replacement")
    return made(context, (*input.shape[:-1], count), INT64, near=input, out=out)
