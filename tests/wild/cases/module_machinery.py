# case: Replacer() <- torch.zeros(2, 3, 16, 16)
# case: Fused() <- torch.zeros(2, 3, 8, 8)
# case: Pruned() <- torch.zeros(2, 8)
# case: Functional() <- torch.zeros(3, 4)
# case: Vmapped() <- torch.zeros(5, 6)
# case: StateDictTricks() <- torch.zeros(1, 4)
# case: NamedAccess() <- torch.zeros(2, 4)
# case: Frozen() <- torch.zeros(2, 3, 8, 8)
# case: Copies() <- torch.zeros(2, 4)
# case: PlainLists() <- torch.zeros(2, 4)
# case: Deleted() <- torch.zeros(2, 3, 8, 8)
# case: Buffers() <- torch.zeros(2, 4)
# case: DtypeDance() <- torch.zeros(2, 4)
# case: Quantish() <- torch.zeros(2, 3, 8, 8)
# case: Compiled() <- torch.zeros(2, 4)
# case: RepVGG() <- torch.zeros(1, 4, 8, 8)
# case: RepVGG(deploy=True) <- torch.zeros(1, 4, 8, 8)
# case: HookedWeights() <- torch.zeros(2, 4)
# case: ContainerGames() <- torch.zeros(2, 4)
# case: ParamGames() <- torch.zeros(2, 4)
# case: SharedStorage() <- torch.zeros(2, 6)
# case: BNTricks() <- torch.zeros(4, 3, 6, 6)
# case: Adapter() <- torch.zeros(2, 5, 8)
# case: EMA() <- torch.zeros(2, 4)
# case: MultiHeadDict() <- {"img": torch.zeros(2, 3, 8, 8), "txt": torch.zeros(2, 5, dtype=torch.long)}, ["a", "b"]
# case: TrainEval(True) <- torch.zeros(2, 4)
# case: NestedTuples() <- (torch.zeros(2, 4), [torch.zeros(2, 4), {"k": torch.zeros(2, 4)}])
# case: DataClassOut() <- torch.zeros(2, 4)
# case: CallOverride() <- torch.zeros(2, 4)
# case: SetState() <- torch.zeros(2, 4)
import copy
import inspect
import types
from collections import OrderedDict
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Optional

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.nn.utils.prune as prune
from torch.nn.utils import fuse_conv_bn_weights, parameters_to_vector, vector_to_parameters
from torch.nn.utils.fusion import fuse_conv_bn_eval
from torch.nn.utils.stateless import functional_call as old_functional_call


def replace_layers(model, old, new):
    for n, module in model.named_children():
        if len(list(module.children())) > 0:
            replace_layers(module, old, new)
        if isinstance(module, old):
            setattr(model, n, new(module))


class Replacer(nn.Module):
    def __init__(self):
        super().__init__()
        block = lambda i, o: nn.Sequential(OrderedDict([('conv', nn.Conv2d(i, o, 3, padding=1)), ('bn', nn.BatchNorm2d(o)), ('act', nn.ReLU(inplace=True))]))
        self.layers = nn.ModuleDict({'a': block(3, 8), 'b': nn.Sequential(block(8, 16), block(16, 16))})
        replace_layers(self, nn.BatchNorm2d, lambda m: nn.GroupNorm(4, m.num_features, affine=m.affine))
        replace_layers(self, nn.ReLU, lambda m: nn.SiLU(inplace=m.inplace))
        for name, m in self.named_modules():
            if name.endswith('conv') and m.in_channels == 16:
                parent = self.get_submodule(name.rpartition('.')[0])
                parent._modules['conv'] = nn.Conv2d(16, 16, 1)

    def forward(self, x):
        for m in self.layers.values():
            x = m(x)
        return x


class Fused(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.bn = nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8)
        self.pair = nn.Sequential(nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8))
        self.eval()
        self.conv = fuse_conv_bn_eval(self.conv, self.bn)
        del self.bn
        self.pair = nn.Sequential(fuse_conv_bn_eval(*self.pair))
        w, b = fuse_conv_bn_weights(torch.ones(2, 8, 1, 1), None, torch.zeros(2), torch.ones(2), 1e-5, torch.ones(2), torch.zeros(2))
        self.last = nn.Conv2d(8, 2, 1)
        self.last.weight, self.last.bias = w, b

    def forward(self, x):
        return self.last(self.pair(self.conv(x)))


