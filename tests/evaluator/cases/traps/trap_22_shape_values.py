import torch
import torch.nn as nn

INPUT = "2x6x14x14"


class Model(nn.Module):
    def __init__(self, window=7):
        super().__init__()
        self.window = window
        self.fc = nn.Linear(6, 6)
        shape = torch.Size([2, 3]) + (4,)
        sizes = [shape.numel(), len(shape[1:]), isinstance(shape[:2], torch.Size), shape[1:] == (3, 4), isinstance(shape, tuple), shape.index(4), max(shape)]
        self.out = nn.Linear(6, sum(sizes))

    def forward(self, x):
        B, C, *rest = x.shape
        H, W = x.shape[-2:]
        if x.shape[-2:] != (14, 14) or rest != [14, 14] or x.size(-1) != W or x.dim() != 4 or x.ndim != len(x.shape):
            raise ValueError(f"unexpected {tuple(x.shape)}")
        x = x.permute(0, 2, 3, 1)
        n = H // self.window
        x = x.view(B, n, self.window, -1, self.window, C).transpose(2, 3).reshape(-1, self.window**2, C)
        x = self.fc(x)
        x = x.reshape(B, n, n, self.window, self.window, C).permute(0, 1, 3, 2, 4, 5).contiguous().view(*x.shape[:0], B, H * W, C)
        x = x[:, ::2, :][..., None].squeeze(-1)[:, None].flatten(1, 2)
        x = x.unflatten(1, (7, -1)).mean(2).view(x.size(0), 7, -1)
        first, last = x[:, 0], x[:, -1:]
        x = torch.cat((first.unsqueeze(1), last, x[:, 1:-1]), dim=1)
        return self.out(x.expand(B, *x.shape[1:]).reshape(torch.Size((B * 7, C))))
