# case: FromEdict(edict_cfg) <- torch.zeros(1, 3, 16, 16)
# case: FromEdict(EasyDict(MODEL=dict(WIDTHS=(4, 8), HEAD={"N": 2}), extra=[{"k": 5}])) <- torch.zeros(1, 3, 16, 16)
# case: FromYacs(setup(["MODEL.DEPTH", 3, "MODEL.NORM", "GN"])) <- torch.zeros(1, 3, 16, 16)
# case: FromYacs(setup([])) <- torch.zeros(1, 3, 16, 16)
# case: FromOmega(OMEGA) <- torch.zeros(2, 12)
# case: FromOmega(OmegaConf.merge(OMEGA, {"net": {"dims": [4, 4, 6]}}, OmegaConf.from_dotlist(["net.act=Tanh", "head.bias=false"]))) <- torch.zeros(2, 12)
# case: FromStructured(OmegaConf.structured(NetConf)) <- torch.zeros(2, 6)
# case: FromStructured(OmegaConf.create(YAML_TEXT)) <- torch.zeros(2, 6)
# case: FromConfigDict(get_config()) <- torch.zeros(2, 8)
# case: FromAddict() <- torch.zeros(2, 4)
# case: FromMunch() <- torch.zeros(2, 4)
# case: Fpn() <- torch.zeros(1, 8, 8, 8)
import re
from dataclasses import dataclass, field
from typing import Any, List, Optional

import fvcore.nn.weight_init as weight_init
import ml_collections
import torch
import torch.nn as nn
from addict import Dict as AddictDict
from easydict import EasyDict
from easydict import EasyDict as edict
from munch import DefaultMunch, Munch, munchify
from omegaconf import II, MISSING, DictConfig, ListConfig, OmegaConf, open_dict
from yacs.config import CfgNode as CN

__C = edict()
edict_cfg = __C
__C.MODEL = edict()
__C.MODEL.WIDTHS = [8, 16]
__C.MODEL.HEAD = {'N': 5, 'NAME': 'linear'}
__C['extra'] = [{'k': 3}, {'k': 1}]
__C.TRAIN = edict({'LR': 0.1})
__C.TRAIN.update(STEPS=(1, 2))


