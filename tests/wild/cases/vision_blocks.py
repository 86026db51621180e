# case: CapsNet() <- torch.zeros(2, 1, 28, 28)
# case: NeRF() <- torch.zeros(64, 6)
# case: NeRF(D=4, W=32, skips=[2], use_viewdirs=False) <- torch.zeros(8, 8, 6)
# case: SegNet() <- torch.zeros(1, 3, 64, 64)
# case: RAFTish() <- torch.zeros(1, 3, 64, 64), torch.zeros(1, 3, 64, 64)
# case: DeformAttn() <- torch.zeros(2, 8, 12, 12)
# case: SwinBlocks(img=(16, 16)) <- torch.zeros(1, 3, 32, 32)
# case: MixerEinops() <- torch.zeros(2, 3, 32, 32)
# case: FPN() <- torch.zeros(1, 3, 70, 95)
# case: SRGenerator(upscale_factor=4) <- torch.zeros(1, 3, 16, 16)
# case: SRGANPair() <- torch.zeros(1, 3, 16, 16), torch.zeros(1, 3, 64, 64)
# case: DynamicConvNet() <- torch.zeros(3, 8, 10, 10)
# case: HyperNet() <- torch.zeros(2, 3, 16, 16)
# case: GFNet() <- torch.zeros(2, 3, 32, 32)
# case: FNO2d() <- torch.zeros(2, 16, 16, 3)
# case: Involution() <- torch.zeros(1, 16, 9, 9)
# case: CBAMNet() <- torch.zeros(2, 8, 14, 14)
# case: NonLocal() <- torch.zeros(1, 8, 12, 12)
# case: STN() <- torch.zeros(2, 1, 28, 28)
# case: UNetDyn(n_classes=2, bilinear=True) <- torch.zeros(1, 3, 67, 45)
# case: UNetDyn(n_classes=2, bilinear=False, depth=3) <- torch.zeros(1, 3, 64, 48)
# case: RetinaHead() <- [torch.zeros(1, 16, 8, 8), torch.zeros(1, 16, 4, 4)]
# case: GhostShuffle() <- torch.zeros(1, 8, 16, 16)
# case: CoordAttention() <- torch.zeros(2, 32, 14, 10)
# case: OctaveNet() <- torch.zeros(1, 3, 32, 32)
# case: StereoCostVolume() <- torch.zeros(1, 3, 32, 48), torch.zeros(1, 3, 32, 48)
# case: BlurPoolNet() <- torch.zeros(1, 3, 33, 33)
# case: InceptionLike() <- torch.zeros(1, 3, 64, 64)
# case: NetVLAD() <- torch.zeros(2, 16, 7, 7)
# case: VideoTSM() <- torch.zeros(2, 8, 3, 16, 16)
import math
from collections import OrderedDict, defaultdict
from functools import partial, reduce
from itertools import repeat as it_repeat
import collections.abc

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from einops import rearrange, reduce as einreduce, repeat
from einops.layers.torch import Rearrange, Reduce
from torch.nn.modules.utils import _pair


def squash(inputs, axis=-1):
    norm = torch.norm(inputs, p=2, dim=axis, keepdim=True)
    scale = norm**2 / (1 + norm**2) / (norm + 1e-8)
    return scale * inputs


class DenseCapsule(nn.Module):
    def __init__(self, in_num_caps, in_dim_caps, out_num_caps, out_dim_caps, routings=3):
        super(DenseCapsule, self).__init__()
        self.in_num_caps, self.in_dim_caps, self.out_num_caps, self.out_dim_caps = in_num_caps, in_dim_caps, out_num_caps, out_dim_caps
        self.routings = routings
        self.weight = nn.Parameter(0.01 * torch.randn(out_num_caps, in_num_caps, out_dim_caps, in_dim_caps))

    def forward(self, x):
        x_hat = torch.squeeze(torch.matmul(self.weight, x[:, None, :, :, None]), dim=-1)
        x_hat_detached = x_hat.detach()
        b = torch.zeros(x.size(0), self.out_num_caps, self.in_num_caps, device=x.device)
        assert self.routings > 0, 'The \'routings\' should be > 0.'
        for i in range(self.routings):
            c = F.softmax(b, dim=1)
            if i == self.routings - 1:
                outputs = squash(torch.sum(c[:, :, :, None] * x_hat, dim=-2, keepdim=True))
            else:
                outputs = squash(torch.sum(c[:, :, :, None] * x_hat_detached, dim=-2, keepdim=True))
                b = b + torch.sum(outputs * x_hat_detached, dim=-1)
        return torch.squeeze(outputs, dim=-2)


class PrimaryCapsule(nn.Module):
    def __init__(self, in_channels, out_channels, dim_caps, kernel_size, stride=1, padding=0):
        super(PrimaryCapsule, self).__init__()
        self.dim_caps = dim_caps
        self.conv2d = nn.Conv2d(in_channels, out_channels, kernel_size=kernel_size, stride=stride, padding=padding)

    def forward(self, x):
        outputs = self.conv2d(x)
        outputs = outputs.view(x.size(0), -1, self.dim_caps)
        return squash(outputs)


class CapsNet(nn.Module):
    def __init__(self, input_size=[1, 28, 28], classes=10, routings=3):
        super(CapsNet, self).__init__()
        self.classes = classes
        self.conv1 = nn.Conv2d(input_size[0], 32, kernel_size=9, stride=1, padding=0)
        self.primarycaps = PrimaryCapsule(32, 32, 8, kernel_size=9, stride=2, padding=0)
        self.digitcaps = DenseCapsule(in_num_caps=4*6*6, in_dim_caps=8, out_num_caps=classes, out_dim_caps=16, routings=routings)
        self.decoder = nn.Sequential(
            nn.Linear(16*classes, 64), nn.ReLU(inplace=True),
            nn.Linear(64, input_size[0] * input_size[1] * input_size[2]), nn.Sigmoid())

    def forward(self, x, y=None):
        x = F.relu(self.conv1(x))
        x = self.primarycaps(x)
        x = self.digitcaps(x)
        length = x.norm(dim=-1)
        if y is None:
            index = length.max(dim=1)[1]
            y = torch.zeros(length.size(), device=x.device).scatter_(1, index.view(-1, 1).cpu().data if False else index.view(-1, 1), 1.)
        reconstruction = self.decoder((x * y[:, :, None]).view(x.size(0), -1))
        return length, reconstruction.view(-1, 1, 28, 28)


class Embedder:
    def __init__(self, **kwargs):
        self.kwargs = kwargs
        self.create_embedding_fn()

    def create_embedding_fn(self):
        embed_fns = []
        d = self.kwargs['input_dims']
        out_dim = 0
        if self.kwargs['include_input']:
            embed_fns.append(lambda x: x)
            out_dim += d
        max_freq = self.kwargs['max_freq_log2']
        N_freqs = self.kwargs['num_freqs']
        if self.kwargs['log_sampling']:
            freq_bands = 2.**torch.linspace(0., max_freq, steps=N_freqs)
        else:
            freq_bands = torch.linspace(2.**0., 2.**max_freq, steps=N_freqs)
        for freq in freq_bands:
            for p_fn in self.kwargs['periodic_fns']:
                embed_fns.append(lambda x, p_fn=p_fn, freq=freq: p_fn(x * freq))
                out_dim += d
        self.embed_fns = embed_fns
        self.out_dim = out_dim

    def embed(self, inputs):
        return torch.cat([fn(inputs) for fn in self.embed_fns], -1)


def get_embedder(multires, i=0):
    if i == -1:
        return nn.Identity(), 3
    embed_kwargs = {'include_input': True, 'input_dims': 3, 'max_freq_log2': multires - 1, 'num_freqs': multires,
                    'log_sampling': True, 'periodic_fns': [torch.sin, torch.cos]}
    embedder_obj = Embedder(**embed_kwargs)
    embed = lambda x, eo=embedder_obj: eo.embed(x)
    return embed, embedder_obj.out_dim


