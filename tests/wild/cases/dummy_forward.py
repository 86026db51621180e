# case: DQN((4, 84, 84), 6) <- torch.zeros(2, 4, 84, 84)
# case: DuelingDQN(input_dim=(1, 42, 42), num_actions=4) <- torch.zeros(2, 1, 42, 42)
# case: CCT() <- torch.zeros(1, 3, 32, 32)
# case: AudioCNN(sample_rate=8000) <- torch.zeros(2, 1, 8000)
# case: MLPNet((1, 28, 28)) <- torch.zeros(4, 1, 28, 28)
# case: LazyNet() <- torch.zeros(2, 3, 16, 16)
# case: Shapes3D() <- torch.zeros(1, 1, 16, 32, 32)
import functools
import operator

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable


class DQN(nn.Module):
    def __init__(self, input_shape, n_actions):
        super(DQN, self).__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(input_shape[0], 32, kernel_size=8, stride=4),
            nn.ReLU(),
            nn.Conv2d(32, 64, kernel_size=4, stride=2),
            nn.ReLU(),
            nn.Conv2d(64, 64, kernel_size=3, stride=1),
            nn.ReLU()
        )
        conv_out_size = self._get_conv_out(input_shape)
        self.fc = nn.Sequential(
            nn.Linear(conv_out_size, 512),
            nn.ReLU(),
            nn.Linear(512, n_actions)
        )

    def _get_conv_out(self, shape):
        o = self.conv(torch.zeros(1, *shape))
        return int(np.prod(o.size()))

    def forward(self, x):
        fx = x.float() / 256
        conv_out = self.conv(fx).view(fx.size()[0], -1)
        return self.fc(conv_out)


class DuelingDQN(nn.Module):
    def __init__(self, input_dim, num_actions, hidden=128):
        super().__init__()
        self.input_dim = input_dim
        self.features = nn.Sequential(
            nn.Conv2d(input_dim[0], 16, 5, 2), nn.ELU(), nn.Conv2d(16, 32, 3, 2), nn.ELU(), nn.MaxPool2d(2))
        n = functools.reduce(operator.mul, list(self.features(torch.rand(1, *input_dim)).shape))
        self.advantage, self.value = [nn.Sequential(nn.Linear(n, hidden), nn.ReLU(), nn.Linear(hidden, k)) for k in (num_actions, 1)]

    def feature_size(self):
        return self.features(Variable(torch.zeros(1, *self.input_dim))).view(1, -1).size(1)

    def forward(self, x):
        x = self.features(x)
        x = x.view(x.size(0), -1)
        assert x.shape[1] == self.feature_size()
        advantage = self.advantage(x)
        value = self.value(x)
        return value + advantage - advantage.mean(1, keepdim=True)

    def act(self, state, epsilon):
        if np.random.rand() > epsilon:
            state = Variable(torch.FloatTensor(np.float32(state)).unsqueeze(0), volatile=True)
            return self.forward(state).max(1)[1].data[0]


class Tokenizer(nn.Module):
    def __init__(self, kernel_size, stride, padding, n_conv_layers=2, n_input_channels=3, n_output_channels=64, in_planes=32, max_pool=True):
        super().__init__()
        n_filter_list = [n_input_channels] + [in_planes for _ in range(n_conv_layers - 1)] + [n_output_channels]
        self.conv_layers = nn.Sequential(
            *[nn.Sequential(
                nn.Conv2d(n_filter_list[i], n_filter_list[i + 1], kernel_size=(kernel_size, kernel_size),
                          stride=(stride, stride), padding=(padding, padding), bias=False),
                nn.Identity() if None is None else nn.ReLU(),
                nn.MaxPool2d(kernel_size=3, stride=2, padding=1) if max_pool else nn.Identity())
                for i in range(n_conv_layers)
            ])
        self.flattener = nn.Flatten(2, 3)
        self.apply(self.init_weight)

    def sequence_length(self, n_channels=3, height=224, width=224):
        return self.forward(torch.zeros((1, n_channels, height, width))).shape[1]

    def forward(self, x):
        return self.flattener(self.conv_layers(x)).transpose(-2, -1)

    @staticmethod
    def init_weight(m):
        if isinstance(m, nn.Conv2d):
            nn.init.kaiming_normal_(m.weight)


