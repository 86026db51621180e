"""Function transforms: those that inference uses."""

from ..nn.utils.stateless import functional_call as functional_call

__public_module__ = "torch.func"
