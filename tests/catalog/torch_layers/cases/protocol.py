"""Registration, look-up, containers and the rest of the protocol of layers."""

import copy
from collections import OrderedDict
from functools import partial

import torch
from described import layer, outcome
from torch import nn

RESULT = {}


class Block(nn.Module):
    def __init__(self, width, shared=None):
        self.plain = width
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3)
        self.norm = nn.BatchNorm2d(width)
        self.scale = nn.Parameter(torch.ones(width))
        self.register_buffer("table", torch.zeros(2, 3), persistent=False)
        self.register_buffer("kept", torch.zeros(4))
        self.shared = shared
        self.none = None

    def forward(self, x):
        return self.norm(self.conv(x))


shared = nn.Linear(2, 2)
block = Block(3, shared)
net = nn.Sequential(block, shared, Block(3, shared))

RESULT["block"] = layer(block)
RESULT["net"] = layer(net)
RESULT["parameters"] = [tuple(p.shape) for p in net.parameters()]
RESULT["parameters of one level"] = [name for name, _ in block.named_parameters(recurse=False)]
RESULT["with prefix"] = [name for name, _ in block.named_parameters(prefix="p")]
RESULT["with duplicates"] = [name for name, _ in net.named_parameters(remove_duplicate=False)]
RESULT["modules with duplicates"] = [name for name, _ in net.named_modules(remove_duplicate=False)]
RESULT["modules with memo"] = [name for name, _ in net.named_modules(memo={shared}, prefix="m")]
RESULT["children"] = [type(m).__name__ for m in net.children()]
RESULT["named children"] = [name for name, _ in block.named_children()]
RESULT["buffers"] = [name for name, _ in block.named_buffers()]
RESULT["state keys"] = list(net.state_dict())
RESULT["state keys with prefix"] = list(block.state_dict(prefix="p."))
RESULT["first"] = next(net.parameters()).shape[0]
RESULT["is the parameter"] = next(block.parameters()) is block.scale
RESULT["hasattr"] = [hasattr(block, n) for n in ("conv", "scale", "table", "none", "plain", "missing", "training")]
RESULT["getattr"] = getattr(block, "missing", "absent")
RESULT["in tables"] = ["conv" in block._modules, "scale" in block._parameters, "none" in block.__dict__]
RESULT["submodule"] = type(net.get_submodule("0.conv")).__name__
RESULT["whole"] = net.get_submodule("") is net
RESULT["parameter by name"] = tuple(net.get_parameter("0.conv.weight").shape)

block.none = nn.ReLU()
RESULT["late child"] = [name for name, _ in block.named_children()]
block.none = None
RESULT["child is None"] = [list(block._modules), [name for name, _ in block.named_children()], block.none]
block.conv = nn.Identity()
RESULT["child keeps its place"] = list(block._modules)
del block.norm
RESULT["deleted"] = [list(block._modules), hasattr(block, "norm")]
block.kept = torch.ones(7)
RESULT["buffer stays"] = [(name, tuple(b.shape)) for name, b in block.named_buffers()]
block.scale = None
RESULT["parameter is None"] = [list(block._parameters), [name for name, _ in block.named_parameters()]]
block.plain = nn.Parameter(torch.ones(2))
RESULT["plain becomes parameter"] = [list(block._parameters), "plain" in block.__dict__]
block.shared = nn.Parameter(torch.ones(2))
RESULT["child becomes parameter"] = [list(block._parameters), list(block._modules)]
block.table = nn.ReLU()
RESULT["buffer becomes child"] = [list(block._buffers), list(block._modules), sorted(block._non_persistent_buffers_set)]
block.newbuf = nn.Buffer(torch.ones(3), persistent=False)
RESULT["buffer class"] = [list(block._buffers), sorted(block._non_persistent_buffers_set), list(block.state_dict())]


class Early(nn.Module):
    def __init__(self, kind):
        if kind == "parameter":
            self.weight = nn.Parameter(torch.ones(3))
        elif kind == "module":
            self.child = nn.ReLU()
        elif kind == "buffer":
            self.register_buffer("b", None)
        elif kind == "register":
            self.register_parameter("p", None)
        elif kind == "add":
            self.add_module("m", None)
        super().__init__()


for kind in ("parameter", "module", "buffer", "register", "add", "nothing"):
    RESULT["before init: " + kind] = outcome(partial(Early, kind))


