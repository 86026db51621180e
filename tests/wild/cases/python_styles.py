# case: MatchNet(Conv(3, 8)) <- torch.zeros(1, 3, 8, 8)
# case: MatchNet({"kind": "mlp", "sizes": [192, 16, 4]}) <- torch.zeros(1, 3, 8, 8)
# case: MatchNet(["conv", 3, 8, "bn"]) <- torch.zeros(1, 3, 8, 8)
# case: MatchNet(("repeat", 2, Conv(3, 3))) <- torch.zeros(1, 3, 8, 8)
# case: Mixed(in_dim=12, hidden=24, out_dim=3, p=0.2) <- torch.zeros(2, 12)
# case: Properties() <- torch.zeros(2, 3, 16, 16)
# case: build("vit_tiny", depth=2) <- torch.zeros(1, 3, 32, 32)
# case: build("convmixer", dim=16) <- torch.zeros(1, 3, 32, 32)
# case: dispatching([3, (8, 3), (16, 3), "max", {"linear": 5}]) <- torch.zeros(1, 3, 8, 8)
# case: Hooked() <- torch.zeros(2, 3, 8, 8)
# case: MetaNet(width=8) <- torch.zeros(2, 8)
# case: make_from_enum(Arch.SMALL) <- torch.zeros(1, 3, 16, 16)
# case: make_from_enum(Arch["LARGE"], norm=Norm.GROUP) <- torch.zeros(1, 3, 16, 16)
# case: Generic[int](4) <- torch.zeros(1, 4)
# case: Builder().conv(3, 8).relu().conv(8, 16, k=5).pool().linear(4).build() <- torch.zeros(1, 3, 8, 8)
# case: Closures() <- torch.zeros(2, 6)
# case: from_dataclass(Cfg.tiny()) <- torch.zeros(1, 3, 16, 16)
# case: from_dataclass(replace(Cfg(), stages=(Stage(4), Stage(8, 2)))) <- torch.zeros(1, 3, 16, 16)
# case: from_dataclass(Cfg.from_dict({"stages": [{"width": 6}, {"width": 12, "depth": 3}], "unknown": 1})) <- torch.zeros(1, 3, 16, 16)
# case: StringBuilt("C16K3S2-BN-R,C32K3S1-BN-R,P2,F10") <- torch.zeros(1, 3, 16, 16)
# case: EfficientNetDecoder.from_name("b1", num_classes=7) <- torch.zeros(1, 3, 64, 64)
# case: SuperNet().sample([1, 0, 2]) <- torch.zeros(1, 8, 8, 8)
# case: Exec() <- torch.zeros(1, 4)
# case: Lazy.instance(5) <- torch.zeros(1, 5)
# case: Ensemble([lambda: nn.Linear(4, 2), partial(nn.Linear, 4), nn.Linear(4, 2)]) <- torch.zeros(3, 4)
# case: Recursive(3) <- torch.zeros(1, 4, 16)
# case: TypedNet(NetArgs(n_in=4, n_out=2)) <- torch.zeros(1, 4)
# case: ContextNet() <- torch.zeros(2, 4)
# case: ListComp() <- torch.zeros(1, 2, 8, 8)
# case: LSTMConfig(**json.loads('{"inp": 4, "hid": 6, "layers": 2}')).create() <- torch.zeros(3, 2, 4)
from __future__ import annotations

import abc
import collections
import contextlib
import copy
import enum
import functools
import inspect
import itertools
import json
import math
import operator
import re
import textwrap
import typing as t
import warnings
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass, replace
from functools import cached_property, lru_cache, partial, reduce, singledispatch, wraps
from typing import Any, Callable, ClassVar, Dict, Generic as TGeneric, List, NamedTuple, Optional, Protocol, Sequence, Tuple, Type, TypedDict, TypeVar, Union

import torch
import torch.nn.functional as F
from torch import nn, Tensor

T = TypeVar("T")


@dataclass(frozen=True)
class Conv:
    cin: int
    cout: int
    k: int = 3
    __match_args__ = ("cin", "cout", "k")


