import torch.nn as nn

from trap_07_module_and_function import align
from trap_07_module_and_function.align import Align
from trap_07_module_and_function.align import align as function


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = Align(4)
        self.b = nn.Linear(align(4), align(1) if align is function else 1000)

    def forward(self, x):
        return self.b(self.a(x))