class WithClassAttribute(nn.Module):
    norm = None
    act = torch.relu

    def __init__(self):
        super().__init__()
        self.norm = nn.ReLU()

    @property
    def width(self):
        return self._width * 2

    @width.setter
    def width(self, value):
        self._width = value

    @property
    def broken(self):
        return self.not_there

    @property
    def read_only(self):
        return 1


hidden = WithClassAttribute()
hidden.width = 4
RESULT["class attribute hides child"] = [hidden.norm, list(hidden._modules)]
RESULT["property with setter"] = [hidden.width, "width" in hidden.__dict__, hidden._width]
RESULT["property that fails"] = [hasattr(hidden, "broken"), outcome(lambda: hidden.broken)]
RESULT["read only"] = outcome(lambda: setattr(hidden, "read_only", 2)).split(":")[0]
RESULT["function of the class"] = tuple(hidden.act(torch.ones(2)).shape) if callable(hidden.act) else None


class ClassParameter(nn.Module):
    weight = None

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(3))


RESULT["parameter over class attribute"] = outcome(ClassParameter)


class Forwarded(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("inner"), name)

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        self.__dict__.setdefault("log", []).append(name)


forwarded = Forwarded(nn.Linear(2, 3))
RESULT["own getattr"] = [forwarded.in_features, tuple(forwarded.weight.shape), forwarded.log]

# -- containers
seq = nn.Sequential(OrderedDict([("a", nn.Linear(2, 3)), ("b", nn.ReLU()), ("c", nn.Linear(3, 4))]))
RESULT["sequential by name"] = [list(seq._modules), type(seq.b).__name__, len(seq), type(seq[-1]).__name__]
RESULT["slice"] = [list(seq[1:]._modules), type(seq[1:]).__name__, list(seq[:-1]._modules)]
RESULT["iteration"] = [type(m).__name__ for m in seq]
seq.append(nn.Tanh())
RESULT["append"] = list(seq._modules)
RESULT["insert among names"] = outcome(lambda: seq.insert(1, nn.Sigmoid()))
seq = nn.Sequential(*seq)
seq.insert(1, nn.Sigmoid())
RESULT["insert"] = [(k, type(m).__name__) for k, m in seq.named_children()]
seq.extend(nn.Sequential(nn.GELU(), nn.ELU()))
RESULT["extend"] = [(k, type(m).__name__) for k, m in seq.named_children()]
del seq[0]
RESULT["del"] = [(k, type(m).__name__) for k, m in seq.named_children()]
RESULT["pop"] = [type(seq.pop(-1)).__name__, len(seq)]
seq[0] = nn.Linear(9, 9)
RESULT["set"] = [(k, type(m).__name__) for k, m in seq.named_children()]
seq += nn.Sequential(nn.Hardswish())
RESULT["iadd"] = [(k, type(m).__name__) for k, m in seq.named_children()]
RESULT["add"] = [(k, type(m).__name__) for k, m in (nn.Sequential(nn.ReLU()) + nn.Sequential(nn.ELU())).named_children()]
doubled = nn.Sequential(nn.Linear(2, 2), nn.ReLU()) * 3
RESULT["mul"] = [list(doubled._modules), len(list(doubled.parameters())), doubled[0] is doubled[2]]


class Stage(nn.Sequential):
    def __init__(self, width):
        layers = [nn.Conv2d(width, width, 1), nn.ReLU()]
        super().__init__(*layers)
        self.width = width


RESULT["subclass"] = layer(Stage(3))
RESULT["slice of a subclass"] = outcome(lambda: Stage(3)[:1])

items = nn.ModuleList([nn.Linear(1, 1), None, nn.Linear(2, 2)])
RESULT["list with None"] = [len(items), items[1], [name for name, _ in items.named_children()]]
items = nn.ModuleList(nn.Linear(i, i) for i in range(1, 4))
RESULT["list"] = [len(items), items[-1].in_features, [m.in_features for m in items[1:]], type(items[1:]).__name__]
items.insert(1, nn.ReLU())
items.append(nn.Tanh())
items += [nn.ELU()]
RESULT["list changed"] = [(k, type(m).__name__) for k, m in items.named_children()]
items[0] = nn.Identity()
del items[1]
RESULT["list set and del"] = [(k, type(m).__name__) for k, m in items.named_children()]
RESULT["list add"] = [type(m).__name__ for m in nn.ModuleList([nn.ReLU()]) + [nn.ELU()]]
RESULT["list pop"] = [type(items.pop(0)).__name__, len(items)]
RESULT["list of the same"] = [name for name, _ in nn.ModuleList([nn.Linear(1, 1)] * 3).named_parameters()]
RESULT["enumerate and zip"] = [(i, type(m).__name__) for i, m in enumerate(items)]
RESULT["index by name"] = [type(getattr(items, "0")).__name__, "0" in items._modules]

