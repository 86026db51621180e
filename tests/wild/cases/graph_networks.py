# case: GCN(nfeat=8, nhid=16, nclass=4, dropout=0.5) <- torch.zeros(6, 8), torch.sparse_coo_tensor(torch.tensor([[0, 1, 2], [1, 2, 5]]), torch.ones(3), torch.Size([6, 6]))
# case: LightGCN(5, 7, 4) <- torch.zeros(3, dtype=torch.long), torch.zeros(3, dtype=torch.long)
# case: ChebNet() <- torch.zeros(2, 6, 3)
# case: DiffPool() <- torch.zeros(2, 8, 3), torch.zeros(2, 8, 8)
# case: DCRNNCell(4, 3, 5, 2) <- torch.zeros(2, 5 * 3), torch.zeros(2, 5 * 4)
# case: SchNet() <- torch.zeros(4, dtype=torch.long), torch.zeros(4, 3)
# case: EGNN() <- torch.zeros(5, 8), torch.zeros(5, 3), [torch.tensor([0, 1, 2, 3]), torch.tensor([1, 2, 3, 4])]
# case: MPNN() <- torch.zeros(6, 10), torch.zeros(5, 4), torch.tensor([[0, 1, 2, 3, 4], [1, 2, 3, 4, 5]]), torch.tensor([0, 0, 0, 1, 1, 1])
# case: RGCN() <- torch.zeros(5, dtype=torch.long), torch.tensor([[0, 1, 2, 3], [1, 2, 3, 4]]), torch.tensor([0, 1, 0, 2])
# case: SAGE() <- torch.zeros(9, 6), [torch.tensor([[0, 1, 2, 3], [0, 0, 1, 1]]), torch.tensor([[0, 1], [0, 0]])], [4, 2]
# case: MTGNN() <- torch.zeros(2, 2, 7, 24)
# case: Evolve() <- [torch.eye(4), torch.eye(4)], [torch.zeros(4, 6), torch.zeros(4, 6)]
# case: HeteroNet({"user": 5, "item": 3}, [("user", "buys", "item"), ("item", "rev", "user")]) <- {"user": torch.zeros(4, 5), "item": torch.zeros(6, 3)}, {("user", "buys", "item"): torch.tensor([[0, 1], [2, 3]]), ("item", "rev", "user"): torch.tensor([[2, 3], [0, 1]])}
import math
from collections import defaultdict

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.modules.module import Module
from torch.nn.parameter import Parameter

try:
    from torch_scatter import scatter_mean
    HAS_SCATTER = True
except (ImportError, OSError):
    HAS_SCATTER = False

    def scatter_mean(src, index, dim=0, dim_size=None):
        size = int(index.max()) + 1 if dim_size is None else dim_size
        out = src.new_zeros((size,) + src.shape[1:])
        count = src.new_zeros(size)
        out.index_add_(dim, index, src)
        count.index_add_(0, index, torch.ones_like(index, dtype=src.dtype))
        return out / count.clamp_(min=1).view((-1,) + (1,) * (src.dim() - 1))


class GraphConvolution(Module):
    """Simple GCN layer, similar to https://arxiv.org/abs/1609.02907"""

    def __init__(self, in_features, out_features, bias=True):
        super(GraphConvolution, self).__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(torch.FloatTensor(in_features, out_features))
        if bias:
            self.bias = Parameter(torch.FloatTensor(out_features))
        else:
            self.register_parameter('bias', None)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1. / math.sqrt(self.weight.size(1))
        self.weight.data.uniform_(-stdv, stdv)
        if self.bias is not None:
            self.bias.data.uniform_(-stdv, stdv)

    def forward(self, input, adj):
        support = torch.mm(input, self.weight)
        output = torch.spmm(adj, support)
        if self.bias is not None:
            return output + self.bias
        else:
            return output

    def __repr__(self):
        return self.__class__.__name__ + ' (' + str(self.in_features) + ' -> ' + str(self.out_features) + ')'