class NeRF(nn.Module):
    def __init__(self, D=8, W=64, output_ch=4, skips=[4], use_viewdirs=True):
        super(NeRF, self).__init__()
        self.embed_fn, input_ch = get_embedder(10)
        self.embeddirs_fn, input_ch_views = get_embedder(4)
        self.D, self.W = D, W
        self.input_ch, self.input_ch_views = input_ch, input_ch_views
        self.skips = skips
        self.use_viewdirs = use_viewdirs
        self.pts_linears = nn.ModuleList(
            [nn.Linear(input_ch, W)] + [nn.Linear(W, W) if i not in self.skips else nn.Linear(W + input_ch, W) for i in range(D-1)])
        self.views_linears = nn.ModuleList([nn.Linear(input_ch_views + W, W//2)])
        if use_viewdirs:
            self.feature_linear = nn.Linear(W, W)
            self.alpha_linear = nn.Linear(W, 1)
            self.rgb_linear = nn.Linear(W//2, 3)
        else:
            self.output_linear = nn.Linear(W, output_ch)

    def forward(self, x):
        shape = x.shape[:-1]
        pts, dirs = torch.split(x.reshape(-1, 6), [3, 3], -1)
        x = torch.cat([self.embed_fn(pts), self.embeddirs_fn(dirs)], -1)
        outputs = torch.cat([self.run(x[i:i+32]) for i in range(0, x.shape[0], 32)], 0)
        return torch.reshape(outputs, list(shape) + [outputs.shape[-1]])

    def run(self, x):
        input_pts, input_views = torch.split(x, [self.input_ch, self.input_ch_views], dim=-1)
        h = input_pts
        for i, l in enumerate(self.pts_linears):
            h = self.pts_linears[i](h)
            h = F.relu(h)
            if i in self.skips:
                h = torch.cat([input_pts, h], -1)
        if self.use_viewdirs:
            alpha = self.alpha_linear(h)
            feature = self.feature_linear(h)
            h = torch.cat([feature, input_views], -1)
            for i, l in enumerate(self.views_linears):
                h = self.views_linears[i](h)
                h = F.relu(h)
            rgb = self.rgb_linear(h)
            outputs = torch.cat([rgb, alpha], -1)
        else:
            outputs = self.output_linear(h)
        return outputs


class SegNet(nn.Module):
    def __init__(self, widths=(8, 16, 24), classes=4):
        super().__init__()
        self.enc, self.dec = nn.ModuleList(), nn.ModuleList()
        prev = 3
        for w in widths:
            self.enc.append(nn.Sequential(nn.Conv2d(prev, w, 3, padding=1), nn.BatchNorm2d(w), nn.ReLU()))
            prev = w
        for w in list(widths[-2::-1]) + [classes]:
            self.dec.append(nn.Sequential(nn.Conv2d(prev, w, 3, padding=1), nn.BatchNorm2d(w), nn.ReLU()))
            prev = w
        self.pool, self.unpool = nn.MaxPool2d(2, 2, return_indices=True), nn.MaxUnpool2d(2, 2)

    def forward(self, x):
        stack = []
        for e in self.enc:
            x = e(x)
            size = x.size()
            x, idx = self.pool(x)
            stack.append((idx, size))
        for d in self.dec:
            idx, size = stack.pop()
            x = d(self.unpool(x, idx, output_size=size))
        assert not stack
        return F.softmax(x, dim=1)


def bilinear_sampler(img, coords, mode='bilinear', mask=False):
    H, W = img.shape[-2:]
    xgrid, ygrid = coords.split([1, 1], dim=-1)
    xgrid = 2*xgrid/(W-1) - 1
    ygrid = 2*ygrid/(H-1) - 1
    grid = torch.cat([xgrid, ygrid], dim=-1)
    img = F.grid_sample(img, grid, align_corners=True)
    if mask:
        mask = (xgrid > -1) & (ygrid > -1) & (xgrid < 1) & (ygrid < 1)
        return img, mask.float()
    return img


def coords_grid(batch, ht, wd, device):
    coords = torch.meshgrid(torch.arange(ht, device=device), torch.arange(wd, device=device))
    coords = torch.stack(coords[::-1], dim=0).float()
    return coords[None].repeat(batch, 1, 1, 1)


class CorrBlock:
    def __init__(self, fmap1, fmap2, num_levels=4, radius=4):
        self.num_levels = num_levels
        self.radius = radius
        self.corr_pyramid = []
        corr = CorrBlock.corr(fmap1, fmap2)
        batch, h1, w1, dim, h2, w2 = corr.shape
        corr = corr.reshape(batch*h1*w1, dim, h2, w2)
        self.corr_pyramid.append(corr)
        for i in range(self.num_levels-1):
            corr = F.avg_pool2d(corr, 2, stride=2)
            self.corr_pyramid.append(corr)

    def __call__(self, coords):
        r = self.radius
        coords = coords.permute(0, 2, 3, 1)
        batch, h1, w1, _ = coords.shape
        out_pyramid = []
        for i in range(self.num_levels):
            corr = self.corr_pyramid[i]
            dx = torch.linspace(-r, r, 2*r+1, device=coords.device)
            dy = torch.linspace(-r, r, 2*r+1, device=coords.device)
            delta = torch.stack(torch.meshgrid(dy, dx), axis=-1)
            centroid_lvl = coords.reshape(batch*h1*w1, 1, 1, 2) / 2**i
            delta_lvl = delta.view(1, 2*r+1, 2*r+1, 2)
            coords_lvl = centroid_lvl + delta_lvl
            corr = bilinear_sampler(corr, coords_lvl)
            corr = corr.view(batch, h1, w1, -1)
            out_pyramid.append(corr)
        out = torch.cat(out_pyramid, dim=-1)
        return out.permute(0, 3, 1, 2).contiguous().float()

    @staticmethod
    def corr(fmap1, fmap2):
        batch, dim, ht, wd = fmap1.shape
        fmap1 = fmap1.view(batch, dim, ht*wd)
        fmap2 = fmap2.view(batch, dim, ht*wd)
        corr = torch.matmul(fmap1.transpose(1, 2), fmap2)
        corr = corr.view(batch, ht, wd, 1, ht, wd)
        return corr / torch.sqrt(torch.tensor(dim).float())


class SepConvGRU(nn.Module):
    def __init__(self, hidden_dim=16, input_dim=32):
        super(SepConvGRU, self).__init__()
        for n, (k, p) in enumerate([((1, 5), (0, 2)), ((5, 1), (2, 0))], 1):
            for g in 'zrq':
                setattr(self, f'conv{g}{n}', nn.Conv2d(hidden_dim+input_dim, hidden_dim, k, padding=p))

    def forward(self, h, x):
        for n in (1, 2):
            hx = torch.cat([h, x], dim=1)
            z = torch.sigmoid(getattr(self, f'convz{n}')(hx))
            r = torch.sigmoid(getattr(self, f'convr{n}')(hx))
            q = torch.tanh(getattr(self, f'convq{n}')(torch.cat([r*h, x], dim=1)))
            h = (1-z) * h + z * q
        return h


class RAFTish(nn.Module):
    def __init__(self, iters=3):
        super().__init__()
        self.iters = iters
        self.hidden_dim = hdim = 16
        self.context_dim = cdim = 16
        self.fnet = nn.Sequential(nn.Conv2d(3, 16, 7, 2, 3), nn.InstanceNorm2d(16), nn.ReLU(), nn.Conv2d(16, 24, 3, 4, 1))
        self.cnet = nn.Sequential(nn.Conv2d(3, 16, 7, 2, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.Conv2d(16, hdim+cdim, 3, 4, 1))
        cor_planes = 2 * (2*2 + 1)**2
        self.convc1, self.convf1 = nn.Conv2d(cor_planes, 14, 1), nn.Conv2d(2, 14, 7, padding=3)
        self.conv = nn.Conv2d(28, 14, 3, padding=1)
        self.gru = SepConvGRU(hdim, cdim + 16)
        self.flow_head = nn.Conv2d(hdim, 2, 3, padding=1)
        self.mask = nn.Sequential(nn.Conv2d(hdim, 32, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(32, 64*9, 1))

    def upsample_flow(self, flow, mask):
        N, _, H, W = flow.shape
        mask = mask.view(N, 1, 9, 8, 8, H, W)
        mask = torch.softmax(mask, dim=2)
        up_flow = F.unfold(8 * flow, [3, 3], padding=1)
        up_flow = up_flow.view(N, 2, 9, 1, 1, H, W)
        up_flow = torch.sum(mask * up_flow, dim=2)
        up_flow = up_flow.permute(0, 1, 4, 2, 5, 3)
        return up_flow.reshape(N, 2, 8*H, 8*W)

    def forward(self, image1, image2, flow_init=None, test_mode=False):
        image1 = 2 * (image1 / 255.0) - 1.0
        image2 = 2 * (image2 / 255.0) - 1.0
        fmap1, fmap2 = self.fnet(torch.cat([image1, image2], dim=0)).chunk(2, dim=0)
        corr_fn = CorrBlock(fmap1.float(), fmap2.float(), num_levels=2, radius=2)
        net, inp = torch.split(self.cnet(image1), [self.hidden_dim, self.context_dim], dim=1)
        net, inp = torch.tanh(net), torch.relu(inp)
        N, C, H, W = image1.shape
        coords0 = coords_grid(N, H//8, W//8, device=image1.device)
        coords1 = coords_grid(N, H//8, W//8, device=image1.device)
        if flow_init is not None:
            coords1 = coords1 + flow_init
        flow_predictions = []
        for itr in range(self.iters):
            coords1 = coords1.detach()
            corr = corr_fn(coords1)
            flow = coords1 - coords0
            with torch.cuda.amp.autocast(enabled=False):
                cor, flo = F.relu(self.convc1(corr)), F.relu(self.convf1(flow))
                out = F.relu(self.conv(torch.cat([cor, flo], dim=1)))
                motion = torch.cat([out, flow], dim=1)
                net = self.gru(net, torch.cat([inp, motion], dim=1))
                delta_flow = self.flow_head(net)
                up_mask = .25 * self.mask(net)
            coords1 = coords1 + delta_flow
            flow_predictions.append(self.upsample_flow(coords1 - coords0, up_mask))
        if test_mode:
            return coords1 - coords0, flow_predictions[-1]
        return flow_predictions


class DeformAttn(nn.Module):
    def __init__(self, n_heads=2, n_groups=2, n_head_channels=4, stride=2, offset_range_factor=2, ksize=5):
        super().__init__()
        self.n_head_channels, self.n_heads, self.n_groups = n_head_channels, n_heads, n_groups
        self.nc = n_head_channels * n_heads
        self.scale = n_head_channels ** -0.5
        self.n_group_channels = self.nc // n_groups
        self.stride, self.offset_range_factor, self.ksize = stride, offset_range_factor, ksize
        pad_size = ksize // 2 if ksize != stride else 0
        self.conv_offset = nn.Sequential(
            nn.Conv2d(self.n_group_channels, self.n_group_channels, ksize, stride, pad_size, groups=self.n_group_channels),
            nn.GELU(), nn.Conv2d(self.n_group_channels, 2, 1, 1, 0, bias=False))
        self.proj_q, self.proj_k, self.proj_v, self.proj_out = (nn.Conv2d(self.nc, self.nc, 1) for _ in range(4))
        self.rpe_table = nn.Parameter(torch.zeros(n_heads, 12 * 2 - 1, 12 * 2 - 1))
        nn.init.trunc_normal_(self.rpe_table, std=0.01)

    @torch.no_grad()
    def _get_ref_points(self, H_key, W_key, B, dtype, device):
        ref_y, ref_x = torch.meshgrid(
            torch.linspace(0.5, H_key - 0.5, H_key, dtype=dtype, device=device),
            torch.linspace(0.5, W_key - 0.5, W_key, dtype=dtype, device=device), indexing='ij')
        ref = torch.stack((ref_y, ref_x), -1)
        ref[..., 1].div_(W_key - 1.0).mul_(2.0).sub_(1.0)
        ref[..., 0].div_(H_key - 1.0).mul_(2.0).sub_(1.0)
        return ref[None, ...].expand(B * self.n_groups, -1, -1, -1)

    @torch.no_grad()
    def _get_q_grid(self, H, W, B, dtype, device):
        ref_y, ref_x = torch.meshgrid(torch.arange(0, H, dtype=dtype, device=device), torch.arange(0, W, dtype=dtype, device=device), indexing='ij')
        ref = torch.stack((ref_y, ref_x), -1)
        return ref[None, ...].expand(B * self.n_groups, -1, -1, -1)

    def forward(self, x):
        B, C, H, W = x.size()
        dtype, device = x.dtype, x.device
        q = self.proj_q(x)
        q_off = rearrange(q, 'b (g c) h w -> (b g) c h w', g=self.n_groups, c=self.n_group_channels)
        offset = self.conv_offset(q_off).contiguous()
        Hk, Wk = offset.size(2), offset.size(3)
        n_sample = Hk * Wk
        if self.offset_range_factor >= 0:
            offset_range = torch.tensor([1.0 / (Hk - 1.0), 1.0 / (Wk - 1.0)], device=device).reshape(1, 2, 1, 1)
            offset = offset.tanh().mul(offset_range).mul(self.offset_range_factor)
        offset = rearrange(offset, 'b p h w -> b h w p')
        reference = self._get_ref_points(Hk, Wk, B, dtype, device)
        pos = (offset + reference).clamp(-1., +1.)
        x_sampled = F.grid_sample(input=x.reshape(B * self.n_groups, self.n_group_channels, H, W), grid=pos[..., (1, 0)], mode='bilinear', align_corners=True)
        x_sampled = x_sampled.reshape(B, C, 1, n_sample)
        q = q.reshape(B * self.n_heads, self.n_head_channels, H * W)
        k = self.proj_k(x_sampled).reshape(B * self.n_heads, self.n_head_channels, n_sample)
        v = self.proj_v(x_sampled).reshape(B * self.n_heads, self.n_head_channels, n_sample)
        attn = torch.einsum('b c m, b c n -> b m n', q, k)
        attn = attn.mul(self.scale)
        rpe_bias = self.rpe_table[None, ...].expand(B, -1, -1, -1)
        q_grid = self._get_q_grid(H, W, B, dtype, device)
        displacement = (q_grid.reshape(B * self.n_groups, H * W, 2).unsqueeze(2) - pos.reshape(B * self.n_groups, n_sample, 2).unsqueeze(1)).mul(0.5)
        attn_bias = F.grid_sample(
            input=rearrange(rpe_bias, 'b (g c) h w -> (b g) c h w', c=self.n_heads // self.n_groups, g=self.n_groups),
            grid=displacement[..., (1, 0)], mode='bilinear', align_corners=True)
        attn = attn + attn_bias.reshape(B * self.n_heads, H * W, n_sample)
        attn = F.softmax(attn, dim=2)
        out = torch.einsum('b m n, b c n -> b c m', attn, v).reshape(B, C, H, W)
        return self.proj_out(out), pos.reshape(B, self.n_groups, Hk, Wk, 2), reference.reshape(B, self.n_groups, Hk, Wk, 2)


def _ntuple(n):
    def parse(x):
        if isinstance(x, collections.abc.Iterable):
            return x
        return tuple(it_repeat(x, n))
    return parse


to_2tuple = _ntuple(2)


def window_partition(x, window_size):
    B, H, W, C = x.shape
    x = x.view(B, H // window_size, window_size, W // window_size, window_size, C)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, window_size, window_size, C)


def window_reverse(windows, window_size, H, W):
    B = int(windows.shape[0] / (H * W / window_size / window_size))
    x = windows.view(B, H // window_size, W // window_size, window_size, window_size, -1)
    return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1)


class WindowAttention(nn.Module):
    def __init__(self, dim, window_size, num_heads, qkv_bias=True):
        super().__init__()
        self.dim, self.window_size, self.num_heads = dim, window_size, num_heads
        self.scale = (dim // num_heads) ** -0.5
        self.relative_position_bias_table = nn.Parameter(torch.zeros((2 * window_size[0] - 1) * (2 * window_size[1] - 1), num_heads))
        coords_h = torch.arange(self.window_size[0])
        coords_w = torch.arange(self.window_size[1])
        coords = torch.stack(torch.meshgrid([coords_h, coords_w]))
        coords_flatten = torch.flatten(coords, 1)
        relative_coords = coords_flatten[:, :, None] - coords_flatten[:, None, :]
        relative_coords = relative_coords.permute(1, 2, 0).contiguous()
        relative_coords[:, :, 0] += self.window_size[0] - 1
        relative_coords[:, :, 1] += self.window_size[1] - 1
        relative_coords[:, :, 0] *= 2 * self.window_size[1] - 1
        relative_position_index = relative_coords.sum(-1)
        assert relative_position_index.max() < len(self.relative_position_bias_table)
        self.register_buffer("relative_position_index", relative_position_index)
        self.qkv = nn.Linear(dim, dim * 3, bias=qkv_bias)
        self.proj = nn.Linear(dim, dim)
        self.softmax = nn.Softmax(dim=-1)

    def forward(self, x, mask=None):
        B_, N, C = x.shape
        qkv = self.qkv(x).reshape(B_, N, 3, self.num_heads, C // self.num_heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        q = q * self.scale
        attn = (q @ k.transpose(-2, -1))
        relative_position_bias = self.relative_position_bias_table[self.relative_position_index.view(-1)].view(
            self.window_size[0] * self.window_size[1], self.window_size[0] * self.window_size[1], -1)
        relative_position_bias = relative_position_bias.permute(2, 0, 1).contiguous()
        attn = attn + relative_position_bias.unsqueeze(0)
        if mask is not None:
            nW = mask.shape[0]
            attn = attn.view(B_ // nW, nW, self.num_heads, N, N) + mask.unsqueeze(1).unsqueeze(0)
            attn = attn.view(-1, self.num_heads, N, N)
        attn = self.softmax(attn)
        x = (attn @ v).transpose(1, 2).reshape(B_, N, C)
        return self.proj(x)


class SwinBlock(nn.Module):
    def __init__(self, dim, input_resolution, num_heads, window_size=4, shift_size=0):
        super().__init__()
        self.input_resolution, self.window_size, self.shift_size = input_resolution, window_size, shift_size
        if min(self.input_resolution) <= self.window_size:
            self.shift_size = 0
            self.window_size = min(self.input_resolution)
        self.norm1 = nn.LayerNorm(dim)
        self.attn = WindowAttention(dim, window_size=to_2tuple(self.window_size), num_heads=num_heads)
        if self.shift_size > 0:
            H, W = self.input_resolution
            img_mask = torch.zeros((1, H, W, 1))
            h_slices = (slice(0, -self.window_size), slice(-self.window_size, -self.shift_size), slice(-self.shift_size, None))
            w_slices = h_slices
            cnt = 0
            for h in h_slices:
                for w in w_slices:
                    img_mask[:, h, w, :] = cnt
                    cnt += 1
            mask_windows = window_partition(img_mask, self.window_size)
            mask_windows = mask_windows.view(-1, self.window_size * self.window_size)
            attn_mask = mask_windows.unsqueeze(1) - mask_windows.unsqueeze(2)
            attn_mask = attn_mask.masked_fill(attn_mask != 0, float(-100.0)).masked_fill(attn_mask == 0, float(0.0))
        else:
            attn_mask = None
        self.register_buffer("attn_mask", attn_mask)

    def forward(self, x):
        H, W = self.input_resolution
        B, L, C = x.shape
        assert L == H * W, "input feature has wrong size"
        shortcut = x
        x = self.norm1(x).view(B, H, W, C)
        if self.shift_size > 0:
            shifted_x = torch.roll(x, shifts=(-self.shift_size, -self.shift_size), dims=(1, 2))
        else:
            shifted_x = x
        x_windows = window_partition(shifted_x, self.window_size).view(-1, self.window_size * self.window_size, C)
        attn_windows = self.attn(x_windows, mask=self.attn_mask)
        attn_windows = attn_windows.view(-1, self.window_size, self.window_size, C)
        shifted_x = window_reverse(attn_windows, self.window_size, H, W)
        if self.shift_size > 0:
            x = torch.roll(shifted_x, shifts=(self.shift_size, self.shift_size), dims=(1, 2))
        else:
            x = shifted_x
        return shortcut + x.view(B, H * W, C)


class SwinBlocks(nn.Module):
    def __init__(self, img=(16, 16)):
        super().__init__()
        self.patch = nn.Conv2d(3, 16, 2, 2)
        self.blocks = nn.ModuleList([SwinBlock(16, img, 2, shift_size=0 if i % 2 == 0 else 2) for i in range(2)])
        self.reduction = nn.Linear(64, 32, bias=False)
        self.img = img

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        for b in self.blocks:
            x = b(x)
        H, W = self.img
        x = x.view(x.shape[0], H, W, -1)
        x = torch.cat([x[:, i::2, j::2, :] for j in (0, 1) for i in (0, 1)], -1)
        return self.reduction(x.view(x.shape[0], -1, x.shape[-1]))


class PreNormResidual(nn.Module):
    def __init__(self, dim, fn):
        super().__init__()
        self.fn = fn
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        return self.fn(self.norm(x)) + x


def FeedForward(dim, expansion_factor=4, dropout=0., dense=nn.Linear):
    inner_dim = int(dim * expansion_factor)
    return nn.Sequential(dense(dim, inner_dim), nn.GELU(), nn.Dropout(dropout), dense(inner_dim, dim), nn.Dropout(dropout))


def MixerEinops(*, image_size=32, channels=3, patch_size=8, dim=24, depth=2, num_classes=10, expansion_factor=4, expansion_factor_token=0.5):
    pair = lambda x: x if isinstance(x, tuple) else (x, x)
    image_h, image_w = pair(image_size)
    assert (image_h % patch_size) == 0 and (image_w % patch_size) == 0, 'image must be divisible by patch size'
    num_patches = (image_h // patch_size) * (image_w // patch_size)
    chan_first, chan_last = partial(nn.Conv1d, kernel_size=1), nn.Linear
    return nn.Sequential(
        Rearrange('b c (h p1) (w p2) -> b (h w) (p1 p2 c)', p1=patch_size, p2=patch_size),
        nn.Linear((patch_size ** 2) * channels, dim),
        *[nn.Sequential(
            PreNormResidual(dim, FeedForward(num_patches, expansion_factor, 0., chan_first)),
            PreNormResidual(dim, FeedForward(dim, expansion_factor_token, 0., chan_last))
        ) for _ in range(depth)],
        nn.LayerNorm(dim),
        Reduce('b n c -> b c', 'mean'),
        nn.Linear(dim, num_classes)
    )


class FPN(nn.Module):
    def __init__(self, out=16):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 7, 2, 3)
        self.stages = nn.ModuleList([nn.Conv2d(8 * 2 ** i, 8 * 2 ** (i + 1), 3, 2, 1) for i in range(3)])
        self.lateral = nn.ModuleList([nn.Conv2d(8 * 2 ** (i + 1), out, 1) for i in range(3)])
        self.smooth = nn.ModuleDict({str(i): nn.Conv2d(out, out, 3, padding=1) for i in range(3)})
        self.psp = nn.ModuleList([nn.Sequential(nn.AdaptiveAvgPool2d(s), nn.Conv2d(out, out // 4, 1)) for s in (1, 2, 3, 6)])
        self.bottleneck = nn.Conv2d(out * 2, out, 1)

    def _upsample_add(self, x, y):
        _, _, H, W = y.size()
        return F.interpolate(x, size=(H, W), mode='bilinear', align_corners=True) + y

    def forward(self, x):
        size = x.size()[2:]
        feats, x = [], self.stem(x)
        for s in self.stages:
            x = s(x)
            feats.append(x)
        outs = OrderedDict()
        p = None
        for i, (f, l) in reversed(list(enumerate(zip(feats, self.lateral)))):
            p = l(f) if p is None else self._upsample_add(p, l(f))
            if i == 2:
                priors = [F.interpolate(input=stage(p), size=p.shape[-2:], mode='bilinear') for stage in self.psp] + [p]
                p = self.bottleneck(torch.cat(priors, 1))
            outs[f'p{i + 2}'] = self.smooth[str(i)](p)
        outs['pool'] = F.max_pool2d(outs['p4'], 1, 2)
        outs['full'] = F.upsample(outs['p2'], size, mode='bilinear')
        return outs


class SRBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(c, c, 3, 1, 1), nn.BatchNorm2d(c), nn.PReLU(), nn.Conv2d(c, c, 3, 1, 1), nn.BatchNorm2d(c))

    def forward(self, x):
        return torch.add(x, self.body(x))


class SRGenerator(nn.Module):
    def __init__(self, upscale_factor=2, n=16):
        upsample_block_num = int(math.log(upscale_factor, 2))
        super().__init__()
        self.block1 = nn.Sequential(nn.Conv2d(3, n, kernel_size=9, padding=4), nn.PReLU(n))
        for i in range(2, 5):
            self.__setattr__('block%d' % i, SRBlock(n))
        blocks = []
        for _ in range(upsample_block_num):
            blocks += [nn.Conv2d(n, n * 4, 3, padding=1), nn.PixelShuffle(2), nn.PReLU()]
        blocks.append(nn.Conv2d(n, 3, 9, padding=4))
        self.tail = nn.Sequential(*blocks)

    def forward(self, x):
        b1 = self.block1(x)
        y = b1
        for i in range(2, 5):
            y = getattr(self, 'block%d' % i)(y)
        return (torch.tanh(self.tail(b1 + y)) + 1) / 2


class SRGANPair(nn.Module):
    def __init__(self):
        super().__init__()
        self.netG = SRGenerator(4, 8)
        cfg = [8, 8, 'D', 16, 'D']
        layers, c = [], 3
        for v in cfg:
            if v == 'D':
                layers += [nn.Conv2d(c, c, 3, stride=2, padding=1), nn.BatchNorm2d(c), nn.LeakyReLU(0.2)]
            else:
                layers += [nn.Conv2d(c, v, 3, padding=1), nn.LeakyReLU(0.2)]
                c = v
        self.netD = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Conv2d(c, 32, 1), nn.LeakyReLU(0.2), nn.Conv2d(32, 1, 1))

    def forward(self, lr, hr):
        batch_size = lr.size(0)
        fake = self.netG(lr)
        return torch.sigmoid(self.netD(fake).view(batch_size)), torch.sigmoid(self.netD(hr).view(batch_size)), fake


class DynamicConv2d(nn.Module):
    def __init__(self, in_planes, out_planes, kernel_size, ratio=0.25, stride=1, padding=0, dilation=1, groups=1, bias=True, K=4, temperature=34):
        super().__init__()
        assert in_planes % groups == 0
        assert temperature % 3 == 1
        hidden = int(in_planes * ratio) + 1 if in_planes != 3 else K
        self.fc1, self.fc2 = nn.Conv2d(in_planes, hidden, 1, bias=False), nn.Conv2d(hidden, K, 1)
        self.in_planes, self.out_planes, self.kernel_size, self.K = in_planes, out_planes, kernel_size, K
        self.stride, self.padding, self.dilation, self.groups, self.temperature = stride, padding, dilation, groups, temperature
        self.weight = nn.Parameter(torch.randn(K, out_planes, in_planes // groups, kernel_size, kernel_size), requires_grad=True)
        if bias:
            self.bias = nn.Parameter(torch.zeros(K, out_planes))
        else:
            self.bias = None
        for i in range(self.K):
            nn.init.kaiming_uniform_(self.weight[i])

    def forward(self, x):
        a = self.fc2(F.relu(self.fc1(F.adaptive_avg_pool2d(x, 1)))).view(x.size(0), -1)
        softmax_attention = F.softmax(a / self.temperature, 1)
        batch_size, in_planes, height, width = x.size()
        x = x.view(1, -1, height, width)
        weight = self.weight.view(self.K, -1)
        aggregate_weight = torch.mm(softmax_attention, weight).view(batch_size * self.out_planes, self.in_planes // self.groups, self.kernel_size, self.kernel_size)
        if self.bias is not None:
            aggregate_bias = torch.mm(softmax_attention, self.bias).view(-1)
            output = F.conv2d(x, weight=aggregate_weight, bias=aggregate_bias, stride=self.stride, padding=self.padding, dilation=self.dilation, groups=self.groups * batch_size)
        else:
            output = F.conv2d(x, weight=aggregate_weight, bias=None, stride=self.stride, padding=self.padding, dilation=self.dilation, groups=self.groups * batch_size)
        return output.view(batch_size, self.out_planes, output.size(-2), output.size(-1))


class DynamicConvNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = DynamicConv2d(8, 16, 3, padding=1)
        self.b = DynamicConv2d(16, 16, 3, stride=2, groups=2, bias=False)

    def forward(self, x):
        return self.b(self.a(x))


class HyperNet(nn.Module):
    def __init__(self, f_size=3, z_dim=8, out_size=4, in_size=4):
        super().__init__()
        self.z_dim, self.f_size, self.out_size, self.in_size = z_dim, f_size, out_size, in_size
        self.w1 = nn.Parameter(torch.fmod(torch.randn((self.z_dim, self.out_size * self.f_size * self.f_size)), 2))
        self.b1 = nn.Parameter(torch.fmod(torch.randn((self.out_size * self.f_size * self.f_size)), 2))
        self.w2 = nn.Parameter(torch.fmod(torch.randn((self.z_dim, self.in_size * self.z_dim)), 2))
        self.b2 = nn.Parameter(torch.fmod(torch.randn((self.in_size * self.z_dim)), 2))
        self.zs = nn.ParameterList()
        self.sizes = [(2, 2), (4, 2)]
        for h, k in self.sizes:
            for _ in range(h * k):
                self.zs.append(nn.Parameter(torch.fmod(torch.randn(z_dim), 2)))
        self.stem = nn.Conv2d(3, 8, 1)
        self.flow = nn.ParameterDict({'s': nn.Parameter(torch.ones(1)), 't': nn.Parameter(torch.zeros(8))})

    def hyper(self, z):
        h_in = torch.matmul(z, self.w2) + self.b2
        h_in = h_in.view(self.in_size, self.z_dim)
        h_final = torch.matmul(h_in, self.w1) + self.b1
        return h_final.view(self.out_size, self.in_size, self.f_size, self.f_size)

    def forward(self, x):
        x = self.stem(x) * self.flow['s'] + self.flow['t'].view(1, -1, 1, 1)
        at = 0
        for h, k in self.sizes:
            ww = []
            for i in range(h):
                w = []
                for j in range(k):
                    w.append(self.hyper(self.zs[at]))
                    at += 1
                ww.append(torch.cat(w, dim=1))
            x = F.relu(F.conv2d(x, torch.cat(ww, dim=0), padding=1))
            if x.shape[1] > 8:
                x = x[:, ::2]
        return x


class GlobalFilter(nn.Module):
    def __init__(self, dim, h=14, w=8):
        super().__init__()
        self.complex_weight = nn.Parameter(torch.randn(h, w, dim, 2, dtype=torch.float32) * 0.02)
        self.w, self.h = w, h

    def forward(self, x, spatial_size=None):
        B, N, C = x.shape
        a = b = int(math.sqrt(N))
        x = x.view(B, a, b, C).to(torch.float32)
        x = torch.fft.rfft2(x, dim=(1, 2), norm='ortho')
        weight = torch.view_as_complex(self.complex_weight)
        x = x * weight
        x = torch.fft.irfft2(x, s=(a, b), dim=(1, 2), norm='ortho')
        return x.reshape(B, N, C)


class GFNet(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.patch = nn.Conv2d(3, dim, 4, 4)
        h = 32 // 4
        w = h // 2 + 1
        self.filters = nn.ModuleList([GlobalFilter(dim, h, w) for _ in range(2)])
        self.fc = nn.Linear(dim, 3)

    def forward(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2)
        for f in self.filters:
            x = x + f(x)
            x = torch.fft.fft(torch.fft.fft(x, dim=-1), dim=-2).real
        return self.fc(x.mean(1))


class SpectralConv2d(nn.Module):
    def __init__(self, i, o, m1, m2):
        super().__init__()
        self.m1, self.m2, self.o = m1, m2, o
        self.scale = (1 / (i * o))
        self.weights1 = nn.Parameter(self.scale * torch.rand(i, o, m1, m2, dtype=torch.cfloat))
        self.weights2 = nn.Parameter(self.scale * torch.rand(i, o, m1, m2, dtype=torch.cfloat))

    def compl_mul2d(self, input, weights):
        return torch.einsum("bixy,ioxy->boxy", input, weights)

    def forward(self, x):
        batchsize = x.shape[0]
        x_ft = torch.fft.rfft2(x)
        out_ft = torch.zeros(batchsize, self.o, x.size(-2), x.size(-1) // 2 + 1, dtype=torch.cfloat, device=x.device)
        out_ft[:, :, :self.m1, :self.m2] = self.compl_mul2d(x_ft[:, :, :self.m1, :self.m2], self.weights1)
        out_ft[:, :, -self.m1:, :self.m2] = self.compl_mul2d(x_ft[:, :, -self.m1:, :self.m2], self.weights2)
        return torch.fft.irfft2(out_ft, s=(x.size(-2), x.size(-1)))


class FNO2d(nn.Module):
    def __init__(self, modes=4, width=8):
        super().__init__()
        self.padding = 3
        self.fc0 = nn.Linear(5, width)
        for i in range(2):
            self.add_module('conv%d' % i, SpectralConv2d(width, width, modes, modes))
            self.add_module('w%d' % i, nn.Conv2d(width, width, 1))
        self.fc1, self.fc2 = nn.Linear(width, 32), nn.Linear(32, 1)

    def get_grid(self, shape, device):
        batchsize, size_x, size_y = shape[0], shape[1], shape[2]
        gridx = torch.tensor(np.linspace(0, 1, size_x), dtype=torch.float)
        gridx = gridx.reshape(1, size_x, 1, 1).repeat([batchsize, 1, size_y, 1])
        gridy = torch.tensor(np.linspace(0, 1, size_y), dtype=torch.float)
        gridy = gridy.reshape(1, 1, size_y, 1).repeat([batchsize, size_x, 1, 1])
        return torch.cat((gridx, gridy), dim=-1).to(device)

    def forward(self, x):
        grid = self.get_grid(x.shape, x.device)
        x = torch.cat((x, grid), dim=-1)
        x = self.fc0(x).permute(0, 3, 1, 2)
        x = F.pad(x, [0, self.padding, 0, self.padding])
        for i in range(2):
            x = F.gelu(getattr(self, 'conv%d' % i)(x) + getattr(self, 'w%d' % i)(x))
        x = x[..., :-self.padding, :-self.padding].permute(0, 2, 3, 1)
        return self.fc2(F.gelu(self.fc1(x)))


class Involution(nn.Module):
    def __init__(self, channels=16, kernel_size=5, stride=1, reduction_ratio=4, group_channels=4):
        super().__init__()
        self.kernel_size, self.stride, self.group_channels = kernel_size, stride, group_channels
        self.groups = channels // group_channels
        self.conv1 = nn.Sequential(nn.Conv2d(channels, channels // reduction_ratio, 1), nn.BatchNorm2d(channels // reduction_ratio), nn.ReLU())
        self.conv2 = nn.Conv2d(channels // reduction_ratio, kernel_size**2 * self.groups, 1)
        if stride > 1:
            self.avgpool = nn.AvgPool2d(stride, stride)
        self.unfold = nn.Unfold(kernel_size, 1, (kernel_size - 1) // 2, stride)

    def forward(self, x):
        weight = self.conv2(self.conv1(x if self.stride == 1 else self.avgpool(x)))
        b, c, h, w = weight.shape
        weight = weight.view(b, self.groups, self.kernel_size**2, h, w).unsqueeze(2)
        out = self.unfold(x).view(b, self.groups, self.group_channels, self.kernel_size**2, h, w)
        return (weight * out).sum(dim=3).view(b, -1, h, w)


class ChannelGate(nn.Module):
    def __init__(self, gate_channels, reduction_ratio=2, pool_types=['avg', 'max', 'lp', 'lse']):
        super(ChannelGate, self).__init__()
        self.mlp = nn.Sequential(nn.Flatten(), nn.Linear(gate_channels, gate_channels // reduction_ratio), nn.ReLU(), nn.Linear(gate_channels // reduction_ratio, gate_channels))
        self.pool_types = pool_types

    def forward(self, x):
        channel_att_sum = None
        for pool_type in self.pool_types:
            if pool_type == 'avg':
                pool = F.avg_pool2d(x, (x.size(2), x.size(3)), stride=(x.size(2), x.size(3)))
            elif pool_type == 'max':
                pool = F.max_pool2d(x, (x.size(2), x.size(3)), stride=(x.size(2), x.size(3)))
            elif pool_type == 'lp':
                pool = F.lp_pool2d(x, 2, (x.size(2), x.size(3)), stride=(x.size(2), x.size(3)))
            elif pool_type == 'lse':
                t = x.view(x.size(0), x.size(1), -1)
                s, _ = torch.max(t, dim=2, keepdim=True)
                pool = s + (t - s).exp().sum(dim=2, keepdim=True).log()
            channel_att_raw = self.mlp(pool)
            channel_att_sum = channel_att_raw if channel_att_sum is None else channel_att_sum + channel_att_raw
        scale = torch.sigmoid(channel_att_sum).unsqueeze(2).unsqueeze(3).expand_as(x)
        return x * scale


class CBAMNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.cg = ChannelGate(8)
        self.spatial = nn.Conv2d(2, 1, 7, padding=3, bias=False)
        t = int(abs((math.log2(8) + 1) / 2))
        k = t if t % 2 else t + 1
        self.eca = nn.Conv1d(1, 1, k, padding=int(k / 2), bias=False)

    def forward(self, x):
        x = self.cg(x)
        c = torch.cat((torch.max(x, 1)[0].unsqueeze(1), torch.mean(x, 1).unsqueeze(1)), dim=1)
        x = x * torch.sigmoid(self.spatial(c))
        y = F.adaptive_avg_pool2d(x, 1)
        y = self.eca(y.squeeze(-1).transpose(-1, -2)).transpose(-1, -2).unsqueeze(-1)
        return x * y.sigmoid().expand_as(x)


class NonLocal(nn.Module):
    def __init__(self, in_channels=8, inter_channels=None, dimension=2, sub_sample=True, bn_layer=True):
        super().__init__()
        assert dimension in [1, 2, 3]
        self.inter_channels = inter_channels
        if self.inter_channels is None:
            self.inter_channels = in_channels // 2
            if self.inter_channels == 0:
                self.inter_channels = 1
        conv_nd, max_pool_layer, bn = {3: (nn.Conv3d, nn.MaxPool3d(kernel_size=(1, 2, 2)), nn.BatchNorm3d),
                                       2: (nn.Conv2d, nn.MaxPool2d(kernel_size=(2, 2)), nn.BatchNorm2d),
                                       1: (nn.Conv1d, nn.MaxPool1d(kernel_size=(2)), nn.BatchNorm1d)}[dimension]
        self.g = conv_nd(in_channels, self.inter_channels, 1)
        self.W = nn.Sequential(conv_nd(self.inter_channels, in_channels, 1), bn(in_channels)) if bn_layer else conv_nd(self.inter_channels, in_channels, 1)
        nn.init.constant_(self.W[1].weight, 0)
        self.theta, self.phi = conv_nd(in_channels, self.inter_channels, 1), conv_nd(in_channels, self.inter_channels, 1)
        if sub_sample:
            self.g = nn.Sequential(self.g, max_pool_layer)
            self.phi = nn.Sequential(self.phi, max_pool_layer)

    def forward(self, x):
        batch_size = x.size(0)
        g_x = self.g(x).view(batch_size, self.inter_channels, -1).permute(0, 2, 1)
        theta_x = self.theta(x).view(batch_size, self.inter_channels, -1).permute(0, 2, 1)
        phi_x = self.phi(x).view(batch_size, self.inter_channels, -1)
        f = torch.matmul(theta_x, phi_x)
        f_div_C = f / f.size(-1)
        y = torch.matmul(f_div_C, g_x).permute(0, 2, 1).contiguous().view(batch_size, self.inter_channels, *x.size()[2:])
        return self.W(y) + x


class STN(nn.Module):
    def __init__(self):
        super(STN, self).__init__()
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.conv2_drop = nn.Dropout2d()
        self.fc1, self.fc2 = nn.Linear(320, 50), nn.Linear(50, 10)
        self.localization = nn.Sequential(nn.Conv2d(1, 8, 7), nn.MaxPool2d(2, stride=2), nn.ReLU(True), nn.Conv2d(8, 10, 5), nn.MaxPool2d(2, stride=2), nn.ReLU(True))
        self.fc_loc = nn.Sequential(nn.Linear(10 * 3 * 3, 32), nn.ReLU(True), nn.Linear(32, 3 * 2))
        self.fc_loc[2].weight.data.zero_()
        self.fc_loc[2].bias.data.copy_(torch.tensor([1, 0, 0, 0, 1, 0], dtype=torch.float))

    def stn(self, x):
        xs = self.localization(x)
        xs = xs.view(-1, 10 * 3 * 3)
        theta = self.fc_loc(xs)
        theta = theta.view(-1, 2, 3)
        grid = F.affine_grid(theta, x.size())
        return F.grid_sample(x, grid)

    def forward(self, x):
        x = self.stn(x)
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.conv2_drop(self.conv2(x)), 2))
        x = x.view(-1, 320)
        x = F.relu(self.fc1(x))
        x = F.dropout(x, training=self.training)
        return F.log_softmax(self.fc2(x), dim=1)


class DoubleConv(nn.Module):
    def __init__(self, i, o, mid=None):
        super().__init__()
        if not mid:
            mid = o
        self.double_conv = nn.Sequential(nn.Conv2d(i, mid, 3, padding=1, bias=False), nn.BatchNorm2d(mid), nn.ReLU(inplace=True),
                                         nn.Conv2d(mid, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))

    def forward(self, x):
        return self.double_conv(x)


class Up(nn.Module):
    def __init__(self, i, o, bilinear=True):
        super().__init__()
        if bilinear:
            self.up = nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)
            self.conv = DoubleConv(i, o, i // 2)
        else:
            self.up = nn.ConvTranspose2d(i, i // 2, kernel_size=2, stride=2)
            self.conv = DoubleConv(i, o)

    def forward(self, x1, x2):
        x1 = self.up(x1)
        diffY = x2.size()[2] - x1.size()[2]
        diffX = x2.size()[3] - x1.size()[3]
        x1 = F.pad(x1, [diffX // 2, diffX - diffX // 2, diffY // 2, diffY - diffY // 2])
        return self.conv(torch.cat([x2, x1], dim=1))


class UNetDyn(nn.Module):
    def __init__(self, n_classes, bilinear, depth=2, base=8):
        super().__init__()
        self.inc = DoubleConv(3, base)
        factor = 2 if bilinear else 1
        chs = [base * 2 ** i for i in range(depth + 1)]
        self.downs = nn.ModuleList()
        for n, (a, b) in enumerate(zip(chs, chs[1:]), start=1):
            self.downs.append(nn.Sequential(nn.MaxPool2d(2), DoubleConv(a, b // (factor if n == depth else 1))))
        self.ups = nn.ModuleList([Up(b, a // (factor if a != base else 1), bilinear) for a, b in reversed(list(zip(chs, chs[1:])))])
        self.outc = nn.Conv2d(base, n_classes, kernel_size=1)

    def forward(self, x):
        xs = [self.inc(x)]
        for d in self.downs:
            xs.append(d(xs[-1]))
        x = xs.pop()
        for u in self.ups:
            x = u(x, xs.pop())
        return self.outc(x)


class Anchors(nn.Module):
    def __init__(self, pyramid_levels=(3, 4), ratios=np.array([0.5, 1, 2]), scales=np.array([2 ** 0, 2 ** (1.0 / 3.0), 2 ** (2.0 / 3.0)])):
        super().__init__()
        self.pyramid_levels = pyramid_levels
        self.strides = [2 ** x for x in self.pyramid_levels]
        self.sizes = [2 ** (x + 2) for x in self.pyramid_levels]
        self.ratios, self.scales = ratios, scales

    def generate_anchors(self, base_size):
        num_anchors = len(self.ratios) * len(self.scales)
        anchors = np.zeros((num_anchors, 4))
        anchors[:, 2:] = base_size * np.tile(self.scales, (2, len(self.ratios))).T
        areas = anchors[:, 2] * anchors[:, 3]
        anchors[:, 2] = np.sqrt(areas / np.repeat(self.ratios, len(self.scales)))
        anchors[:, 3] = anchors[:, 2] * np.repeat(self.ratios, len(self.scales))
        anchors[:, 0::2] -= np.tile(anchors[:, 2] * 0.5, (2, 1)).T
        anchors[:, 1::2] -= np.tile(anchors[:, 3] * 0.5, (2, 1)).T
        return anchors

    def shift(self, shape, stride, anchors):
        shift_x = (np.arange(0, shape[1]) + 0.5) * stride
        shift_y = (np.arange(0, shape[0]) + 0.5) * stride
        shift_x, shift_y = np.meshgrid(shift_x, shift_y)
        shifts = np.vstack((shift_x.ravel(), shift_y.ravel(), shift_x.ravel(), shift_y.ravel())).transpose()
        A, K = anchors.shape[0], shifts.shape[0]
        all_anchors = (anchors.reshape((1, A, 4)) + shifts.reshape((1, K, 4)).transpose((1, 0, 2)))
        return all_anchors.reshape((K * A, 4))

    def forward(self, feats):
        all_anchors = np.zeros((0, 4)).astype(np.float32)
        for idx, f in enumerate(feats):
            anchors = self.generate_anchors(base_size=self.sizes[idx])
            all_anchors = np.append(all_anchors, self.shift(f.shape[2:], self.strides[idx], anchors), axis=0)
        return torch.from_numpy(np.expand_dims(all_anchors, axis=0).astype(np.float32))


class RetinaHead(nn.Module):
    def __init__(self, c=16, num_anchors=9, num_classes=3, prior=0.01):
        super().__init__()
        tower = lambda: [m for _ in range(2) for m in (nn.Conv2d(c, c, 3, padding=1), nn.ReLU())]
        self.cls = nn.Sequential(*tower(), nn.Conv2d(c, num_anchors * num_classes, 3, padding=1))
        self.reg = nn.Sequential(*tower(), nn.Conv2d(c, num_anchors * 4, 3, padding=1))
        self.cls[-1].bias.data.fill_(-math.log((1.0 - prior) / prior))
        self.anchors = Anchors()
        self.num_classes = num_classes

    def forward(self, features):
        regression = torch.cat([self.reg(f).permute(0, 2, 3, 1).contiguous().view(f.shape[0], -1, 4) for f in features], dim=1)
        cls = []
        for feature in features:
            out = self.cls(feature).sigmoid().permute(0, 2, 3, 1)
            batch_size, width, height, channels = out.shape
            out2 = out.view(batch_size, width, height, channels // self.num_classes, self.num_classes)
            cls.append(out2.contiguous().view(feature.shape[0], -1, self.num_classes))
        return regression, torch.cat(cls, dim=1), self.anchors(features)


class GhostShuffle(nn.Module):
    def __init__(self, inp=8, oup=16, ratio=2, dw_size=3, relu=True):
        super().__init__()
        self.oup = oup
        init_channels = math.ceil(oup / ratio)
        new_channels = init_channels * (ratio - 1)
        self.primary_conv = nn.Sequential(nn.Conv2d(inp, init_channels, 1, bias=False), nn.BatchNorm2d(init_channels), nn.ReLU(inplace=True) if relu else nn.Sequential())
        self.cheap_operation = nn.Sequential(nn.Conv2d(init_channels, new_channels, dw_size, 1, dw_size//2, groups=init_channels, bias=False), nn.BatchNorm2d(new_channels), nn.ReLU(inplace=True) if relu else nn.Sequential())
        self.branch = nn.ModuleList([nn.Sequential(), nn.Sequential(nn.Conv2d(8, 8, 1), nn.ReLU())])

    def channel_shuffle(self, x, groups):
        batchsize, num_channels, height, width = x.data.size()
        channels_per_group = num_channels // groups
        x = x.view(batchsize, groups, channels_per_group, height, width)
        x = torch.transpose(x, 1, 2).contiguous()
        return x.view(batchsize, -1, height, width)

    def forward(self, x):
        x1 = self.primary_conv(x)
        x2 = self.cheap_operation(x1)
        out = torch.cat([x1, x2], dim=1)[:, :self.oup, :, :]
        a, b = out.chunk(2, dim=1)
        return self.channel_shuffle(torch.cat((self.branch[0](a), self.branch[1](b)), 1), 2)


class CoordAttention(nn.Module):
    def __init__(self, inp=32, oup=32, reduction=32):
        super().__init__()
        self.pool_h = nn.AdaptiveAvgPool2d((None, 1))
        self.pool_w = nn.AdaptiveAvgPool2d((1, None))
        mip = max(8, inp // reduction)
        self.conv1, self.bn1 = nn.Conv2d(inp, mip, 1), nn.BatchNorm2d(mip)
        self.act = nn.Hardswish()
        self.conv_h, self.conv_w = nn.Conv2d(mip, oup, 1), nn.Conv2d(mip, oup, 1)

    def forward(self, x):
        identity = x
        n, c, h, w = x.size()
        x_h = self.pool_h(x)
        x_w = self.pool_w(x).permute(0, 1, 3, 2)
        y = self.act(self.bn1(self.conv1(torch.cat([x_h, x_w], dim=2))))
        x_h, x_w = torch.split(y, [h, w], dim=2)
        x_w = x_w.permute(0, 1, 3, 2)
        return identity * self.conv_h(x_h).sigmoid() * self.conv_w(x_w).sigmoid()


class OctaveConv(nn.Module):
    def __init__(self, i, o, k, alpha_in=0.5, alpha_out=0.5, stride=1, padding=0):
        super().__init__()
        self.downsample = nn.AvgPool2d(kernel_size=(2, 2), stride=2)
        self.upsample = nn.Upsample(scale_factor=2, mode='nearest')
        assert 0 <= alpha_in <= 1 and 0 <= alpha_out <= 1
        li, lo = int(alpha_in * i), int(alpha_out * o)
        self.conv_l2l = None if li == 0 or lo == 0 else nn.Conv2d(li, lo, k, 1, padding)
        self.conv_l2h = None if li == 0 or o - lo == 0 else nn.Conv2d(li, o - lo, k, 1, padding)
        self.conv_h2l = None if i - li == 0 or lo == 0 else nn.Conv2d(i - li, lo, k, 1, padding)
        self.conv_h2h = None if i - li == 0 or o - lo == 0 else nn.Conv2d(i - li, o - lo, k, 1, padding)

    def forward(self, x):
        x_h, x_l = x if type(x) is tuple else (x, None)
        x_h2h = self.conv_h2h(x_h)
        x_h2l = self.conv_h2l(self.downsample(x_h)) if self.conv_h2l is not None else None
        if x_l is not None:
            x_l2h = self.upsample(self.conv_l2h(x_l))
            x_l2l = self.conv_l2l(x_l) if self.conv_l2l is not None else None
            x_h = x_l2h + x_h2h
            x_l = x_h2l + x_l2l if x_h2l is not None and x_l2l is not None else None
            return x_h, x_l
        return x_h2h, x_h2l


class OctaveNet(nn.Sequential):
    def __init__(self):
        super().__init__(OrderedDict([
            ('first', OctaveConv(3, 16, 3, alpha_in=0, padding=1)), ('mid', OctaveConv(16, 16, 3, padding=1)),
            ('last', OctaveConv(16, 8, 3, alpha_out=0., padding=1))]))

    def forward(self, x):
        return super().forward(x)[0]


class StereoCostVolume(nn.Module):
    def __init__(self, maxdisp=16):
        super().__init__()
        self.maxdisp = maxdisp
        self.feature = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.Conv2d(8, 8, 3, 2, 1))
        self.dres = nn.Sequential(nn.Conv3d(16, 8, 3, 1, 1), nn.BatchNorm3d(8), nn.ReLU(), nn.Conv3d(8, 1, 3, 1, 1, bias=False))
        self.disp = nn.Parameter(torch.Tensor(np.reshape(np.array(range(maxdisp)), [1, maxdisp, 1, 1])), requires_grad=False)

    def forward(self, left, right):
        refimg_fea, targetimg_fea = self.feature(left), self.feature(right)
        cost = torch.FloatTensor(refimg_fea.size()[0], refimg_fea.size()[1] * 2, self.maxdisp // 4, refimg_fea.size()[2], refimg_fea.size()[3]).zero_().to(left.device)
        for i in range(self.maxdisp // 4):
            if i > 0:
                cost[:, :refimg_fea.size()[1], i, :, i:] = refimg_fea[:, :, :, i:]
                cost[:, refimg_fea.size()[1]:, i, :, i:] = targetimg_fea[:, :, :, :-i]
            else:
                cost[:, :refimg_fea.size()[1], i, :, :] = refimg_fea
                cost[:, refimg_fea.size()[1]:, i, :, :] = targetimg_fea
        cost = self.dres(cost.contiguous())
        cost = F.upsample(cost, [self.maxdisp, left.size()[2], left.size()[3]], mode='trilinear')
        pred = F.softmax(torch.squeeze(cost, 1), dim=1)
        return torch.sum(pred * self.disp.repeat(pred.size()[0], 1, pred.size()[2], pred.size()[3]), 1)


class BlurPool(nn.Module):
    def __init__(self, channels, pad_type='reflect', filt_size=4, stride=2, pad_off=0):
        super().__init__()
        self.filt_size = filt_size
        self.pad_sizes = [int(1. * (filt_size - 1) / 2), int(np.ceil(1. * (filt_size - 1) / 2)), int(1. * (filt_size - 1) / 2), int(np.ceil(1. * (filt_size - 1) / 2))]
        self.pad_sizes = [pad_size + pad_off for pad_size in self.pad_sizes]
        self.stride, self.channels = stride, channels
        if self.filt_size == 3:
            a = np.array([1., 2., 1.])
        elif self.filt_size == 4:
            a = np.array([1., 3., 3., 1.])
        filt = torch.Tensor(a[:, None] * a[None, :])
        filt = filt / torch.sum(filt)
        self.register_buffer('filt', filt[None, None, :, :].repeat((self.channels, 1, 1, 1)))
        self.pad = {'reflect': nn.ReflectionPad2d, 'replicate': nn.ReplicationPad2d, 'zero': nn.ZeroPad2d}[pad_type](self.pad_sizes)

    def forward(self, inp):
        if self.filt_size == 1:
            return inp[:, :, ::self.stride, ::self.stride]
        return F.conv2d(self.pad(inp), self.filt, stride=self.stride, groups=inp.shape[1])


class BlurPoolNet(nn.Sequential):
    def __init__(self):
        super().__init__(*[nn.Conv2d(3, 8, 3, padding=1, padding_mode='circular'), BlurPool(8), nn.Conv2d(8, 8, 3, padding='same', dilation=2), BlurPool(8, 'zero', 3)])


class InceptionLike(nn.Module):
    def __init__(self, num_classes=10, aux_logits=True, transform_input=False):
        super().__init__()
        self.aux_logits, self.transform_input = aux_logits, transform_input
        basic = lambda i, o, **kw: nn.Sequential(OrderedDict(conv=nn.Conv2d(i, o, bias=False, **kw), bn=nn.BatchNorm2d(o, eps=0.001), relu=nn.ReLU(True)))
        self.stem = basic(3, 8, kernel_size=3, stride=2)
        self.b1 = basic(8, 8, kernel_size=1)
        self.b2 = nn.Sequential(basic(8, 4, kernel_size=1), basic(4, 8, kernel_size=(1, 7), padding=(0, 3)), basic(8, 8, kernel_size=(7, 1), padding=(3, 0)))
        self.b3 = basic(8, 8, kernel_size=1)
        if aux_logits:
            self.AuxLogits = nn.Sequential(nn.AvgPool2d(5, 3), basic(24, 16, kernel_size=1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, num_classes))
        self.fc = nn.Linear(24, num_classes)

    def forward(self, x):
        if self.transform_input:
            x = x.clone()
            x[:, 0] = x[:, 0] * (0.229 / 0.5) + (0.485 - 0.5) / 0.5
        x = self.stem(x)
        x = torch.cat([self.b1(x), self.b2(x), self.b3(F.avg_pool2d(x, kernel_size=3, stride=1, padding=1))], 1)
        if self.training and self.aux_logits:
            aux = self.AuxLogits(x)
        x = F.avg_pool2d(x, kernel_size=x.size()[2:]).view(x.size(0), -1)
        x = self.fc(F.dropout(x, training=self.training))
        if self.training and self.aux_logits:
            return x, aux
        return x


class NetVLAD(nn.Module):
    def __init__(self, num_clusters=6, dim=16, alpha=100.0, normalize_input=True):
        super().__init__()
        self.num_clusters, self.dim, self.alpha = num_clusters, dim, alpha
        self.normalize_input = normalize_input
        self.conv = nn.Conv2d(dim, num_clusters, kernel_size=(1, 1), bias=True)
        self.centroids = nn.Parameter(torch.rand(num_clusters, dim))
        self._init_params()

    def _init_params(self):
        self.conv.weight = nn.Parameter((2.0 * self.alpha * self.centroids).unsqueeze(-1).unsqueeze(-1))
        self.conv.bias = nn.Parameter(- self.alpha * self.centroids.norm(dim=1))

    def forward(self, x):
        N, C = x.shape[:2]
        if self.normalize_input:
            x = F.normalize(x, p=2, dim=1)
        soft_assign = self.conv(x).view(N, self.num_clusters, -1)
        soft_assign = F.softmax(soft_assign, dim=1)
        x_flatten = x.view(N, C, -1)
        residual = x_flatten.expand(self.num_clusters, -1, -1, -1).permute(1, 0, 2, 3) - \
            self.centroids.expand(x_flatten.size(-1), -1, -1).permute(1, 2, 0).unsqueeze(0)
        residual *= soft_assign.unsqueeze(2)
        vlad = residual.sum(dim=-1)
        vlad = F.normalize(vlad, p=2, dim=2)
        vlad = vlad.view(x.size(0), -1)
        return F.normalize(vlad, p=2, dim=1)


class TemporalShift(nn.Module):
    def __init__(self, net, n_segment=8, n_div=8):
        super().__init__()
        self.net, self.n_segment, self.fold_div = net, n_segment, n_div

    def forward(self, x):
        nt, c, h, w = x.size()
        n_batch = nt // self.n_segment
        x = x.view(n_batch, self.n_segment, c, h, w)
        fold = c // self.fold_div
        out = torch.zeros_like(x)
        out[:, :-1, :fold] = x[:, 1:, :fold]
        out[:, 1:, fold: 2 * fold] = x[:, :-1, fold: 2 * fold]
        out[:, :, 2 * fold:] = x[:, :, 2 * fold:]
        return self.net(out.view(nt, c, h, w))


class VideoTSM(nn.Module):
    def __init__(self):
        super().__init__()
        self.base = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 16, 3, 2, 1))
        for name, m in list(self.base.named_children()):
            if isinstance(m, nn.Conv2d) and m.in_channels > 3:
                setattr(self.base, name, TemporalShift(m, 8))
        self.fc = nn.Linear(16, 4)

    def forward(self, x):
        b = x.size(0)
        x = self.base(x.view((-1, 3) + x.size()[-2:]))
        x = self.fc(x.mean([2, 3]))
        return x.view((b, -1) + x.size()[1:]).mean(dim=1, keepdim=True).squeeze(1)