class FromEdict(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        assert 'MODEL' in cfg and cfg['MODEL'].WIDTHS == cfg.MODEL['WIDTHS']
        assert isinstance(cfg.MODEL.HEAD, dict) and isinstance(cfg.extra[0], EasyDict)
        layers, c = [], 3
        for w, e in zip(cfg.MODEL.WIDTHS, cfg.extra * 2):
            layers.append(nn.Conv2d(c, w, e.k, padding=e.k // 2))
            c = w
        self.net = nn.Sequential(*layers)
        self.head = nn.Linear(c, cfg.MODEL.HEAD.N, bias=hasattr(cfg.MODEL.HEAD, 'NAME'))

    def forward(self, x):
        return self.head(self.net(x).mean((2, 3)))


_C = CN()
_C.MODEL = CN()
_C.MODEL.WIDTH = 8
_C.MODEL.DEPTH = 2
_C.MODEL.NORM = "BN"
_C.MODEL.DROP = 0.0
_C.MODEL.STAGES = (8, 16)
_C.SOLVER = CN(new_allowed=True)
_C.OUT = CN({"N": 3})


def setup(opts):
    cfg = _C.clone()
    cfg.merge_from_other_cfg(CN({"MODEL": {"DROP": 1.0, "STAGES": [8, 24]}, "SOLVER": {"LR": 0.1}}))
    cfg.merge_from_list(opts)
    cfg.freeze()
    assert cfg.is_frozen() and isinstance(cfg.MODEL.DROP, float) and isinstance(cfg.MODEL.STAGES, tuple)
    try:
        cfg.MODEL.WIDTH = 3
    except AttributeError:
        return cfg


class FromYacs(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        norm = {"BN": nn.BatchNorm2d, "GN": lambda c: nn.GroupNorm(4, c)}[cfg.MODEL.NORM]
        c, layers = 3, []
        for w in (cfg.MODEL.WIDTH, *cfg.MODEL.STAGES)[:cfg.MODEL.DEPTH]:
            layers += [nn.Conv2d(c, w, 3, padding=1), norm(w), nn.ReLU()]
            c = w
        self.net = nn.Sequential(*layers, nn.Conv2d(c, cfg.OUT.N, 1))

    def forward(self, x):
        return self.net(x)


OmegaConf.register_new_resolver("mul", lambda a, b: a * b)
OMEGA = OmegaConf.create({
    "base": 8,
    "net": {"_target_": "models.Net", "dims": [16, "${base}", "${mul:${base},2}"], "act": "ReLU", "inp": 12, "drop": None},
    "head": {"out": 3, "inp": "${net.dims[2]}", "bias": True, "name": "h_${net.act}_${base}"},
})


class FromOmega(nn.Module):
    def __init__(self, cfg: DictConfig):
        super().__init__()
        dims = cfg.net.dims
        assert isinstance(dims, ListConfig) and not isinstance(dims, list) and len(dims) in (2, 3)
        layers, c = [], cfg["net"]["inp"]
        for d in dims:
            layers += [nn.Linear(c, d), getattr(nn, cfg.net.act)()]
            c = d
        assert cfg.net.get("missing", 5) == 5 and "missing" not in cfg.net
        try:
            cfg.net.missing
        except AttributeError:
            pass
        if cfg.net.drop is not None:
            layers.append(nn.Dropout(cfg.net.drop))
        self.net = nn.Sequential(*layers)
        kwargs = OmegaConf.to_container(cfg.head, resolve=True)
        assert re.fullmatch(r"h_\w+_8", kwargs.pop("name"))
        self.head = nn.Linear(c, kwargs["out"], bias=kwargs["bias"])
        with open_dict(cfg):
            cfg.extra = {"n": list(dims)[-1] + dims[0]}
        self.extra = nn.Linear(kwargs["out"], cfg.extra.n)

    def forward(self, x):
        return self.extra(self.head(self.net(x)))


@dataclass
class HeadConf:
    out: int = 4
    hidden: Optional[int] = None
    sizes: List[int] = field(default_factory=lambda: [5, 6])


@dataclass
class NetConf:
    dim: int = 6
    head: HeadConf = field(default_factory=HeadConf)
    twice: int = II("dim")
    name: str = MISSING


YAML_TEXT = """
dim: 6
head:
  out: 2
  hidden: 9
  sizes: [3]
twice: ${dim}
"""


class FromStructured(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        hidden = cfg.head.hidden or cfg.twice
        self.a = nn.Linear(cfg.dim, hidden)
        self.b = nn.ModuleList([nn.Linear(hidden, s) for s in cfg.head.sizes])
        self.c = nn.Linear(sum(cfg.head.sizes), cfg.head["out"])
        assert OmegaConf.is_config(cfg) and OmegaConf.select(cfg, "head.out") == cfg.head.out
        self.has_name = "name" in cfg

    def forward(self, x):
        x = self.a(x)
        return self.c(torch.cat([b(x) for b in self.b], -1))


def get_config():
    config = ml_collections.ConfigDict()
    config.hidden_size = 8
    config.transformer = ml_collections.ConfigDict({'mlp_dim': 16, 'num_layers': 2})
    config.patches = {'size': (4, 4)}
    config.classifier = 'token'
    config.transformer.dropout = 0.1
    config.lock()
    with config.unlocked():
        config.extra = 3
    return config


class FromConfigDict(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.ModuleList([
            nn.Sequential(nn.Linear(config.hidden_size, config.transformer["mlp_dim"]), nn.Linear(config.transformer.mlp_dim, config.hidden_size))
            for _ in range(config.transformer.num_layers)])
        if config.get("representation_size") is None and 'extra' in config:
            self.out = nn.Linear(config.hidden_size, config.extra * config.patches.size[0])
        assert sorted(config.to_dict()) == list(config.keys())

    def forward(self, x):
        for l in self.layers:
            x = x + l(x)
        return self.out(x)


class FromAddict(nn.Module):
    def __init__(self):
        super().__init__()
        cfg = AddictDict()
        cfg.a.b.c = 5
        cfg.list = [dict(n=3)]
        cfg.update({'a': {'d': 6}})
        assert not cfg.nothing and cfg.a.to_dict() == {'b': {'c': 5}, 'd': 6}
        self.l = nn.Sequential(nn.Linear(4, cfg.a.b.c), nn.Linear(cfg.a.b.c, cfg.a.d), nn.Linear(cfg.a.d, cfg.list[0].n if isinstance(cfg.list[0], AddictDict) else cfg.list[0]['n']))

    def forward(self, x):
        return self.l(x)


class FromMunch(nn.Module):
    def __init__(self):
        super().__init__()
        cfg = munchify({'a': {'b': 5}, 'l': [{'n': 2}]})
        cfg.x = 3
        loose = DefaultMunch.fromDict({'p': 1})
        assert loose.q is None and Munch(z=1).get('y', 4) == 4
        self.l = nn.Sequential(nn.Linear(4, cfg.a.b), nn.Linear(cfg.a.b, cfg.l[0].n * cfg['x']))

    def forward(self, x):
        return self.l(x)


class Fpn(nn.Module):
    def __init__(self):
        super().__init__()
        self.lateral, self.output = nn.Conv2d(8, 4, 1), nn.Conv2d(4, 4, 3, padding=1, bias=False)
        for layer in (self.lateral, self.output):
            weight_init.c2_xavier_fill(layer)
        weight_init.c2_msra_fill(self.lateral)

    def forward(self, x):
        return self.output(self.lateral(x))
