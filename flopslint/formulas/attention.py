"""Scaled dot product attention: shape of the result, and work."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.core.work import Work
from flopslint.formulas.algebra import Shape, broadcast, product


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One attention: shapes of the scores, as they come from queries and keys and after a mask, and of the result."""

    scores: Shape
    masked: Shape
    shape: Shape
    query_size: int
    value_size: int

    @property
    def work(self) -> Work:
        """Both products as a whole, masked or not, and the softmax between them.

        ``scores * query_size + result elements * keys`` multiply-adds; with equal batches that is
        ``batch * heads * queries * keys * (query_size + value_size)``.

        Source: https://github.com/pytorch/pytorch/blob/main/torch/utils/flop_counter.py
        """
        scores, result = product(self.scores), product(self.shape)
        masked = product(self.masked)
        return Work(
            multiply_adds=scores * self.query_size + result * self.masked[-1],
            multiplications=scores,
            additions=2 * masked,
            divisions=masked,
            transcendentals=masked,
        )


def attention(query: Shape, key: Shape, value: Shape, mask: Shape | None) -> Attention:
    """Scaled dot product attention over the last two axes, batch axes (heads too) broadcast.

    Shape: (*, l, d), (*, s, d), (*, s, v), mask (*, l, s) -> (*, l, v)

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html

    Raises:
        Misfit: if batch axes, or the mask, do not broadcast.
    """
    scores = (*broadcast(query[:-2], key[:-2]), query[-2], key[-2])
    masked = broadcast(scores, mask) if mask is not None else scores
    batch = broadcast(masked[:-2], value[:-2])
    return Attention(
        scores=scores,
        masked=masked,
        shape=(*batch, masked[-2], value[-1]),
        query_size=query[-1],
        value_size=value[-1],
    )
