"""Layers called: shapes of outputs here, FLOPs counted by who runs it."""

import torch
import torch.nn.utils.parametrizations as P
import torch.nn.utils.prune
from torch import nn
from torch.func import functional_call
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence


def x(*shape):
    return torch.zeros(*shape)


def mask(*shape):
    return torch.zeros(*shape, dtype=torch.bool)


def ids(*shape):
    return torch.zeros(*shape, dtype=torch.int64)


def shapes(out):
    if out is None:
        return None
    if isinstance(out, torch.Tensor):
        return tuple(out.shape)
    if isinstance(out, (tuple, list)):
        return [shapes(item) for item in out]
    return type(out).__name__


class Packed(nn.Module):
    def __init__(self, rnn, sort):
        super().__init__()
        self.rnn = rnn
        self.sort = sort

    def forward(self, data, lengths):
        packed = pack_padded_sequence(data, lengths, batch_first=self.rnn.batch_first, enforce_sorted=self.sort)
        out, state = self.rnn(packed)
        padded, _ = pad_packed_sequence(out, batch_first=self.rnn.batch_first)
        return out.data, padded, state


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(11, 8)
        self.head = nn.Linear(8, 11, bias=False)
        self.head.weight = self.embed.weight

    def forward(self, tokens):
        return self.head(self.embed(tokens))


class Bag(nn.Module):
    def __init__(self):
        super().__init__()
        self.bag = nn.EmbeddingBag(10, 3, mode="sum")

    def forward(self, tokens):
        return self.bag(tokens)


def causal(n):
    return nn.Transformer.generate_square_subsequent_mask(n)


