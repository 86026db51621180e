import torch
import torch.fx
import torch.nn as nn
import torch.utils.checkpoint

INPUT = "1x4"
torch.fx.wrap("wrapped_by_name")


def wrapped_by_name(x):
    return x * 2


@torch.fx.wrap
def wrapped(x):
    return x + 1


@torch.jit.script
def scripted(x, n: int):
    return x.reshape(x.shape[0], n)


@torch.jit.script_if_tracing
def if_tracing(x):
    return x


@torch.no_grad()
def without_grad(x):
    return x.detach()


@torch.no_grad
def without_grad_bare(x):
    return x


@torch.inference_mode()
def inference(x):
    return x


@torch.compiler.disable
def disabled(x):
    return x


@torch.compile(dynamic=False)
def compiled(x):
    return x


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)
        self.other = torch.jit.script(nn.Linear(4, 4)) if False else nn.Linear(4, 4)

    @torch.jit.ignore
    def group_matcher(self, coarse=False):
        return {}

    @torch.jit.unused
    def checkpointed(self, x):
        return torch.utils.checkpoint.checkpoint(self.other, x, use_reentrant=False)

    @torch.jit.export
    def exported(self, x):
        return self.fc(x)

    @torch.compiler.disable()
    def forward(self, x):
        x = compiled(disabled(inference(without_grad_bare(without_grad(if_tracing(scripted(x, 4)))))))
        with torch.no_grad(), torch.autocast("cpu", enabled=False), torch.set_grad_enabled(True):
            x = wrapped(wrapped_by_name(self.exported(x)))
        return self.checkpointed(x)
