"""Losses: work of the comparison of a prediction with a target."""

from __future__ import annotations

from flopslint.core.work import Work


def elementwise(elements: int, transcendentals: int = 0, *, reduced: bool) -> Work:
    """A difference and a product for each element, its transcendental functions, and an addition where it is reduced.

    Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
    """
    return Work(
        multiplications=elements,
        additions=elements + (elements if reduced else 0),
        transcendentals=elements * transcendentals,
    )


def cross_entropy(elements: int, items: int) -> Work:
    """Log-softmax over the classes (an exponential, two additions and a comparison each), then one look-up an item.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
    """
    return Work(comparisons=elements, additions=2 * elements + items, transcendentals=elements + items, moves=items)
