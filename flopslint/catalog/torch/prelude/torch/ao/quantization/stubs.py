"""Places where a quantized model would change its element type."""

from ...nn.modules.module import Module

__public_module__ = "torch.ao.quantization"


class QuantStub(Module):
    """Returns its input until the model is converted.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.ao.quantization.QuantStub.html
    """

    def __init__(self, qconfig=None):
        super().__init__()
        if qconfig:
            self.qconfig = qconfig

    def forward(self, x):
        return x


class DeQuantStub(Module):
    """Returns its input until the model is converted.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.ao.quantization.DeQuantStub.html
    """

    def __init__(self, qconfig=None):
        super().__init__()
        if qconfig:
            self.qconfig = qconfig

    def forward(self, x):
        return x


class QuantWrapper(Module):
    """A layer between the two stubs.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.ao.quantization.QuantWrapper.html
    """

    def __init__(self, module):
        super().__init__()
        self.add_module("quant", QuantStub())
        self.add_module("dequant", DeQuantStub())
        self.add_module("module", module)
        self.train(module.training)

    def forward(self, X):
        return self.dequant(self.module(self.quant(X)))