table = nn.ModuleDict({"x": nn.Linear(1, 2), "y": nn.ReLU()})
table["z"] = nn.Tanh()
RESULT["dict"] = [list(table), list(table.keys()), "x" in table, "q" in table, len(table), type(table["y"]).__name__]
table.update([("w", nn.ELU())])
RESULT["dict update"] = [(k, type(m).__name__) for k, m in table.items()]
del table["x"]
RESULT["dict del and pop"] = [type(table.pop("y")).__name__, list(table)]
table.clear()
RESULT["dict clear"] = len(table)

params = nn.ParameterList([nn.Parameter(torch.ones(i)) for i in range(1, 4)])
params.append(torch.ones(7))
RESULT["parameter list"] = [len(params), [tuple(p.shape) for p in params], [n for n, _ in params.named_parameters()]]
RESULT["parameter list index"] = [tuple(params[-1].shape), len(params[:2]), params[3].requires_grad]
named = nn.ParameterDict({"a": nn.Parameter(torch.ones(2)), "b": torch.ones(3)})
named["c"] = nn.Parameter(torch.ones(4))
RESULT["parameter dict"] = [list(named.keys()), tuple(named["b"].shape), [n for n, _ in named.named_parameters()], "a" in named]

# -- copies, modes, types, hooks
original = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
copied = copy.deepcopy(original)
RESULT["deepcopy"] = [copied[0] is original[0], copied[0].weight is original[0].weight, layer(copied) == layer(original)]
RESULT["eval"] = [original.training, original.eval() is original, [m.training for m in original.modules()]]
RESULT["train"] = [m.training for m in original.train().modules()]
RESULT["half"] = [str(p.dtype) for p in original.half().parameters()]
RESULT["to"] = [str(b.dtype) for b in original.to(torch.float64).buffers()]
RESULT["frozen"] = [p.requires_grad for p in original.requires_grad_(False).parameters()]
seen = []
original.apply(lambda m: seen.append(type(m).__name__))
RESULT["apply"] = seen


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        self.bn = nn.BatchNorm1d(2)

    def train(self, mode=True):
        super().train(mode)
        self.bn.eval()
        return self


RESULT["own train"] = [m.training for m in nn.Sequential(Frozen()).train().modules()]

calls = []
hooked = nn.Linear(2, 3).eval()
first = hooked.register_forward_pre_hook(lambda m, args: calls.append("pre") or (args[0][:1],))
second = hooked.register_forward_hook(lambda m, args, out: calls.append(tuple(out.shape)) or out.unsqueeze(0))
third = hooked.register_forward_hook(lambda m, args, kwargs, out: calls.append(sorted(kwargs)), with_kwargs=True, prepend=True)
RESULT["hooks"] = [tuple(hooked(torch.ones(4, 2)).shape), calls]
first.remove()
second.remove()
third.remove()
RESULT["hooks removed"] = [tuple(hooked(torch.ones(4, 2)).shape), len(hooked._forward_hooks)]

loaded = nn.Linear(2, 3).load_state_dict({"weight": torch.ones(3, 2)}, strict=False)
RESULT["load"] = [list(loaded.missing_keys), list(loaded.unexpected_keys)]
RESULT["load all"] = str(nn.Linear(2, 3).load_state_dict(nn.Linear(2, 3).state_dict()))
RESULT["repr"] = repr(nn.Sequential(nn.Conv2d(1, 2, 3), nn.Sequential(nn.ReLU())))
RESULT["fans"] = [nn.init._calculate_fan_in_and_fan_out(torch.empty(4, 3, 2, 2)), nn.init.calculate_gain("relu")]
RESULT["init returns"] = [tuple(nn.init.kaiming_normal_(torch.empty(4, 3)).shape), nn.init.constant_(torch.zeros(2), 3).tolist()]
RESULT["subclass check"] = [isinstance(nn.ReLU6(), nn.Hardtanh), issubclass(nn.Conv2d, nn.Module), isinstance(net, nn.Module)]