CASES = [
    ("linear 1-d", lambda: nn.Linear(3, 4), lambda m: m(x(3))),
    ("linear 4-d", lambda: nn.Linear(3, 4, bias=False), lambda m: m(x(2, 5, 6, 3))),
    ("bilinear", lambda: nn.Bilinear(3, 4, 5), lambda m: m(x(2, 6, 3), x(2, 6, 4))),
    ("identity", lambda: nn.Identity(1, a=2), lambda m: m(x(3))),
    ("conv2d", lambda: nn.Conv2d(4, 6, 3, stride=2, padding=1, groups=2), lambda m: m(x(2, 4, 9, 11))),
    ("conv2d unbatched", lambda: nn.Conv2d(4, 6, 3), lambda m: m(x(4, 9, 11))),
    ("conv2d reflect", lambda: nn.Conv2d(4, 6, 3, padding=(1, 2), padding_mode="reflect"), lambda m: m(x(2, 4, 9, 11))),
    ("conv2d circular same", lambda: nn.Conv2d(4, 6, (4, 3), padding="same", padding_mode="circular"), lambda m: m(x(2, 4, 9, 11))),
    ("conv2d valid", lambda: nn.Conv2d(4, 6, 4, padding="valid", dilation=2), lambda m: m(x(2, 4, 9, 11))),
    ("conv1d same", lambda: nn.Conv1d(4, 6, 4, padding="same", dilation=3), lambda m: m(x(2, 4, 19))),
    ("conv3d replicate", lambda: nn.Conv3d(2, 3, 3, padding=1, padding_mode="replicate"), lambda m: m(x(1, 2, 5, 6, 7))),
    ("conv transpose", lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1), lambda m: m(x(2, 4, 5, 6))),
    ("conv transpose to size", lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1), lambda m: m(x(2, 4, 5, 6), output_size=(10, 12))),
    ("conv transpose to whole size", lambda: nn.ConvTranspose1d(4, 6, 3, stride=2), lambda m: m(x(2, 4, 5), output_size=[2, 6, 12])),
    ("conv transpose unbatched", lambda: nn.ConvTranspose1d(4, 6, 3, stride=2), lambda m: m(x(4, 5), output_size=(12,))),
    ("conv transpose 3d", lambda: nn.ConvTranspose3d(4, 6, 3, 2, output_padding=1, groups=2), lambda m: m(x(1, 4, 3, 4, 5))),
    ("batch norm 2-d", lambda: nn.BatchNorm1d(4), lambda m: m(x(2, 4))),
    ("batch norm without statistics", lambda: nn.BatchNorm2d(4, track_running_stats=False), lambda m: m(x(2, 4, 3, 3))),
    ("batch norm in training", lambda: nn.BatchNorm2d(4), lambda m: m.train()(x(2, 4, 3, 3))),
    ("batch norm without momentum", lambda: nn.BatchNorm2d(4, momentum=None), lambda m: m(x(2, 4, 3, 3))),
    ("sync batch norm", lambda: nn.SyncBatchNorm(4), lambda m: m(x(2, 4, 3))),
    ("instance norm unbatched", lambda: nn.InstanceNorm2d(4, affine=True), lambda m: m(x(4, 3, 3))),
    ("instance norm", lambda: nn.InstanceNorm1d(4, track_running_stats=True), lambda m: m(x(2, 4, 3))),
    ("instance norm of other channels", lambda: nn.InstanceNorm1d(4), lambda m: m(x(2, 5, 3))),
    ("group norm", lambda: nn.GroupNorm(2, 4), lambda m: m(x(2, 4, 3, 3))),
    ("layer norm", lambda: nn.LayerNorm((3, 4)), lambda m: m(x(2, 3, 4))),
    ("rms norm", lambda: nn.RMSNorm(4), lambda m: m(x(2, 3, 4))),
    ("local response norm", lambda: nn.LocalResponseNorm(2), lambda m: m(x(2, 4, 3, 3))),
    ("cross map norm", lambda: nn.CrossMapLRN2d(3), lambda m: m(x(2, 4, 3, 3))),
    ("attention of one", lambda: nn.MultiheadAttention(8, 2), lambda m: (lambda q: m(q, q, q))(x(5, 3, 8))),
    ("attention without weights", lambda: nn.MultiheadAttention(8, 2), lambda m: (lambda q: m(q, q, q, need_weights=False))(x(5, 3, 8))),
    ("attention batch first", lambda: nn.MultiheadAttention(8, 2, batch_first=True), lambda m: (lambda q, k: m(q, k, k))(x(3, 5, 8), x(3, 7, 8))),
    ("attention of three", lambda: nn.MultiheadAttention(8, 2), lambda m: m(x(5, 3, 8), x(7, 3, 8), x(7, 3, 8))),
    ("attention unbatched", lambda: nn.MultiheadAttention(8, 2, bias=False), lambda m: (lambda q: m(q, q, q))(x(5, 8))),
    ("attention other dims", lambda: nn.MultiheadAttention(8, 2, kdim=6, vdim=10), lambda m: m(x(5, 3, 8), x(7, 3, 6), x(7, 3, 10))),
    ("attention with extras", lambda: nn.MultiheadAttention(8, 2, add_bias_kv=True, add_zero_attn=True), lambda m: (lambda q: m(q, q, q, attn_mask=mask(5, 5), key_padding_mask=mask(3, 5)))(x(5, 3, 8))),
    ("attention each head", lambda: nn.MultiheadAttention(8, 2), lambda m: (lambda q: m(q, q, q, average_attn_weights=False))(x(5, 3, 8))),
    ("attention masked", lambda: nn.MultiheadAttention(8, 2, batch_first=True), lambda m: (lambda q: m(q, q, q, attn_mask=causal(5), need_weights=False))(x(3, 5, 8))),
    ("attention causal", lambda: nn.MultiheadAttention(8, 2, batch_first=True), lambda m: (lambda q: m(q, q, q, attn_mask=causal(5), need_weights=False, is_causal=True))(x(3, 5, 8))),
    ("attention 3-d mask", lambda: nn.MultiheadAttention(8, 2), lambda m: (lambda q: m(q, q, q, attn_mask=x(6, 5, 5), key_padding_mask=x(3, 5)))(x(5, 3, 8))),
    ("attention padded", lambda: nn.MultiheadAttention(8, 2), lambda m: (lambda q: m(q, q, q, key_padding_mask=mask(3, 5), need_weights=False))(x(5, 3, 8))),
    ("encoder layer", lambda: nn.TransformerEncoderLayer(8, 2, 16, norm_first=True, batch_first=True), lambda m: m(x(3, 5, 8), src_mask=causal(5))),
    ("encoder layer unbatched", lambda: nn.TransformerEncoderLayer(8, 2, 16), lambda m: m(x(5, 8))),
    ("encoder", lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), 2, enable_nested_tensor=False), lambda m: m(x(3, 5, 8), src_key_padding_mask=mask(3, 5))),
    ("decoder layer", lambda: nn.TransformerDecoderLayer(8, 2, 16, activation="gelu"), lambda m: m(x(5, 3, 8), x(7, 3, 8), tgt_mask=causal(5))),
    ("decoder", lambda: nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16, norm_first=True), 2, nn.LayerNorm(8)), lambda m: m(x(5, 3, 8), x(7, 3, 8), memory_key_padding_mask=mask(3, 7))),
    ("transformer", lambda: nn.Transformer(8, 2, 1, 2, 16, batch_first=True), lambda m: m(x(3, 5, 8), x(3, 7, 8), tgt_mask=causal(7), tgt_is_causal=False)),
    ("rnn", lambda: nn.RNN(3, 4, 2, nonlinearity="relu"), lambda m: m(x(5, 2, 3))),
    ("rnn with state", lambda: nn.RNN(3, 4), lambda m: m(x(5, 2, 3), x(1, 2, 4))),
    ("lstm unbatched", lambda: nn.LSTM(3, 4, 2, proj_size=2, batch_first=True), lambda m: m(x(5, 3))),
    ("lstm both ways", lambda: nn.LSTM(3, 4, 2, bidirectional=True, batch_first=True), lambda m: m(x(2, 5, 3))),
    ("lstm unbatched with state", lambda: nn.LSTM(3, 4), lambda m: m(x(5, 3), (x(1, 4), x(1, 4)))),
    ("gru both ways", lambda: nn.GRU(3, 4, bidirectional=True, bias=False), lambda m: m(x(5, 2, 3))),
    ("rnn cell", lambda: nn.RNNCell(3, 4), lambda m: m(x(2, 3))),
    ("rnn cell unbatched", lambda: nn.RNNCell(3, 4, nonlinearity="relu"), lambda m: m(x(3), x(4))),
    ("lstm cell unbatched", lambda: nn.LSTMCell(3, 4), lambda m: m(x(3))),
    ("lstm cell", lambda: nn.LSTMCell(3, 4, bias=False), lambda m: m(x(2, 3), (x(2, 4), x(2, 4)))),
    ("gru cell", lambda: nn.GRUCell(3, 4), lambda m: m(x(2, 3), x(2, 4))),
    ("embedding", lambda: nn.Embedding(5, 3, padding_idx=0), lambda m: m(ids(2, 4))),
    ("embedding bag", Bag, lambda m: m(ids(2, 4))),
    ("tied weights", Tied, lambda m: m(ids(2, 4))),
    ("max pool", lambda: nn.MaxPool2d(3, 2, 1, ceil_mode=True, return_indices=True), lambda m: m(x(2, 4, 8, 9))),
    ("max unpool", lambda: nn.MaxUnpool2d(2, stride=2), lambda m: m(x(2, 4, 3, 3), ids(2, 4, 3, 3))),
    ("max unpool to size", lambda: nn.MaxUnpool1d(2), lambda m: m(x(2, 4, 3), ids(2, 4, 3), output_size=[2, 4, 7])),
    ("average pool", lambda: nn.AvgPool1d(3, padding=1), lambda m: m(x(2, 4, 8))),
    ("fractional pool", lambda: nn.FractionalMaxPool2d(2, output_ratio=(0.5, 0.6)), lambda m: m(x(2, 4, 9, 10))),
    ("power pool", lambda: nn.LPPool2d(2, 2), lambda m: m(x(2, 4, 9, 10))),
    ("adaptive pool", lambda: nn.AdaptiveAvgPool2d((None, 3)), lambda m: m(x(2, 4, 9, 10))),
    ("adaptive max pool", lambda: nn.AdaptiveMaxPool1d(3, return_indices=True), lambda m: m(x(2, 4, 9))),
    ("pad circular", lambda: nn.CircularPad2d((1, 2, 0, 1)), lambda m: m(x(2, 4, 9, 10))),
    ("pad zero", lambda: nn.ZeroPad2d((-1, 2, 0, 1)), lambda m: m(x(2, 4, 9, 10))),
    ("pad reflect", lambda: nn.ReflectionPad1d(2), lambda m: m(x(4, 9))),
    ("upsample", lambda: nn.Upsample(scale_factor=1.5, mode="bilinear"), lambda m: m(x(2, 4, 9, 10))),
    ("upsample recomputed", lambda: nn.Upsample(scale_factor=(1.5, 2), recompute_scale_factor=True), lambda m: m(x(2, 4, 9, 10))),
    ("pixel shuffle", lambda: nn.PixelShuffle(2), lambda m: m(x(2, 8, 3, 3))),
    ("channel shuffle", lambda: nn.ChannelShuffle(2), lambda m: m(x(2, 8, 3, 3))),
    ("fold", lambda: nn.Fold((4, 5), (2, 2)), lambda m: m(x(2, 12, 12))),
    ("unfold", lambda: nn.Unfold((2, 3), padding=1), lambda m: m(x(2, 4, 9, 10))),
    ("flatten", lambda: nn.Flatten(1, 2), lambda m: m(x(2, 3, 4, 5))),
    ("unflatten", lambda: nn.Unflatten(-1, (2, -1)), lambda m: m(x(2, 3, 4))),
    ("cosine", lambda: nn.CosineSimilarity(), lambda m: m(x(2, 3, 4), x(2, 3, 4))),
    ("softmax 2-d", lambda: nn.Softmax2d(), lambda m: m(x(2, 3, 4, 5))),
    ("prelu", lambda: nn.PReLU(3), lambda m: m(x(2, 3, 4, 5))),
    ("glu", lambda: nn.GLU(1), lambda m: m(x(2, 4, 5))),
    ("adaptive softmax", lambda: nn.AdaptiveLogSoftmaxWithLoss(8, 20, [5, 10]), lambda m: m.log_prob(x(3, 8))),
    ("loss", lambda: nn.CrossEntropyLoss(reduction="none"), lambda m: m(x(3, 8), ids(3))),
    ("loss of sequences", lambda: nn.NLLLoss(), lambda m: m(x(3, 8, 4), ids(3, 4))),
    ("triplet", lambda: nn.TripletMarginLoss(reduction="none"), lambda m: m(x(3, 8), x(3, 8), x(3, 8))),
    ("triplet with distance", lambda: nn.TripletMarginWithDistanceLoss(reduction="none"), lambda m: m(x(3, 8), x(3, 8), x(3, 8))),
    ("weight norm", lambda: P.weight_norm(nn.Conv2d(3, 8, 3), dim=1), lambda m: m(x(1, 3, 8, 8))),
    ("spectral norm", lambda: P.spectral_norm(nn.ConvTranspose2d(3, 8, 3)), lambda m: m(x(1, 3, 8, 8))),
    ("orthogonal", lambda: P.orthogonal(nn.Linear(20, 40)), lambda m: m(x(3, 20))),
    ("orthogonal square", lambda: P.orthogonal(nn.Linear(20, 20)), lambda m: m(x(3, 20))),
    ("orthogonal wide", lambda: P.orthogonal(nn.Linear(40, 20), orthogonal_map="cayley", use_trivialization=False), lambda m: m(x(3, 40))),
    ("old weight norm", lambda: nn.utils.weight_norm(nn.Linear(20, 40)), lambda m: m(x(3, 20))),
    ("old spectral norm", lambda: nn.utils.spectral_norm(nn.Conv1d(3, 8, 3)), lambda m: m(x(1, 3, 8))),
    ("pruned", lambda: nn.utils.prune.identity(nn.Linear(20, 40), "weight"), lambda m: m(x(3, 20))),
    ("lazy", lambda: nn.Sequential(nn.LazyConv2d(8, 3, bias=False), nn.LazyBatchNorm2d(), nn.Flatten(), nn.LazyLinear(5)), lambda m: m(x(2, 3, 6, 6))),
    ("lazy transposed", lambda: nn.LazyConvTranspose1d(8, 3, groups=2), lambda m: m(x(2, 4, 6))),
    ("lazy instance norm", lambda: nn.LazyInstanceNorm2d(), lambda m: m(x(2, 4, 6, 6))),
    ("sequential", lambda: nn.Sequential(*[nn.Linear(4, 4)] * 3), lambda m: m(x(2, 4))),
    ("data parallel", lambda: nn.DataParallel(nn.Linear(4, 3)), lambda m: m(x(2, 4))),
    ("quantizable", lambda: nn.quantized.FloatFunctional(), lambda m: m.add_relu(x(2, 4), x(2, 4))),
    ("functional call", lambda: nn.Linear(4, 3), lambda m: functional_call(m, {"weight": x(3, 4)}, (x(2, 4),))),
    ("stub", lambda: torch.ao.quantization.QuantWrapper(nn.Linear(4, 3)), lambda m: m(x(2, 4))),
]  # fmt: skip

ON_CPU = [
    ("packed", lambda: Packed(nn.LSTM(3, 4, batch_first=True), True), lambda m: m(x(3, 5, 3), torch.tensor([5, 3, 2]))),
    ("packed by list", lambda: Packed(nn.GRU(3, 4, 2, bidirectional=True), False), lambda m: m(x(5, 3, 3), [2, 5, 3])),
    ("padded", lambda: nn.Linear(3, 4), lambda m: m(pad_sequence([x(2, 3), x(4, 3)], batch_first=True))),
]  # fmt: skip

RESULT = {}
LAYERS = {}


def run(cases):
    for name, make, call in cases:
        LAYERS[name] = make().eval()
        RESULT[name] = shapes(call(LAYERS[name]))


run(CASES)
run(ON_CPU)