class MatchNet(nn.Module):
    def __init__(self, spec):
        super().__init__()
        self.body = self.parse(spec)

    def parse(self, spec):
        match spec:
            case Conv(cin, cout) if cin != cout:
                return nn.Conv2d(cin, cout, spec.k, padding="same")
            case Conv(cin=c, k=3 | 5 as k):
                return nn.Conv2d(c, c, k, padding=k // 2, groups=c)
            case {"kind": "mlp" | "fc", "sizes": [first, *hidden, last], **rest}:
                assert not rest
                dims = [first, *hidden]
                return nn.Sequential(nn.Flatten(), *(nn.Linear(a, b) for a, b in itertools.pairwise(dims)), nn.Linear(dims[-1], last))
            case ["conv", int(cin), int(cout), *extras]:
                layers = [nn.Conv2d(cin, cout, 1)]
                for e in extras:
                    match e:
                        case "bn":
                            layers.append(nn.BatchNorm2d(cout))
                        case str() as name if hasattr(nn, name):
                            layers.append(getattr(nn, name)())
                        case _:
                            raise ValueError(e)
                return nn.Sequential(*layers)
            case ("repeat", n, inner):
                return nn.Sequential(*[self.parse(inner) for _ in range(n)])
            case None:
                return nn.Identity()
            case _:
                raise TypeError(spec)

    def forward(self, x):
        return self.body(x)


class NormMixin:
    def __init__(self, *args, norm_dim=None, **kwargs):
        super().__init__(*args, **kwargs)
        if norm_dim is not None:
            self.norm = nn.LayerNorm(norm_dim)


class DropMixin:
    def __init__(self, *args, p=0.0, **kwargs):
        super().__init__(*args, **kwargs)
        self.drop = nn.Dropout(p) if p else nn.Identity()


class Base(nn.Module, metaclass=abc.ABCMeta):
    registry: ClassVar[Dict[str, type]] = {}

    def __init_subclass__(cls, /, alias=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Base.registry[alias or cls.__name__.lower()] = cls

    @property
    @abc.abstractmethod
    def width(self) -> int: ...


class Mixed(NormMixin, DropMixin, Base, alias="mixed"):
    def __init__(self, in_dim, hidden, out_dim, **kwargs):
        super().__init__(norm_dim=hidden, **kwargs)
        self.fc1, self.fc2 = nn.Linear(in_dim, hidden), nn.Linear(hidden, out_dim)
        assert [c.__name__ for c in type(self).__mro__[:4]] == ["Mixed", "NormMixin", "DropMixin", "Base"]

    @property
    def width(self):
        return self.fc1.out_features

    def forward(self, x):
        return self.fc2(self.drop(self.norm(self.fc1(x)))) * self.width


class Properties(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, bias=False)
        self._scale = None
        self.extra = 2

    @cached_property
    def head(self):
        return 8 * self.extra

    @property
    def device(self):
        return next(self.parameters()).device

    @property
    def dtype(self) -> torch.dtype:
        return self.conv.weight.dtype

    @property
    def scale(self):
        return self._scale or 1.0

    @scale.setter
    def scale(self, v):
        self._scale = float(v)

    def __call__(self, x, *a, **k):
        self.scale = 3
        return super().__call__(x.to(self.device, self.dtype), *a, **k)

    def forward(self, x):
        y = self.conv(x) * self.scale
        if (n := self.head) > 10 and not y.is_cuda:
            y = y.repeat(1, n // y.shape[1], 1, 1)
        return y


MODELS: dict[str, Callable[..., nn.Module]] = {}


def register(fn=None, *, name=None):
    if fn is None:
        return partial(register, name=name)
    MODELS[name or fn.__name__] = fn

    @wraps(fn)
    def inner(*args, **kw):
        return fn(*args, **kw)
    return inner


@register
def vit_tiny(depth=12, **kw):
    cfg = ChainMap(kw, dict(dim=24, heads=3, patch=8))
    return ViT(depth, **cfg)


@register(name="convmixer")
def _mixer(dim=8, depth=2, kernel_size=5, patch_size=4, n_classes=4):
    class Residual(nn.Sequential):
        def forward(self, x):
            return super().forward(x) + x
    return nn.Sequential(
        nn.Conv2d(3, dim, kernel_size=patch_size, stride=patch_size), nn.GELU(), nn.BatchNorm2d(dim),
        *[nn.Sequential(
            Residual(nn.Conv2d(dim, dim, kernel_size, groups=dim, padding="same"), nn.GELU(), nn.BatchNorm2d(dim)),
            nn.Conv2d(dim, dim, kernel_size=1), nn.GELU(), nn.BatchNorm2d(dim)) for i in range(depth)],
        nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(dim, n_classes))


class ViT(nn.Module):
    def __init__(self, depth, dim, heads, patch, *, size=32):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, patch, patch)
        n = (size // patch) ** 2
        self.cls, self.pos = (nn.Parameter(torch.zeros(1, k, dim)) for k in (1, n + 1))
        self.blocks = nn.ModuleList(nn.TransformerEncoderLayer(dim, heads, dim * 2, batch_first=True) for _ in range(depth))

    def forward(self, x):
        x = self.proj(x).flatten(2).mT
        x = torch.cat([self.cls.expand(len(x), -1, -1), x], 1) + self.pos
        return reduce(lambda h, b: b(h), self.blocks, x)[:, 0]


def build(name, **kw):
    fn = MODELS[name]
    sig = inspect.signature(fn)
    has_var = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in sig.parameters.values())
    known = kw if has_var else {k: v for k, v in kw.items() if k in sig.parameters}
    return fn(**known)


@singledispatch
def layer(spec, c):
    raise NotImplementedError(type(spec))


@layer.register
def _(spec: tuple, c):
    return nn.Conv2d(c, spec[0], spec[1], padding=1), spec[0]


@layer.register(str)
def _(spec, c):
    return {"max": nn.MaxPool2d, "avg": nn.AvgPool2d}[spec](2), c


@layer.register(dict)
def _(spec, c):
    (kind, n), = spec.items()
    return nn.Sequential(nn.Flatten(), nn.LazyLinear(n)), n


def dispatching(specs):
    c, *specs = specs
    layers = []
    for s in specs:
        m, c = layer(s, c)
        layers.append(m)
    net = nn.Sequential(*layers)
    net(torch.zeros(1, 3, 8, 8))
    return net


class Hooked(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 8, 3), nn.ReLU())
        self.feats = {}
        self.handles = []
        for name, m in self.net.named_modules():
            if isinstance(m, nn.Conv2d):
                self.handles.append(m.register_forward_hook(self._save(name)))
        self.net[0].register_forward_pre_hook(lambda m, inp: (inp[0] * 2,))
        self.net[1].register_forward_hook(lambda m, i, o: o[:, :, 1:])

    def _save(self, name):
        def hook(module, inp, out):
            self.feats[name] = out
        return hook

    def forward(self, x):
        self.net(x)
        gram = {}
        for k, f in self.feats.items():
            b, c, h, w = f.shape
            f = f.reshape(b, c, h * w)
            gram[k] = torch.bmm(f, f.transpose(1, 2)).div(c * h * w)
        return gram


class AutoName(type):
    def __new__(mcs, name, bases, ns, **kw):
        layers = [k for k, v in ns.items() if isinstance(v, Declared)]
        ns["_declared"] = layers
        return super().__new__(mcs, name, bases, ns)

    def __call__(cls, *args, **kw):
        obj = super().__call__(*args, **kw)
        for k in cls._declared:
            setattr(obj, k + "_", getattr(cls, k).make(obj))
        return obj


class Declared:
    def __init__(self, fn):
        self.fn = fn

    def make(self, obj):
        return self.fn(obj)


class MetaNet(nn.Module, metaclass=AutoName):
    fc = Declared(lambda s: nn.Linear(s.width, 2 * s.width))
    out = Declared(lambda s: nn.Linear(2 * s.width, 3))

    def __init__(self, width):
        super().__init__()
        self.width = width

    def forward(self, x):
        for k in self._declared:
            x = getattr(self, f"{k}_")(x)
        return x


class Arch(enum.Enum):
    SMALL = (8, 16)
    LARGE = (16, 32, 64)

    @property
    def widths(self):
        return self.value

    @classmethod
    def names(cls):
        return [m.name for m in cls]


class Norm(str, enum.Enum):
    BATCH = "batch"
    GROUP = "group"

    def make(self, c):
        if self is Norm.BATCH:
            return nn.BatchNorm2d(c)
        return nn.GroupNorm(4, c)


def make_from_enum(arch, norm: Norm = Norm("batch")):
    assert arch.name in Arch.names() and norm == norm.value
    layers, c = [], 3
    for w in arch.widths:
        layers += [nn.Conv2d(c, w, 3, 2, 1), norm.make(w), nn.ReLU()]
        c = w
    return nn.Sequential(*layers)


class Generic(nn.Module, TGeneric[T]):
    def __init__(self, n: T):
        super().__init__()
        self.lin = nn.Linear(n, n)

    def forward(self, x: Tensor) -> Tensor:
        return self.lin(x)


class Builder:
    def __init__(self):
        self.parts = deque()
        self.out = None

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        table = {"relu": nn.ReLU, "gelu": nn.GELU, "pool": lambda: nn.AdaptiveAvgPool2d(1)}
        try:
            make = table[name]
        except KeyError as e:
            raise AttributeError(*e.args) from None

        def add(*a, **k):
            self.parts.append(make(*a, **k))
            return self
        return add

    def conv(self, i, o, *, k=3):
        self.parts.append(nn.Conv2d(i, o, k, padding=k // 2))
        self.out = o
        return self

    def linear(self, n):
        self.parts.extend((nn.Flatten(), nn.Linear(self.out, n)))
        return self

    def build(self):
        return nn.Sequential(OrderedDict((f"{type(p).__name__.lower()}{i}", p) for i, p in enumerate(self.parts)))


class Closures(nn.Module):
    def __init__(self):
        super().__init__()
        counter = itertools.count(1)
        total = 0

        def make(n):
            nonlocal total
            total += n
            return nn.Linear(n, n + next(counter))
        self.a, self.b, self.c = [make(n) for n in (6, 7, 9)]
        self.scale = nn.Parameter(torch.ones(total))
        self.fns = [lambda x, m=m: m(x) for m in (self.a, self.b)]
        self.late = [(lambda x: x * i) for i in range(1, 4)]

    def forward(self, x):
        for fn in self.fns:
            x = fn(x)
        x = self.c(x)
        return sum(f(x) for f in self.late) * self.scale[: x.shape[-1]]


@dataclass
class Stage:
    width: int
    depth: int = 1
    act: str = "relu"


@dataclass
class Cfg:
    stages: Sequence[Stage] = field(default_factory=lambda: [Stage(8), Stage(16, 2, act="gelu")])
    num_classes: int = 5
    head: Dict[str, Any] = field(default_factory=dict)
    total: int = field(init=False, repr=False)

    def __post_init__(self):
        self.stages = tuple(s if is_dataclass(s) else Stage(**s) for s in self.stages)
        self.total = sum(s.depth for s in self.stages)
        self.head.setdefault("bias", self.total > 2)

    @classmethod
    def tiny(cls):
        return cls([Stage(4)], num_classes=2)

    @classmethod
    def from_dict(cls, d):
        names = {f.name for f in fields(cls) if f.init}
        return cls(**{k: v for k, v in d.items() if k in names})


def from_dataclass(cfg: Cfg):
    acts = {"relu": nn.ReLU, "gelu": nn.GELU}
    layers, c = [], 3
    for w, d, a in map(astuple, cfg.stages):
        for _ in range(d):
            layers.extend([nn.Conv2d(c, w, 3, padding=1), acts[a]()])
            c = w
    assert asdict(cfg)["total"] == cfg.total
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, cfg.num_classes, **cfg.head))


class StringBuilt(nn.Module):
    PATTERN = re.compile(r"(?P<op>BN|[CPFR])(?P<n>\d+)?(?:K(?P<k>\d+)S(?P<s>\d+))?")

    def __init__(self, text):
        super().__init__()
        self.net = nn.Sequential()
        c = 3
        for i, block in enumerate(text.split(",")):
            for j, token in enumerate(block.split("-")):
                m = self.PATTERN.fullmatch(token)
                op, n = m["op"], int(m["n"] or 0)
                if op == "C":
                    k, s = (int(m.group(g)) for g in ("k", "s"))
                    mod, c = nn.Conv2d(c, n, k, s, k // 2), n
                elif op == "BN":
                    mod = nn.BatchNorm2d(c)
                elif op == "R":
                    mod = nn.ReLU()
                elif op == "P":
                    mod = nn.MaxPool2d(n)
                else:
                    mod = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, n))
                self.net.add_module("%s_%d_%d" % (op.lower(), i, j), mod)

    def forward(self, x):
        return self.net(x)


