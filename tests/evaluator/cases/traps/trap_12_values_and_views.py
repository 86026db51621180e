import torch
import torch.nn as nn

INPUT = "1x5"


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        coords = torch.zeros(2, 3, dtype=torch.long)
        column = coords[:, 0]
        column += 2
        coords[1] += torch.tensor([1, 2, 3])
        row = coords.view(-1)[3:]
        row[0] = 9
        first = int(coords.sum())
        flat = coords.flatten()
        flat[5] *= 2
        copy = coords.clone()
        copy[0, 0] = 100
        base = torch.arange(6).reshape(2, 3)
        base.t()[0] = torch.tensor([7, 8])
        transposed = int(base[1, 0])
        other = torch.arange(4.0)
        other.fill_(3)
        other[1:3] = 0
        a = torch.tensor([1, 2, 3])
        b = a
        b += 1
        c = a + 1
        c[0] = 50
        self.widths = [first, int(coords[1, 2]), transposed, int(other.sum()), int(a[0]), int(coords[0, 0])]
        self.layers = nn.ModuleList([nn.Linear(5, w) for w in self.widths])

    def forward(self, x):
        return torch.cat([layer(x) for layer in self.layers], -1)
