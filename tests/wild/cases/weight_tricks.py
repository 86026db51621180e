# case: TiedLM() <- torch.zeros(2, 12, dtype=torch.long)
# case: WNGenerator() <- torch.zeros(1, 80, 16)
# case: SNDiscriminator() <- torch.zeros(2, 3, 32, 32)
# case: ParametrizedNet() <- torch.zeros(2, 8)
# case: StdConvNet() <- torch.zeros(1, 3, 32, 32)
# case: LoRAModel() <- torch.zeros(2, 5, 32)
# case: MaskedAutoregressive() <- torch.zeros(3, 6)
# case: PixelCNN() <- torch.zeros(1, 1, 14, 14)
# case: EqualizedGenerator() <- torch.zeros(2, 32)
# case: TiedAutoencoder() <- torch.zeros(4, 100)
# case: RemovedNorms() <- torch.zeros(1, 8, 32)
# case: BinaryNet() <- torch.zeros(1, 3, 16, 16)
# case: SharedBlocks() <- torch.zeros(2, 6, 16)
# case: SubclassedNorms() <- torch.zeros(2, 8, 7, 7)
# case: QuantLinearNet() <- torch.zeros(2, 16)
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn import Parameter
from torch.nn.utils import remove_weight_norm, spectral_norm, weight_norm
import torch.nn.utils.parametrize as parametrize
from torch.nn.utils.parametrizations import orthogonal
from torch.nn.utils.parametrizations import weight_norm as new_weight_norm


class TiedLM(nn.Module):
    def __init__(self, ntoken=50, ninp=16, nhid=16, nlayers=2, dropout=0.5, tie_weights=True, rnn_type='LSTM'):
        super().__init__()
        self.ntoken = ntoken
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.Embedding(ntoken, ninp)
        if rnn_type in ['LSTM', 'GRU']:
            self.rnn = getattr(nn, rnn_type)(ninp, nhid, nlayers, dropout=dropout)
        else:
            try:
                nonlinearity = {'RNN_TANH': 'tanh', 'RNN_RELU': 'relu'}[rnn_type]
            except KeyError as e:
                raise ValueError("""An invalid option for `--model` was supplied""") from e
            self.rnn = nn.RNN(ninp, nhid, nlayers, nonlinearity=nonlinearity, dropout=dropout)
        self.decoder = nn.Linear(nhid, ntoken)
        if tie_weights:
            if nhid != ninp:
                raise ValueError('When using the tied flag, nhid must be equal to emsize')
            self.decoder.weight = self.encoder.weight
        self.init_weights()
        self.rnn_type, self.nhid, self.nlayers = rnn_type, nhid, nlayers

    def init_weights(self):
        initrange = 0.1
        nn.init.uniform_(self.encoder.weight, -initrange, initrange)
        nn.init.zeros_(self.decoder.bias)

    def init_hidden(self, bsz):
        weight = next(self.parameters())
        if self.rnn_type == 'LSTM':
            return (weight.new_zeros(self.nlayers, bsz, self.nhid),
                    weight.new_zeros(self.nlayers, bsz, self.nhid))
        else:
            return weight.new_zeros(self.nlayers, bsz, self.nhid)

    def forward(self, input, hidden=None):
        hidden = hidden or self.init_hidden(input.size(1))
        emb = self.drop(self.encoder(input))
        output, hidden = self.rnn(emb, hidden)
        output = self.drop(output)
        decoded = self.decoder(output)
        decoded = decoded.view(-1, self.ntoken)
        return F.log_softmax(decoded, dim=1), hidden


class ResBlock(torch.nn.Module):
    def __init__(self, channels, kernel_size=3, dilation=(1, 3, 5)):
        super().__init__()
        self.convs1 = nn.ModuleList([
            weight_norm(nn.Conv1d(channels, channels, kernel_size, 1, dilation=d, padding=int((kernel_size * d - d) / 2)))
            for d in dilation])
        self.convs2 = nn.ModuleList([weight_norm(nn.Conv1d(channels, channels, kernel_size, 1, dilation=1, padding=1)) for _ in dilation])

    def forward(self, x):
        for c1, c2 in zip(self.convs1, self.convs2):
            xt = F.leaky_relu(x, 0.1)
            xt = c1(xt)
            xt = F.leaky_relu(xt, 0.1)
            xt = c2(xt)
            x = xt + x
        return x

    def remove_weight_norm(self):
        for l in self.convs1:
            remove_weight_norm(l)
        for l in self.convs2:
            remove_weight_norm(l)


