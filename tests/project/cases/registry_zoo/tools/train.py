import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch

from zoo import build

CONFIG = {
    "model": {"type": "SmallNet", "widths": [16, 32], "head": {"type": "LinearHead", "channels": 32, "classes": 5}},
    "input": (1, 3, 32, 32),
}


class Trainer:
    def __init__(self, config):
        self.model = build(config["model"])
        self.example = torch.zeros(*config["input"])

    def run(self):
        return self.model(self.example)


if __name__ == "__main__":
    Trainer(CONFIG).run()
