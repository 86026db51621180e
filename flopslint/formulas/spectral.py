"""Fourier transforms: sizes and work."""

from __future__ import annotations

from flopslint.core.work import Work


def half_size(size: int) -> int:
    """Frequencies that are not redundant for a real signal: ``size // 2 + 1``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.fft.rfft.html
    """
    return size // 2 + 1


def full_size(size: int) -> int:
    """The even size that a half spectrum is taken to come from: ``2 * (size - 1)``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.fft.irfft.html
    """
    return 2 * (size - 1)


def frames(length: int, window: int, hop: int) -> int:
    """Positions of a window over a signal: ``(length - window) // hop + 1``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.stft.html
    """
    return (length - window) // hop + 1


def signal_length(count: int, window: int, hop: int, *, centered: bool) -> int:
    """Samples that overlapping frames make: ``(count - 1) * hop + window``, less half a window at each end if centered.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.istft.html
    """
    length = (count - 1) * hop + window
    return length - 2 * (window // 2) if centered else length


def transform_work(elements: int, size: int) -> Work:
    """Radix-2 estimate over ``elements`` samples in transforms of ``size``: half a complex product, and a complex sum,
    for each sample and doubling: ``2 * elements * log2(size)`` multiplications and ``3 * elements * log2(size)``
    additions.

    Source: https://en.wikipedia.org/wiki/Cooley%E2%80%93Tukey_FFT_algorithm
    """
    doublings = max(size - 1, 0).bit_length()
    return Work(multiplications=2 * elements * doublings, additions=3 * elements * doublings)
