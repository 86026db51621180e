# case: GCNNet() <- torch.zeros(5, 8), torch.tensor([[0, 1, 2, 3], [1, 2, 3, 4]])
# case: EdgeConvNet() <- torch.zeros(2, 3, 20)
# case: PointNet2() <- torch.zeros(2, 64, 3)
# case: PointNetCls() <- torch.zeros(2, 3, 30)
# case: VQVAE() <- torch.zeros(2, 3, 32, 32)
# case: DiffusionUNet() <- torch.zeros(2, 3, 16, 16), torch.zeros(2, dtype=torch.long)
# case: WaveNet() <- torch.zeros(1, 1, 64), torch.zeros(1, 6, 8)
# case: Conformer() <- torch.zeros(2, 20, 16), torch.tensor([20, 15])
# case: DenseMoE() <- torch.zeros(2, 5, 16)
# case: LoopMoE() <- torch.zeros(2, 5, 16)
# case: CapacityMoE() <- torch.zeros(2, 8, 16)
# case: Mamba() <- torch.zeros(2, 10, 12)
# case: RWKV() <- torch.zeros(1, 6, 12)
# case: S4D() <- torch.zeros(2, 4, 16)
# case: NODE() <- torch.zeros(3, 4)
# case: RealNVP() <- torch.zeros(4, 6)
# case: GlowStep() <- torch.zeros(2, 4, 8, 8)
# case: STFTNet() <- torch.zeros(2, 1024)
# case: ConvTasNet() <- torch.zeros(1, 1, 200)
# case: DLRM() <- torch.zeros(3, 4), [torch.zeros(3, dtype=torch.long)] * 2, [torch.arange(3)] * 2
# case: DeepFM() <- torch.zeros(4, 3, dtype=torch.long)
# case: SACPolicy() <- torch.zeros(5, 6)
# case: GANs() <- torch.zeros(2, 10, 1, 1)
# case: TripletNet() <- torch.zeros(2, 3, 16, 16), torch.zeros(2, 3, 16, 16), torch.zeros(2, 3, 16, 16)
# case: ArcFaceModel() <- torch.zeros(3, 3, 16, 16), torch.tensor([0, 1, 2])
# case: TCN(4, [8, 8, 16]) <- torch.zeros(2, 4, 20)
# case: STGCN() <- torch.zeros(1, 3, 10, 7, 2)
# case: Graphormerish() <- torch.zeros(1, 5, 8), torch.zeros(1, 5, 5, dtype=torch.long)
# case: SetTransformer() <- torch.zeros(2, 10, 3)
# case: SlotAttention() <- torch.zeros(2, 12, 16)
# case: NBeats() <- torch.zeros(3, 20)
# case: TabNetish() <- torch.zeros(8, 6)
# case: SIREN() <- torch.zeros(1, 10, 2)
# case: HashGrid() <- torch.rand(7, 3)
# case: Wav2Vecish() <- torch.zeros(2, 4000)
# case: ESIM() <- torch.zeros(2, 5, dtype=torch.long), torch.zeros(2, 7, dtype=torch.long)
# case: DataParallelNet() <- torch.zeros(2, 3, 8, 8)
# case: CheckpointNet() <- torch.zeros(2, 8)
# case: ComplexNet() <- torch.zeros(2, 1, 8, 8)
# case: LossInForward() <- torch.zeros(4, 10), torch.tensor([0, 1, 2, 1])
# case: DETRMatcherLike() <- torch.zeros(1, 16, 12)
# case: Informer() <- torch.zeros(2, 16, 5)
# case: AutoCorrelation() <- torch.zeros(2, 16, 2, 4)
import copy
import math
import warnings
from collections import namedtuple
from functools import partial
from typing import NamedTuple

import numpy as np
import torch
import torch.distributions as D
import torch.fft
import torch.nn as nn
import torch.nn.functional as F
import torch.utils.checkpoint as checkpoint
from torch.autograd import Function
from torch.nn import init
from torch.nn.parameter import Parameter
from torch.nn.utils import weight_norm


class MessagePassing(nn.Module):
    def __init__(self, aggr='add', flow='source_to_target'):
        super().__init__()
        self.aggr, self.flow = aggr, flow

    def propagate(self, edge_index, x, **kwargs):
        i, j = (1, 0) if self.flow == 'source_to_target' else (0, 1)
        x_j = x.index_select(0, edge_index[j])
        x_i = x[edge_index[i]]
        msg = self.message(x_i, x_j, **kwargs)
        out = msg.new_zeros(x.size(0), msg.size(-1))
        if self.aggr == 'add':
            return out.index_add_(0, edge_index[i], msg)
        index = edge_index[i].view(-1, 1).expand_as(msg)
        if self.aggr == 'max':
            return out.scatter_reduce(0, index, msg, reduce='amax', include_self=False)
        count = out.new_zeros(x.size(0), 1).scatter_add_(0, edge_index[i].view(-1, 1), torch.ones_like(msg[:, :1]))
        return out.scatter_add(0, index, msg) / count.clamp(min=1)


class GCNConv(MessagePassing):
    def __init__(self, i, o, **kw):
        super().__init__(**kw)
        self.lin = nn.Linear(i, o, bias=False)
        self.bias = Parameter(torch.empty(o))
        self.reset_parameters()

    def reset_parameters(self):
        self.lin.reset_parameters()
        self.bias.data.zero_()

    def message(self, x_i, x_j, norm=None):
        return x_j if norm is None else norm.view(-1, 1) * x_j

    def forward(self, x, edge_index):
        N = x.size(0)
        loop = torch.arange(N, device=x.device).unsqueeze(0).repeat(2, 1)
        edge_index = torch.cat([edge_index, loop], dim=1)
        row, col = edge_index
        deg = torch.zeros(N, device=x.device).scatter_add_(0, col, torch.ones(col.size(0), device=x.device))
        deg_inv_sqrt = deg.pow(-0.5)
        deg_inv_sqrt[deg_inv_sqrt == float('inf')] = 0
        norm = deg_inv_sqrt[row] * deg_inv_sqrt[col]
        return self.propagate(edge_index, self.lin(x), norm=norm) + self.bias


class GATConv(MessagePassing):
    def __init__(self, i, o, heads=2):
        super().__init__()
        self.heads, self.o = heads, o
        self.weight = Parameter(torch.Tensor(i, heads * o))
        self.att = Parameter(torch.Tensor(1, heads, 2 * o))
        init.xavier_uniform_(self.weight)
        init.xavier_uniform_(self.att)

    def forward(self, x, edge_index):
        x = torch.mm(x, self.weight).view(-1, self.heads, self.o)
        x_i, x_j = x[edge_index[1]], x[edge_index[0]]
        alpha = (torch.cat([x_i, x_j], dim=-1) * self.att).sum(dim=-1)
        alpha = F.leaky_relu(alpha, 0.2).exp()
        denom = torch.zeros(x.size(0), self.heads, device=x.device).index_add(0, edge_index[1], alpha)
        alpha = alpha / (denom[edge_index[1]] + 1e-16)
        out = torch.zeros_like(x).index_add_(0, edge_index[1], x_j * alpha.unsqueeze(-1))
        return out.view(-1, self.heads * self.o)


class GCNNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = GCNConv(8, 16), GATConv(16, 4)
        self.conv3 = GCNConv(8, 3, aggr='mean')
        self.adj = nn.Linear(3, 3)

    def forward(self, x, edge_index):
        x = F.elu(self.conv1(x, edge_index))
        x = self.conv3(self.conv2(x, edge_index), edge_index)
        n = x.size(0)
        A = torch.sparse_coo_tensor(edge_index, torch.ones(edge_index.size(1), device=x.device), (n, n)).to_dense()
        x = torch.spmm(A, self.adj(x))
        batch = torch.zeros(n, dtype=torch.long, device=x.device)
        return torch.zeros(1, x.size(1), device=x.device).index_add_(0, batch, x).log_softmax(-1)


def knn(x, k):
    inner = -2 * torch.matmul(x.transpose(2, 1), x)
    xx = torch.sum(x**2, dim=1, keepdim=True)
    pairwise_distance = -xx - inner - xx.transpose(2, 1)
    return pairwise_distance.topk(k=k, dim=-1)[1]


def get_graph_feature(x, k=20, idx=None):
    batch_size, num_points = x.size(0), x.size(2)
    x = x.view(batch_size, -1, num_points)
    if idx is None:
        idx = knn(x, k=k)
    device = x.device
    idx_base = torch.arange(0, batch_size, device=device).view(-1, 1, 1) * num_points
    idx = idx + idx_base
    idx = idx.view(-1)
    _, num_dims, _ = x.size()
    x = x.transpose(2, 1).contiguous()
    feature = x.view(batch_size * num_points, -1)[idx, :]
    feature = feature.view(batch_size, num_points, k, num_dims)
    x = x.view(batch_size, num_points, 1, num_dims).repeat(1, 1, k, 1)
    return torch.cat((feature - x, x), dim=3).permute(0, 3, 1, 2).contiguous()


class EdgeConvNet(nn.Module):
    def __init__(self, k=5, emb_dims=32):
        super().__init__()
        self.k = k
        self.bn1, self.bn2, self.bn5 = nn.BatchNorm2d(8), nn.BatchNorm2d(16), nn.BatchNorm1d(emb_dims)
        self.conv1 = nn.Sequential(nn.Conv2d(6, 8, kernel_size=1, bias=False), self.bn1, nn.LeakyReLU(negative_slope=0.2))
        self.conv2 = nn.Sequential(nn.Conv2d(8*2, 16, kernel_size=1, bias=False), self.bn2, nn.LeakyReLU(negative_slope=0.2))
        self.conv5 = nn.Sequential(nn.Conv1d(24, emb_dims, kernel_size=1, bias=False), self.bn5, nn.LeakyReLU(negative_slope=0.2))
        self.linear1 = nn.Linear(emb_dims*2, 10, bias=False)

    def forward(self, x):
        batch_size = x.size(0)
        x = get_graph_feature(x, k=self.k)
        x1 = self.conv1(x).max(dim=-1, keepdim=False)[0]
        x = get_graph_feature(x1, k=self.k)
        x2 = self.conv2(x).max(dim=-1, keepdim=False)[0]
        x = self.conv5(torch.cat((x1, x2), dim=1))
        x1 = F.adaptive_max_pool1d(x, 1).view(batch_size, -1)
        x2 = F.adaptive_avg_pool1d(x, 1).view(batch_size, -1)
        return self.linear1(torch.cat((x1, x2), 1))


def square_distance(src, dst):
    B, N, _ = src.shape
    _, M, _ = dst.shape
    dist = -2 * torch.matmul(src, dst.permute(0, 2, 1))
    dist += torch.sum(src ** 2, -1).view(B, N, 1)
    dist += torch.sum(dst ** 2, -1).view(B, 1, M)
    return dist


def index_points(points, idx):
    device = points.device
    B = points.shape[0]
    view_shape = list(idx.shape)
    view_shape[1:] = [1] * (len(view_shape) - 1)
    repeat_shape = list(idx.shape)
    repeat_shape[0] = 1
    batch_indices = torch.arange(B, dtype=torch.long).to(device).view(view_shape).repeat(repeat_shape)
    return points[batch_indices, idx, :]