GlobalParams = namedtuple("GlobalParams", ["width", "depth", "drop", "num_classes", "divisor", "min_depth"])
BlockArgs = namedtuple("BlockArgs", ["num_repeat", "kernel_size", "stride", "expand_ratio", "input_filters", "output_filters", "se_ratio", "id_skip"])
GlobalParams.__new__.__defaults__ = (None,) * len(GlobalParams._fields)
BlockArgs.__new__.__defaults__ = (None,) * len(BlockArgs._fields)


class BlockDecoder(object):
    @staticmethod
    def _decode_block_string(block_string):
        assert isinstance(block_string, str)
        ops = block_string.split('_')
        options = {}
        for op in ops:
            splits = re.split(r'(\d.*)', op)
            if len(splits) >= 2:
                key, value = splits[:2]
                options[key] = value
        assert (('s' in options and len(options['s']) == 1) or (len(options['s']) == 2 and options['s'][0] == options['s'][1]))
        return BlockArgs(num_repeat=int(options['r']), kernel_size=int(options['k']), stride=[int(options['s'][0])],
                         expand_ratio=int(options['e']), input_filters=int(options['i']), output_filters=int(options['o']),
                         se_ratio=float(options['se']) if 'se' in options else None, id_skip=('noskip' not in block_string))

    @staticmethod
    def decode(string_list):
        return [BlockDecoder._decode_block_string(s) for s in string_list]


