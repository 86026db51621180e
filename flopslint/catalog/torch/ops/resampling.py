"""Resampling to other sizes."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, integer, known, made_like, operand, require_tensors, type_name
from flopslint.catalog.torch.ops.creation import constant_array
from flopslint.core.gap import GapKind
from flopslint.core.work import Work
from flopslint.formulas import resampling as formula
from flopslint.formulas.algebra import Shape, joined, product
from flopslint.formulas.pooling import adaptive_windows
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Undecided, Value

RANKS = {"linear": (3,), "bilinear": (4,), "trilinear": (5,), "bicubic": (4,), "lanczos": (4,)}
"""Ranks of input by mode; other modes take all of 3, 4 and 5."""

CORNER_MODES = {"linear", "bilinear", "bicubic", "trilinear"}
MODES = "nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact"
ATEN = {"nearest": "nearest", "nearest-exact": "_nearest_exact"}


@op("torch.nn.functional.interpolate", "torch.nn.functional.upsample")
def interpolate(
    context: Context,
    input: Value,
    size: Value = None,
    scale_factor: Value = None,
    mode: Value = "nearest",
    align_corners: Value = None,
    recompute_scale_factor: Value = None,
    antialias: Value = False,
) -> Value:
    """Resamples the spatial axes to a size, or by a factor.

    Shape: (b, c, *) -> (b, c, *size), or each size times its factor, rounded down
    Work: a multiply-add per element of the result and neighbor; torch counts none of it.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html
    """
    require_tensors(context, "interpolate", input=input)
    if align_corners is not None and mode not in CORNER_MODES:
        raise context.invalid(
            "align_corners option can only be set with the interpolating modes: linear | bilinear "
            "| bicubic | trilinear",
            "ValueError",
        )
    sizes = _sizes(context, input, size, scale_factor, recompute_scale_factor)
    if antialias and not (mode in {"bilinear", "bicubic", "lanczos"} and len(input.shape) == 4):
        raise context.invalid(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires "
            "a 4-D tensor as input",
            "ValueError",
        )
    _check_mode(context, input, mode)
    _check_sizes(context, input, sizes, mode)
    result = made_like(context, (*input.shape[:2], *sizes), input.dtype, input)
    if mode in {"nearest", "nearest-exact"} and input.array is not None and input.array.is_uniform:
        result.array = constant_array(result.shape, input.array.first().flat()[0], input.dtype)
    if mode == "area":
        windows = zip(input.shape[2:], sizes, strict=True)
        counted = product(input.shape[:2]) * product(adaptive_windows(*pair) for pair in windows)
        work = Work(additions=counted, divisions=result.count)
        context.work(f"adaptive_avg_pool{max(len(sizes), 2)}d", work, "elements of all windows", elements=counted)
        return result
    aten = f"upsample_{ATEN.get(mode, mode)}{len(sizes)}d"
    context.work(aten, formula.work(result.count, mode), "outputs * neighbors", outputs=result.count)
    return result


def _sizes(context: Context, input: Tensor, size: Value, scale_factor: Value, recompute: Value) -> Shape:
    """Sizes wanted of the spatial axes."""
    spatial = input.shape[2:]
    if size is not None and scale_factor is not None:
        raise context.invalid("only one of size or scale_factor should be defined", "ValueError")
    if size is not None:
        given = [known(item) for item in size] if isinstance(size, (tuple, list)) else [size] * len(spatial)
        if len(given) != len(spatial):
            _refuse_count(
                context, spatial, "output", "output size of", given, "output size in (o1, o2, ...,oK) format."
            )
        if recompute:
            raise context.invalid("recompute_scale_factor is not meaningful with an explicit size.", "ValueError")
        return tuple(integer(context, one, "interpolate", "size") for one in given)
    if scale_factor is None:
        raise context.invalid("either size or scale_factor should be defined", "ValueError")
    listed = isinstance(scale_factor, (tuple, list))
    scales = [known(item) for item in scale_factor] if listed else [scale_factor] * len(spatial)
    if len(scales) != len(spatial):
        _refuse_count(
            context, spatial, "scale_factor", "scale_factor of shape", scales,
            "scale_factor in (s1, s2, ...,sK) format.",
        )  # fmt: skip
    return tuple(formula.scaled_size(n, _scale(context, scale)) for n, scale in zip(spatial, scales, strict=True))


def _refuse_count(context: Context, spatial: Shape, what: str, prefix: str, given: list[Value], suffix: str) -> None:
    """Raises what torch says of another number of figures than there are spatial axes."""
    shown = "(" + joined(given) + (",)" if len(given) == 1 else ")")
    raise context.invalid(
        f"Input and {what} must have the same number of spatial dimensions, but got input with spatial dimensions of "
        f"{brackets(spatial)} and {prefix} {shown}. Please provide input tensor in (N, C, d1, d2, ...,dK) format and "
        + suffix,
        "ValueError",
    )


def _scale(context: Context, scale: Value) -> float:
    if isinstance(scale, Tensor):
        if scale.count != 1 or scale.array is None or not scale.array.is_known:
            raise Undecided(context.unknown(GapKind.DATA_DEPENDENT, "a scale factor given as a tensor"))
        number: float = scale.array.flat()[0]
        return number
    if isinstance(scale, (int, float)):
        return scale
    kind = type_name(context, scale)
    raise context.error("TypeError", f"interpolate(): scale_factor must be a number, not {kind}")


def _check_mode(context: Context, input: Tensor, mode: Value) -> None:
    rank = len(input.shape)
    ranks = RANKS.get(mode, (3, 4, 5) if mode in {"nearest", "nearest-exact", "area"} else ())
    if rank in ranks:
        return
    if mode in {"linear", "bilinear", "trilinear"} and rank in {3, 4, 5}:
        message = f"Got {rank}D input, but {mode} mode needs {max(ranks)}D input"
    else:
        message = (
            f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {rank}D) for the modes: {MODES} (got {mode})"
        )
    raise context.misfit(message, operand("input", input), exception="NotImplementedError")


def _check_sizes(context: Context, input: Tensor, sizes: Shape, mode: str) -> None:
    spatial = input.shape[2:]
    if min(sizes) > 0 and min(spatial) > 0:
        return
    if mode in {"area", "nearest-exact"} and min(sizes) >= 0 and min(spatial) > 0:
        return  # these give an empty result
    if mode == "nearest" and 0 in sizes:
        raise context.error("ZeroDivisionError", "division by zero")
    if mode == "nearest" and min(sizes) > 0:
        raise context.invalid("index is out of bounds for dimension with size 0", "IndexError")
    labels = ("D", "H", "W")[-len(sizes) :]
    shown = [", ".join(f"{label}: {n}" for label, n in zip(labels, each, strict=True)) for each in (spatial, sizes)]
    raise context.invalid(
        f"Input and output sizes should be greater than 0, but got input ({shown[0]}) output ({shown[1]})"
    )


@op("torch.nn.functional.upsample_nearest")
def upsample_nearest(context: Context, input: Value, size: Value = None, scale_factor: Value = None) -> Value:
    """``interpolate`` by copying.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.upsample_nearest.html
    """
    return interpolate(context, input, size, scale_factor, mode="nearest")


@op("torch.nn.functional.upsample_bilinear")
def upsample_bilinear(context: Context, input: Value, size: Value = None, scale_factor: Value = None) -> Value:
    """``interpolate`` bilinearly, corners aligned.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.upsample_bilinear.html
    """
    return interpolate(context, input, size, scale_factor, mode="bilinear", align_corners=True)