class WNGenerator(torch.nn.Module):
    def __init__(self, upsample_rates=(8, 4), kernel_sizes=(16, 8), initial=32):
        super().__init__()
        self.num_upsamples = len(upsample_rates)
        self.conv_pre = new_weight_norm(nn.Conv1d(80, initial, 7, 1, padding=3))
        self.ups = nn.ModuleList()
        for i, (u, k) in enumerate(zip(upsample_rates, kernel_sizes)):
            self.ups.append(weight_norm(nn.ConvTranspose1d(initial // (2 ** i), initial // (2 ** (i + 1)), k, u, padding=(k - u) // 2)))
        self.resblocks = nn.ModuleList()
        for i in range(len(self.ups)):
            ch = initial // (2 ** (i + 1))
            for j, (k, d) in enumerate(zip([3, 3], [(1, 3), (1, 5)])):
                self.resblocks.append(ResBlock(ch, k, d))
        self.conv_post = weight_norm(nn.Conv1d(ch, 1, 7, 1, padding=3))
        self.conv_pre.apply(lambda m: None)

    def forward(self, x):
        x = self.conv_pre(x)
        for i in range(self.num_upsamples):
            x = F.leaky_relu(x, 0.1)
            x = self.ups[i](x)
            xs = None
            for j in range(2):
                if xs is None:
                    xs = self.resblocks[i * 2 + j](x)
                else:
                    xs += self.resblocks[i * 2 + j](x)
            x = xs / 2
        x = F.leaky_relu(x)
        return torch.tanh(self.conv_post(x))


class RemovedNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.b = ResBlock(8)
        self.b.remove_weight_norm()
        self.lin = weight_norm(nn.Linear(32, 4), name='weight', dim=None)
        self.lstm = weight_norm(nn.LSTM(4, 5), 'weight_hh_l0')

    def forward(self, x):
        return self.lstm(self.lin(self.b(x)))[0]


class SNDiscriminator(nn.Module):
    def __init__(self, ch=16, n_classes=0, activation=F.relu):
        super().__init__()
        self.activation = activation
        self.blocks = nn.Sequential(
            spectral_norm(nn.Conv2d(3, ch, 3, padding=1)), nn.LeakyReLU(0.1), nn.AvgPool2d(2),
            spectral_norm(nn.Conv2d(ch, ch * 2, 4, 2, 1, bias=False)), nn.LeakyReLU(0.1))
        self.fc = torch.nn.utils.parametrizations.spectral_norm(nn.Linear(ch * 2, 1), n_power_iterations=2)
        if n_classes > 0:
            self.emb = spectral_norm(nn.Embedding(n_classes, ch * 2))

    def forward(self, x, y=None):
        h = self.blocks(x)
        h = torch.sum(self.activation(h), dim=(2, 3))
        out = self.fc(h)
        if y is not None and hasattr(self, 'emb'):
            out += torch.sum(self.emb(y) * h, dim=1, keepdim=True)
        return out


class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)


class Scaled(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.log_scale = nn.Parameter(torch.zeros(n))

    def forward(self, w):
        return w * self.log_scale.exp()[:, None]


class ParametrizedNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.l1 = nn.Linear(8, 8)
        parametrize.register_parametrization(self.l1, "weight", Symmetric())
        self.l2 = nn.Linear(8, 4)
        parametrize.register_parametrization(self.l2, "weight", Scaled(4))
        self.l3 = orthogonal(nn.Linear(4, 4))

    def forward(self, x):
        with parametrize.cached():
            return self.l3(self.l2(self.l1(x)))


class StdConv2d(nn.Conv2d):
    def forward(self, x):
        w = self.weight
        v, m = torch.var_mean(w, dim=[1, 2, 3], keepdim=True, unbiased=False)
        w = (w - m) / torch.sqrt(v + 1e-5)
        return F.conv2d(x, w, self.bias, self.stride, self.padding, self.dilation, self.groups)


class SameConv(nn.Conv2d):
    def calc_same_pad(self, i, k, s, d):
        return max((math.ceil(i / s) - 1) * s + (k - 1) * d + 1 - i, 0)

    def forward(self, x):
        ih, iw = x.size()[-2:]
        pad_h = self.calc_same_pad(i=ih, k=self.kernel_size[0], s=self.stride[0], d=self.dilation[0])
        pad_w = self.calc_same_pad(i=iw, k=self.kernel_size[1], s=self.stride[1], d=self.dilation[1])
        if pad_h > 0 or pad_w > 0:
            x = F.pad(x, [pad_w // 2, pad_w - pad_w // 2, pad_h // 2, pad_h - pad_h // 2])
        return self._conv_forward(x, self.weight, self.bias)


class StdConvNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = StdConv2d(3, 16, 7, stride=2, padding=3, bias=False)
        self.body = SameConv(16, 32, (3, 5), stride=2, dilation=2)
        self.gn = nn.GroupNorm(32, 32)

    def forward(self, x):
        return self.gn(self.body(self.stem(x)))


class LoRALayer:
    def __init__(self, r, lora_alpha, lora_dropout, merge_weights):
        self.r = r
        self.lora_alpha = lora_alpha
        self.lora_dropout = nn.Dropout(p=lora_dropout) if lora_dropout > 0. else (lambda x: x)
        self.merged = False
        self.merge_weights = merge_weights


class LoRALinear(nn.Linear, LoRALayer):
    def __init__(self, in_features, out_features, r=0, lora_alpha=1, lora_dropout=0., fan_in_fan_out=False, merge_weights=True, **kwargs):
        nn.Linear.__init__(self, in_features, out_features, **kwargs)
        LoRALayer.__init__(self, r=r, lora_alpha=lora_alpha, lora_dropout=lora_dropout, merge_weights=merge_weights)
        self.fan_in_fan_out = fan_in_fan_out
        if r > 0:
            self.lora_A = nn.Parameter(self.weight.new_zeros((r, in_features)))
            self.lora_B = nn.Parameter(self.weight.new_zeros((out_features, r)))
            self.scaling = self.lora_alpha / self.r
            self.weight.requires_grad = False
        self.reset_parameters()

    def reset_parameters(self):
        nn.Linear.reset_parameters(self)
        if hasattr(self, 'lora_A'):
            nn.init.kaiming_uniform_(self.lora_A, a=math.sqrt(5))
            nn.init.zeros_(self.lora_B)

    def train(self, mode=True):
        def T(w):
            return w.transpose(0, 1) if self.fan_in_fan_out else w
        nn.Linear.train(self, mode)
        if mode:
            if self.merge_weights and self.merged:
                self.weight.data -= T(self.lora_B @ self.lora_A) * self.scaling
                self.merged = False
        else:
            if self.merge_weights and not self.merged:
                if self.r > 0:
                    self.weight.data += T(self.lora_B @ self.lora_A) * self.scaling
                self.merged = True

    def forward(self, x):
        def T(w):
            return w.transpose(0, 1) if self.fan_in_fan_out else w
        if self.r > 0 and not self.merged:
            result = F.linear(x, T(self.weight), bias=self.bias)
            result += (self.lora_dropout(x) @ self.lora_A.transpose(0, 1) @ self.lora_B.transpose(0, 1)) * self.scaling
            return result
        else:
            return F.linear(x, T(self.weight), bias=self.bias)


class LoRAModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.merging = LoRALinear(32, 64, r=4, lora_alpha=8)
        self.separate = LoRALinear(64, 16, r=2, lora_dropout=0.1, merge_weights=False, bias=False)

    def forward(self, x):
        return self.separate(self.merging(x).relu())


class MaskedLinear(nn.Linear):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__(in_features, out_features, bias)
        self.register_buffer('mask', torch.ones(out_features, in_features))

    def set_mask(self, mask):
        self.mask.data.copy_(torch.from_numpy(mask) if not isinstance(mask, torch.Tensor) else mask)

    def forward(self, input):
        return F.linear(input, self.mask * self.weight, self.bias)


class MaskedAutoregressive(nn.Module):
    def __init__(self, nin=6, hidden_sizes=(12, 24), nout=12):
        super().__init__()
        self.net = []
        hs = [nin] + list(hidden_sizes) + [nout]
        for h0, h1 in zip(hs, hs[1:]):
            self.net.extend([MaskedLinear(h0, h1), nn.ReLU()])
        self.net.pop()
        self.net = nn.Sequential(*self.net)
        self.m = {}
        self.nin, self.nout, self.hidden_sizes = nin, nout, hidden_sizes
        self.update_masks()

    def update_masks(self):
        L = len(self.hidden_sizes)
        self.m[-1] = torch.arange(self.nin)
        for l in range(L):
            self.m[l] = torch.arange(self.hidden_sizes[l]) % (self.nin - 1)
        masks = [self.m[l - 1][:, None] <= self.m[l][None, :] for l in range(L)]
        masks.append(self.m[L - 1][:, None] < self.m[-1][None, :])
        if self.nout > self.nin:
            k = int(self.nout / self.nin)
            masks[-1] = torch.cat([masks[-1]] * k, dim=1)
        layers = [l for l in self.net.modules() if isinstance(l, MaskedLinear)]
        for l, m in zip(layers, masks):
            l.set_mask(m.t().float())

    def forward(self, x):
        return self.net(x)


class MaskedConv2d(nn.Conv2d):
    def __init__(self, mask_type, *args, **kwargs):
        super(MaskedConv2d, self).__init__(*args, **kwargs)
        assert mask_type in {'A', 'B'}
        self.register_buffer('mask', self.weight.data.clone())
        _, _, kH, kW = self.weight.size()
        self.mask.fill_(1)
        self.mask[:, :, kH // 2, kW // 2 + (mask_type == 'B'):] = 0
        self.mask[:, :, kH // 2 + 1:] = 0

    def forward(self, x):
        self.weight.data *= self.mask
        return super(MaskedConv2d, self).forward(x)


class PixelCNN(nn.Sequential):
    def __init__(self, fm=8):
        super().__init__(
            MaskedConv2d('A', 1, fm, 7, 1, 3, bias=False), nn.BatchNorm2d(fm), nn.ReLU(True),
            *[m for _ in range(2) for m in (MaskedConv2d('B', fm, fm, 7, 1, 3, bias=False), nn.BatchNorm2d(fm), nn.ReLU(True))],
            nn.Conv2d(fm, 256, 1))


class EqualLR:
    def __init__(self, name):
        self.name = name

    def compute_weight(self, module):
        weight = getattr(module, self.name + '_orig')
        fan_in = weight.data.size(1) * weight.data[0][0].numel()
        return weight * math.sqrt(2 / fan_in)

    @staticmethod
    def apply(module, name):
        fn = EqualLR(name)
        weight = getattr(module, name)
        del module._parameters[name]
        module.register_parameter(name + '_orig', nn.Parameter(weight.data))
        module.register_forward_pre_hook(fn)
        return fn

    def __call__(self, module, input):
        weight = self.compute_weight(module)
        setattr(module, self.name, weight)


def equal_lr(module, name='weight'):
    EqualLR.apply(module, name)
    return module


class PixelNorm(nn.Module):
    def forward(self, input):
        return input / torch.sqrt(torch.mean(input ** 2, dim=1, keepdim=True) + 1e-8)


class NoiseInjection(nn.Module):
    def __init__(self, channel):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1, channel, 1, 1))

    def forward(self, image, noise=None):
        if noise is None:
            batch, _, height, width = image.shape
            noise = image.new_empty(batch, 1, height, width).normal_()
        return image + self.weight * noise


class ModulatedConv(nn.Module):
    def __init__(self, i, o, k, style, demodulate=True, up=False):
        super().__init__()
        self.scale = 1 / math.sqrt(i * k ** 2)
        self.weight = nn.Parameter(torch.randn(1, o, i, k, k))
        self.modulation = equal_lr(nn.Linear(style, i))
        self.modulation.bias.data.fill_(1)
        self.demodulate, self.up, self.o, self.k = demodulate, up, o, k

    def forward(self, x, style):
        batch, in_channel, height, width = x.shape
        style = self.modulation(style).view(batch, 1, in_channel, 1, 1)
        weight = self.scale * self.weight * style
        if self.demodulate:
            demod = torch.rsqrt(weight.pow(2).sum([2, 3, 4]) + 1e-8)
            weight = weight * demod.view(batch, self.o, 1, 1, 1)
        weight = weight.view(batch * self.o, in_channel, self.k, self.k)
        if self.up:
            x = x.view(1, batch * in_channel, height, width)
            weight = weight.view(batch, self.o, in_channel, self.k, self.k)
            weight = weight.transpose(1, 2).reshape(batch * in_channel, self.o, self.k, self.k)
            out = F.conv_transpose2d(x, weight, padding=0, stride=2, groups=batch)
        else:
            x = x.view(1, batch * in_channel, height, width)
            out = F.conv2d(x, weight, padding=self.k // 2, groups=batch)
        _, _, height, width = out.shape
        return out.view(batch, self.o, height, width)


class EqualizedGenerator(nn.Module):
    def __init__(self, style_dim=32, size=16):
        super().__init__()
        layers = [PixelNorm()]
        for _ in range(2):
            layers += [equal_lr(nn.Linear(style_dim, style_dim)), nn.LeakyReLU(0.2)]
        self.style = nn.Sequential(*layers)
        self.channels = {4: 32, 8: 16, 16: 8}
        self.input = nn.Parameter(torch.randn(1, self.channels[4], 4, 4))
        self.log_size = int(math.log(size, 2))
        self.convs = nn.ModuleList()
        self.noises = nn.Module()
        in_channel = self.channels[4]
        for i in range(3, self.log_size + 1):
            out = self.channels[2 ** i]
            self.convs.append(ModulatedConv(in_channel, out, 3, style_dim, up=True))
            self.convs.append(ModulatedConv(out, out, 3, style_dim))
            self.noises.register_buffer(f'noise_{i}', torch.randn(1, 1, 2 ** i, 2 ** i))
            in_channel = out
        self.inject = nn.ModuleList([NoiseInjection(self.channels[2 ** i]) for i in range(3, self.log_size + 1)])
        self.to_rgb = ModulatedConv(in_channel, 3, 1, style_dim, demodulate=False)

    def forward(self, z):
        w = self.style(z)
        out = self.input.repeat(z.shape[0], 1, 1, 1)
        for i, (up, conv, inject) in enumerate(zip(self.convs[::2], self.convs[1::2], self.inject)):
            out = up(out, w)[:, :, :-1, :-1]
            noise = getattr(self.noises, f'noise_{i + 3}')
            out = inject(F.leaky_relu(conv(out, w), 0.2), noise)
        return self.to_rgb(out, w)


class TiedAutoencoder(nn.Module):
    def __init__(self, inp=100, hidden=20):
        super().__init__()
        self.encoder = nn.Linear(inp, hidden)
        self.decoder_bias = nn.Parameter(torch.zeros(inp))
        self.fc = nn.Linear(hidden, inp, bias=False)
        self.fc.weight = nn.Parameter(self.encoder.weight.t())

    def forward(self, x):
        h = torch.sigmoid(self.encoder(x))
        return F.linear(h, self.encoder.weight.t(), self.decoder_bias) + self.fc(h)


class BinActive(torch.autograd.Function):
    @staticmethod
    def forward(ctx, input):
        ctx.save_for_backward(input)
        size = input.size()
        mean = torch.mean(input.abs(), 1, keepdim=True)
        return input.sign(), mean

    @staticmethod
    def backward(ctx, grad_output, grad_output_mean):
        input, = ctx.saved_tensors
        grad_input = grad_output.clone()
        grad_input[input.ge(1)] = 0
        return grad_input


class RoundSTE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, bits=8):
        n = 2 ** bits - 1
        return torch.round(x * n) / n

    @staticmethod
    def backward(ctx, g):
        return g, None


round_ste = RoundSTE.apply


class BinaryNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)
        self.k_conv = nn.Conv2d(1, 1, 3, padding=1, bias=False)
        self.k_conv.weight.requires_grad = False
        self.k_conv.weight.fill_(1 / 9)

    def forward(self, x):
        x, mean = BinActive.apply(x)
        y = self.conv(x)
        y = y * self.k_conv(mean)
        return round_ste(y, 4)


class SharedBlocks(nn.Module):
    def __init__(self, dim=16, depth=6, groups=2):
        super().__init__()
        inner = [nn.ModuleDict({'attn': nn.MultiheadAttention(dim, 4, batch_first=True), 'ff': nn.Linear(dim, dim)}) for _ in range(groups)]
        self.layers = nn.ModuleList([inner[i // (depth // groups)] for i in range(depth)])
        self.first = self.layers[0]

    def forward(self, x):
        for layer in self.layers:
            x = layer['attn'](x, x, x, need_weights=False)[0] + x
            x = layer['ff'](x)
        return x


class LayerNorm(nn.LayerNorm):
    """Channels first."""

    def __init__(self, nout, dim=1):
        super().__init__(nout, eps=1e-12)
        self.dim = dim

    def forward(self, x):
        if self.dim == -1:
            return super().forward(x)
        return super().forward(x.transpose(self.dim, -1)).transpose(self.dim, -1)


class MyBN(nn.BatchNorm2d):
    def __init__(self, num_features, *a, **k):
        super().__init__(num_features, *a, **k)
        self.register_buffer('count', torch.tensor(0))

    def forward(self, x):
        self._check_input_dim(x)
        y = x.transpose(0, 1)
        return_shape = y.shape
        y = y.contiguous().view(x.size(1), -1)
        if self.training is not True:
            y = y - self.running_mean.view(-1, 1)
            y = y / (self.running_var.view(-1, 1) ** .5 + self.eps)
        y = self.weight.view(-1, 1) * y + self.bias.view(-1, 1)
        return y.view(return_shape).transpose(0, 1)


class CondBN(nn.Module):
    def __init__(self, n, classes):
        super().__init__()
        self.bn = nn.BatchNorm2d(n, affine=False, track_running_stats=False)
        self.embed = nn.Embedding(classes, n * 2)
        self.embed.weight.data[:, :n].normal_(1, 0.02)
        self.embed.weight.data[:, n:].zero_()

    def forward(self, x, y):
        gamma, beta = self.embed(y).chunk(2, 1)
        return gamma.view(-1, x.size(1), 1, 1) * self.bn(x) + beta.view(-1, x.size(1), 1, 1)


class SubclassedNorms(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln, self.bn, self.cbn = LayerNorm(8), MyBN(8, momentum=None), CondBN(8, 3)

    def forward(self, x):
        return self.cbn(self.bn(self.ln(x)), torch.zeros(x.size(0), dtype=torch.long, device=x.device))


class QuantLinear(nn.Module):
    def __init__(self, bits, infeatures, outfeatures, bias):
        super().__init__()
        self.register_buffer('qweight', torch.zeros((infeatures // 32 * bits or 2, outfeatures), dtype=torch.int32))
        self.register_buffer('scales', torch.ones((1, outfeatures), dtype=torch.float16))
        self.register_buffer('g_idx', torch.tensor([i // 4 for i in range(infeatures)], dtype=torch.int32))
        if bias:
            self.register_buffer('bias', torch.zeros((outfeatures), dtype=torch.float16))
        else:
            self.bias = None

    def forward(self, x):
        shifts = torch.arange(0, 32, 4, device=x.device)
        w = torch.bitwise_and(self.qweight.unsqueeze(1) >> shifts[None, :, None], 15).reshape(-1, self.qweight.shape[-1])
        w = (w - 8).to(x.dtype) * self.scales.to(x.dtype)
        y = x @ w
        return y + self.bias if self.bias is not None else y


class QuantLinearNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = QuantLinear(4, 16, 8, True)
        self.b = QuantLinear(4, 8, 4, False)
        self.b.qweight = self.b.qweight[:1].clone()

    def forward(self, x):
        return self.b(self.a(x))
