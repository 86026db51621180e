"""Products of matrices: which product torch runs for two shapes, its result and its work."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from flopslint.core.work import Work
from flopslint.formulas.algebra import Shape, broadcast, product


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One dispatched product: ``batch`` times a ``rows x inner`` by an ``inner x columns`` matrix.

    ``kind`` is "mm", "bmm", "mv" or "dot"; ``shape`` is the shape of the result. ``is_certain`` is False where it
    depends on strides that are not known.
    """

    kind: str
    shape: Shape
    rows: int
    inner: int
    columns: int
    batch: int = 1
    is_certain: bool = True

    @property
    def work(self) -> Work:
        """``batch * rows * inner * columns`` multiply-adds."""
        return matrix_work(self.rows, self.inner, self.columns, self.batch)


def matrix_work(rows: int, inner: int, columns: int, batch: int = 1, additions: int = 0) -> Work:
    """Work of a product of matrices: ``batch * rows * inner * columns`` multiply-adds, and the additions of a bias.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.mm.html
    """
    return Work(multiply_adds=batch * rows * inner * columns, additions=additions)


@dataclass(frozen=True, slots=True)
class Operand:
    """What decides how ``matmul`` treats a tensor: shape, strides (None: not known), whether gradients are wanted."""

    shape: Shape
    strides: Shape | None = None
    requires_grad: bool = False


def matmul(first: Operand, second: Operand) -> Product:
    """The product that ``torch.matmul`` dispatches; inner dims are not compared, batch dims have to broadcast.

    Two vectors are a ``dot``, a matrix and a vector an ``mv``, a vector and a matrix an ``mm``. With three or more dims
    on one side and at most two on the other, the larger is folded into a matrix where that needs no copy (``mm``, or
    ``mv`` for a vector); all else is a ``bmm`` over broadcast batch dims.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.matmul.html

    Raises:
        Misfit: if batch dims do not broadcast.
    """
    a, b = first.shape, second.shape
    if len(a) == 1 and len(b) == 1:
        return Product(kind="dot", shape=(), rows=1, inner=a[0], columns=1)
    if len(a) == 2 and len(b) == 1:
        return Product(kind="mv", shape=a[:1], rows=a[0], inner=a[1], columns=1)
    if len(a) <= 2 and len(b) == 2:
        rows = a[0] if len(a) == 2 else 1
        return Product(kind="mm", shape=(*a[:-1], b[1]), rows=rows, inner=a[-1], columns=b[1])
    folds = _folds(first, second)
    if folds:
        return _folded(a, b)
    chosen = _batched(a, b)
    if folds is None and 1 in {len(a), len(b)}:
        return Product(
            kind=chosen.kind, shape=chosen.shape, rows=chosen.rows, inner=chosen.inner, columns=chosen.columns,
            batch=chosen.batch, is_certain=False,
        )  # fmt: skip
    return chosen


def _folded(a: Shape, b: Shape) -> Product:
    """The larger tensor as one matrix."""
    if len(a) >= len(b):
        rows = product(a[:-1])
        if len(b) == 1:
            return Product(kind="mv", shape=a[:-1], rows=rows, inner=a[-1], columns=1)
        return Product(kind="mm", shape=(*a[:-1], b[1]), rows=rows, inner=a[-1], columns=b[1])
    rows = product(b[:-2]) * b[-1]
    if len(a) == 1:
        return Product(kind="mv", shape=(*b[:-2], b[-1]), rows=rows, inner=a[0], columns=1)
    return Product(kind="mm", shape=(*b[:-2], a[0], b[-1]), rows=rows, inner=a[1], columns=a[0])


def _batched(a: Shape, b: Shape) -> Product:
    """Both as batches of matrices."""
    rows = a[-2] if len(a) > 1 else 1
    columns = b[-1] if len(b) > 1 else 1
    batch = broadcast(a[:-2], b[:-2])
    shape = batch
    if len(a) > 1:
        shape = (*shape, rows)
    if len(b) > 1:
        shape = (*shape, columns)
    return Product(kind="bmm", shape=shape, rows=rows, inner=a[-1], columns=columns, batch=product(batch))


def _folds(first: Operand, second: Operand) -> bool | None:
    """Whether the larger tensor is viewed as one matrix; None where strides that are not known decide."""
    first_is_larger = len(first.shape) >= len(second.shape)
    larger, smaller = (first, second) if first_is_larger else (second, first)
    if len(larger.shape) < 3 or len(smaller.shape) > 2:
        return False
    if smaller.requires_grad:
        return True
    if len(first.shape) == 2:
        return False
    if 0 in larger.shape:
        return True
    if larger.strides is None:
        return None
    shape, strides = larger.shape, larger.strides
    if not first_is_larger:
        shape = (*shape[:-2], shape[-1], shape[-2])
        strides = (*strides[:-2], strides[-1], strides[-2])
    outer = [(dim, stride) for dim, stride in zip(shape[:-1], strides[:-1], strict=True) if dim != 1]
    return all(stride == after * dim for (_, stride), (dim, after) in itertools.pairwise(outer))


def chain_cost(dims: Shape) -> int:
    """Multiply-adds of a product of matrices ``dims[0] x dims[1]``, ``dims[1] x dims[2]``... in the cheapest order.

    Dynamic programming over the pairs of ends, as ``torch.linalg.multi_dot`` chooses it.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.multi_dot.html
    """
    count = len(dims) - 1
    cost = [[0] * count for _ in range(count)]
    for length in range(2, count + 1):
        for start in range(count - length + 1):
            end = start + length - 1
            cost[start][end] = min(
                cost[start][split] + cost[split + 1][end] + dims[start] * dims[split + 1] * dims[end + 1]
                for split in range(start, end)
            )
    return cost[0][count - 1] if count else 0


def power_products(exponent: int) -> int:
    """How many products ``torch.linalg.matrix_power`` takes for a power, by binary decomposition.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.linalg.matrix_power.html
    """
    exponent = abs(exponent)
    if exponent < 2:
        return 0
    if exponent == 3:
        return 2
    return exponent.bit_length() - 1 + exponent.bit_count() - 1
