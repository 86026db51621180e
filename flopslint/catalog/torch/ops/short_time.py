"""Short-time Fourier transforms."""

from __future__ import annotations

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import brackets, integer, operand, require_tensors, scalar_type
from flopslint.catalog.torch.ops.spectral import complex_type, real_type, shown
from flopslint.formulas import spectral as formula
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@op("torch.stft", "torch.Tensor.stft", "torch.functional.stft")
def stft(
    context: Context,
    input: Value,
    n_fft: Value,
    hop_length: Value = None,
    win_length: Value = None,
    window: Value = None,
    center: Value = True,
    pad_mode: Value = "reflect",
    normalized: Value = False,
    onesided: Value = None,
    return_complex: Value = None,
    align_to_window: Value = None,
) -> Value:
    """Spectra of overlapping frames of a signal.

    Shape: (b?, t) -> (b?, frequencies, frames), with a last axis of 2 where it is not complex
    Source: https://docs.pytorch.org/docs/stable/generated/torch.stft.html
    """
    require_tensors(context, "stft", input=input)
    size = integer(context, n_fft, "stft", "n_fft")
    hop = size // 4 if hop_length is None else integer(context, hop_length, "stft", "hop_length")
    width = size if win_length is None else integer(context, win_length, "stft", "win_length")
    length = _padded(context, input, size, center, pad_mode)
    if return_complex is None:
        if not input.dtype.is_complex and not (isinstance(window, Tensor) and window.dtype.is_complex):
            raise context.invalid(
                "stft requires the return_complex parameter be given for real inputs, and will further require that "
                "return_complex=True in a future PyTorch release."
            )
        return_complex = True
    start = _start(input, length, size, hop, width, window, normalized, onesided, return_complex, align_to_window)
    _check(context, start, input, length, size, hop, width, window)
    half = not input.dtype.is_complex if onesided is None else bool(onesided)
    frequencies = formula.half_size(size) if half else size
    count = formula.frames(length, size, hop)
    shape = (*input.shape[:-1], frequencies, count)
    dtype = complex_type(input.dtype)
    work = formula.transform_work(product(input.shape[:-1]) * count * size, size)
    context.work("_fft_r2c" if half else "_fft_c2c", work, "elements * log2(size)", frames=count, size=size)
    result = context.tensor(
        shape if return_complex else (*shape, 2), dtype if return_complex else real_type(input.dtype)
    )
    result.strides = None  # a transposed view of the frames
    return result


def _start(
    input: Tensor,
    length: int,
    size: int,
    hop: int,
    width: int,
    window: Value,
    normalized: Value,
    onesided: Value,
    return_complex: Value,
    align_to_window: Value,
) -> str:
    """How messages begin: all arguments, with the shape of the padded signal."""
    padded = f"torch.{scalar_type(input.dtype)}Tensor{brackets((*input.shape[:-1], length))}"
    given = f"torch.{scalar_type(window.dtype)}Tensor{{{brackets(window.shape)}}}" if window is not None else "None"
    return (
        f"stft({padded}, n_fft={size}, hop_length={hop}, win_length={width}, window={given}, "
        f"normalized={int(bool(normalized))}, onesided={onesided}, return_complex={int(bool(return_complex))}, "
        f"align_to_window={align_to_window}) : "
    )


def _padded(context: Context, input: Tensor, size: int, center: Value, pad_mode: Value) -> int:
    """The length of the signal with half a window at each end, where it is centered."""
    length = input.shape[-1] if input.shape else 0
    if not center:
        return length
    padding = size // 2
    if pad_mode == "reflect" and padding >= length:
        padded = (1,) * (3 - len(input.shape)) + input.shape
        raise context.misfit(
            "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding "
            f"({padding}, {padding}) at dimension 2 of input {brackets(padded)}",
            operand("input", input), fitting=f"more than {padding} samples",
        )  # fmt: skip
    return length + 2 * padding


def _check(
    context: Context, start: str, input: Tensor, length: int, size: int, hop: int, width: int, window: Value
) -> None:
    if len(input.shape) not in {1, 2}:
        raise context.misfit(f"{start}expected a 1D or 2D tensor", operand("input", input))
    if not 0 < size <= length:
        raise context.misfit(f"{start}expected 0 < n_fft < {length}, but got n_fft={size}", operand("input", input))
    if hop <= 0:
        raise context.invalid(f"{start}expected hop_length > 0, but got hop_length={hop}")
    if not 0 < width <= size:
        raise context.invalid(f"{start}expected 0 < win_length <= n_fft, but got win_length={width}")
    if isinstance(window, Tensor) and window.shape != (width,):
        raise context.misfit(
            f"{start}expected a 1D window tensor of size equal to win_length={width}, but got window with size "
            f"{brackets(window.shape)}",
            operand("window", window), fitting=f"[{width}]",
        )  # fmt: skip


@op("torch.istft", "torch.Tensor.istft")
def istft(
    context: Context,
    input: Value,
    n_fft: Value,
    hop_length: Value = None,
    win_length: Value = None,
    window: Value = None,
    center: Value = True,
    normalized: Value = False,
    onesided: Value = None,
    length: Value = None,
    return_complex: Value = False,
) -> Value:
    """A signal from the spectra of its overlapping frames.

    Shape: (b?, frequencies, frames) -> (b?, t)
    Source: https://docs.pytorch.org/docs/stable/generated/torch.istft.html
    """
    require_tensors(context, "istft", input=input)
    size = integer(context, n_fft, "istft", "n_fft")
    hop = size // 4 if hop_length is None else integer(context, hop_length, "istft", "hop_length")
    if not input.dtype.is_complex:
        raise context.error(
            "TypeError",
            "istft requires a complex-valued input tensor matching the output from stft with return_complex=True.",
        )
    if len(input.shape) not in {2, 3}:
        raise context.misfit(
            f"istft({shown(input)}) : expected a tensor with 2 or 3 dimensions, but got {len(input.shape)}",
            operand("input", input),
        )
    half = formula.half_size(size)
    frequencies, count = input.shape[-2:]
    whole = frequencies == size and frequencies != half if onesided is None else not onesided
    wanted = size if whole else half
    if frequencies != wanted:
        raise context.misfit(
            f"istft({shown(input)}, n_fft={size}, hop_length={hop}, win_length={win_length or size}, center=1, "
            "return_complex=0) : expected the frequency dimension (3rd to the last) of the input tensor to match "
            f"n_fft / 2 + 1 when onesided=True, but got {frequencies} for {wanted}",
            operand("input", input), fitting=str(wanted),
        )  # fmt: skip
    samples = formula.signal_length(count, size, hop, centered=bool(center))
    if length is not None:
        samples = integer(context, length, "istft", "length")
    work = formula.transform_work(product(input.shape[:-2]) * count * size, size)
    context.work("_fft_c2r", work, "elements * log2(size)", frames=count, size=size)
    return context.tensor((*input.shape[:-2], samples), input.dtype if return_complex else real_type(input.dtype))