def farthest_point_sample(xyz, npoint):
    device = xyz.device
    B, N, C = xyz.shape
    centroids = torch.zeros(B, npoint, dtype=torch.long).to(device)
    distance = torch.ones(B, N).to(device) * 1e10
    farthest = torch.randint(0, N, (B,), dtype=torch.long).to(device)
    batch_indices = torch.arange(B, dtype=torch.long).to(device)
    for i in range(npoint):
        centroids[:, i] = farthest
        centroid = xyz[batch_indices, farthest, :].view(B, 1, 3)
        dist = torch.sum((xyz - centroid) ** 2, -1)
        mask = dist < distance
        distance[mask] = dist[mask]
        farthest = torch.max(distance, -1)[1]
    return centroids


def query_ball_point(radius, nsample, xyz, new_xyz):
    device = xyz.device
    B, N, C = xyz.shape
    _, S, _ = new_xyz.shape
    group_idx = torch.arange(N, dtype=torch.long).to(device).view(1, 1, N).repeat([B, S, 1])
    sqrdists = square_distance(new_xyz, xyz)
    group_idx[sqrdists > radius ** 2] = N
    group_idx = group_idx.sort(dim=-1)[0][:, :, :nsample]
    group_first = group_idx[:, :, 0].view(B, S, 1).repeat([1, 1, nsample])
    mask = group_idx == N
    group_idx[mask] = group_first[mask]
    return group_idx


class PointNet2(nn.Module):
    def __init__(self):
        super().__init__()
        self.npoint, self.radius, self.nsample = 16, 0.4, 8
        self.mlp_convs, self.mlp_bns = nn.ModuleList(), nn.ModuleList()
        last_channel = 3
        for out_channel in [8, 16]:
            self.mlp_convs.append(nn.Conv2d(last_channel, out_channel, 1))
            self.mlp_bns.append(nn.BatchNorm2d(out_channel))
            last_channel = out_channel
        self.fc = nn.Linear(16, 4)

    def forward(self, xyz):
        fps_idx = farthest_point_sample(xyz, self.npoint)
        new_xyz = index_points(xyz, fps_idx)
        idx = query_ball_point(self.radius, self.nsample, xyz, new_xyz)
        grouped_xyz = index_points(xyz, idx)
        B, S, C = new_xyz.shape
        new_points = (grouped_xyz - new_xyz.view(B, S, 1, C)).permute(0, 3, 2, 1)
        for i, conv in enumerate(self.mlp_convs):
            bn = self.mlp_bns[i]
            new_points = F.relu(bn(conv(new_points)))
        new_points = torch.max(new_points, 2)[0]
        dists, idx = square_distance(xyz, new_xyz).sort(dim=-1)
        dists, idx = dists[:, :, :3], idx[:, :, :3]
        weight = 1.0 / (dists + 1e-8)
        weight = weight / torch.sum(weight, dim=2, keepdim=True)
        interp = torch.sum(index_points(new_points.transpose(1, 2), idx) * weight.view(B, xyz.shape[1], 3, 1), dim=2)
        return self.fc(interp)


class TNet(nn.Module):
    def __init__(self, k=3):
        super().__init__()
        self.k = k
        self.conv1, self.conv2 = nn.Conv1d(k, 16, 1), nn.Conv1d(16, 32, 1)
        self.fc1, self.fc2 = nn.Linear(32, 16), nn.Linear(16, k * k)

    def forward(self, x):
        batchsize = x.size()[0]
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        x = torch.max(x, 2, keepdim=True)[0].view(-1, 32)
        x = self.fc2(F.relu(self.fc1(x)))
        iden = torch.from_numpy(np.eye(self.k).flatten().astype(np.float32)).view(1, self.k * self.k).repeat(batchsize, 1)
        if x.is_cuda:
            iden = iden.cuda()
        x = x + iden.to(x.device)
        return x.view(-1, self.k, self.k)


class PointNetCls(nn.Module):
    def __init__(self):
        super().__init__()
        self.stn, self.fstn = TNet(3), TNet(k=16)
        self.conv1, self.conv2 = torch.nn.Conv1d(3, 16, 1), torch.nn.Conv1d(16, 64, 1)
        self.fc = nn.Linear(64, 4)

    def forward(self, x):
        n_pts = x.size()[2]
        trans = self.stn(x)
        x = torch.bmm(x.transpose(2, 1), trans).transpose(2, 1)
        x = F.relu(self.conv1(x))
        trans_feat = self.fstn(x)
        x = torch.bmm(x.transpose(2, 1), trans_feat).transpose(2, 1)
        x = self.conv2(x)
        x = torch.max(x, 2, keepdim=True)[0].view(-1, 64)
        d = trans_feat.size()[1]
        I = torch.eye(d, device=x.device)[None, :, :]
        reg = torch.mean(torch.norm(torch.bmm(trans_feat, trans_feat.transpose(2, 1)) - I, dim=(1, 2)))
        return F.log_softmax(self.fc(x), dim=1), trans, reg


class VectorQuantizer(nn.Module):
    def __init__(self, n_e=32, e_dim=8, beta=0.25):
        super().__init__()
        self.n_e, self.e_dim, self.beta = n_e, e_dim, beta
        self.embedding = nn.Embedding(self.n_e, self.e_dim)
        self.embedding.weight.data.uniform_(-1.0 / self.n_e, 1.0 / self.n_e)
        self.register_buffer('_ema_cluster_size', torch.zeros(n_e))
        self._ema_w = nn.Parameter(torch.Tensor(n_e, e_dim))
        self._ema_w.data.normal_()

    def forward(self, z):
        z = z.permute(0, 2, 3, 1).contiguous()
        z_flattened = z.view(-1, self.e_dim)
        d = torch.sum(z_flattened ** 2, dim=1, keepdim=True) + torch.sum(self.embedding.weight**2, dim=1) - 2 * \
            torch.matmul(z_flattened, self.embedding.weight.t())
        dd = torch.cdist(z_flattened, self.embedding.weight)
        min_encoding_indices = torch.argmin(d + dd, dim=1).unsqueeze(1)
        min_encodings = torch.zeros(min_encoding_indices.shape[0], self.n_e).to(z)
        min_encodings.scatter_(1, min_encoding_indices, 1)
        if self.training:
            self._ema_cluster_size = self._ema_cluster_size * 0.99 + 0.01 * torch.sum(min_encodings, 0)
            dw = torch.matmul(min_encodings.t(), z_flattened)
        z_q = torch.matmul(min_encodings, self.embedding.weight).view(z.shape)
        loss = torch.mean((z_q.detach()-z)**2) + self.beta * torch.mean((z_q - z.detach()) ** 2)
        z_q = z + (z_q - z).detach()
        e_mean = torch.mean(min_encodings, dim=0)
        perplexity = torch.exp(-torch.sum(e_mean * torch.log(e_mean + 1e-10)))
        z_q = z_q.permute(0, 3, 1, 2).contiguous()
        return loss, z_q, perplexity, min_encodings, min_encoding_indices


