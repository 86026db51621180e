"""Normalizations: work in element-wise operations."""

from __future__ import annotations

from flopslint.core.work import Work


def with_given_statistics(elements: int, channels: int, *, affine: bool) -> Work:
    """A scale and a shift for each element; scale and shift are made once for each channel.

    ``elements`` multiplications and additions; per channel a root and a division, and with an affine map a
    multiplication and an addition more.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
    """
    extra = channels if affine else 0
    return Work(
        multiplications=elements + extra, additions=elements + extra, divisions=channels, transcendentals=channels
    )


def with_own_statistics(elements: int, groups: int, *, affine: bool) -> Work:
    """Mean and variance of each group, then a scale and a shift.

    ``x - mean``, its square and its scaling are an addition and two multiplications an element, summing for mean and
    variance two additions; an affine map adds one of each. Per group two divisions, a root and its reciprocal.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
    """
    extra = elements if affine else 0
    return Work(
        multiplications=2 * elements + extra,
        additions=3 * elements + extra,
        divisions=3 * groups,
        transcendentals=groups,
    )


def by_mean_square(elements: int, groups: int, *, affine: bool) -> Work:
    """Root mean square of each group, then a scale.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html
    """
    extra = elements if affine else 0
    return Work(multiplications=2 * elements + extra, additions=elements, divisions=2 * groups, transcendentals=groups)


def by_norm(elements: int, groups: int) -> Work:
    """A norm of each group, and a division for each element.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.normalize.html
    """
    return Work(multiplications=elements, additions=elements, divisions=elements, transcendentals=groups)