class GCN(nn.Module):
    def __init__(self, nfeat, nhid, nclass, dropout):
        super(GCN, self).__init__()
        self.gc1 = GraphConvolution(nfeat, nhid)
        self.gc2 = GraphConvolution(nhid, nclass, bias=False)
        self.dropout = dropout

    def forward(self, x, adj):
        assert adj.is_sparse and adj.layout == torch.sparse_coo
        x = F.relu(self.gc1(x, adj))
        x = F.dropout(x, self.dropout, training=self.training)
        x = self.gc2(x, adj.to_dense() if not adj.is_sparse else adj)
        return F.log_softmax(x, dim=1)


class LightGCN(nn.Module):
    def __init__(self, num_users, num_items, dim, n_layers=2):
        super().__init__()
        self.num_users, self.num_items, self.n_layers = num_users, num_items, n_layers
        self.embedding_user = torch.nn.Embedding(num_embeddings=num_users, embedding_dim=dim)
        self.embedding_item = torch.nn.Embedding(num_embeddings=num_items, embedding_dim=dim)
        nn.init.normal_(self.embedding_user.weight, std=0.1)
        R = np.zeros((num_users, num_items))
        R[np.arange(num_users), np.arange(num_users) % num_items] = 1
        adj = np.zeros((num_users + num_items, num_users + num_items), dtype=np.float32)
        adj[:num_users, num_users:] = R
        adj[num_users:, :num_users] = R.T
        idx = np.nonzero(adj)
        index = torch.stack([torch.from_numpy(i) for i in idx])
        self.Graph = torch.sparse.FloatTensor(index, torch.ones(index.size(1)), torch.Size(adj.shape)).coalesce()

    def computer(self):
        all_emb = torch.cat([self.embedding_user.weight, self.embedding_item.weight])
        embs = [all_emb]
        for layer in range(self.n_layers):
            all_emb = torch.sparse.mm(self.Graph, all_emb)
            embs.append(all_emb)
        light_out = torch.mean(torch.stack(embs, dim=1), dim=1)
        return torch.split(light_out, [self.num_users, self.num_items])

    def forward(self, users, items):
        all_users, all_items = self.computer()
        return torch.sigmoid(torch.sum(torch.mul(all_users[users.long()], all_items[items]), dim=1))


class ChebNet(nn.Module):
    def __init__(self, N=6, K=3, i=3, o=8):
        super().__init__()
        W = np.abs(np.subtract.outer(np.arange(N), np.arange(N))) <= 1
        D = np.diag(np.sum(W, axis=1))
        L = D - W
        self.K = K
        lap = torch.from_numpy(2 * L / 4.0 - np.identity(N)).float()
        polys = [torch.eye(N), lap]
        for k in range(2, K):
            polys.append(2 * torch.mm(lap, polys[-1]) - polys[-2])
        self.register_buffer('polys', torch.stack(polys[:K]))
        self.Theta = nn.ParameterList([nn.Parameter(torch.FloatTensor(i, o)) for _ in range(K)])

    def forward(self, x):
        outputs = []
        for k in range(self.K):
            rhs = x.permute(0, 2, 1).matmul(self.polys[k]).permute(0, 2, 1)
            outputs.append(rhs.matmul(self.Theta[k]))
        return F.relu(sum(outputs))


class DiffPool(nn.Module):
    def __init__(self, i=3, h=8, assign=(4, 1)):
        super().__init__()
        self.embed = nn.ModuleList([nn.Linear(i if n == 0 else h, h) for n in range(len(assign))])
        self.assign = nn.ModuleList([nn.Linear(i if n == 0 else h, a) for n, a in enumerate(assign)])

    def forward(self, x, adj, eps=1e-15):
        link = 0
        for e, a in zip(self.embed, self.assign):
            z = torch.relu(torch.bmm(adj, e(x)))
            s = torch.softmax(adj @ a(x), dim=-1)
            x = torch.matmul(s.transpose(1, 2), z)
            link = link + torch.norm(adj - torch.matmul(s, s.transpose(1, 2)), p=2) / adj.numel()
            adj = torch.matmul(torch.matmul(s.transpose(1, 2), adj), s)
        return x.squeeze(1), link