class CCT(nn.Module):
    def __init__(self, img_size=32, embedding_dim=64, num_layers=2, num_heads=4, mlp_ratio=2, num_classes=10, seq_pool=True, positional_embedding='sine'):
        super().__init__()
        self.tokenizer = Tokenizer(3, 1, 1, n_output_channels=embedding_dim)
        self.sequence_length = self.tokenizer.sequence_length(n_channels=3, height=img_size, width=img_size)
        self.seq_pool = seq_pool
        if not seq_pool:
            self.sequence_length += 1
            self.class_emb = nn.Parameter(torch.zeros(1, 1, embedding_dim))
        else:
            self.attention_pool = nn.Linear(embedding_dim, 1)
        if positional_embedding == 'learnable':
            self.positional_emb = nn.Parameter(torch.zeros(1, self.sequence_length, embedding_dim), requires_grad=True)
        else:
            self.positional_emb = nn.Parameter(self.sinusoidal_embedding(self.sequence_length, embedding_dim), requires_grad=False)
        dpr = [x.item() for x in torch.linspace(0, 0.1, num_layers)]
        self.blocks = nn.ModuleList([
            nn.TransformerEncoderLayer(d_model=embedding_dim, nhead=num_heads, dim_feedforward=int(embedding_dim * mlp_ratio),
                                       dropout=dpr[i], batch_first=True, activation='gelu') for i in range(num_layers)])
        self.norm = nn.LayerNorm(embedding_dim)
        self.fc = nn.Linear(embedding_dim, num_classes)

    @staticmethod
    def sinusoidal_embedding(n_channels, dim):
        pe = torch.FloatTensor([[p / (10000 ** (2 * (i // 2) / dim)) for i in range(dim)] for p in range(n_channels)])
        pe[:, 0::2] = torch.sin(pe[:, 0::2])
        pe[:, 1::2] = torch.cos(pe[:, 1::2])
        return pe.unsqueeze(0)

    def forward(self, x):
        x = self.tokenizer(x)
        if self.positional_emb is None and x.size(1) < self.sequence_length:
            x = F.pad(x, (0, 0, 0, self.n_channels - x.size(1)), mode='constant', value=0)
        x += self.positional_emb
        for blk in self.blocks:
            x = blk(x)
        x = self.norm(x)
        x = torch.matmul(F.softmax(self.attention_pool(x), dim=1).transpose(-1, -2), x).squeeze(-2)
        return self.fc(x)


class AudioCNN(nn.Module):
    def __init__(self, sample_rate=16000, n_classes=35, n_channel=32):
        super().__init__()
        self.conv1 = nn.Conv1d(1, n_channel, kernel_size=80, stride=16)
        self.bn1 = nn.BatchNorm1d(n_channel)
        self.pool1 = nn.MaxPool1d(4)
        self.conv2 = nn.Conv1d(n_channel, 2 * n_channel, kernel_size=3)
        self.pool2 = nn.MaxPool1d(4)
        with torch.no_grad():
            self.eval()
            dummy = torch.randn(1, 1, sample_rate)
            out = self._features(dummy)
            self.n_flat = out.flatten(start_dim=1).shape[-1]
            self.train()
        self.fc1 = nn.Linear(self.n_flat, n_classes)

    def _features(self, x):
        x = self.pool1(F.relu(self.bn1(self.conv1(x))))
        return self.pool2(F.relu(self.conv2(x)))

    def forward(self, x):
        x = self._features(x)
        x = x.permute(0, 2, 1).reshape(len(x), -1)
        return F.log_softmax(self.fc1(x), dim=-1)


class MLPNet(nn.Module):
    def __init__(self, image_shape, hidden=(64, 32), final=10):
        super().__init__()
        sizes = [np.prod(image_shape)] + list(hidden)
        layers = []
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            layers.extend([nn.Linear(n_in, n_out), nn.Tanh()])
        n_pow = np.power(2, np.arange(3)) * final
        for n_in, n_out in zip([sizes[-1], *n_pow], n_pow):
            layers.extend([nn.Linear(int(n_in), n_out.item()), nn.Tanh()])
        self.model = nn.Sequential(nn.Flatten(), *layers)
        widths = np.linspace(8, 32, 4).astype(int)
        self.side = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths, widths[1:])])
        self.first = nn.Linear(int(n_pow[-1]), widths[0])

    def forward(self, x):
        x = self.first(self.model(x))
        for m in self.side:
            x = m(x)
        return x


class LazyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.LazyConv2d(8, 3), nn.LazyBatchNorm2d(), nn.ReLU(), nn.Flatten(), nn.LazyLinear(10))
        self(torch.zeros(2, 3, 16, 16))

    def forward(self, x):
        return self.net(x)


class Shapes3D(nn.Module):
    def __init__(self, depth=3, base=4):
        super().__init__()
        layers = nn.Sequential()
        in_ch = 1
        for d in range(depth):
            layers.add_module(f'conv{d}', nn.Conv3d(in_ch, base * 2 ** d, 3, padding=1))
            layers.add_module(f'norm{d}', nn.InstanceNorm3d(base * 2 ** d, affine=bool(d % 2)))
            layers.add_module(f'act{d}', nn.LeakyReLU(inplace=True))
            layers.add_module(f'pool{d}', nn.MaxPool3d((1, 2, 2) if d == 0 else 2))
            in_ch = base * 2 ** d
        self.layers = layers
        shape = self.calc_shape((1, 1, 16, 32, 32))
        self.out = nn.Linear(shape.numel() // shape[0], 2)

    @torch.no_grad()
    def calc_shape(self, size):
        return self.layers(torch.empty(size)).shape

    def forward(self, x):
        return self.out(self.layers(x).view(x.shape[:1] + (-1,)))
