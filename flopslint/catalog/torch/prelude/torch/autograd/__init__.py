"""Names of ``torch.autograd`` that are source rather than entries."""

from torch.autograd.function import Function
from torch.autograd.variable import Variable