def round_filters(filters, p):
    multiplier = p.width
    if not multiplier:
        return filters
    divisor, min_depth = p.divisor, p.min_depth
    filters *= multiplier
    min_depth = min_depth or divisor
    new_filters = max(min_depth, int(filters + divisor / 2) // divisor * divisor)
    if new_filters < 0.9 * filters:
        new_filters += divisor
    return int(new_filters)


def get_same_padding_conv2d(image_size=None):
    if image_size is None:
        return nn.Conv2d
    return partial(Conv2dStaticSamePadding, image_size=image_size)


class Conv2dStaticSamePadding(nn.Conv2d):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, image_size=None, **kwargs):
        super().__init__(in_channels, out_channels, kernel_size, stride, **kwargs)
        self.stride = self.stride if len(self.stride) == 2 else [self.stride[0]] * 2
        assert image_size is not None
        ih, iw = (image_size, image_size) if isinstance(image_size, int) else image_size
        kh, kw = self.weight.size()[-2:]
        sh, sw = self.stride
        oh, ow = math.ceil(ih / sh), math.ceil(iw / sw)
        pad_h = max((oh - 1) * self.stride[0] + (kh - 1) * self.dilation[0] + 1 - ih, 0)
        pad_w = max((ow - 1) * self.stride[1] + (kw - 1) * self.dilation[1] + 1 - iw, 0)
        if pad_h > 0 or pad_w > 0:
            self.static_padding = nn.ZeroPad2d((pad_w // 2, pad_w - pad_w // 2, pad_h // 2, pad_h - pad_h // 2))
        else:
            self.static_padding = nn.Identity()

    def forward(self, x):
        x = self.static_padding(x)
        return F.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


class MBConv(nn.Module):
    def __init__(self, a, g, image_size):
        super().__init__()
        Conv2d = get_same_padding_conv2d(image_size)
        self._block_args = a
        self.has_se = (a.se_ratio is not None) and (0 < a.se_ratio <= 1)
        inp, oup = a.input_filters, a.input_filters * a.expand_ratio
        if a.expand_ratio != 1:
            self._expand_conv, self._bn0 = Conv2d(inp, oup, 1, bias=False), nn.BatchNorm2d(oup)
        s = a.stride if isinstance(a.stride, int) else a.stride[0]
        self._depthwise_conv = Conv2d(in_channels=oup, out_channels=oup, groups=oup, kernel_size=a.kernel_size, stride=s, bias=False)
        self._bn1 = nn.BatchNorm2d(oup)
        if self.has_se:
            Conv1 = get_same_padding_conv2d(image_size=(1, 1))
            n = max(1, int(a.input_filters * a.se_ratio))
            self._se_reduce, self._se_expand = Conv1(oup, n, 1), Conv1(n, oup, 1)
        self._project_conv, self._bn2 = Conv2d(oup, a.output_filters, 1, bias=False), nn.BatchNorm2d(a.output_filters)
        self._swish = nn.SiLU()

    def forward(self, inputs, drop_connect_rate=None):
        x = inputs
        if self._block_args.expand_ratio != 1:
            x = self._swish(self._bn0(self._expand_conv(inputs)))
        x = self._swish(self._bn1(self._depthwise_conv(x)))
        if self.has_se:
            q = F.adaptive_avg_pool2d(x, 1)
            x = torch.sigmoid(self._se_expand(self._swish(self._se_reduce(q)))) * x
        x = self._bn2(self._project_conv(x))
        a = self._block_args
        if a.id_skip and a.stride == 1 and a.input_filters == a.output_filters:
            if drop_connect_rate and self.training:
                x = x * torch.rand(x.shape[0], 1, 1, 1)
            x = x + inputs
        return x


class EfficientNetDecoder(nn.Module):
    PARAMS = {'b0': (1.0, 1.0, 64, 0.2), 'b1': (1.0, 1.1, 64, 0.2)}

    def __init__(self, blocks_args=None, global_params=None, size=64):
        super().__init__()
        assert isinstance(blocks_args, list) and len(blocks_args) > 0
        self._global_params = g = global_params
        self._conv_stem = get_same_padding_conv2d(size)(3, round_filters(8, g), kernel_size=3, stride=2, bias=False)
        size = int(math.ceil(size / 2))
        self._blocks = nn.ModuleList([])
        for a in blocks_args:
            a = a._replace(input_filters=round_filters(a.input_filters, g), output_filters=round_filters(a.output_filters, g),
                           num_repeat=int(math.ceil(g.depth * a.num_repeat)))
            self._blocks.append(MBConv(a, g, size))
            size = int(math.ceil(size / a.stride[0]))
            if a.num_repeat > 1:
                a = a._replace(input_filters=a.output_filters, stride=1)
            for _ in range(a.num_repeat - 1):
                self._blocks.append(MBConv(a, g, image_size=size))
        self._fc = nn.Linear(a.output_filters, g.num_classes)

    @classmethod
    def from_name(cls, name, **override):
        if not name in cls.PARAMS:
            raise ValueError('model_name should be one of: ' + ', '.join(cls.PARAMS))
        w, d, s, p = cls.PARAMS[name]
        blocks = BlockDecoder.decode(['r1_k3_s11_e1_i8_o8_se0.25', 'r2_k5_s22_e6_i8_o16_se0.25', 'r1_k3_s11_e6_i16_o16_se0.25_noskip'])
        g = GlobalParams(width=w, depth=d, drop=p, num_classes=1000, divisor=8)
        if override:
            g = g._replace(**override)
        return cls(blocks, g, size=s)

    def forward(self, x):
        x = self._conv_stem(x)
        for idx, block in enumerate(self._blocks):
            rate = self._global_params.drop
            if rate:
                rate *= float(idx) / len(self._blocks)
            x = block(x, drop_connect_rate=rate)
        return self._fc(x.mean((-1, -2)))


class SuperNet(nn.Module):
    CHOICES = [("conv3", partial(nn.Conv2d, kernel_size=3, padding=1)), ("conv5", partial(nn.Conv2d, kernel_size=5, padding=2)),
               ("skip", lambda a, b: nn.Identity())]

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.ModuleDict({k: f(8, 8) for k, f in self.CHOICES}) for _ in range(3)])
        self.path = None

    def sample(self, path):
        clone = copy.copy(self)
        clone._modules = copy.copy(self._modules)
        clone.layers = nn.ModuleList([list(d.values())[p] for d, p in zip(self.layers, path)])
        return clone

    def forward(self, x):
        for l in self.layers:
            x = l(x)
        return x