class DCRNNCell(nn.Module):
    def __init__(self, num_units, input_dim, num_nodes, max_diffusion_step, nonlinearity='tanh'):
        super().__init__()
        self._activation = torch.tanh if nonlinearity == 'tanh' else torch.relu
        self._num_nodes, self._num_units, self._max_diffusion_step, self._input_dim = num_nodes, num_units, max_diffusion_step, input_dim
        self._supports = []
        adj_mx = np.eye(num_nodes, k=1) + np.eye(num_nodes)
        for support in (adj_mx, adj_mx.T):
            self._supports.append(self._build_sparse_matrix(support))
        self._params = {}
        self._biases = {}

        size = input_dim + num_units
        matrices = len(self._supports) * max_diffusion_step + 1
        for name, out, bias in (('gate', 2 * num_units, 1.0), ('cand', num_units, 0.0)):
            w = nn.Parameter(torch.empty(size * matrices, out))
            nn.init.xavier_normal_(w)
            self._params[name] = w
            self.register_parameter('{}_weight_{}'.format(name, str(tuple(w.shape))), w)
            b = nn.Parameter(torch.empty(out))
            nn.init.constant_(b, bias)
            self._biases[name] = b
            self.register_parameter(name + '_biases', b)

    @staticmethod
    def _build_sparse_matrix(L):
        L = torch.tensor(L, dtype=torch.float32)
        return L.to_sparse()

    @staticmethod
    def _concat(x, x_):
        x_ = x_.unsqueeze(0)
        return torch.cat([x, x_], dim=0)

    def _gconv(self, inputs, state, name, output_size):
        batch_size = inputs.shape[0]
        inputs = torch.reshape(inputs, (batch_size, self._num_nodes, -1))
        state = torch.reshape(state, (batch_size, self._num_nodes, -1))
        inputs_and_state = torch.cat([inputs, state], dim=2)
        input_size = inputs_and_state.size(2)
        x = inputs_and_state
        x0 = x.permute(1, 2, 0)
        x0 = torch.reshape(x0, shape=[self._num_nodes, input_size * batch_size])
        x = torch.unsqueeze(x0, 0)
        if self._max_diffusion_step == 0:
            pass
        else:
            for support in self._supports:
                x1 = torch.sparse.mm(support, x0)
                x = self._concat(x, x1)
                for k in range(2, self._max_diffusion_step + 1):
                    x2 = 2 * torch.sparse.mm(support, x1) - x0
                    x = self._concat(x, x2)
                    x1, x0 = x2, x1
        num_matrices = len(self._supports) * self._max_diffusion_step + 1
        x = torch.reshape(x, shape=[num_matrices, self._num_nodes, input_size, batch_size])
        x = x.permute(3, 1, 2, 0)
        x = torch.reshape(x, shape=[batch_size * self._num_nodes, input_size * num_matrices])
        x = torch.matmul(x, self._params[name])
        x += self._biases[name]
        return torch.reshape(x, [batch_size, self._num_nodes * output_size])

    def forward(self, inputs, hx):
        output_size = 2 * self._num_units
        value = torch.sigmoid(self._gconv(inputs, hx, 'gate', output_size))
        value = torch.reshape(value, (-1, self._num_nodes, output_size))
        r, u = torch.split(tensor=value, split_size_or_sections=self._num_units, dim=-1)
        r = torch.reshape(r, (-1, self._num_nodes * self._num_units))
        u = torch.reshape(u, (-1, self._num_nodes * self._num_units))
        c = self._gconv(inputs, r * hx, 'cand', self._num_units)
        if self._activation is not None:
            c = self._activation(c)
        return u * hx + (1.0 - u) * c


