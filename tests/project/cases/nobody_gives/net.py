import hydra
import torch
from torch import nn


class Mixer(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.embed = nn.Linear(16, 32)
        blocks = []
        for _ in range(cfg.depth):
            blocks.append(nn.Linear(32, 32))
        self.blocks = nn.Sequential(*blocks)
        self.norm = nn.LayerNorm(32)
        self.out = nn.Linear(32, cfg.classes)

    def forward(self, x):
        return self.out(self.norm(self.blocks(self.embed(x))))


@hydra.main(config_path="conf", config_name="config")
def main(cfg):
    model = Mixer(cfg.model)
    model(torch.randn(1, 16))


if __name__ == "__main__":
    main()
