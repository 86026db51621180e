import torch
import torch.nn as nn

INPUT = "2x4"


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)
        flags = torch.tensor([1, 0, 1]).bool()
        kinds = [
            flags.dtype == torch.bool, torch.zeros(2).dtype == torch.float, torch.zeros(2).double().dtype is torch.double, torch.ones(1).half().dtype == torch.half,
            torch.ones(1).int().dtype == torch.int32, torch.arange(3).dtype == torch.long, torch.ones(1).to(torch.int).dtype == torch.int, torch.long is torch.int64,
            torch.ones(1).float().dtype is torch.float32, torch.zeros(1, dtype=torch.bool).float().dtype == torch.float, torch.tensor(1).dtype == torch.int64,
            torch.float.is_floating_point, torch.finfo(torch.float).bits == 32, str(torch.half) == "torch.float16", torch.tensor([1.5]).type_as(flags).dtype == torch.bool,
        ]  # fmt: skip
        self.last = nn.Linear(4, sum(kinds))

    def forward(self, x):
        mask = (x > 0).bool()
        x = self.fc(x.float()).type(torch.float)
        return self.last(x.masked_fill(mask, 0.0))