class ShiftedSoftplus(nn.Module):
    def __init__(self):
        super().__init__()
        self.shift = torch.log(torch.tensor(2.0)).item()

    def forward(self, x):
        return F.softplus(x) - self.shift


class SchNet(nn.Module):
    def __init__(self, hidden=16, n=2, gaussians=10, cutoff=5.0):
        super().__init__()
        self.embedding = nn.Embedding(100, hidden, padding_idx=0)
        offset = torch.linspace(0.0, cutoff, gaussians)
        self.coeff = -0.5 / (offset[1] - offset[0]).item()**2
        self.register_buffer('offset', offset)
        self.mlps = nn.ModuleList([nn.Sequential(nn.Linear(gaussians, hidden), ShiftedSoftplus(), nn.Linear(hidden, hidden)) for _ in range(n)])
        self.lins = nn.ModuleList([nn.Linear(hidden, hidden, bias=False) for _ in range(n)])
        self.out = nn.Linear(hidden, 1)
        self.cutoff = cutoff
        atomref = torch.zeros(100, 1)
        self.atomref = nn.Embedding.from_pretrained(atomref)

    def forward(self, z, pos):
        h = self.embedding(z)
        n = z.size(0)
        dist = (pos[:, None] - pos[None]).norm(dim=-1)
        attr = torch.exp(self.coeff * torch.pow(dist.view(-1, 1) - self.offset.view(1, -1), 2))
        C = 0.5 * (torch.cos(dist * math.pi / self.cutoff) + 1.0)
        C = C * (dist < self.cutoff).float() * (1 - torch.eye(n, device=pos.device))
        for mlp, lin in zip(self.mlps, self.lins):
            W = mlp(attr).view(n, n, -1) * C.unsqueeze(-1)
            h = h + (W * lin(h)[None]).sum(1)
        return (self.out(h) + self.atomref(z)).sum(0)


def unsorted_segment_sum(data, segment_ids, num_segments):
    result_shape = (num_segments, data.size(1))
    result = data.new_full(result_shape, 0)
    segment_ids = segment_ids.unsqueeze(-1).expand(-1, data.size(1))
    result.scatter_add_(0, segment_ids, data)
    return result


class E_GCL(nn.Module):
    def __init__(self, nf, hidden, edges_in_d=0, attention=True, normalize=True, tanh=True):
        super().__init__()
        self.attention, self.normalize, self.tanh = attention, normalize, tanh
        self.edge_mlp = nn.Sequential(nn.Linear(nf * 2 + 1 + edges_in_d, hidden), nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU())
        self.node_mlp = nn.Sequential(nn.Linear(hidden + nf, hidden), nn.SiLU(), nn.Linear(hidden, nf))
        layer = nn.Linear(hidden, 1, bias=False)
        torch.nn.init.xavier_uniform_(layer.weight, gain=0.001)
        coord_mlp = [nn.Linear(hidden, hidden), nn.SiLU(), layer]
        if self.tanh:
            coord_mlp.append(nn.Tanh())
        self.coord_mlp = nn.Sequential(*coord_mlp)
        if self.attention:
            self.att_mlp = nn.Sequential(nn.Linear(hidden, 1), nn.Sigmoid())

    def forward(self, h, edge_index, coord):
        row, col = edge_index
        diff = coord[row] - coord[col]
        radial = torch.sum(diff**2, 1).unsqueeze(1)
        if self.normalize:
            norm = torch.sqrt(radial).detach() + 1e-8
            diff = diff / norm
        out = self.edge_mlp(torch.cat([h[row], h[col], radial], dim=1))
        if self.attention:
            out = out * self.att_mlp(out)
        trans = diff * self.coord_mlp(out)
        coord = coord + unsorted_segment_sum(trans, row, num_segments=coord.size(0))
        agg = unsorted_segment_sum(out, row, num_segments=h.size(0))
        return h + self.node_mlp(torch.cat([h, agg], dim=1)), coord