class Exec(nn.Module):
    def __init__(self):
        super().__init__()
        for i, act in enumerate(("ReLU", "Tanh")):
            exec(f"self.act{i} = nn.{act}()")
            setattr(self, "fc%d" % i, eval("nn.Linear(4, 4, bias=i > 0)"))
        ns = {}
        exec(textwrap.dedent("""
            def double(x):
                return x * 2
        """), ns)
        self.double = ns["double"]

    def forward(self, x):
        return self.double(self.act1(self.fc1(self.act0(self.fc0(x)))))


class Lazy:
    _cache: dict = {}

    @classmethod
    def instance(cls, n):
        return cls._cache.setdefault(n, nn.Linear(n, n))


class Ensemble(nn.ModuleList):
    def __init__(self, makers):
        super().__init__()
        for m in makers:
            if isinstance(m, nn.Module):
                self.append(m)
            elif isinstance(m, functools.partial):
                self.append(m(out_features=2))
            elif inspect.isfunction(m):
                self.append(m())

    def forward(self, x):
        outs = torch.stack([m(x) for m in self])
        probs = outs.softmax(-1).mean(0)
        return probs, outs.var(0, unbiased=False)


class Recursive(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.lin = nn.Linear(4, 4) if depth == 0 else None
        self.left = Recursive(depth - 1) if depth else None
        self.right = Recursive(depth - 1) if depth else None
        self.merge = nn.Conv1d(4, 4, 3, padding=1)

    def forward(self, x):
        if self.lin is not None:
            return self.lin(x.mT).mT
        even, odd = x[..., ::2], x[..., 1::2]
        out = torch.stack([self.left(even), self.right(odd)], -1).flatten(-2)
        return self.merge(out)


class NetArgs(TypedDict, total=False):
    n_in: int
    n_out: int


class Activation(Protocol):
    def __call__(self, x: Tensor) -> Tensor: ...


class TypedNet(nn.Module):
    net: nn.Linear
    act: Activation
    __slots__ = ()

    def __init__(self, args: NetArgs, act: Activation = torch.tanh) -> None:
        super().__init__()
        self.net = nn.Linear(args["n_in"], args.get("n_out", 1))
        self.act = act

    def forward(self, x: Tensor, *, scale: float | None = None) -> Tensor:
        return self.act(self.net(x)) * (scale if scale is not None else 1)


@contextlib.contextmanager
def evaluating(net):
    istrain = net.training
    try:
        net.eval()
        yield net
    finally:
        if istrain:
            net.train()


class ContextNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 4)
        self.state = []
        with evaluating(self) as me, contextlib.ExitStack() as stack:
            stack.callback(self.state.append, 3)
            assert not me.training
        assert self.training and self.state == [3]

    def forward(self, x):
        with torch.autocast("cpu", enabled=False), torch.set_grad_enabled(False):
            try:
                y = self.a(x, 1)
            except TypeError:
                y = self.a(x)
            else:
                y = y[:0]
            finally:
                self.state.append(1)
        return y.expand(sum(self.state), *y.shape)


