"""copy: identity inside what is copied."""

import copy
from collections import OrderedDict, defaultdict, deque, namedtuple
from enum import Enum
from functools import partial

RESULT = {}


class Config:
    def __init__(self):
        self.layers = [1, [2]]
        self.me = self
        self.table = {"a": self.layers}


class Special:
    def __deepcopy__(self, memo):
        return "deep"

    def __copy__(self):
        return "shallow"


class Shape(Enum):
    ROUND = 1


class Stateful:
    def __init__(self):
        self.kept = 1
        self.dropped = 2

    def __getstate__(self):
        return {"kept": self.kept}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.restored = True


Point = namedtuple("Point", "x y")
one = Config()
two = copy.deepcopy(one)
three = copy.copy(one)
RESULT["deep"] = (
    two.layers == one.layers, two.layers is one.layers, two.layers[1] is one.layers[1], two.me is two,
    two.table["a"] is two.layers,
)
RESULT["shallow"] = (three.layers is one.layers, three.me is one, three is one)
RESULT["hooks"] = (copy.deepcopy(Special()), copy.copy(Special()), copy.deepcopy([Special()]))
RESULT["kept"] = (
    copy.deepcopy(Shape.ROUND) is Shape.ROUND, copy.deepcopy(Config) is Config, copy.deepcopy(len) is len,
    copy.deepcopy({"k": Shape.ROUND})["k"] is Shape.ROUND,
)
pair = copy.deepcopy([one, one])
RESULT["shared"] = (pair[0] is pair[1], pair[0] is one)
moved = copy.deepcopy(Stateful())
RESULT["state"] = (moved.kept, hasattr(moved, "dropped"), moved.restored)
bound = copy.deepcopy(partial(max, [1, 2], key=one.layers.index))
RESULT["containers"] = (
    copy.deepcopy(Point(1, [2])), type(copy.deepcopy(defaultdict(list, a=[1]))).__name__, copy.copy(deque([1, 2], 3)).maxlen,
    copy.deepcopy(OrderedDict(a=[1])), copy.deepcopy({1, 2}), bound.func is max, bound.args[0],
)
