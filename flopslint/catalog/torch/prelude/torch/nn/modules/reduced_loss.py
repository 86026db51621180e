"""What losses have in common."""

from .module import Module

__public_module__ = "torch.nn.modules.loss"


class _Loss(Module):
    """A loss with a reduction.

    Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
    """

    def __init__(self, size_average=None, reduce=None, reduction="mean"):
        super().__init__()
        if size_average is None and reduce is None:
            self.reduction = reduction
        elif reduce is False:
            self.reduction = "none"
        else:
            self.reduction = "sum" if size_average is False else "mean"


class _WeightedLoss(_Loss):
    """A loss with a weight for each class.

    Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
    """

    def __init__(self, weight=None, size_average=None, reduce=None, reduction="mean"):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", weight)
