from __future__ import annotations

from dataclasses import InitVar, dataclass, fields
from typing import ClassVar, Final, Optional

import torch
import torch.nn as nn

INPUT = "1x4"


@dataclass
class Config:
    width: int = 6
    depth: "int | None" = 2
    limit: ClassVar[int] = 1000
    seed: InitVar[int] = 3
    undefined: NotDefinedAnywhere = None  # noqa: F821
    total: int = 0

    def __post_init__(self, seed):
        self.total = self.width + seed


class Model(nn.Module):
    scale: Final[int]
    jitted: torch.jit.Final[bool]
    norm: Optional[nn.Module]
    flag: Final = True

    def __init__(self, config: Config | NotThere = Config()) -> Nothing:  # noqa: F821
        super().__init__()
        self.scale: Final[int] = config.total
        self.norm: Optional[nn.LayerNorm] = None
        bound: int
        inner: list[Missing] = [1]  # noqa: F821
        self.extra: NotThere  # noqa: F821
        width = self.scale + len(fields(config)) + hasattr(self, "extra") + hasattr(Model, "norm") + len(inner)
        self.fc = nn.Linear(4, width + len(Model.__annotations__))
        try:
            bound
        except UnboundLocalError:
            self.out = nn.Linear(self.fc.out_features, 2)

    def forward(self, x: torch.Tensor, mask: Wrong[1:2] = None) -> Tuple[Wrong, ...]:  # noqa: F821
        return self.out(self.fc(x))
