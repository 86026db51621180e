import torch
import torch.nn as nn

INPUT = "2x4"


def swish(x):
    return x * x.sigmoid()


class SwishFunction(torch.autograd.Function):
    @staticmethod
    def symbolic(g, x):
        return g.op("Mul", x, g.op("Sigmoid", x))

    @staticmethod
    def forward(ctx, x, weight=None):
        ctx.save_for_backward(x)
        ctx.shape = x.shape
        return swish(x) if weight is None else swish(x) @ weight

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * x, None


swish_function = SwishFunction.apply


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
        self.weight = nn.Parameter(torch.empty(3, 7))

    def forward(self, x):
        return swish_function(swish_function(self.fc(x)), self.weight)
