from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any, Callable, Mapping

import torch.nn as nn

INPUT = "1x4"
COMPARED = []


@dataclass
class Weights:
    url: str
    transforms: Callable
    meta: Mapping[str, Any] = field(default_factory=dict)

    def __eq__(self, other):
        COMPARED.append(self.url)
        return isinstance(other, Weights) and self.url == other.url and self.meta == other.meta


class WeightsEnum(Enum):
    @classmethod
    def verify(cls, obj):
        if obj is None:
            return None
        if type(obj) is str:
            obj = cls[obj.replace(cls.__name__ + ".", "")]
        elif not isinstance(obj, cls):
            raise TypeError(obj)
        return obj

    def get_size(self):
        return self.meta["size"]

    @property
    def url(self):
        return self.value.url

    @property
    def meta(self):
        return self.value.meta


class Net_Weights(WeightsEnum):
    V1 = Weights("a", partial(str, encoding="x"), {"size": 3, "classes": ["x"] * 5})
    V2 = Weights("b", str, {"size": 7})
    SAME = Weights("a", int, {"size": 3, "classes": ["x"] * 5})
    DEFAULT = V2


class Kind(str, Enum):
    CONV = "conv"
    LINEAR = "linear"


class Model(nn.Module):
    def __init__(self, weights="Net_Weights.V1", kind="linear"):
        super().__init__()
        weights = Net_Weights.verify(weights)
        default = Net_Weights.verify(Net_Weights.DEFAULT)
        classes = len(weights.meta["classes"])
        aliases = Net_Weights.SAME is Net_Weights.V1
        table = {Kind.CONV: 1000, Kind.LINEAR: weights.get_size() + default.get_size()}
        self.fc = nn.Linear(4, table[Kind(kind)] + len(Net_Weights) + aliases)
        self.out = nn.Linear(self.fc.out_features, classes if Kind.LINEAR == "linear" else 1000)

    def forward(self, x):
        return self.out(self.fc(x))