class VQVAE(nn.Module):
    def __init__(self, h=16):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, h // 2, 4, 2, 1), nn.ReLU(), nn.Conv2d(h // 2, h, 4, 2, 1))
        self.pre_quantization_conv = nn.Conv2d(h, 8, kernel_size=1, stride=1)
        self.vector_quantization = VectorQuantizer()
        self.decoder = nn.Sequential(nn.ConvTranspose2d(8, h // 2, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(h // 2, 3, 4, 2, 1, output_padding=0))

    def forward(self, x, verbose=False):
        z_e = self.pre_quantization_conv(self.encoder(x))
        embedding_loss, z_q, perplexity, _, idx = self.vector_quantization(z_e)
        x_hat = self.decoder(z_q)
        if verbose:
            print('original data shape:', x.shape)
            assert False
        return embedding_loss, x_hat, perplexity, F.embedding(idx.squeeze(1), self.vector_quantization.embedding.weight)


def timestep_embedding(timesteps, dim, max_period=10000):
    half = dim // 2
    freqs = torch.exp(-math.log(max_period) * torch.arange(start=0, end=half, dtype=torch.float32) / half).to(device=timesteps.device)
    args = timesteps[:, None].float() * freqs[None]
    embedding = torch.cat([torch.cos(args), torch.sin(args)], dim=-1)
    if dim % 2:
        embedding = torch.cat([embedding, torch.zeros_like(embedding[:, :1])], dim=-1)
    return embedding


class TimestepBlock(nn.Module):
    def forward(self, x, emb):
        raise NotImplementedError


class TimestepEmbedSequential(nn.Sequential, TimestepBlock):
    def forward(self, x, emb):
        for layer in self:
            if isinstance(layer, TimestepBlock):
                x = layer(x, emb)
            else:
                x = layer(x)
        return x


def zero_module(module):
    for p in module.parameters():
        p.detach().zero_()
    return module


def conv_nd(dims, *args, **kwargs):
    if dims == 1:
        return nn.Conv1d(*args, **kwargs)
    elif dims == 2:
        return nn.Conv2d(*args, **kwargs)
    raise ValueError(f"unsupported dimensions: {dims}")


class GroupNorm32(nn.GroupNorm):
    def forward(self, x):
        return super().forward(x.float()).type(x.dtype)


class UpDown(nn.Module):
    def __init__(self, channels, up, dims=2):
        super().__init__()
        self.up, self.channels = up, channels
        self.op = conv_nd(dims, channels, channels, 3, padding=1) if up else conv_nd(dims, channels, channels, 3, stride=2, padding=1)

    def forward(self, x):
        assert x.shape[1] == self.channels
        if self.up:
            x = F.interpolate(x, scale_factor=2, mode="nearest")
        return self.op(x)


class DResBlock(TimestepBlock):
    def __init__(self, channels, emb_channels, dropout, out_channels=None, use_scale_shift_norm=True):
        super().__init__()
        self.out_channels = out_channels or channels
        self.use_scale_shift_norm = use_scale_shift_norm
        self.in_layers = nn.Sequential(GroupNorm32(4, channels), nn.SiLU(), conv_nd(2, channels, self.out_channels, 3, padding=1))
        self.emb_layers = nn.Sequential(nn.SiLU(), nn.Linear(emb_channels, 2 * self.out_channels if use_scale_shift_norm else self.out_channels))
        self.out_layers = nn.Sequential(GroupNorm32(4, self.out_channels), nn.SiLU(), nn.Dropout(p=dropout), zero_module(conv_nd(2, self.out_channels, self.out_channels, 3, padding=1)))
        self.skip_connection = nn.Identity() if self.out_channels == channels else conv_nd(2, channels, self.out_channels, 1)

    def forward(self, x, emb):
        h = self.in_layers(x)
        emb_out = self.emb_layers(emb).type(h.dtype)
        while len(emb_out.shape) < len(h.shape):
            emb_out = emb_out[..., None]
        if self.use_scale_shift_norm:
            out_norm, out_rest = self.out_layers[0], self.out_layers[1:]
            scale, shift = torch.chunk(emb_out, 2, dim=1)
            h = out_norm(h) * (1 + scale) + shift
            h = out_rest(h)
        else:
            h = h + emb_out
            h = self.out_layers(h)
        return self.skip_connection(x) + h


class DAttention(nn.Module):
    def __init__(self, channels, num_heads=2):
        super().__init__()
        self.num_heads = num_heads
        self.norm = GroupNorm32(4, channels)
        self.qkv = conv_nd(1, channels, channels * 3, 1)
        self.proj_out = zero_module(conv_nd(1, channels, channels, 1))

    def forward(self, x):
        b, c, *spatial = x.shape
        x = x.reshape(b, c, -1)
        qkv = self.qkv(self.norm(x))
        bs, width, length = qkv.shape
        ch = width // (3 * self.num_heads)
        q, k, v = qkv.reshape(bs * self.num_heads, ch * 3, length).split(ch, dim=1)
        scale = 1 / math.sqrt(math.sqrt(ch))
        weight = torch.einsum("bct,bcs->bts", q * scale, k * scale)
        weight = torch.softmax(weight.float(), dim=-1).type(weight.dtype)
        h = torch.einsum("bts,bcs->bct", weight, v).reshape(bs, -1, length)
        return (x + self.proj_out(h)).reshape(b, c, *spatial)


class DiffusionUNet(nn.Module):
    def __init__(self, image_size=16, in_channels=3, model_channels=16, out_channels=3, num_res_blocks=1, attention_resolutions=(2,), channel_mult=(1, 2), num_classes=None):
        super().__init__()
        self.num_classes, self.model_channels, self.dtype = num_classes, model_channels, torch.float32
        time_embed_dim = model_channels * 4
        self.time_embed = nn.Sequential(nn.Linear(model_channels, time_embed_dim), nn.SiLU(), nn.Linear(time_embed_dim, time_embed_dim))
        if self.num_classes is not None:
            self.label_emb = nn.Embedding(num_classes, time_embed_dim)
        ch = input_ch = int(channel_mult[0] * model_channels)
        self.input_blocks = nn.ModuleList([TimestepEmbedSequential(conv_nd(2, in_channels, ch, 3, padding=1))])
        input_block_chans = [ch]
        ds = 1
        for level, mult in enumerate(channel_mult):
            for _ in range(num_res_blocks):
                layers = [DResBlock(ch, time_embed_dim, 0.1, out_channels=int(mult * model_channels))]
                ch = int(mult * model_channels)
                if ds in attention_resolutions:
                    layers.append(DAttention(ch))
                self.input_blocks.append(TimestepEmbedSequential(*layers))
                input_block_chans.append(ch)
            if level != len(channel_mult) - 1:
                self.input_blocks.append(TimestepEmbedSequential(UpDown(ch, False)))
                input_block_chans.append(ch)
                ds *= 2
        self.middle_block = TimestepEmbedSequential(DResBlock(ch, time_embed_dim, 0.1), DAttention(ch), DResBlock(ch, time_embed_dim, 0.1, use_scale_shift_norm=False))
        self.output_blocks = nn.ModuleList([])
        for level, mult in list(enumerate(channel_mult))[::-1]:
            for i in range(num_res_blocks + 1):
                ich = input_block_chans.pop()
                layers = [DResBlock(ch + ich, time_embed_dim, 0.1, out_channels=int(model_channels * mult))]
                ch = int(model_channels * mult)
                if ds in attention_resolutions:
                    layers.append(DAttention(ch))
                if level and i == num_res_blocks:
                    layers.append(UpDown(ch, True))
                    ds //= 2
                self.output_blocks.append(TimestepEmbedSequential(*layers))
        self.out = nn.Sequential(GroupNorm32(4, ch), nn.SiLU(), zero_module(conv_nd(2, input_ch, out_channels, 3, padding=1)))

    def forward(self, x, timesteps, y=None):
        assert (y is not None) == (self.num_classes is not None), "must specify y if and only if the model is class-conditional"
        hs = []
        emb = self.time_embed(timestep_embedding(timesteps, self.model_channels))
        h = x.type(self.dtype)
        for module in self.input_blocks:
            h = module(h, emb)
            hs.append(h)
        h = self.middle_block(h, emb)
        for module in self.output_blocks:
            h = torch.cat([h, hs.pop()], dim=1)
            h = module(h, emb)
        h = h.type(x.dtype)
        return self.out(h)


class CausalConv1d(nn.Conv1d):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._pad = (self.kernel_size[0] - 1) * self.dilation[0]

    def forward(self, x):
        return super().forward(F.pad(x, (self._pad, 0)))


class WaveNet(nn.Module):
    def __init__(self, layers=6, stacks=2, residual=8, skip=8, cin=6, out=16, upsample_scales=[4, 2]):
        super().__init__()
        assert layers % stacks == 0
        layers_per_stack = layers // stacks
        self.first_conv = weight_norm(nn.Conv1d(1, residual, 1))
        self.convs = nn.ModuleList()
        for layer in range(layers):
            dilation = 2**(layer % layers_per_stack)
            self.convs.append(nn.ModuleDict({
                'dil': weight_norm(CausalConv1d(residual, residual * 2, 3, dilation=dilation)),
                'cond': weight_norm(nn.Conv1d(cin, residual * 2, 1, bias=False)),
                'out': weight_norm(nn.Conv1d(residual, residual, 1)),
                'skip': weight_norm(nn.Conv1d(residual, skip, 1))}))
        self.upsample = nn.ModuleList()
        for s in upsample_scales:
            convt = nn.ConvTranspose2d(1, 1, (3, s), padding=(1, 0), dilation=1, stride=(1, s))
            convt = weight_norm(convt)
            self.upsample.append(convt)
        self.last = nn.Sequential(nn.ReLU(inplace=True), weight_norm(nn.Conv1d(skip, skip, 1)), nn.ReLU(inplace=True), weight_norm(nn.Conv1d(skip, out, 1)))
        self.receptive_field = (3 - 1) * sum([2**(i % layers_per_stack) for i in range(layers)]) + 1

    def forward(self, x, c=None, softmax=False):
        B, _, T = x.size()
        if c is not None:
            c = c.unsqueeze(1)
            for f in self.upsample:
                c = f(c)
            c = c.squeeze(1)
            assert c.size(-1) == x.size(-1)
        x = self.first_conv(x)
        skips = 0
        for f in self.convs:
            residual = x
            h = f['dil'](x)
            a, b = h.split(h.size(1) // 2, dim=1)
            ca, cb = f['cond'](c).split(h.size(1) // 2, dim=1)
            h = torch.tanh(a + ca) * torch.sigmoid(b + cb)
            skips += f['skip'](h)
            x = (f['out'](h) + residual) * math.sqrt(0.5)
        skips *= math.sqrt(1.0 / len(self.convs))
        x = self.last(skips)
        return F.softmax(x, dim=1) if softmax else x


class ConvModule(nn.Module):
    def __init__(self, d, kernel=7):
        super().__init__()
        assert (kernel - 1) % 2 == 0
        self.layer_norm = nn.LayerNorm(d)
        self.sequential = nn.Sequential(nn.Conv1d(d, 2 * d, 1), nn.GLU(dim=1), nn.Conv1d(d, d, kernel, padding=(kernel - 1) // 2, groups=d), nn.BatchNorm1d(d), nn.SiLU(), nn.Conv1d(d, d, 1))

    def forward(self, input):
        x = self.layer_norm(input).transpose(1, 2)
        return self.sequential(x).transpose(1, 2)


class ConformerBlock(nn.Module):
    def __init__(self, d=16, heads=4):
        super().__init__()
        ff = lambda: nn.Sequential(nn.LayerNorm(d), nn.Linear(d, 4 * d), nn.SiLU(), nn.Linear(4 * d, d))
        self.ffn1, self.ffn2 = ff(), ff()
        self.norm = nn.LayerNorm(d)
        self.attn = nn.MultiheadAttention(d, heads)
        self.conv = ConvModule(d)

    def forward(self, x, mask):
        x = 0.5 * self.ffn1(x) + x
        r = x
        x = self.norm(x).transpose(0, 1)
        x, _ = self.attn(query=x, key=x, value=x, key_padding_mask=mask, need_weights=False)
        x = x.transpose(0, 1) + r
        x = x + self.conv(x)
        return 0.5 * self.ffn2(x) + x


def lengths_to_padding_mask(lengths):
    batch_size = lengths.shape[0]
    max_length = int(torch.max(lengths).item())
    return torch.arange(max_length, device=lengths.device, dtype=lengths.dtype).expand(batch_size, max_length) >= lengths.unsqueeze(1)


class Conformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([ConformerBlock() for _ in range(2)])
        self.sub = nn.Sequential(nn.Conv2d(1, 4, 3, 2, 1), nn.ReLU())
        self.proj = nn.Linear(4 * math.ceil(16 / 2), 16)

    def forward(self, x, lengths):
        x = self.sub(x.unsqueeze(1))
        b, c, t, f = x.size()
        x = self.proj(x.transpose(1, 2).contiguous().view(b, t, c * f))
        lengths = torch.div(lengths - 1, 2, rounding_mode='floor') + 1
        mask = lengths_to_padding_mask(lengths)
        for l in self.layers:
            x = l(x, mask)
        return x, lengths


class DenseMoE(nn.Module):
    def __init__(self, dim=16, hidden=32, experts=4, k=2):
        super().__init__()
        self.gate = nn.Linear(dim, experts, bias=False)
        self.w1, self.w2 = (nn.Parameter(torch.empty(experts, *s)) for s in ((dim, hidden), (hidden, dim)))
        self.k = k
        for w in (self.w1, self.w2):
            nn.init.kaiming_uniform_(w, a=math.sqrt(5))

    def forward(self, x):
        logits = self.gate(x)
        top, idx = logits.topk(self.k, dim=-1)
        weights = torch.full_like(logits, float('-inf')).scatter(-1, idx, top).softmax(-1)
        h = torch.einsum('bnd,edh->bneh', x, self.w1).relu()
        y = torch.einsum('bneh,ehd->bned', h, self.w2)
        return (y * weights.unsqueeze(-1)).sum(-2)


class LoopMoE(nn.Module):
    def __init__(self, dim=16, n=4, k=2):
        super().__init__()
        self.gate = nn.Linear(dim, n, bias=False)
        self.experts = nn.ModuleList([nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim)) for _ in range(n)])
        self.k = k

    def forward(self, x):
        shape = x.shape
        flat = x.view(-1, shape[-1])
        weights, selected = torch.topk(self.gate(flat), self.k)
        weights = F.softmax(weights, dim=1, dtype=torch.float).to(x.dtype)
        results = torch.zeros_like(flat)
        for i, expert in enumerate(self.experts):
            batch_idx, nth_expert = torch.where(selected == i)
            results[batch_idx] += weights[batch_idx, nth_expert, None] * expert(flat[batch_idx])
        return results.view(shape)


class CapacityMoE(nn.Module):
    def __init__(self, dim=16, n=4, capacity_factor=1.5):
        super().__init__()
        self.w_gating = nn.Parameter(torch.randn(dim, n))
        self.w1, self.w2 = nn.Parameter(torch.randn(n, dim, dim * 2)), nn.Parameter(torch.randn(n, dim * 2, dim))
        self.n, self.cf = n, capacity_factor

    def forward(self, x):
        b, g, d = x.shape
        raw = torch.einsum('bnd,de->bne', x, self.w_gating).softmax(dim=-1)
        gate, index = raw.max(dim=-1)
        mask = F.one_hot(index, self.n).float()
        cap = min(g, int((g * self.cf) / self.n))
        cap = max(cap, 4)
        pos = torch.cumsum(mask, dim=1) - mask
        mask = mask * (pos < float(cap)).float()
        loc = F.one_hot((pos * mask).sum(-1).long(), cap).float()
        combine = gate[..., None, None] * mask.sum(-1)[..., None, None] * F.one_hot(index, self.n)[..., None] * loc[:, :, None, :]
        dispatch = combine.bool().to(combine)
        e = torch.einsum('bnd,bnec->ebcd', x, dispatch).reshape(self.n, -1, d)
        h = F.leaky_relu(torch.einsum('end,edh->enh', e, self.w1))
        e = torch.einsum('enh,ehd->end', h, self.w2).reshape(self.n, b, cap, d)
        return torch.einsum('ebcd,bnec->bnd', e, combine)


class Mamba(nn.Module):
    def __init__(self, d_model=12, d_state=4, d_conv=4, expand=2, dt_rank='auto'):
        super().__init__()
        self.d_inner = int(expand * d_model)
        self.dt_rank = math.ceil(d_model / 16) if dt_rank == 'auto' else dt_rank
        self.d_state = d_state
        self.in_proj = nn.Linear(d_model, self.d_inner * 2, bias=False)
        self.conv1d = nn.Conv1d(self.d_inner, self.d_inner, d_conv, groups=self.d_inner, padding=d_conv - 1)
        self.x_proj = nn.Linear(self.d_inner, self.dt_rank + d_state * 2, bias=False)
        self.dt_proj = nn.Linear(self.dt_rank, self.d_inner, bias=True)
        A = torch.arange(1, d_state + 1).repeat(self.d_inner, 1).float()
        self.A_log = nn.Parameter(torch.log(A))
        self.A_log._no_weight_decay = True
        self.D = nn.Parameter(torch.ones(self.d_inner))
        self.out_proj = nn.Linear(self.d_inner, d_model, bias=False)
        dt = torch.exp(torch.rand(self.d_inner) * (math.log(0.1) - math.log(0.001)) + math.log(0.001)).clamp(min=1e-4)
        inv_dt = dt + torch.log(-torch.expm1(-dt))
        with torch.no_grad():
            self.dt_proj.bias.copy_(inv_dt)

    def forward(self, x):
        (b, l, d) = x.shape
        x_and_res = self.in_proj(x)
        (x, res) = x_and_res.split(split_size=[self.d_inner, self.d_inner], dim=-1)
        x = self.conv1d(x.transpose(1, 2))[:, :, :l].transpose(1, 2)
        x = F.silu(x)
        y = self.ssm(x) * F.silu(res)
        return self.out_proj(y)

    def ssm(self, x):
        (d_in, n) = self.A_log.shape
        A = -torch.exp(self.A_log.float())
        x_dbl = self.x_proj(x)
        (delta, B, C) = x_dbl.split(split_size=[self.dt_rank, n, n], dim=-1)
        delta = F.softplus(self.dt_proj(delta))
        return self.selective_scan(x, delta, A, B, C, self.D.float())

    def selective_scan(self, u, delta, A, B, C, D):
        (b, l, d_in) = u.shape
        n = A.shape[1]
        deltaA = torch.exp(torch.einsum('bld,dn->bldn', delta, A))
        deltaB_u = torch.einsum('bld,bln,bld->bldn', delta, B, u)
        x = torch.zeros((b, d_in, n), device=deltaA.device)
        ys = []
        for i in range(l):
            x = deltaA[:, i] * x + deltaB_u[:, i]
            y = torch.einsum('bdn,bn->bd', x, C[:, i, :])
            ys.append(y)
        return torch.stack(ys, dim=1) + u * D


class RWKV(nn.Module):
    def __init__(self, n_embd=12, layer_id=1, n_layer=4):
        super().__init__()
        with torch.no_grad():
            ratio_0_to_1 = layer_id / (n_layer - 1)
            decay_speed = torch.ones(n_embd)
            for h in range(n_embd):
                decay_speed[h] = -5 + 8 * (h / (n_embd - 1)) ** (0.7 + 1.3 * ratio_0_to_1)
            self.time_decay = nn.Parameter(decay_speed)
            zigzag = torch.tensor([(i + 1) % 3 - 1 for i in range(n_embd)]) * 0.5
            self.time_first = nn.Parameter(torch.ones(n_embd) * math.log(0.3) + zigzag)
            x = torch.ones(1, 1, n_embd)
            for i in range(n_embd):
                x[0, 0, i] = i / n_embd
            self.time_mix_k = nn.Parameter(torch.pow(x, 1 - ratio_0_to_1))
        self.time_shift = nn.ZeroPad2d((0, 0, 1, -1))
        self.key, self.value, self.receptance, self.output = (nn.Linear(n_embd, n_embd, bias=False) for _ in range(4))

    def forward(self, x):
        B, T, C = x.size()
        xx = self.time_shift(x)
        xk = x * self.time_mix_k + xx * (1 - self.time_mix_k)
        k, v, r = self.key(xk), self.value(xk), self.receptance(x)
        w = -torch.exp(self.time_decay)
        aa = bb = torch.zeros(B, C, device=x.device)
        pp = torch.full((B, C), -1e38, device=x.device)
        outs = []
        for t in range(T):
            kt, vt = k[:, t], v[:, t]
            ww = self.time_first + kt
            qq = torch.maximum(pp, ww)
            e1, e2 = torch.exp(pp - qq), torch.exp(ww - qq)
            outs.append((e1 * aa + e2 * vt) / (e1 * bb + e2))
            ww = pp + w
            qq = torch.maximum(ww, kt)
            e1, e2 = torch.exp(ww - qq), torch.exp(kt - qq)
            aa, bb, pp = e1 * aa + e2 * vt, e1 * bb + e2, qq
        return self.output(torch.sigmoid(r) * torch.stack(outs, 1))


class S4D(nn.Module):
    def __init__(self, d_model=4, N=8):
        super().__init__()
        self.D = nn.Parameter(torch.randn(d_model))
        log_dt = torch.rand(d_model) * (math.log(0.1) - math.log(0.001)) + math.log(0.001)
        C = torch.randn(d_model, N // 2, dtype=torch.cfloat)
        self.C = nn.Parameter(torch.view_as_real(C))
        self.register('log_dt', log_dt, 0.001)
        self.register('log_A_real', torch.log(0.5 * torch.ones(d_model, N // 2)), 0)
        self.register('A_imag', math.pi * torch.arange(N // 2).unsqueeze(0).repeat(d_model, 1).float(), None)
        self.output_linear = nn.Sequential(nn.Conv1d(d_model, 2 * d_model, kernel_size=1), nn.GLU(dim=-2))

    def register(self, name, tensor, lr=None):
        if lr == 0.0:
            self.register_buffer(name, tensor)
        else:
            self.register_parameter(name, nn.Parameter(tensor))
            optim = {"weight_decay": 0.0}
            if lr is not None:
                optim["lr"] = lr
            setattr(getattr(self, name), "_optim", optim)

    def forward(self, u):
        L = u.size(-1)
        dt = torch.exp(self.log_dt)
        C = torch.view_as_complex(self.C)
        A = -torch.exp(self.log_A_real) + 1j * self.A_imag
        dtA = A * dt.unsqueeze(-1)
        K = dtA.unsqueeze(-1) * torch.arange(L, device=A.device)
        C = C * (torch.exp(dtA) - 1.) / A
        k = 2 * torch.einsum('hn, hnl -> hl', C, torch.exp(K)).real
        k_f = torch.fft.rfft(k, n=2 * L)
        u_f = torch.fft.rfft(u, n=2 * L)
        y = torch.fft.irfft(u_f * k_f, n=2 * L)[..., :L]
        y = y + u * self.D.unsqueeze(-1)
        return self.output_linear(F.gelu(y))


class NODE(nn.Module):
    def __init__(self, dim=4, hidden=8, solver='rk4', t=torch.linspace(0., 1., 5)):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim + 1, hidden), nn.Tanh(), nn.Linear(hidden, dim))
        self.solver, self.t = getattr(self, solver), t
        self.nfe = 0

    def f(self, t, y):
        self.nfe += 1
        tt = torch.ones_like(y[:, :1]) * t
        return self.net(torch.cat([tt, y], 1))

    def euler(self, t, dt, y):
        return dt * self.f(t, y)

    def rk4(self, t, dt, y):
        k1 = self.f(t, y)
        k2 = self.f(t + dt / 2, y + dt * k1 / 2)
        k3 = self.f(t + dt / 2, y + dt * k2 / 2)
        k4 = self.f(t + dt, y + dt * k3)
        return (k1 + 2 * k2 + 2 * k3 + k4) * (dt / 6)

    def forward(self, y):
        ys = [y]
        for t0, t1 in zip(self.t[:-1], self.t[1:]):
            y = y + self.solver(float(t0), float(t1 - t0), y)
            ys.append(y)
        return torch.stack(ys)


class RealNVP(nn.Module):
    def __init__(self, dim=6, hidden=8, n=4):
        super().__init__()
        masks = torch.tensor([[i % 2 == j % 2 for i in range(dim)] for j in range(n)]).float()
        self.mask = nn.Parameter(masks, requires_grad=False)
        nets, nett = (lambda: nn.Sequential(nn.Linear(dim, hidden), nn.LeakyReLU(), nn.Linear(hidden, dim), nn.Tanh())), (lambda: nn.Sequential(nn.Linear(dim, hidden), nn.LeakyReLU(), nn.Linear(hidden, dim)))
        self.t = torch.nn.ModuleList([nett() for _ in range(len(masks))])
        self.s = torch.nn.ModuleList([nets() for _ in range(len(masks))])
        self.loc = torch.zeros(dim)

    def forward(self, x):
        log_det_J, z = x.new_zeros(x.shape[0]), x
        for i in reversed(range(len(self.t))):
            z_ = self.mask[i] * z
            s = self.s[i](z_) * (1 - self.mask[i])
            t = self.t[i](z_) * (1 - self.mask[i])
            z = (1 - self.mask[i]) * (z - t) * torch.exp(-s) + z_
            log_det_J -= s.sum(dim=1)
        prior = D.Independent(D.Normal(torch.zeros(6, device=x.device), torch.ones(6, device=x.device)), 1)
        return z, log_det_J, prior.log_prob(z) + log_det_J


class GlowStep(nn.Module):
    def __init__(self, c=4, LU=True):
        super().__init__()
        w_shape = [c, c]
        w_init = np.linalg.qr(np.random.randn(*w_shape))[0].astype(np.float32)
        if not LU:
            self.register_parameter("weight", nn.Parameter(torch.Tensor(w_init)))
        else:
            q = torch.from_numpy(w_init)
            p, lower, upper = torch.linalg.lu(q)
            s = torch.diag(upper)
            self.register_buffer("p", p)
            self.register_buffer("sign_s", torch.sign(s))
            self.lower = nn.Parameter(lower)
            self.log_s = nn.Parameter(torch.log(torch.abs(s)))
            self.upper = nn.Parameter(torch.triu(upper, 1))
            l_mask = np.tril(np.ones(w_shape, dtype=np.float32), -1)
            self.register_buffer("l_mask", torch.Tensor(l_mask))
            self.register_buffer("eye", torch.Tensor(np.eye(*w_shape, dtype=np.float32)))
        self.block = nn.Sequential(nn.Conv2d(c // 2, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, c, 1))

    def squeeze2d(self, x, factor=2):
        B, C, H, W = x.size()
        assert H % factor == 0 and W % factor == 0, "{}".format((H, W, factor))
        x = x.view(B, C, H // factor, factor, W // factor, factor)
        x = x.permute(0, 1, 3, 5, 2, 4).contiguous()
        return x.view(B, C * factor * factor, H // factor, W // factor)

    def forward(self, x):
        l = self.lower * self.l_mask + self.eye
        u = self.upper * self.l_mask.transpose(0, 1).contiguous() + torch.diag(self.sign_s * torch.exp(self.log_s))
        weight = torch.matmul(self.p, torch.matmul(l, u)).view(4, 4, 1, 1)
        dlogdet = torch.sum(self.log_s) * x.size(2) * x.size(3)
        z = F.conv2d(x, weight)
        z1, z2 = z.chunk(2, 1)
        shift, scale = self.block(z1)[:, 0::2, ...], self.block(z1)[:, 1::2, ...]
        scale = torch.sigmoid(scale + 2.0)
        z2 = (z2 + shift) * scale
        dlogdet = dlogdet + torch.sum(torch.log(scale), dim=[1, 2, 3])
        return self.squeeze2d(torch.cat([z1, z2], 1)), dlogdet


class STFTNet(nn.Module):
    def __init__(self, n_fft=64, hop=16, n_mels=10):
        super().__init__()
        self.n_fft, self.hop = n_fft, hop
        self.register_buffer('window', torch.hann_window(n_fft))
        fb = np.zeros((n_fft // 2 + 1, n_mels), dtype=np.float32)
        pts = np.linspace(0, n_fft // 2, n_mels + 2).astype(int)
        for m in range(1, n_mels + 1):
            l, c, r = pts[m - 1], pts[m], pts[m + 1]
            for k in range(l, c):
                fb[k, m - 1] = (k - l) / max(c - l, 1)
            for k in range(c, r):
                fb[k, m - 1] = (r - k) / max(r - c, 1)
        self.fb = nn.Parameter(torch.from_numpy(fb), requires_grad=False)
        self.conv = nn.Conv2d(2, 4, 3, padding=1)
        self.rnn = nn.GRU(4 * (n_fft // 2 + 1), 6, batch_first=True)

    def forward(self, wav):
        spec = torch.stft(wav, self.n_fft, self.hop, window=self.window, center=True, return_complex=True)
        mag, phase = spec.abs(), torch.angle(spec)
        mel = torch.matmul(mag.transpose(1, 2), self.fb).clamp(min=1e-5).log()
        x = self.conv(torch.view_as_real(spec).permute(0, 3, 1, 2))
        b, c, f, t = x.shape
        h, _ = self.rnn(x.permute(0, 3, 1, 2).reshape(b, t, c * f))
        rec = torch.istft(mag * torch.exp(1j * phase), self.n_fft, self.hop, window=self.window, length=wav.shape[-1])
        frames = F.pad(wav, (self.n_fft // 2, self.n_fft // 2), mode='constant').unfold(-1, self.n_fft, self.hop)
        return mel, h, rec, torch.fft.rfft(frames * self.window).abs()


class ConvTasNet(nn.Module):
    def __init__(self, N=16, L=8, B=8, H=12, P=3, X=2, R=2, C=2):
        super().__init__()
        self.C = C
        self.encoder = nn.Conv1d(1, N, L, stride=L // 2, bias=False)
        self.bottleneck = nn.Sequential(nn.GroupNorm(1, N, eps=1e-8), nn.Conv1d(N, B, 1, bias=False))
        repeats = []
        for r in range(R):
            blocks = []
            for x in range(X):
                d = 2**x
                blocks += [nn.Sequential(nn.Conv1d(B, H, 1, bias=False), nn.PReLU(), nn.GroupNorm(1, H), nn.Conv1d(H, H, P, padding=(P - 1) * d // 2, dilation=d, groups=H, bias=False), nn.PReLU(), nn.Conv1d(H, B, 1, bias=False))]
            repeats += [nn.ModuleList(blocks)]
        self.tcn = nn.ModuleList(repeats)
        self.mask_conv = nn.Conv1d(B, C * N, 1, bias=False)
        self.basis_signals = nn.Linear(N, L, bias=False)

    @staticmethod
    def overlap_and_add(signal, frame_step):
        outer_dimensions = signal.size()[:-2]
        frames, frame_length = signal.size()[-2:]
        subframe_length = math.gcd(frame_length, frame_step)
        subframe_step = frame_step // subframe_length
        subframes_per_frame = frame_length // subframe_length
        output_size = frame_step * (frames - 1) + frame_length
        output_subframes = output_size // subframe_length
        subframe_signal = signal.reshape(*outer_dimensions, -1, subframe_length)
        frame = torch.arange(0, output_subframes, device=signal.device).unfold(0, subframes_per_frame, subframe_step)
        frame = frame.contiguous().view(-1)
        result = signal.new_zeros(*outer_dimensions, output_subframes, subframe_length)
        result.index_add_(-2, frame, subframe_signal)
        return result.view(*outer_dimensions, -1)

    def forward(self, mixture):
        T = mixture.size(-1)
        w = F.relu(self.encoder(mixture))
        M, N, K = w.size()
        x = self.bottleneck(w)
        for blocks in self.tcn:
            for b in blocks:
                x = x + b(x)
        mask = F.relu(self.mask_conv(x).view(M, self.C, N, K))
        source = (torch.unsqueeze(w, 1) * mask).permute(0, 1, 3, 2)
        est = self.overlap_and_add(self.basis_signals(source), 4)
        return F.pad(est, (0, T - est.size(-1)))


class DLRM(nn.Module):
    def __init__(self, m_spa=4, ln_emb=np.array([10, 20]), ln_bot=np.array([4, 8, 4]), ln_top=np.array([7, 4, 1])):
        super().__init__()
        self.emb_l = self.create_emb(m_spa, ln_emb)
        self.bot_l = self.create_mlp(ln_bot, -1)
        self.top_l = self.create_mlp(ln_top, ln_top.size - 2)

    def create_mlp(self, ln, sigmoid_layer):
        layers = nn.ModuleList()
        for i in range(0, ln.size - 1):
            n, m = ln[i], ln[i + 1]
            LL = nn.Linear(int(n), int(m), bias=True)
            mean, std_dev = 0.0, np.sqrt(2 / (m + n))
            W = np.random.normal(mean, std_dev, size=(m, n)).astype(np.float32)
            bt = np.random.normal(mean, np.sqrt(1 / m), size=m).astype(np.float32)
            LL.weight.data = torch.tensor(W, requires_grad=True)
            LL.bias.data = torch.tensor(bt, requires_grad=True)
            layers.append(LL)
            layers.append(nn.Sigmoid() if i == sigmoid_layer else nn.ReLU())
        return torch.nn.Sequential(*layers)

    def create_emb(self, m, ln):
        emb_l = nn.ModuleList()
        for i in range(0, ln.size):
            n = ln[i]
            EE = nn.EmbeddingBag(int(n), m, mode="sum", sparse=True)
            W = np.random.uniform(low=-np.sqrt(1 / n), high=np.sqrt(1 / n), size=(n, m)).astype(np.float32)
            EE.weight.data = torch.tensor(W, requires_grad=True)
            emb_l.append(EE)
        return emb_l

    def forward(self, dense_x, lS_o, lS_i):
        x = self.bot_l(dense_x)
        ly = [E(lS_i[k], lS_o[k]) for k, E in enumerate(self.emb_l)]
        (batch_size, d) = x.shape
        T = torch.cat([x] + ly, dim=1).view((batch_size, -1, d))
        Z = torch.bmm(T, torch.transpose(T, 1, 2))
        _, ni, nj = Z.shape
        li = torch.tensor([i for i in range(ni) for j in range(i)])
        lj = torch.tensor([j for i in range(nj) for j in range(i)])
        Zflat = Z[:, li, lj]
        return self.top_l(torch.cat([x] + [Zflat], dim=1))


class FeaturesLinear(torch.nn.Module):
    def __init__(self, field_dims, output_dim=1):
        super().__init__()
        self.fc = torch.nn.Embedding(sum(field_dims), output_dim)
        self.bias = torch.nn.Parameter(torch.zeros((output_dim,)))
        self.offsets = np.array((0, *np.cumsum(field_dims)[:-1]), dtype=np.int64)

    def forward(self, x):
        x = x + x.new_tensor(self.offsets).unsqueeze(0)
        return torch.sum(self.fc(x), dim=1) + self.bias


class DeepFM(nn.Module):
    def __init__(self, field_dims=(5, 10, 4), embed_dim=4, mlp_dims=(16, 8)):
        super().__init__()
        self.linear = FeaturesLinear(field_dims)
        self.embedding = FeaturesLinear(field_dims, embed_dim)
        n = len(field_dims) * embed_dim
        layers = []
        for m in mlp_dims:
            layers += [nn.Linear(n, m), nn.BatchNorm1d(m), nn.ReLU(), nn.Dropout(0.2)]
            n = m
        layers.append(nn.Linear(n, 1))
        self.mlp = nn.Sequential(*layers)
        self.row, self.col = [], []
        for i in range(len(field_dims) - 1):
            for j in range(i + 1, len(field_dims)):
                self.row.append(i), self.col.append(j)
        self.W = nn.Parameter(torch.randn(len(self.row), embed_dim, embed_dim))

    def forward(self, x):
        e = self.embedding.fc(x + torch.as_tensor(self.embedding.offsets, device=x.device)[None])
        p, q = e[:, self.row], e[:, self.col]
        inter = torch.einsum('bpd,pde,bpe->b', p, self.W, q)
        sq, ss = torch.sum(e, dim=1) ** 2, torch.sum(e ** 2, dim=1)
        fm = 0.5 * torch.sum(sq - ss, dim=1, keepdim=True)
        return torch.sigmoid((self.linear(x) + fm + self.mlp(e.flatten(1))).squeeze(1) + inter)


LOG_STD_MAX, LOG_STD_MIN = 2, -5


class SACPolicy(nn.Module):
    def __init__(self, obs=6, act=2, hidden=(16, 16), action_space=namedtuple('Box', 'high low')(np.ones(2), -np.ones(2))):
        super().__init__()
        sizes = [obs] + list(hidden)
        self.net = nn.Sequential(*sum([[nn.Linear(a, b), nn.ReLU()] for a, b in zip(sizes, sizes[1:])], []))
        self.mu, self.log_std = nn.Linear(sizes[-1], act), nn.Linear(sizes[-1], act)
        self.register_buffer("action_scale", torch.tensor((action_space.high - action_space.low) / 2.0, dtype=torch.float32))
        self.q1, self.q2 = (nn.Sequential(nn.Linear(obs + act, 16), nn.ReLU(), nn.Linear(16, 1)) for _ in "12")
        self.target = copy.deepcopy(self.q1).requires_grad_(False)

    def forward(self, obs, deterministic=False, with_logprob=True):
        net_out = self.net(obs)
        mu = self.mu(net_out)
        log_std = torch.clamp(self.log_std(net_out), LOG_STD_MIN, LOG_STD_MAX)
        std = torch.exp(log_std)
        pi_distribution = D.Normal(mu, std)
        pi_action = mu if deterministic else pi_distribution.rsample()
        if with_logprob:
            logp_pi = pi_distribution.log_prob(pi_action).sum(axis=-1)
            logp_pi -= (2 * (np.log(2) - pi_action - F.softplus(-2 * pi_action))).sum(axis=1)
        else:
            logp_pi = None
        pi_action = torch.tanh(pi_action) * self.action_scale
        q = torch.min(self.q1(torch.cat([obs, pi_action], -1)), self.q2(torch.cat([obs, pi_action], -1)))
        probs = D.Categorical(logits=net_out)
        return pi_action, logp_pi, q, probs.sample(), probs.entropy()


def weights_init(m):
    classname = m.__class__.__name__
    if classname.find('Conv') != -1:
        nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif classname.find('BatchNorm') != -1:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)


class GANs(nn.Module):
    def __init__(self, nz=10, ngf=4, ndf=4, nc=3, ngpu=0):
        super().__init__()
        self.ngpu = ngpu
        self.main = nn.Sequential(
            nn.ConvTranspose2d(nz, ngf * 4, 4, 1, 0, bias=False), nn.BatchNorm2d(ngf * 4), nn.ReLU(True),
            nn.ConvTranspose2d(ngf * 4, ngf * 2, 4, 2, 1, bias=False), nn.BatchNorm2d(ngf * 2), nn.ReLU(True),
            nn.ConvTranspose2d(ngf * 2, nc, 3, 2, 1, output_padding=1, bias=False), nn.Tanh())
        self.D = nn.Sequential(nn.Conv2d(nc, ndf, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True), nn.Conv2d(ndf, 1, 4, 2, 1), nn.AdaptiveAvgPool2d(1), nn.Sigmoid())
        self.apply(weights_init)

    def forward(self, input):
        if input.is_cuda and self.ngpu > 1:
            fake = nn.parallel.data_parallel(self.main, input, range(self.ngpu))
        else:
            fake = self.main(input)
        alpha = torch.rand(fake.size(0), 1, 1, 1, device=fake.device)
        inter = (alpha * fake + (1 - alpha) * torch.randn_like(fake))
        return fake, self.D(fake).view(-1, 1).squeeze(1), self.D(inter).view(-1)


class TripletNet(nn.Module):
    def __init__(self, margin=0.2):
        super().__init__()
        self.embeddingnet = nn.Sequential(nn.Conv2d(3, 4, 3, 2), nn.PReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 3 * 3, 8))
        self.margin = margin
        self.loss = nn.TripletMarginLoss(margin)

    def forward(self, x, y, z):
        a, p, n = map(lambda t: F.normalize(self.embeddingnet(t), p=2, dim=1), (x, y, z))
        dist_a = F.pairwise_distance(a, p, 2)
        dist_b = F.pairwise_distance(a, n, 2)
        cos = torch.nn.CosineSimilarity(dim=1)(a, n)
        return dist_a, dist_b, cos, F.relu(dist_a - dist_b + self.margin).mean() + self.loss(a, p, n)


class ArcFaceModel(nn.Module):
    def __init__(self, classes=5, emb=8, s=30.0, m=0.50, easy_margin=False):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 4, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, emb), nn.BatchNorm1d(emb))
        self.weight = Parameter(torch.FloatTensor(classes, emb))
        nn.init.xavier_uniform_(self.weight)
        self.s, self.easy_margin = s, easy_margin
        self.cos_m, self.sin_m = math.cos(m), math.sin(m)
        self.th, self.mm = math.cos(math.pi - m), math.sin(math.pi - m) * m

    def forward(self, x, label):
        cosine = F.linear(F.normalize(self.backbone(x)), F.normalize(self.weight))
        sine = torch.sqrt((1.0 - torch.pow(cosine, 2)).clamp(0, 1))
        phi = cosine * self.cos_m - sine * self.sin_m
        if self.easy_margin:
            phi = torch.where(cosine > 0, phi, cosine)
        else:
            phi = torch.where(cosine > self.th, phi, cosine - self.mm)
        one_hot = torch.zeros(cosine.size(), device=x.device)
        one_hot.scatter_(1, label.view(-1, 1).long(), 1)
        return ((one_hot * phi) + ((1.0 - one_hot) * cosine)) * self.s


class Chomp1d(nn.Module):
    def __init__(self, chomp_size):
        super(Chomp1d, self).__init__()
        self.chomp_size = chomp_size

    def forward(self, x):
        return x[:, :, :-self.chomp_size].contiguous()


class TemporalBlock(nn.Module):
    def __init__(self, n_inputs, n_outputs, kernel_size, stride, dilation, padding, dropout=0.2):
        super(TemporalBlock, self).__init__()
        self.conv1 = weight_norm(nn.Conv1d(n_inputs, n_outputs, kernel_size, stride=stride, padding=padding, dilation=dilation))
        self.chomp1, self.relu1, self.dropout1 = Chomp1d(padding), nn.ReLU(), nn.Dropout(dropout)
        self.conv2 = weight_norm(nn.Conv1d(n_outputs, n_outputs, kernel_size, stride=stride, padding=padding, dilation=dilation))
        self.chomp2, self.relu2, self.dropout2 = Chomp1d(padding), nn.ReLU(), nn.Dropout(dropout)
        self.net = nn.Sequential(self.conv1, self.chomp1, self.relu1, self.dropout1, self.conv2, self.chomp2, self.relu2, self.dropout2)
        self.downsample = nn.Conv1d(n_inputs, n_outputs, 1) if n_inputs != n_outputs else None
        self.relu = nn.ReLU()
        self.init_weights()

    def init_weights(self):
        self.conv1.weight.data.normal_(0, 0.01)
        self.conv2.weight.data.normal_(0, 0.01)
        if self.downsample is not None:
            self.downsample.weight.data.normal_(0, 0.01)

    def forward(self, x):
        out = self.net(x)
        res = x if self.downsample is None else self.downsample(x)
        return self.relu(out + res)


class TCN(nn.Module):
    def __init__(self, num_inputs, num_channels, kernel_size=2, dropout=0.2):
        super().__init__()
        layers = []
        num_levels = len(num_channels)
        for i in range(num_levels):
            dilation_size = 2 ** i
            in_channels = num_inputs if i == 0 else num_channels[i-1]
            layers += [TemporalBlock(in_channels, num_channels[i], kernel_size, stride=1, dilation=dilation_size, padding=(kernel_size-1) * dilation_size, dropout=dropout)]
        self.network = nn.Sequential(*layers)

    def forward(self, x):
        return self.network(x)


class Graph:
    def __init__(self, n=7, strategy='spatial'):
        self.num_node = n
        self.edge = [(i, i) for i in range(n)] + [(i, i + 1) for i in range(n - 1)]
        A = np.zeros((n, n))
        for i, j in self.edge:
            A[j, i] = 1
            A[i, j] = 1
        Dl = np.sum(A, 0)
        Dn = np.zeros((n, n))
        for i in range(n):
            if Dl[i] > 0:
                Dn[i, i] = Dl[i]**(-1)
        AD = np.dot(A, Dn)
        self.A = np.stack([AD, np.eye(n), AD @ AD])


class STGCN(nn.Module):
    def __init__(self, in_channels=3, edge_importance_weighting=True, **kwargs):
        super().__init__()
        self.graph = Graph(**kwargs)
        A = torch.tensor(self.graph.A, dtype=torch.float32, requires_grad=False)
        self.register_buffer('A', A)
        self.data_bn = nn.BatchNorm1d(in_channels * A.size(1))
        chans = [(in_channels, 8), (8, 8), (8, 16)]
        self.gcn = nn.ModuleList([nn.Conv2d(i, o * A.size(0), (1, 1)) for i, o in chans])
        self.tcn = nn.ModuleList([nn.Sequential(nn.BatchNorm2d(o), nn.ReLU(inplace=True), nn.Conv2d(o, o, (9, 1), (1 if n < 2 else 2, 1), (4, 0)), nn.BatchNorm2d(o)) for n, (_, o) in enumerate(chans)])
        if edge_importance_weighting:
            self.edge_importance = nn.ParameterList([nn.Parameter(torch.ones(self.A.size())) for i in self.gcn])
        else:
            self.edge_importance = [1] * len(self.gcn)
        self.fcn = nn.Conv2d(16, 4, kernel_size=1)

    def forward(self, x):
        N, C, T, V, M = x.size()
        x = x.permute(0, 4, 3, 1, 2).contiguous()
        x = x.view(N * M, V * C, T)
        x = self.data_bn(x)
        x = x.view(N, M, V, C, T)
        x = x.permute(0, 1, 3, 4, 2).contiguous()
        x = x.view(N * M, C, T, V)
        for gcn, tcn, importance in zip(self.gcn, self.tcn, self.edge_importance):
            x = gcn(x)
            n, kc, t, v = x.size()
            x = x.view(n, self.A.size(0), kc // self.A.size(0), t, v)
            x = torch.einsum('nkctv,kvw->nctw', (x, self.A * importance)).contiguous()
            x = tcn(x)
        x = F.avg_pool2d(x, x.size()[2:])
        x = x.view(N, M, -1, 1, 1).mean(dim=1)
        return self.fcn(x).view(x.size(0), -1)


class Graphormerish(nn.Module):
    def __init__(self, d=8, heads=2, max_dist=5):
        super().__init__()
        self.spatial = nn.Embedding(max_dist, heads, padding_idx=0)
        self.token = nn.Embedding(1, d)
        self.virtual = nn.Embedding(1, heads)
        self.layers = nn.ModuleList([nn.ModuleDict(dict(qkv=nn.Linear(d, 3 * d), out=nn.Linear(d, d))) for _ in range(2)])
        self.heads = heads

    def forward(self, x, dist):
        n_graph, n_node = x.size()[:2]
        bias = torch.zeros(n_graph, self.heads, n_node + 1, n_node + 1, device=x.device)
        bias[:, :, 1:, 1:] = bias[:, :, 1:, 1:] + self.spatial(dist).permute(0, 3, 1, 2)
        t = self.virtual.weight.view(1, self.heads, 1)
        bias[:, :, 1:, 0] = bias[:, :, 1:, 0] + t
        bias[:, :, 0, :] += t
        x = torch.cat([self.token.weight.unsqueeze(0).repeat(n_graph, 1, 1), x], dim=1)
        for l in self.layers:
            q, k, v = l['qkv'](x).view(n_graph, n_node + 1, self.heads, -1).transpose(1, 2).chunk(3, -1)
            att = (q @ k.transpose(-1, -2) + bias).softmax(-1)
            x = x + l['out']((att @ v).transpose(1, 2).reshape(x.shape))
        return x[:, 0, :]


class MAB(nn.Module):
    def __init__(self, dim_Q, dim_K, dim_V, num_heads, ln=False):
        super(MAB, self).__init__()
        self.dim_V, self.num_heads = dim_V, num_heads
        self.fc_q, self.fc_k, self.fc_v = nn.Linear(dim_Q, dim_V), nn.Linear(dim_K, dim_V), nn.Linear(dim_K, dim_V)
        if ln:
            self.ln0 = nn.LayerNorm(dim_V)
            self.ln1 = nn.LayerNorm(dim_V)
        self.fc_o = nn.Linear(dim_V, dim_V)

    def forward(self, Q, K):
        Q = self.fc_q(Q)
        K, V = self.fc_k(K), self.fc_v(K)
        dim_split = self.dim_V // self.num_heads
        Q_ = torch.cat(Q.split(dim_split, 2), 0)
        K_ = torch.cat(K.split(dim_split, 2), 0)
        V_ = torch.cat(V.split(dim_split, 2), 0)
        A = torch.softmax(Q_.bmm(K_.transpose(1, 2)) / math.sqrt(self.dim_V), 2)
        O = torch.cat((Q_ + A.bmm(V_)).split(Q.size(0), 0), 2)
        O = O if getattr(self, 'ln0', None) is None else self.ln0(O)
        O = O + F.relu(self.fc_o(O))
        return O if getattr(self, 'ln1', None) is None else self.ln1(O)


class SetTransformer(nn.Module):
    def __init__(self, dim=3, hidden=8, inds=4, k=2):
        super().__init__()
        self.I = nn.Parameter(torch.Tensor(1, inds, hidden))
        self.S = nn.Parameter(torch.Tensor(1, k, hidden))
        nn.init.xavier_uniform_(self.I)
        nn.init.xavier_uniform_(self.S)
        self.mab0, self.mab1 = MAB(hidden, dim, hidden, 2, ln=True), MAB(dim, hidden, hidden, 2)
        self.pma = MAB(hidden, hidden, hidden, 4)

    def forward(self, X):
        H = self.mab0(self.I.repeat(X.size(0), 1, 1), X)
        X = self.mab1(X, H)
        return self.pma(self.S.repeat(X.size(0), 1, 1), X).squeeze()


class SlotAttention(nn.Module):
    def __init__(self, num_slots=3, dim=16, iters=3, eps=1e-8):
        super().__init__()
        self.num_slots, self.iters, self.eps, self.scale = num_slots, iters, eps, dim ** -0.5
        self.slots_mu, self.slots_log_sigma = nn.Parameter(torch.randn(1, 1, dim)), nn.Parameter(torch.zeros(1, 1, dim))
        self.to_q, self.to_k, self.to_v = nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.gru = nn.GRUCell(dim, dim)
        self.norm_input, self.norm_slots = nn.LayerNorm(dim), nn.LayerNorm(dim)

    def forward(self, inputs, num_slots=None):
        b, n, d = inputs.shape
        n_s = num_slots if num_slots is not None else self.num_slots
        mu = self.slots_mu.expand(b, n_s, -1)
        slots = mu + self.slots_log_sigma.exp().expand(b, n_s, -1) * torch.randn(mu.shape, device=inputs.device)
        inputs = self.norm_input(inputs)
        k, v = self.to_k(inputs), self.to_v(inputs)
        for _ in range(self.iters):
            slots_prev = slots
            q = self.to_q(self.norm_slots(slots))
            dots = torch.einsum('bid,bjd->bij', q, k) * self.scale
            attn = dots.softmax(dim=1) + self.eps
            attn = attn / attn.sum(dim=-1, keepdim=True)
            updates = torch.einsum('bjd,bij->bid', v, attn)
            slots = self.gru(updates.reshape(-1, d), slots_prev.reshape(-1, d))
            slots = slots.reshape(b, -1, d)
        return slots


def linspace(backcast_length, forecast_length, centered=False):
    norm = max(backcast_length, forecast_length)
    start = -backcast_length if centered else 0
    stop = forecast_length
    return np.linspace(start / norm, stop / norm, backcast_length if not centered else start + stop, dtype=np.float32)


class NBeats(nn.Module):
    SEASONALITY, TREND, GENERIC = 'seasonality', 'trend', 'generic'

    def __init__(self, stack_types=(TREND, SEASONALITY, GENERIC), thetas=(3, 4, 5), back=20, fore=6, hidden=8):
        super().__init__()
        self.back, self.fore = back, fore
        self.stacks = []
        self.parameters_ = []
        for kind, theta in zip(stack_types, thetas):
            blocks = nn.ModuleList([nn.Linear(back, hidden), nn.Linear(hidden, hidden), nn.Linear(hidden, theta), nn.Linear(theta, back), nn.Linear(theta, fore)])
            self.stacks.append((kind, blocks))
            self.parameters_.extend(blocks.parameters())
        self.parameters_ = nn.ParameterList(self.parameters_)
        t = linspace(back, fore)
        self.T = torch.tensor(np.array([t ** i for i in range(3)])).float()

    def forward(self, x):
        forecast = torch.zeros(x.size(0), self.fore, device=x.device)
        for kind, (a, b, th, bc, fc) in self.stacks:
            h = F.relu(b(F.relu(a(x))))
            theta = th(h)
            if kind == self.TREND:
                back = theta.mm(self.T.to(x.device))
            else:
                back = bc(theta)
            x = x - back
            forecast += fc(theta)
        return x, forecast


class GBN(nn.Module):
    def __init__(self, d, vbs=4):
        super().__init__()
        self.bn, self.vbs = nn.BatchNorm1d(d), vbs

    def forward(self, x):
        chunks = x.chunk(int(np.ceil(x.shape[0] / self.vbs)), 0)
        return torch.cat([self.bn(c) for c in chunks], dim=0)


class TabNetish(nn.Module):
    def __init__(self, d=6, n_d=4, n_a=4, steps=2, gamma=1.3):
        super().__init__()
        self.initial_bn = nn.BatchNorm1d(d)
        self.shared = nn.Linear(d, 2 * (n_d + n_a), bias=False)
        self.ft = nn.ModuleList([nn.ModuleList([self.shared, GBN(2 * (n_d + n_a))]) for _ in range(steps + 1)])
        self.att = nn.ModuleList([nn.ModuleList([nn.Linear(n_a, d, bias=False), GBN(d)]) for _ in range(steps)])
        self.n_d, self.n_a, self.gamma = n_d, n_a, gamma

    def step(self, i, x):
        fc, bn = self.ft[i]
        x = bn(fc(x))
        return torch.mul(x[:, :self.n_d + self.n_a], torch.sigmoid(x[:, self.n_d + self.n_a:]))

    @staticmethod
    def sparsemax(z):
        srt, _ = torch.sort(z, descending=True, dim=-1)
        css = srt.cumsum(-1) - 1
        rho = torch.arange(1, z.size(-1) + 1, device=z.device, dtype=z.dtype)
        support = rho * srt > css
        k = support.sum(dim=-1).unsqueeze(-1)
        tau = css.gather(-1, (k - 1).clamp(min=0)) / k.to(z.dtype)
        return torch.clamp(z - tau, min=0)

    def forward(self, x):
        x = self.initial_bn(x)
        prior = torch.ones(x.shape).to(x.device)
        a = self.step(0, x)[:, self.n_d:]
        out, loss = [], 0
        for i, (lin, bn) in enumerate(self.att):
            M = self.sparsemax(bn(lin(a)) * prior)
            loss += torch.mean(torch.sum(torch.mul(M, torch.log(M + 1e-15)), dim=1))
            prior = torch.mul(self.gamma - M, prior)
            o = self.step(i + 1, torch.mul(M, x))
            out.append(F.relu(o[:, :self.n_d]))
            a = o[:, self.n_d:]
        return torch.sum(torch.stack(out, dim=0), dim=0), loss / len(self.att)


class SineLayer(nn.Module):
    def __init__(self, in_features, out_features, bias=True, is_first=False, omega_0=30):
        super().__init__()
        self.omega_0, self.is_first, self.in_features = omega_0, is_first, in_features
        self.linear = nn.Linear(in_features, out_features, bias=bias)
        self.init_weights()

    def init_weights(self):
        with torch.no_grad():
            if self.is_first:
                self.linear.weight.uniform_(-1 / self.in_features, 1 / self.in_features)
            else:
                self.linear.weight.uniform_(-np.sqrt(6 / self.in_features) / self.omega_0, np.sqrt(6 / self.in_features) / self.omega_0)

    def forward(self, input):
        return torch.sin(self.omega_0 * self.linear(input))


class SIREN(nn.Module):
    def __init__(self, in_features=2, hidden_features=16, hidden_layers=2, out_features=1, outermost_linear=True):
        super().__init__()
        self.net = []
        self.net.append(SineLayer(in_features, hidden_features, is_first=True))
        for i in range(hidden_layers):
            self.net.append(SineLayer(hidden_features, hidden_features))
        if outermost_linear:
            final_linear = nn.Linear(hidden_features, out_features)
            self.net.append(final_linear)
        self.net = nn.Sequential(*self.net)
        self.B = nn.Parameter(torch.randn(8, in_features) * 10, requires_grad=False)

    def forward(self, coords):
        coords = coords.clone().detach().requires_grad_(True)
        x_proj = (2. * np.pi * coords) @ self.B.t()
        ff = torch.cat([torch.sin(x_proj), torch.cos(x_proj)], dim=-1)
        return self.net(coords), coords, ff


class HashGrid(nn.Module):
    def __init__(self, n_levels=3, n_features=2, log2_hashmap_size=6, base=4, finest=16):
        super().__init__()
        self.n_levels, self.log2 = n_levels, log2_hashmap_size
        self.b = torch.exp((torch.log(torch.tensor(float(finest))) - torch.log(torch.tensor(float(base)))) / (n_levels - 1))
        self.base = torch.tensor(base)
        self.embeddings = nn.ModuleList([nn.Embedding(2**log2_hashmap_size, n_features) for _ in range(n_levels)])
        self.box_offsets = torch.tensor([[[i, j, k] for i in [0, 1] for j in [0, 1] for k in [0, 1]]])
        self.mlp = nn.Linear(n_levels * n_features, 4)

    def hash(self, coords):
        primes = [1, 2654435761, 805459861]
        xor_result = torch.zeros_like(coords)[..., 0]
        for i in range(coords.shape[-1]):
            xor_result ^= coords[..., i] * primes[i]
        return torch.tensor((1 << self.log2) - 1).to(xor_result.device) & xor_result

    def forward(self, x):
        out = []
        for i in range(self.n_levels):
            resolution = torch.floor(self.base * self.b**i).to(x.device)
            grid = x * resolution
            idx = torch.floor(grid).int().unsqueeze(1) + self.box_offsets.to(x.device)
            vox = self.embeddings[i](self.hash(idx.long()))
            w = grid - torch.floor(grid)
            c00 = vox[:, 0] * (1 - w[:, 0][:, None]) + vox[:, 4] * w[:, 0][:, None]
            out.append(c00)
        return self.mlp(torch.cat(out, dim=-1))


class Fp32GroupNorm(nn.GroupNorm):
    def forward(self, input):
        output = F.group_norm(input.float(), self.num_groups, self.weight.float() if self.weight is not None else None,
                              self.bias.float() if self.bias is not None else None, self.eps)
        return output.type_as(input)


class Wav2Vecish(nn.Module):
    def __init__(self, conv_feature_layers="[(8, 10, 5)] + [(8, 3, 2)] * 2 + [(12,2,2)]", dim=16):
        super().__init__()
        layers = eval(conv_feature_layers)
        in_d = 1
        self.conv_layers = nn.ModuleList()
        for i, cl in enumerate(layers):
            assert len(cl) == 3, "invalid conv definition: " + str(cl)
            (d, k, stride) = cl
            block = [nn.Conv1d(in_d, d, k, stride=stride, bias=False)]
            if i == 0:
                block.append(Fp32GroupNorm(d, d, affine=True))
            self.conv_layers.append(nn.Sequential(*block, nn.GELU()))
            in_d = d
        self.proj = nn.Linear(in_d, dim)
        self.pos_conv = nn.Conv1d(dim, dim, kernel_size=16, padding=16 // 2, groups=4)
        std = math.sqrt((4 * (1.0 - 0.1)) / (16 * dim))
        nn.init.normal_(self.pos_conv.weight, mean=0, std=std)
        self.pos_conv = nn.utils.weight_norm(self.pos_conv, name="weight", dim=2)
        self.mask_emb = nn.Parameter(torch.FloatTensor(dim).uniform_())
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, 4, 32, batch_first=True), 1)

    def _get_feat_lengths(self, n):
        for m in self.conv_layers:
            c = m[0]
            n = (n - c.kernel_size[0]) // c.stride[0] + 1
        return n

    def forward(self, source):
        x = source.unsqueeze(1)
        for conv in self.conv_layers:
            x = conv(x)
        x = self.proj(x.transpose(1, 2))
        assert x.size(1) == self._get_feat_lengths(source.size(1))
        pos = self.pos_conv(x.transpose(1, 2))[:, :, :-1]
        x = x + F.gelu(pos).transpose(1, 2)
        return self.encoder(x)


class ESIM(nn.Module):
    def __init__(self, vocab=20, d=8):
        super().__init__()
        self.emb = nn.Embedding(vocab, d)
        self.lstm1 = nn.LSTM(d, d, batch_first=True, bidirectional=True)
        self.lstm2 = nn.LSTM(d * 8, d, batch_first=True, bidirectional=True)
        self.fc = nn.Sequential(nn.BatchNorm1d(d * 8), nn.Linear(d * 8, 3))

    def soft_align_attention(self, x1, x2, mask1, mask2):
        attention = torch.matmul(x1, x2.transpose(1, 2))
        mask1 = mask1.float().masked_fill_(mask1, float('-inf'))
        mask2 = mask2.float().masked_fill_(mask2, float('-inf'))
        weight1 = F.softmax(attention + mask2.unsqueeze(1), dim=-1)
        x1_align = torch.matmul(weight1, x2)
        weight2 = F.softmax(attention.transpose(1, 2) + mask1.unsqueeze(1), dim=-1)
        return x1_align, torch.matmul(weight2, x1)

    def submul(self, x1, x2):
        return torch.cat([x1 - x2, x1 * x2], -1)

    def apply_multiple(self, x):
        p1 = F.avg_pool1d(x.transpose(1, 2), x.size(1)).squeeze(-1)
        p2 = F.max_pool1d(x.transpose(1, 2), x.size(1)).squeeze(-1)
        return torch.cat([p1, p2], 1)

    def forward(self, *input):
        sent1, sent2 = input[0], input[1]
        mask1, mask2 = sent1.eq(0), sent2.eq(0)
        o1, _ = self.lstm1(self.emb(sent1))
        o2, _ = self.lstm1(self.emb(sent2))
        q1, q2 = self.soft_align_attention(o1, o2, mask1, mask2)
        c1 = torch.cat([o1, q1, self.submul(o1, q1)], -1)
        c2 = torch.cat([o2, q2, self.submul(o2, q2)], -1)
        r1, r2 = self.lstm2(c1)[0], self.lstm2(c2)[0]
        return self.fc(torch.cat([self.apply_multiple(r1), self.apply_multiple(r2)], -1))


class DataParallelNet(nn.Module):
    def __init__(self):
        super().__init__()
        net = nn.Sequential(nn.Conv2d(3, 4, 3), nn.SyncBatchNorm(4), nn.ReLU())
        net = nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(*net, nn.BatchNorm2d(4)))
        for i, m in enumerate(net):
            if isinstance(m, nn.SyncBatchNorm):
                net[i] = nn.BatchNorm2d(m.num_features)
        self.net = nn.DataParallel(net)
        if torch.cuda.device_count() > 1:
            self.net = nn.DataParallel(self.net)
        self.head = nn.Linear(4, 2)
        if hasattr(self.net, 'module'):
            self.out_channels = self.net.module[0].out_channels
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            self.traced = torch.jit.trace(nn.Linear(2, 2), torch.zeros(1, 2))

    def forward(self, x):
        return self.traced(self.head(self.net(x).mean((2, 3))))


class CheckpointNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([nn.Sequential(nn.Linear(8, 8), nn.GELU()) for _ in range(4)])
        self.use = True

    def forward(self, x):
        def create_custom_forward(module):
            def custom_forward(*inputs):
                return module(*inputs)
            return custom_forward
        for i, b in enumerate(self.blocks[:2]):
            x = checkpoint.checkpoint(create_custom_forward(b), x, use_reentrant=False) if self.use else b(x)
        x = checkpoint.checkpoint_sequential(nn.Sequential(*self.blocks[2:]), 2, x, use_reentrant=False)
        return x


class ComplexConv2d(nn.Module):
    def __init__(self, i, o, k, **kw):
        super().__init__()
        self.conv_r, self.conv_i = nn.Conv2d(i, o, k, **kw), nn.Conv2d(i, o, k, **kw)

    def forward(self, x):
        return (self.conv_r(x.real) - self.conv_i(x.imag)).type(torch.complex64) + 1j * (self.conv_r(x.imag) + self.conv_i(x.real)).type(torch.complex64)


class ComplexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = ComplexConv2d(1, 4, 3, padding=1)
        self.w = nn.Parameter(torch.randn(4, 8, 8, dtype=torch.complex64))
        self.native = nn.Linear(8, 3, dtype=torch.cfloat)

    def forward(self, x):
        z = torch.fft.fftshift(torch.fft.fft2(x), dim=(-2, -1))
        z = self.c(z) * self.w
        z = F.relu(z.real) + 1j * F.relu(z.imag)
        y = self.native(z)
        return torch.abs(torch.fft.ifft2(torch.fft.ifftshift(z))), torch.polar(y.abs(), y.angle()).conj()


class LabelSmoothing(nn.Module):
    def __init__(self, n, s=0.1):
        super().__init__()
        self.n, self.s = n, s
        self.criterion = nn.KLDivLoss(reduction='batchmean')

    def forward(self, x, target):
        true_dist = x.data.clone()
        true_dist.fill_(self.s / (self.n - 2))
        true_dist.scatter_(1, target.data.unsqueeze(1), 1 - self.s)
        return self.criterion(x, true_dist)


class LossInForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(10, 3)
        self.losses = nn.ModuleDict({'ce': nn.CrossEntropyLoss(weight=torch.ones(3), label_smoothing=0.1), 'ls': LabelSmoothing(3), 'nll': nn.NLLLoss(reduction='none')})
        self.weights = nn.Parameter(torch.zeros(4))

    def focal(self, logits, y, gamma=2.0, alpha=0.25):
        ce = F.binary_cross_entropy_with_logits(logits, F.one_hot(y, 3).to(logits), reduction="none")
        p_t = torch.exp(-ce)
        return (alpha * (1 - p_t) ** gamma * ce).mean()

    def forward(self, x, y, return_dict=True):
        logits = self.fc(x)
        logp = F.log_softmax(logits, -1)
        losses = [self.losses['ce'](logits, y), self.losses['ls'](logp, y), self.losses['nll'](logp, y).mean(), self.focal(logits, y)]
        total = sum(torch.exp(-w) * l + w for w, l in zip(self.weights, losses))
        feats = F.normalize(logits, dim=1)
        sim = torch.matmul(feats, feats.T) / 0.07
        mask = torch.eq(y.view(-1, 1), y.view(1, -1)).float()
        logits_mask = torch.scatter(torch.ones_like(mask), 1, torch.arange(x.size(0), device=x.device).view(-1, 1), 0)
        log_prob = sim - torch.log((torch.exp(sim) * logits_mask).sum(1, keepdim=True))
        con = -((mask * logits_mask * log_prob).sum(1) / mask.sum(1).clamp(min=1)).mean()
        return {'loss': total + con, 'logits': logits, 'parts': tuple(losses)} if return_dict else total


class DETRMatcherLike(nn.Module):
    def __init__(self, k=4):
        super().__init__()
        self.score = nn.Linear(12, 3)
        self.box = nn.Linear(12, 4)
        self.refine = nn.Linear(12, 2)
        self.k = k

    def forward(self, x):
        prob = self.score(x).sigmoid()
        topk_values, topk_indexes = torch.topk(prob.view(x.shape[0], -1), self.k, dim=1)
        labels = topk_indexes % prob.shape[2]
        topk_boxes = topk_indexes // prob.shape[2]
        boxes = torch.gather(self.box(x), 1, topk_boxes.unsqueeze(-1).repeat(1, 1, 4))
        x_c, y_c, w, h = boxes.unbind(-1)
        boxes = torch.stack([x_c - 0.5 * w, y_c - 0.5 * h, x_c + 0.5 * w, y_c + 0.5 * h], dim=-1)
        feats = torch.take_along_dim(x, topk_boxes.unsqueeze(-1), dim=1)
        return topk_values, labels, boxes, self.refine(feats)


class Informer(nn.Module):
    def __init__(self, d=8, heads=2, factor=1):
        super().__init__()
        self.value = nn.Conv1d(5, d, 3, padding=1, padding_mode='circular', bias=False)
        self.q, self.k, self.v = (nn.Linear(d, d) for _ in range(3))
        self.heads, self.factor = heads, factor
        self.distil = nn.Sequential(nn.Conv1d(d, d, 3, padding=2, padding_mode='circular'), nn.BatchNorm1d(d), nn.ELU(), nn.MaxPool1d(kernel_size=3, stride=2, padding=1))

    def _prob_QK(self, Q, K, sample_k, n_top):
        B, H, L_K, E = K.shape
        _, _, L_Q, _ = Q.shape
        K_expand = K.unsqueeze(-3).expand(B, H, L_Q, L_K, E)
        index_sample = torch.randint(L_K, (L_Q, sample_k))
        K_sample = K_expand[:, :, torch.arange(L_Q).unsqueeze(1), index_sample, :]
        Q_K_sample = torch.matmul(Q.unsqueeze(-2), K_sample.transpose(-2, -1)).squeeze(-2)
        M = Q_K_sample.max(-1)[0] - torch.div(Q_K_sample.sum(-1), L_K)
        M_top = M.topk(n_top, sorted=False)[1]
        Q_reduce = Q[torch.arange(B)[:, None, None], torch.arange(H)[None, :, None], M_top, :]
        return torch.matmul(Q_reduce, K.transpose(-2, -1)), M_top

    def forward(self, x):
        x = self.value(x.permute(0, 2, 1)).transpose(1, 2)
        B, L, D_ = x.shape
        q, k, v = (f(x).view(B, L, self.heads, -1).transpose(2, 1) for f in (self.q, self.k, self.v))
        U_part = self.factor * np.ceil(np.log(L)).astype('int').item()
        u = self.factor * np.ceil(np.log(L)).astype('int').item()
        U_part = U_part if U_part < L else L
        scores, index = self._prob_QK(q, k, sample_k=U_part, n_top=u)
        scores = scores * (1. / math.sqrt(D_ // self.heads))
        context = v.mean(dim=-2).unsqueeze(-2).expand(B, self.heads, L, v.shape[-1]).clone()
        context[torch.arange(B)[:, None, None], torch.arange(self.heads)[None, :, None], index, :] = torch.matmul(torch.softmax(scores, dim=-1), v).type_as(context)
        x = context.transpose(2, 1).contiguous().view(B, L, -1)
        return self.distil(x.transpose(1, 2)).transpose(1, 2)


class AutoCorrelation(nn.Module):
    def __init__(self, factor=1):
        super().__init__()
        self.factor = factor
        self.proj = nn.Linear(4, 4)

    def forward(self, queries):
        keys = values = self.proj(queries)
        B, L, H, E = queries.shape
        q_fft = torch.fft.rfft(queries.permute(0, 2, 3, 1).contiguous(), dim=-1)
        k_fft = torch.fft.rfft(keys.permute(0, 2, 3, 1).contiguous(), dim=-1)
        corr = torch.fft.irfft(q_fft * torch.conj(k_fft), dim=-1)
        top_k = int(self.factor * math.log(L))
        mean_value = torch.mean(torch.mean(corr, dim=1), dim=1)
        weights, delay = torch.topk(mean_value, top_k, dim=-1)
        tmp_corr = torch.softmax(weights, dim=-1)
        v = values.permute(0, 2, 3, 1)
        init_index = torch.arange(L).unsqueeze(0).unsqueeze(0).unsqueeze(0).repeat(B, H, E, 1).to(v.device)
        tmp_values = v.repeat(1, 1, 1, 2)
        delays_agg = torch.zeros_like(v).float()
        for i in range(top_k):
            tmp_delay = init_index + delay[:, i].unsqueeze(1).unsqueeze(1).unsqueeze(1).repeat(1, H, E, L)
            pattern = torch.gather(tmp_values, dim=-1, index=tmp_delay)
            delays_agg = delays_agg + pattern * (tmp_corr[:, i].unsqueeze(1).unsqueeze(1).unsqueeze(1).repeat(1, H, E, L))
        return delays_agg.permute(0, 3, 1, 2).contiguous()
