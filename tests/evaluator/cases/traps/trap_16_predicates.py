import torch
import torch.nn as nn

INPUT = "2x4"


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 6)
        self.heavy = nn.Linear(6, 1000)

    def forward(self, x):
        asked = [
            torch.jit.is_scripting(), torch.jit.is_tracing(), torch.compiler.is_compiling(), torch.compiler.is_exporting(), torch.onnx.is_in_onnx_export(),
            torch.cuda.is_available(), torch.is_autocast_enabled(), torch.distributed.is_initialized(), self.training, torch.is_grad_enabled() and False,
            torch.compiler.is_dynamo_compiling(), torch.overrides.has_torch_function((x,)), torch.overrides.has_torch_function_unary(x), x.is_cuda, x.is_sparse,
            torch.backends.cudnn.enabled and False, x.is_quantized, torch._C._get_tracing_state() is not None, x.is_meta and False, torch.is_inference_mode_enabled(),
        ]  # fmt: skip
        x = self.fc(x)
        if any(asked):
            return self.heavy(x)
        if torch.jit.is_scripting() or not torch.is_tensor(x) or not torch.is_floating_point(x):
            return self.heavy(x)
        return x
