"""Recurrent layers: work of their products and of their gates."""

from __future__ import annotations

from flopslint.core.work import Work

GATES = {"lstm": 4, "gru": 3, "rnn_tanh": 1, "rnn_relu": 1}
"""How many times the hidden size the weights have rows."""


def products_work(items: int, weights: int, biases: int) -> Work:
    """Each weight once for each step and batch item: ``items * weights`` multiply-adds, ``items * biases`` additions.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    return Work(multiply_adds=items * weights, additions=items * biases)


def gates_work(kind: str, items: int, hidden: int) -> Work:
    """Element-wise work of the gates for each step and batch item.

    An LSTM has three sigmoids, two hyperbolic tangents, three multiplications and five additions a hidden element; a
    GRU two sigmoids, a hyperbolic tangent, three multiplications and six additions; a plain RNN an addition and its
    nonlinearity.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
    """
    elements = items * hidden
    if kind == "lstm":
        return Work(additions=5 * elements, multiplications=3 * elements, transcendentals=5 * elements)
    if kind == "gru":
        return Work(additions=6 * elements, multiplications=3 * elements, transcendentals=3 * elements)
    if kind == "rnn_relu":
        return Work(additions=elements, comparisons=elements)
    return Work(additions=elements, transcendentals=elements)