class ListComp(nn.Module):
    def __init__(self, w=2):
        super().__init__()
        table = {(i, j): nn.Conv2d(w * 2**i, w * 2**j, 1) for i in range(3) for j in range(3) if j > i}
        self.keys = sorted(table, key=lambda k: (k[1], -k[0]))
        self.convs = nn.ModuleDict({"_".join(map(str, k)): m for k, m in table.items()})
        self.groups = {k: list(v) for k, v in itertools.groupby(self.keys, key=operator.itemgetter(1))}
        self.count = Counter(j for _, j in self.keys)

    def forward(self, x):
        nodes = defaultdict(list, {0: [x]})
        for j, edges in self.groups.items():
            for i, _ in edges:
                nodes[j].append(self.convs[f"{i}_{j}"](sum(nodes[i])))
            assert len(nodes[j]) == self.count[j]
        return sum(nodes[max(nodes)])


class LSTMConfig(NamedTuple):
    inp: int
    hid: int
    layers: int = 1
    bi: bool = True

    def create(self):
        class Wrapped(nn.Module):
            def __init__(inner):
                super().__init__()
                inner.rnn = nn.LSTM(self.inp, self.hid, self.layers, bidirectional=self.bi, proj_size=self.hid // 2)

            def forward(inner, x):
                out, (h, c) = inner.rnn(x)
                return out, h, c
        return Wrapped()