class EGNN(nn.Module):
    def __init__(self, nf=8, hidden=16, n_layers=2, device='cpu'):
        super().__init__()
        self.n_layers = n_layers
        for i in range(0, n_layers):
            self.add_module("gcl_%d" % i, E_GCL(nf, hidden))
        self.to(device)

    def forward(self, h, x, edges):
        for i in range(0, self.n_layers):
            h, x = self._modules["gcl_%d" % i](h, edges, x)
        return h, x


class MPNN(nn.Module):
    def __init__(self, atom=10, bond=4, dim=8, steps=2):
        super().__init__()
        self.lin0 = nn.Linear(atom, dim)
        self.edge = nn.Sequential(nn.Linear(bond, 16), nn.ReLU(), nn.Linear(16, dim * dim))
        self.gru = nn.GRU(dim, dim)
        self.lstm = nn.LSTM(2 * dim, dim)
        self.steps, self.dim = steps, dim
        self.out = nn.Linear(2 * dim, 1)

    def set2set(self, x, batch, n):
        h = (x.new_zeros((1, n, self.dim)), x.new_zeros((1, n, self.dim)))
        q_star = x.new_zeros(n, 2 * self.dim)
        for i in range(3):
            q, h = self.lstm(q_star.unsqueeze(0), h)
            q = q.view(n, self.dim)
            e = (x * q[batch]).sum(dim=-1, keepdim=True).exp()
            a = e / (x.new_zeros(n, 1).index_add_(0, batch, e)[batch] + 1e-16)
            r = x.new_zeros(n, self.dim).index_add_(0, batch, a * x)
            q_star = torch.cat([q, r], dim=-1)
        return q_star

    def forward(self, x, edge_attr, edge_index, batch):
        out = F.relu(self.lin0(x))
        h = out.unsqueeze(0)
        W = self.edge(edge_attr).view(-1, self.dim, self.dim)
        for i in range(self.steps):
            m = torch.bmm(out[edge_index[0]].unsqueeze(1), W).squeeze(1)
            m = scatter_mean(m, edge_index[1], dim=0, dim_size=x.size(0))
            out, h = self.gru(F.relu(m).unsqueeze(0), h)
            out = out.squeeze(0)
        n = batch.max().item() + 1
        return self.out(self.set2set(out, batch, n)).view(-1)


class RGCN(nn.Module):
    def __init__(self, entities=5, rels=3, dim=8, bases=2):
        super().__init__()
        self.emb = nn.Parameter(torch.Tensor(entities, dim))
        self.basis = nn.Parameter(torch.Tensor(bases, dim, dim))
        self.att = nn.Parameter(torch.Tensor(rels, bases))
        self.root = nn.Parameter(torch.Tensor(dim, dim))
        for p in self.parameters():
            nn.init.xavier_uniform_(p)
        self.rels = rels

    def forward(self, x, edge_index, edge_type):
        h = self.emb[x]
        w = torch.matmul(self.att, self.basis.view(self.basis.size(0), -1)).view(self.rels, *self.basis.shape[1:])
        w_e = torch.index_select(w, 0, edge_type)
        msg = torch.bmm(h[edge_index[0]].unsqueeze(1), w_e).squeeze(-2)
        out = scatter_mean(msg, edge_index[1], dim_size=h.size(0)) + h @ self.root
        return torch.einsum('nd,rd,md->nrm', out, self.att @ self.basis.new_ones(2, 8), out)