class Pruned(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(8, 16), nn.Linear(16, 16), nn.Linear(16, 4)
        prune.l1_unstructured(self.fc1, 'weight', amount=0.3)
        prune.random_unstructured(self.fc2, name='weight', amount=3)
        prune.remove(self.fc2, 'weight')
        prune.ln_structured(self.fc3, 'weight', amount=0.5, n=2, dim=0)
        prune.identity(self.fc3, 'bias')

    def forward(self, x):
        return self.fc3(self.fc2(self.fc1(x)))


class Functional(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
        n = sum(p.numel() for p in self.net.parameters())
        self.hyper = nn.Linear(4, n, bias=False)

    def forward(self, x):
        flat = self.hyper(x.mean(0))
        params, at = {}, 0
        for name, p in self.net.named_parameters():
            params[name] = flat[at:at + p.numel()].view_as(p)
            at += p.numel()
        y = torch.func.functional_call(self.net, params, (x,))
        return y + torch.func.functional_call(self.net, {k: v.detach() for k, v in self.net.state_dict().items()}, x)


class Vmapped(nn.Module):
    def __init__(self, n=3):
        super().__init__()
        self.w = nn.Parameter(torch.randn(n, 6, 4))
        self.b = nn.Parameter(torch.zeros(n, 4))

    def forward(self, x):
        out = torch.vmap(lambda w, b: x @ w + b)(self.w, self.b)
        per = torch.func.vmap(lambda r: torch.outer(r, r).sum(0))(x)
        return out, per


class StateDictTricks(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(4, 4), nn.Linear(4, 4)
        sd = self.a.state_dict()
        new = OrderedDict((k.replace('module.', ''), v.clone()) for k, v in sd.items())
        missing, unexpected = self.b.load_state_dict(new, strict=False)
        assert not missing and not unexpected
        own = self.state_dict()
        assert list(own) == ['a.weight', 'a.bias', 'b.weight', 'b.bias']
        filtered = {k: v for k, v in own.items() if k.startswith('a.') and v.shape == own['b' + k[1:]].shape}
        own.update(filtered)
        self.load_state_dict(own)
        vec = parameters_to_vector(self.parameters())
        self.n = vec.numel()
        vector_to_parameters(vec * 2, self.parameters())

    def forward(self, x):
        return self.b(self.a(x)).repeat(1, self.n // 40)


class NamedAccess(nn.Module):
    def __init__(self):
        super().__init__()
        for i in range(3):
            self.add_module('layer%d' % i, nn.Linear(4, 4, bias=i % 2 == 0))
        self.register_module('extra', nn.Linear(4, 2))
        self.order = sorted((n for n, _ in self.named_children() if n.startswith('layer')), reverse=True)
        assert self.get_parameter('layer0.bias').shape[0] == 4 and len(dict(self.named_parameters())) == 7
        self.__dict__['hidden'] = nn.Linear(4, 100)
        object.__setattr__(self, 'hidden2', nn.Linear(2, 3))

    def forward(self, x):
        for n in self.order:
            x = self._modules[n](x)
        x = vars(self)['_modules']['extra'](x)
        return self.hidden2(x)


class Frozen(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Conv2d(4, 4, 1)).requires_grad_(False)
        self.head = nn.Conv2d(4, 2, 1)
        self.trainable = [p for p in self.parameters() if p.requires_grad]
        self.width = sum(p.numel() for p in self.trainable)
        self.out = nn.Linear(2, self.width)

    def forward(self, x):
        with torch.no_grad() if not any(p.requires_grad for p in self.body.parameters()) else nullcontext():
            x = self.body(x)
        return self.out(self.head(x).mean((2, 3)))

    def train(self, mode=True):
        super().train(mode)
        for m in self.modules():
            if isinstance(m, nn.BatchNorm2d):
                m.eval()
        return self


class Copies(nn.Module):
    def __init__(self):
        super().__init__()
        layer = nn.Linear(4, 4)
        self.shared = nn.ModuleList([layer] * 3)
        self.copied = nn.ModuleList([copy.deepcopy(layer) for _ in range(3)])
        self.shallow = copy.copy(layer)
        self.again = layer

    def forward(self, x):
        for a, b in zip(self.shared, self.copied):
            x = b(a(x))
        return self.again(self.shallow(x))


class PlainLists(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = [nn.Linear(4, 4) for _ in range(2)]
        self.table = {'x': nn.Linear(4, 4), 'y': [nn.Linear(4, 2)]}
        self.visible = nn.ModuleList(self.hidden[:1])
        self.wrapped = nn.ModuleDict([('z', self.table['x'])])
        self.tup = (nn.Linear(4, 4),)

    def forward(self, x):
        for l in self.hidden + list(self.tup):
            x = l(x)
        return self.table['y'][0](self.wrapped['z'](x))


class Deleted(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Conv2d(3, 4, 1), nn.Conv2d(4, 4, 1), nn.Conv2d(4, 4, 1)
        self.d = nn.Sequential(nn.Conv2d(4, 4, 1), nn.ReLU(), nn.Conv2d(4, 4, 1))
        delattr(self, 'b')
        self.c = None
        self._modules.pop('nothing', None)
        self.d.pop(2)
        self.d.append(nn.Conv2d(4, 6, 1)).insert(0, nn.Identity())
        self.d.extend([nn.BatchNorm2d(6)])
        self.d[2] = nn.Sequential()
        self.a = nn.Conv2d(3, 4, 3)
        self.a.register_parameter('bias', None)

    def forward(self, x):
        x = self.a(x)
        if self.c is not None:
            x = self.c(x)
        if hasattr(self, 'b'):
            x = self.b(x)
        return self.d[:-1](x) + len(self.d)


class Buffers(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer('a', torch.ones(4))
        self.register_buffer('b', None)
        self.register_buffer('c', torch.zeros(3, 4), persistent=False)
        self.register_buffer('step', torch.tensor(0))
        self.b = torch.ones(2, 4)
        self.a = self.a * 2
        self.d = torch.ones(7)
        self.e = nn.Buffer(torch.ones(5)) if hasattr(nn, 'Buffer') else None
        for i, w in enumerate([2, 3]):
            self.register_buffer(f'anchors_{i}', torch.arange(w).float())
        del self.anchors_1

    def forward(self, x):
        self.step += 1
        return F.linear(x * self.a, self.c) + self.b.sum() + self.d.sum() * self.step


class DtypeDance(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4).double()
        self.half = nn.Linear(4, 2).half().float()
        self.w = nn.Parameter(torch.randn(4, 4, dtype=torch.float64).to(torch.float32))

    def forward(self, x):
        y = self.fc(x.double()).float() @ self.w
        y = self.half(y.to(self.half.weight.dtype))
        idx = torch.tensor([0, 1], dtype=torch.uint8).long().to(y.device)
        return y[:, idx].type(torch.float16).type_as(x), (y > 0).int().sum(), y.to(torch.bfloat16).dtype == torch.bfloat16


class Quantish(nn.Module):
    def __init__(self):
        super().__init__()
        self.quant, self.dequant = torch.ao.quantization.QuantStub(), torch.ao.quantization.DeQuantStub()
        self.conv = nn.Conv2d(3, 4, 3)
        self.ff = torch.ao.nn.quantized.FloatFunctional()

    def forward(self, x):
        x = self.conv(self.quant(x))
        return self.dequant(self.ff.add(x, x))


@torch.compile
def compiled_gelu(x):
    return x * torch.sigmoid(1.702 * x)


class Compiled(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.compile(nn.Linear(4, 4), disable=True)
        self.b = torch.jit.script(nn.Linear(4, 4))

    @torch.compiler.disable
    def helper(self, x):
        return x.relu()

    @torch.jit.export
    def forward(self, x):
        if torch.jit.is_scripting() or torch.compiler.is_compiling():
            return x
        return self.b(self.helper(self.a(x)))


def conv_bn(i, o, k, s, p, g=1):
    return nn.Sequential(OrderedDict([('conv', nn.Conv2d(i, o, k, s, p, groups=g, bias=False)), ('bn', nn.BatchNorm2d(o))]))


class RepVGG(nn.Module):
    def __init__(self, c=4, deploy=False):
        super().__init__()
        self.in_channels, self.groups = c, 1
        self.rbr_identity, self.rbr_dense, self.rbr_1x1 = nn.BatchNorm2d(c), conv_bn(c, c, 3, 1, 1), conv_bn(c, c, 1, 1, 0)
        if deploy:
            self.switch_to_deploy()

    def forward(self, x):
        if hasattr(self, 'rbr_reparam'):
            return F.relu(self.rbr_reparam(x))
        return F.relu(self.rbr_dense(x) + self.rbr_1x1(x) + (0 if self.rbr_identity is None else self.rbr_identity(x)))

    def _fuse(self, branch):
        if branch is None:
            return 0, 0
        if isinstance(branch, nn.Sequential):
            kernel, bn = branch.conv.weight, branch.bn
        else:
            if not hasattr(self, 'id_tensor'):
                kernel_value = torch.zeros((self.in_channels, self.in_channels // self.groups, 3, 3))
                for i in range(self.in_channels):
                    kernel_value[i, i % self.in_channels, 1, 1] = 1
                self.id_tensor = kernel_value
            kernel, bn = self.id_tensor, branch
        std = (bn.running_var + bn.eps).sqrt()
        t = (bn.weight / std).reshape(-1, 1, 1, 1)
        return kernel * t, bn.bias - bn.running_mean * bn.weight / std

    def switch_to_deploy(self):
        k3, b3 = self._fuse(self.rbr_dense)
        k1, b1 = self._fuse(self.rbr_1x1)
        ki, bi = self._fuse(self.rbr_identity)
        self.rbr_reparam = nn.Conv2d(self.rbr_dense.conv.in_channels, self.rbr_dense.conv.out_channels, self.rbr_dense.conv.kernel_size, padding=self.rbr_dense.conv.padding)
        self.rbr_reparam.weight.data = k3 + F.pad(k1, [1, 1, 1, 1]) + ki
        self.rbr_reparam.bias.data = b3 + b1 + bi
        for para in self.parameters():
            para.detach_()
        self.__delattr__('rbr_dense')
        self.__delattr__('rbr_1x1')
        if hasattr(self, 'rbr_identity'):
            self.__delattr__('rbr_identity')
        if hasattr(self, 'id_tensor'):
            self.__delattr__('id_tensor')


class HookedWeights(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)
        raw = self.fc.weight
        del self.fc._parameters['weight']
        self.fc.register_parameter('weight_raw', nn.Parameter(raw.data))
        self.fc.register_parameter('gain', nn.Parameter(torch.ones(4, 1)))

        def hook(module, args):
            module.weight = module.weight_raw * module.gain
        self.handle = self.fc.register_forward_pre_hook(hook)
        self.out = nn.Linear(4, 4)
        h = self.out.register_forward_hook(lambda m, i, o: o[:, :2])
        h.remove()

        def swapped(this, x):
            return F.linear(x, this.weight.t(), this.bias)
        self.out.forward = types.MethodType(swapped, self.out)

    def forward(self, x):
        return self.out(self.fc(x))


class ContainerGames(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Sequential(nn.Linear(4, 4)) + nn.Sequential(nn.ReLU(), nn.Linear(4, 4))
        self.b = nn.ModuleList([nn.Linear(4, 4)])
        self.b += [nn.Linear(4, 4), nn.Linear(4, 4)]
        self.b.insert(1, nn.Tanh())
        self.c = nn.ModuleDict({'x': nn.Linear(4, 4)})
        self.c.update({'y': nn.Linear(4, 4)})
        self.c['z'] = self.c.pop('x')
        self.d = nn.Sequential(*(self.a[::2]))
        del self.b[-1]
        self.e = nn.Sequential(OrderedDict(reversed(list(self.c.items()))))

    def forward(self, x):
        x = self.d(self.a(x))
        for m in reversed(self.b):
            x = m(x)
        assert 'x' not in self.c and list(self.c.keys()) == ['y', 'z'] and self.a[-1] is self.a[2]
        return self.e.z(self.e(x))


class ParamGames(nn.Module):
    def __init__(self):
        super().__init__()
        self.ps = nn.ParameterList([torch.zeros(4, 4), nn.Parameter(torch.zeros(4))])
        self.ps.append(nn.Parameter(torch.ones(2)))
        self.pd = nn.ParameterDict({'w': torch.zeros(4, 2), 'list': nn.ParameterList([torch.ones(3)])})
        self.pd.update({'b': nn.Parameter(torch.zeros(2), requires_grad=False)})
        self.alpha = nn.Parameter(torch.tensor(0.5))
        self.view = self.ps[0].view(-1)
        self.tensor = torch.ones(4, 4, requires_grad=True)
        self.w = nn.Parameter(torch.Tensor(4, 4))
        self.w = nn.Parameter(self.w.data[:2])
        self.w.data = torch.zeros(6, 4)

    def forward(self, x):
        y = x @ self.ps[0] + self.ps[1]
        return torch.addmm(self.pd['b'], y, self.pd['w']) * self.alpha, F.linear(y, self.w), y.mm(self.tensor)


class SharedStorage(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(6, 18)
        self.q = self.qkv.weight[:6]
        self.tied = nn.Linear(6, 6, bias=False)
        self.tied.weight = nn.Parameter(self.qkv.weight.data[:6])
        self.emb = nn.Embedding(10, 6)
        self.lm = nn.Linear(6, 10, bias=False)
        self.lm.weight = self.emb.weight
        self.also = self.lm.weight
        self.lst = nn.ParameterList([self.lm.weight, self.also])

    def forward(self, x):
        return self.lm(self.tied(F.linear(x, self.q)))


class BNTricks(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.BatchNorm2d(3, affine=False)
        self.b = nn.BatchNorm2d(3, track_running_stats=False)
        self.c = nn.InstanceNorm2d(3, affine=True, track_running_stats=True)
        self.d = nn.BatchNorm2d(3)
        self.d.weight.requires_grad_(False)
        self.d.running_mean = torch.zeros(3)
        self.e = nn.LayerNorm([6, 6], elementwise_affine=False)
        self.f = nn.LayerNorm(6, bias=False)
        self.g = nn.GroupNorm(3, 3, affine=False)
        self.h = nn.LocalResponseNorm(2)
        self.i = nn.RMSNorm([6, 6])

    def forward(self, x):
        for m in self.children():
            x = m(x)
        return x


class Adapter(nn.Module):
    def __init__(self):
        super().__init__()
        base = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2)
        for p in base.parameters():
            p.requires_grad = False
        for layer in base.layers:
            layer.adapter = nn.Sequential(nn.Linear(8, 2), nn.ReLU(), nn.Linear(2, 8))
            original = layer.forward

            def forward(x, *args, _f=original, _a=layer.adapter, **kw):
                y = _f(x, *args, **kw)
                return y + _a(y)
            layer.forward = forward
        self.base = base
        self.prompt = nn.Parameter(torch.zeros(1, 3, 8))

    def forward(self, x):
        return self.base(torch.cat([self.prompt.expand(x.size(0), -1, -1), x], 1))[:, 3:]


class EMA(nn.Module):
    def __init__(self):
        super().__init__()
        self.online = nn.Linear(4, 4)
        self.ema = torch.optim.swa_utils.AveragedModel(self.online)
        self.shadow = {n: p.clone().detach() for n, p in self.online.named_parameters()}

    def forward(self, x):
        return self.ema(x) - F.linear(x, self.shadow['weight'], self.shadow['bias'])


class MultiHeadDict(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.ModuleDict({'img': nn.Sequential(nn.Conv2d(3, 4, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten()), 'txt': nn.Embedding(10, 4)})
        self.heads = nn.ModuleDict({t: nn.Linear(8, n) for t, n in dict(a=2, b=3, c=4).items()})

    def forward(self, batch, tasks=('a',)):
        parts = []
        for key in sorted(batch):
            h = self.enc[key](batch[key])
            parts.append(h.mean(1) if h.ndim == 3 else h)
        z = torch.cat(parts, -1)
        return {(t, 'logits'): self.heads[t](z) for t in tasks} | {'z': z}


class TrainEval(nn.Module):
    def __init__(self, aux):
        super().__init__()
        self.fc, self.aux = nn.Linear(4, 4), nn.Linear(4, 4) if aux else None
        self.drop = nn.Dropout(0.5)

    def forward(self, x):
        y = self.fc(x)
        if self.training and self.aux:
            return y, self.aux(y)
        if not self.drop.training:
            y = F.dropout(y, 0.1, self.training)
        return y if torch.is_grad_enabled() else y.detach()


class NestedTuples(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)

    def forward(self, inputs):
        a, (b, d) = inputs
        *rest, last = (self.fc(t) for t in (a, b, d['k']))
        return last, [rest, {'n': (len(rest), None)}]


@dataclass
class Output:
    logits: torch.Tensor
    loss: Optional[torch.Tensor] = None
    hidden: tuple = ()

    def to_tuple(self):
        return tuple(v for v in (self.logits, self.loss, self.hidden) if v is not None)


class DataClassOut(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(4, 4), nn.Linear(4, 2)

    def forward(self, x):
        h = self.a(x)
        out = Output(self.b(h), hidden=(x, h))
        return out.to_tuple()


class CallOverride(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)

    def __call__(self, x, scale=2):
        return super().__call__(x) * scale

    def forward(self, x):
        sig = inspect.signature(self.fc.forward)
        return self.fc(**{list(sig.parameters)[0]: x})


class SetState(nn.Module):
    def __init__(self, n=4):
        super().__init__()
        self.n = n
        self.fc = nn.Linear(n, n)

    def __getstate__(self):
        state = self.__dict__.copy()
        state['n'] = 8
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)

    def forward(self, x):
        clone = copy.deepcopy(self)
        return clone.fc(x).repeat(1, clone.n)