class SAGE(nn.Module):
    def __init__(self, i=6, h=8, o=3, num_layers=2):
        super().__init__()
        self.convs = nn.ModuleList()
        for l in range(num_layers):
            self.convs.append(nn.ModuleDict({'l': nn.Linear(i if l == 0 else h, h if l < num_layers - 1 else o), 'r': nn.Linear(i if l == 0 else h, h if l < num_layers - 1 else o, bias=False)}))

    def forward(self, x, adjs, sizes):
        for i, (edge_index, size) in enumerate(zip(adjs, sizes)):
            x_target = x[:size]
            agg = scatter_mean(x[edge_index[0]], edge_index[1], dim_size=size)
            x = self.convs[i]['l'](agg) + self.convs[i]['r'](x_target)
            if i != len(self.convs) - 1:
                x = F.dropout(F.relu(x), p=0.5, training=self.training)
        return x.log_softmax(dim=-1)


class dilated_inception(nn.Module):
    def __init__(self, cin, cout, dilation_factor=2):
        super(dilated_inception, self).__init__()
        self.tconv = nn.ModuleList()
        self.kernel_set = [2, 3, 6, 7]
        cout = int(cout / len(self.kernel_set))
        for kern in self.kernel_set:
            self.tconv.append(nn.Conv2d(cin, cout, (1, kern), dilation=(1, dilation_factor)))

    def forward(self, input):
        x = []
        for i in range(len(self.kernel_set)):
            x.append(self.tconv[i](input))
        for i in range(len(self.kernel_set)):
            x[i] = x[i][..., -x[-1].size(3):]
        return torch.cat(x, dim=1)


class MTGNN(nn.Module):
    def __init__(self, num_nodes=7, subgraph_size=3, node_dim=4, conv=8, layers=2, seq_length=24, in_dim=2, out_dim=3, dilation_exponential=2, propalpha=0.05, tanhalpha=3):
        super().__init__()
        self.num_nodes, self.k, self.alpha, self.propalpha = num_nodes, subgraph_size, tanhalpha, propalpha
        self.emb1, self.emb2 = nn.Embedding(num_nodes, node_dim), nn.Embedding(num_nodes, node_dim)
        self.lin1, self.lin2 = nn.Linear(node_dim, node_dim), nn.Linear(node_dim, node_dim)
        self.start_conv = nn.Conv2d(in_channels=in_dim, out_channels=conv, kernel_size=(1, 1))
        kernel_size = 7
        if dilation_exponential > 1:
            self.receptive_field = int(1 + (kernel_size - 1) * (dilation_exponential**layers - 1) / (dilation_exponential - 1))
        else:
            self.receptive_field = layers * (kernel_size - 1) + 1
        self.filter_convs, self.gate_convs, self.skip_convs, self.mix, self.norm = (nn.ModuleList() for _ in range(5))
        new_dilation = 1
        for j in range(1, layers + 1):
            rf = int(1 + (kernel_size - 1) * (dilation_exponential**j - 1) / (dilation_exponential - 1))
            self.filter_convs.append(dilated_inception(conv, conv, dilation_factor=new_dilation))
            self.gate_convs.append(dilated_inception(conv, conv, dilation_factor=new_dilation))
            k = max(seq_length, self.receptive_field) - rf + 1
            self.skip_convs.append(nn.Conv2d(conv, 6, kernel_size=(1, k)))
            self.mix.append(nn.Conv2d(3 * conv, conv, 1))
            self.norm.append(nn.LayerNorm([conv, num_nodes, k], elementwise_affine=True))
            new_dilation *= dilation_exponential
        self.end_conv = nn.Conv2d(6, out_dim, (1, 1))
        self.idx = torch.arange(num_nodes)
        self.seq_length = seq_length

    def gc(self, idx):
        n1 = torch.tanh(self.alpha * self.lin1(self.emb1(idx)))
        n2 = torch.tanh(self.alpha * self.lin2(self.emb2(idx)))
        a = torch.mm(n1, n2.transpose(1, 0)) - torch.mm(n2, n1.transpose(1, 0))
        adj = F.relu(torch.tanh(self.alpha * a))
        mask = torch.zeros(idx.size(0), idx.size(0), device=idx.device)
        mask.fill_(float('0'))
        s1, t1 = (adj + torch.rand_like(adj) * 0.01).topk(self.k, 1)
        mask.scatter_(1, t1, s1.fill_(1))
        return adj * mask

    def mixprop(self, x, adj, mlp):
        adj = adj + torch.eye(adj.size(0), device=x.device)
        d = adj.sum(1)
        h = x
        out = [h]
        a = adj / d.view(-1, 1)
        for i in range(2):
            h = self.propalpha * x + (1 - self.propalpha) * torch.einsum('ncwl,vw->ncvl', (h, a)).contiguous()
            out.append(h)
        return mlp(torch.cat(out, dim=1))

    def forward(self, input, idx=None):
        seq_len = input.size(3)
        assert seq_len == self.seq_length, 'input sequence length not equal to preset sequence length'
        if self.seq_length < self.receptive_field:
            input = nn.functional.pad(input, (self.receptive_field - self.seq_length, 0, 0, 0))
        adp = self.gc(self.idx.to(input.device) if idx is None else idx)
        x = self.start_conv(input)
        skip = 0
        for f, g, s, m, n in zip(self.filter_convs, self.gate_convs, self.skip_convs, self.mix, self.norm):
            residual = x
            x = torch.tanh(f(x)) * torch.sigmoid(g(x))
            skip = s(x) + skip
            x = self.mixprop(x, adp, m)
            x = x + residual[:, :, :, -x.size(3):]
            x = n(x)
        return self.end_conv(F.relu(skip))


class Evolve(nn.Module):
    def __init__(self, i=6, o=6):
        super().__init__()
        self.W0 = Parameter(torch.Tensor(i, o))
        self.gates = nn.ModuleList()
        for act in (nn.Sigmoid(), nn.Sigmoid(), nn.Tanh()):
            gate = nn.Module()
            gate.W, gate.U = Parameter(torch.Tensor(i, i)), Parameter(torch.Tensor(i, i))
            gate.bias = Parameter(torch.zeros(i, o))
            gate.activation = act
            self.gates.append(gate)
        self.scorer = Parameter(torch.Tensor(i, 1))
        self.reset_param(self.scorer)
        self.k = 3

    def reset_param(self, t):
        stdv = 1. / math.sqrt(t.size(0))
        t.data.uniform_(-stdv, stdv)

    def gate(self, g, x, h):
        return g.activation(g.W.matmul(x) + g.U.matmul(h) + g.bias)

    def forward(self, A_list, nodes):
        W = self.W0
        out = []
        for t, A in enumerate(A_list):
            X = nodes[t]
            scores = X.matmul(self.scorer) / self.scorer.norm()
            vals, topk = scores.view(-1).topk(self.k)
            topk = topk[vals > -float("Inf")] if False else topk
            z = (X[topk] * torch.tanh(scores[topk].view(-1, 1))).t()
            z = torch.cat([z, z], 1)[:, :W.size(1)]
            update, reset = self.gate(self.gates[0], z, W), self.gate(self.gates[1], z, W)
            W = (1 - update) * W + update * self.gate(self.gates[2], z, reset * W)
            out.append(torch.relu(A.matmul(X.matmul(W))))
        return out


class HeteroNet(nn.Module):
    def __init__(self, in_dims, etypes, hidden=8):
        super().__init__()
        self.embed = nn.ModuleDict({t: nn.Linear(d, hidden) for t, d in in_dims.items()})
        self.rel = nn.ModuleDict({"__".join(e): nn.Linear(hidden, hidden, bias=False) for e in etypes})

    def forward(self, x_dict, edge_index_dict):
        h = {k: self.embed[k](v).relu() for k, v in x_dict.items()}
        outs = defaultdict(list)
        for (src, rel, dst), ei in edge_index_dict.items():
            m = self.rel["__".join((src, rel, dst))](h[src])
            outs[dst].append(scatter_mean(m[ei[0]], ei[1], dim_size=h[dst].size(0)))
        return {k: torch.stack(v, 0).sum(0) + h[k] for k, v in outs.items()}
