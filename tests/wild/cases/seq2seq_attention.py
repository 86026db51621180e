# case: Seq2Seq(Encoder(30, 16, 24, 24, 0.5), Decoder(40, 16, 24, 24, 0.5, Attention(24, 24)), "cpu") <- torch.zeros(7, 2, dtype=torch.long), torch.tensor([7, 5]), torch.zeros(6, 2, dtype=torch.long), teacher_forcing_ratio=0
# case: LSTMCellLoop(8, 16, 2) <- torch.zeros(5, 3, 8)
# case: ConvLSTM(3, [8, 4], [(3, 3), (5, 5)], 2, batch_first=True, return_all_layers=True) <- torch.zeros(2, 4, 3, 8, 8)
# case: Captioner() <- torch.zeros(2, 3, 32, 32), torch.zeros(2, 9, dtype=torch.long), torch.tensor([9, 7])
# case: BiLSTMTagger(50, 8, 16, 5) <- torch.zeros(2, 6, dtype=torch.long), torch.tensor([6, 4])
# case: GRUVAE() <- torch.zeros(2, 7, dtype=torch.long)
# case: GreedyDecoder() <- torch.zeros(1, 10, 12)
# case: Tacotron() <- torch.zeros(2, 5, dtype=torch.long), torch.zeros(2, 8, 12)
# case: DilatedRNN() <- torch.zeros(2, 12, 4)
# case: NTM() <- torch.zeros(4, 2, 6)
# case: TextCNN() <- torch.zeros(3, 20, dtype=torch.long)
# case: PointerNet() <- torch.zeros(2, 5, 2)
# case: SRUStack() <- torch.zeros(6, 2, 8)
import random
from typing import List, Optional, Tuple

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.autograd import Variable
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence
from torch import Tensor


class Encoder(nn.Module):
    def __init__(self, input_dim, emb_dim, enc_hid_dim, dec_hid_dim, dropout):
        super().__init__()
        self.embedding = nn.Embedding(input_dim, emb_dim)
        self.rnn = nn.GRU(emb_dim, enc_hid_dim, bidirectional=True)
        self.fc = nn.Linear(enc_hid_dim * 2, dec_hid_dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, src, src_len):
        embedded = self.dropout(self.embedding(src))
        packed_embedded = nn.utils.rnn.pack_padded_sequence(embedded, src_len.to('cpu'))
        packed_outputs, hidden = self.rnn(packed_embedded)
        outputs, _ = nn.utils.rnn.pad_packed_sequence(packed_outputs)
        hidden = torch.tanh(self.fc(torch.cat((hidden[-2, :, :], hidden[-1, :, :]), dim=1)))
        return outputs, hidden


class Attention(nn.Module):
    def __init__(self, enc_hid_dim, dec_hid_dim):
        super().__init__()
        self.attn = nn.Linear((enc_hid_dim * 2) + dec_hid_dim, dec_hid_dim)
        self.v = nn.Linear(dec_hid_dim, 1, bias=False)

    def forward(self, hidden, encoder_outputs, mask):
        batch_size = encoder_outputs.shape[1]
        src_len = encoder_outputs.shape[0]
        hidden = hidden.unsqueeze(1).repeat(1, src_len, 1)
        encoder_outputs = encoder_outputs.permute(1, 0, 2)
        energy = torch.tanh(self.attn(torch.cat((hidden, encoder_outputs), dim=2)))
        attention = self.v(energy).squeeze(2)
        attention = attention.masked_fill(mask == 0, -1e10)
        return F.softmax(attention, dim=1)


class Decoder(nn.Module):
    def __init__(self, output_dim, emb_dim, enc_hid_dim, dec_hid_dim, dropout, attention):
        super().__init__()
        self.output_dim = output_dim
        self.attention = attention
        self.embedding = nn.Embedding(output_dim, emb_dim)
        self.rnn = nn.GRU((enc_hid_dim * 2) + emb_dim, dec_hid_dim)
        self.fc_out = nn.Linear((enc_hid_dim * 2) + dec_hid_dim + emb_dim, output_dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, input, hidden, encoder_outputs, mask):
        input = input.unsqueeze(0)
        embedded = self.dropout(self.embedding(input))
        a = self.attention(hidden, encoder_outputs, mask)
        a = a.unsqueeze(1)
        encoder_outputs = encoder_outputs.permute(1, 0, 2)
        weighted = torch.bmm(a, encoder_outputs)
        weighted = weighted.permute(1, 0, 2)
        rnn_input = torch.cat((embedded, weighted), dim=2)
        output, hidden = self.rnn(rnn_input, hidden.unsqueeze(0))
        assert (output == hidden).all()
        embedded = embedded.squeeze(0)
        output = output.squeeze(0)
        weighted = weighted.squeeze(0)
        prediction = self.fc_out(torch.cat((output, weighted, embedded), dim=1))
        return prediction, hidden.squeeze(0), a.squeeze(1)


class Seq2Seq(nn.Module):
    def __init__(self, encoder, decoder, device, src_pad_idx=1):
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder
        self.src_pad_idx = src_pad_idx
        self.device = device

    def create_mask(self, src):
        mask = (src != self.src_pad_idx).permute(1, 0)
        return mask

    def forward(self, src, src_len, trg, teacher_forcing_ratio=0.5):
        batch_size = src.shape[1]
        trg_len = trg.shape[0]
        trg_vocab_size = self.decoder.output_dim
        outputs = torch.zeros(trg_len, batch_size, trg_vocab_size).to(self.device)
        encoder_outputs, hidden = self.encoder(src, src_len)
        input = trg[0, :]
        mask = self.create_mask(src)
        for t in range(1, trg_len):
            output, hidden, _ = self.decoder(input, hidden, encoder_outputs, mask)
            outputs[t] = output
            teacher_force = random.random() < teacher_forcing_ratio
            top1 = output.argmax(1)
            input = trg[t] if teacher_force else top1
        return outputs


class LSTMCellLoop(nn.Module):
    def __init__(self, n_in, n_hidden, n_layers):
        super().__init__()
        self.cells = nn.ModuleList([nn.LSTMCell(n_in if i == 0 else n_hidden, n_hidden) for i in range(n_layers)])
        self.n_hidden = n_hidden
        self.out = nn.Linear(n_hidden, 1)

    def forward(self, x, future=3):
        outputs = []
        B = x.size(1)
        h = [torch.zeros(B, self.n_hidden, dtype=x.dtype, device=x.device) for _ in self.cells]
        c = [torch.zeros_like(t) for t in h]
        for i, input_t in enumerate(x.chunk(x.size(0), dim=0)):
            inp = input_t.squeeze(0)
            for l, cell in enumerate(self.cells):
                h[l], c[l] = cell(inp, (h[l], c[l]))
                inp = h[l]
            output = self.out(inp)
            outputs += [output]
        for i in range(future):
            inp = output.repeat(1, x.size(2))
            for l, cell in enumerate(self.cells):
                h[l], c[l] = cell(inp, (h[l], c[l]))
                inp = h[l]
            output = self.out(inp)
            outputs += [output]
        return torch.stack(outputs, 1).squeeze(2)


class ConvLSTMCell(nn.Module):
    def __init__(self, input_dim, hidden_dim, kernel_size, bias):
        super(ConvLSTMCell, self).__init__()
        self.input_dim = input_dim
        self.hidden_dim = hidden_dim
        self.kernel_size = kernel_size
        self.padding = kernel_size[0] // 2, kernel_size[1] // 2
        self.bias = bias
        self.conv = nn.Conv2d(in_channels=self.input_dim + self.hidden_dim, out_channels=4 * self.hidden_dim,
                              kernel_size=self.kernel_size, padding=self.padding, bias=self.bias)

    def forward(self, input_tensor, cur_state):
        h_cur, c_cur = cur_state
        combined = torch.cat([input_tensor, h_cur], dim=1)
        combined_conv = self.conv(combined)
        cc_i, cc_f, cc_o, cc_g = torch.split(combined_conv, self.hidden_dim, dim=1)
        i = torch.sigmoid(cc_i)
        f = torch.sigmoid(cc_f)
        o = torch.sigmoid(cc_o)
        g = torch.tanh(cc_g)
        c_next = f * c_cur + i * g
        h_next = o * torch.tanh(c_next)
        return h_next, c_next

    def init_hidden(self, batch_size, image_size):
        height, width = image_size
        return (torch.zeros(batch_size, self.hidden_dim, height, width, device=self.conv.weight.device),
                torch.zeros(batch_size, self.hidden_dim, height, width, device=self.conv.weight.device))


class ConvLSTM(nn.Module):
    def __init__(self, input_dim, hidden_dim, kernel_size, num_layers, batch_first=False, bias=True, return_all_layers=False):
        super(ConvLSTM, self).__init__()
        self._check_kernel_size_consistency(kernel_size)
        kernel_size = self._extend_for_multilayer(kernel_size, num_layers)
        hidden_dim = self._extend_for_multilayer(hidden_dim, num_layers)
        if not len(kernel_size) == len(hidden_dim) == num_layers:
            raise ValueError('Inconsistent list length.')
        self.input_dim, self.hidden_dim, self.num_layers = input_dim, hidden_dim, num_layers
        self.batch_first, self.return_all_layers = batch_first, return_all_layers
        cell_list = []
        for i in range(0, self.num_layers):
            cur_input_dim = self.input_dim if i == 0 else self.hidden_dim[i - 1]
            cell_list.append(ConvLSTMCell(input_dim=cur_input_dim, hidden_dim=self.hidden_dim[i], kernel_size=kernel_size[i], bias=bias))
        self.cell_list = nn.ModuleList(cell_list)

    def forward(self, input_tensor, hidden_state=None):
        if not self.batch_first:
            input_tensor = input_tensor.permute(1, 0, 2, 3, 4)
        b, _, _, h, w = input_tensor.size()
        if hidden_state is not None:
            raise NotImplementedError()
        else:
            hidden_state = self._init_hidden(batch_size=b, image_size=(h, w))
        layer_output_list = []
        last_state_list = []
        seq_len = input_tensor.size(1)
        cur_layer_input = input_tensor
        for layer_idx in range(self.num_layers):
            h, c = hidden_state[layer_idx]
            output_inner = []
            for t in range(seq_len):
                h, c = self.cell_list[layer_idx](input_tensor=cur_layer_input[:, t, :, :, :], cur_state=[h, c])
                output_inner.append(h)
            layer_output = torch.stack(output_inner, dim=1)
            cur_layer_input = layer_output
            layer_output_list.append(layer_output)
            last_state_list.append([h, c])
        if not self.return_all_layers:
            layer_output_list = layer_output_list[-1:]
            last_state_list = last_state_list[-1:]
        return layer_output_list, last_state_list

    def _init_hidden(self, batch_size, image_size):
        init_states = []
        for i in range(self.num_layers):
            init_states.append(self.cell_list[i].init_hidden(batch_size, image_size))
        return init_states

    @staticmethod
    def _check_kernel_size_consistency(kernel_size):
        if not (isinstance(kernel_size, tuple) or (isinstance(kernel_size, list) and all([isinstance(elem, tuple) for elem in kernel_size]))):
            raise ValueError('`kernel_size` must be tuple or list of tuples')

    @staticmethod
    def _extend_for_multilayer(param, num_layers):
        if not isinstance(param, list):
            param = [param] * num_layers
        return param


class Captioner(nn.Module):
    """Show, attend and tell: batch sizes shrink over time."""

    def __init__(self, attention_dim=16, embed_dim=12, decoder_dim=20, vocab_size=33, encoder_dim=24):
        super().__init__()
        self.vocab_size = vocab_size
        self.cnn = nn.Sequential(nn.Conv2d(3, encoder_dim, 3, 4, 1), nn.ReLU())
        self.adaptive_pool = nn.AdaptiveAvgPool2d((7, 7))
        self.encoder_att = nn.Linear(encoder_dim, attention_dim)
        self.decoder_att = nn.Linear(decoder_dim, attention_dim)
        self.full_att = nn.Linear(attention_dim, 1)
        self.softmax = nn.Softmax(dim=1)
        self.embedding = nn.Embedding(vocab_size, embed_dim)
        self.decode_step = nn.LSTMCell(embed_dim + encoder_dim, decoder_dim, bias=True)
        self.init_h = nn.Linear(encoder_dim, decoder_dim)
        self.init_c = nn.Linear(encoder_dim, decoder_dim)
        self.f_beta = nn.Linear(decoder_dim, encoder_dim)
        self.fc = nn.Linear(decoder_dim, vocab_size)

    def attention(self, encoder_out, decoder_hidden):
        att1 = self.encoder_att(encoder_out)
        att2 = self.decoder_att(decoder_hidden)
        att = self.full_att(F.relu(att1 + att2.unsqueeze(1))).squeeze(2)
        alpha = self.softmax(att)
        attention_weighted_encoding = (encoder_out * alpha.unsqueeze(2)).sum(dim=1)
        return attention_weighted_encoding, alpha

    def forward(self, images, encoded_captions, caption_lengths):
        encoder_out = self.adaptive_pool(self.cnn(images)).permute(0, 2, 3, 1)
        batch_size = encoder_out.size(0)
        encoder_out = encoder_out.reshape(batch_size, -1, encoder_out.size(-1))
        num_pixels = encoder_out.size(1)
        caption_lengths, sort_ind = caption_lengths.sort(dim=0, descending=True)
        encoder_out = encoder_out[sort_ind]
        encoded_captions = encoded_captions[sort_ind]
        embeddings = self.embedding(encoded_captions)
        mean = encoder_out.mean(dim=1)
        h, c = self.init_h(mean), self.init_c(mean)
        decode_lengths = (caption_lengths - 1).tolist()
        predictions = torch.zeros(batch_size, max(decode_lengths), self.vocab_size)
        alphas = torch.zeros(batch_size, max(decode_lengths), num_pixels)
        for t in range(max(decode_lengths)):
            batch_size_t = sum([l > t for l in decode_lengths])
            awe, alpha = self.attention(encoder_out[:batch_size_t], h[:batch_size_t])
            gate = torch.sigmoid(self.f_beta(h[:batch_size_t]))
            awe = gate * awe
            h, c = self.decode_step(torch.cat([embeddings[:batch_size_t, t, :], awe], dim=1), (h[:batch_size_t], c[:batch_size_t]))
            preds = self.fc(h)
            predictions[:batch_size_t, t, :] = preds
            alphas[:batch_size_t, t, :] = alpha
        return predictions, encoded_captions, decode_lengths, alphas, sort_ind


class BiLSTMTagger(nn.Module):
    START_TAG, STOP_TAG = -2, -1

    def __init__(self, vocab, emb, hidden, tags):
        super().__init__()
        self.tagset_size = tags + 2
        self.word_embeds = nn.Embedding(vocab, emb, padding_idx=0)
        self.lstm = nn.LSTM(emb, hidden // 2, num_layers=2, bidirectional=True, batch_first=True, dropout=0.1)
        self.hidden2tag = nn.Linear(hidden, self.tagset_size)
        self.transitions = nn.Parameter(torch.randn(self.tagset_size, self.tagset_size))
        self.transitions.data[self.START_TAG, :] = -10000
        self.transitions.data[:, self.STOP_TAG] = -10000

    def _get_lstm_features(self, sentence, lengths):
        embeds = self.word_embeds(sentence)
        packed = pack_padded_sequence(embeds, lengths, batch_first=True, enforce_sorted=False)
        lstm_out, (h, c) = self.lstm(packed)
        lstm_out, _ = pad_packed_sequence(lstm_out, batch_first=True)
        return self.hidden2tag(lstm_out)

    def _viterbi_decode(self, feats):
        backpointers = []
        forward_var = torch.full((feats.size(0), self.tagset_size), -10000., device=feats.device)
        forward_var[:, self.START_TAG] = 0
        for t in range(feats.size(1)):
            scores = forward_var.unsqueeze(1) + self.transitions
            best, idx = scores.max(dim=-1)
            backpointers.append(idx)
            forward_var = best + feats[:, t]
        terminal_var = forward_var + self.transitions[self.STOP_TAG]
        return torch.logsumexp(terminal_var, 1), torch.stack(backpointers, 1)

    def forward(self, sentence, lengths):
        lstm_feats = self._get_lstm_features(sentence, lengths)
        score, tag_seq = self._viterbi_decode(lstm_feats)
        return score, tag_seq


class GRUVAE(nn.Module):
    def __init__(self, vocab_size=40, embedding_size=10, hidden_size=16, latent_size=6, rnn_type='gru', word_dropout=0.0, num_layers=2, bidirectional=True):
        super().__init__()
        self.bidirectional, self.num_layers, self.hidden_size = bidirectional, num_layers, hidden_size
        self.embedding = nn.Embedding(vocab_size, embedding_size)
        if rnn_type == 'rnn':
            rnn = nn.RNN
        elif rnn_type == 'gru':
            rnn = nn.GRU
        else:
            raise ValueError()
        self.encoder_rnn = rnn(embedding_size, hidden_size, num_layers=num_layers, bidirectional=self.bidirectional, batch_first=True)
        self.decoder_rnn = rnn(embedding_size, hidden_size, num_layers=num_layers, bidirectional=self.bidirectional, batch_first=True)
        self.hidden_factor = (2 if bidirectional else 1) * num_layers
        self.hidden2mean = nn.Linear(hidden_size * self.hidden_factor, latent_size)
        self.hidden2logv = nn.Linear(hidden_size * self.hidden_factor, latent_size)
        self.latent2hidden = nn.Linear(latent_size, hidden_size * self.hidden_factor)
        self.outputs2vocab = nn.Linear(hidden_size * (2 if bidirectional else 1), vocab_size)

    def forward(self, input_sequence):
        batch_size = input_sequence.size(0)
        input_embedding = self.embedding(input_sequence)
        _, hidden = self.encoder_rnn(input_embedding)
        if self.bidirectional or self.num_layers > 1:
            hidden = hidden.view(batch_size, self.hidden_size * self.hidden_factor)
        else:
            hidden = hidden.squeeze()
        mean = self.hidden2mean(hidden)
        logv = self.hidden2logv(hidden)
        std = torch.exp(0.5 * logv)
        z = torch.randn([batch_size, 6], device=mean.device)
        z = z * std + mean
        hidden = self.latent2hidden(z)
        if self.bidirectional or self.num_layers > 1:
            hidden = hidden.view(self.hidden_factor, batch_size, self.hidden_size)
        else:
            hidden = hidden.unsqueeze(0)
        outputs, _ = self.decoder_rnn(input_embedding, hidden)
        b, s, _ = outputs.size()
        logp = nn.functional.log_softmax(self.outputs2vocab(outputs.contiguous().view(-1, outputs.size(2))), dim=-1)
        return logp.view(b, s, self.embedding.num_embeddings), mean, logv, z


class GreedyDecoder(nn.Module):
    def __init__(self, hidden=12, vocab=11, max_len=6, sos=1):
        super().__init__()
        self.emb = nn.Embedding(vocab, hidden)
        self.gru = nn.GRUCell(hidden * 2, hidden)
        self.q, self.k = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden, bias=False)
        self.out = nn.Linear(hidden, vocab)
        self.max_len, self.sos = max_len, sos

    def forward(self, memory):
        B = memory.size(0)
        token = torch.full((B,), self.sos, dtype=torch.long, device=memory.device)
        h = memory.mean(1)
        keys = self.k(memory)
        logits, step = [], 0
        while step < self.max_len:
            score = torch.einsum('bd,btd->bt', self.q(h), keys)
            ctx = torch.einsum('bt,btd->bd', score.softmax(-1), memory)
            h = self.gru(torch.cat([self.emb(token), ctx], -1), h)
            logits.append(self.out(h))
            token = logits[-1].argmax(-1)
            step += 1
        return torch.stack(logits, dim=1)


class Prenet(nn.Module):
    def __init__(self, in_dim, sizes):
        super().__init__()
        in_sizes = [in_dim] + sizes[:-1]
        self.layers = nn.ModuleList([nn.Linear(i, o, bias=False) for (i, o) in zip(in_sizes, sizes)])

    def forward(self, x):
        for linear in self.layers:
            x = F.dropout(F.relu(linear(x)), p=0.5, training=True)
        return x


class Tacotron(nn.Module):
    def __init__(self, n_mel=12, dim=16):
        super().__init__()
        self.n_mel_channels = n_mel
        self.embedding = nn.Embedding(20, dim)
        std = np.sqrt(2.0 / (20 + dim))
        val = np.sqrt(3.0) * std
        self.embedding.weight.data.uniform_(-val, val)
        convolutions = []
        for _ in range(3):
            convolutions.append(nn.Sequential(nn.Conv1d(dim, dim, kernel_size=5, stride=1, padding=int((5 - 1) / 2), dilation=1), nn.BatchNorm1d(dim)))
        self.convolutions = nn.ModuleList(convolutions)
        self.lstm = nn.LSTM(dim, int(dim / 2), 1, batch_first=True, bidirectional=True)
        self.prenet = Prenet(n_mel, [8, 8])
        self.attention_rnn = nn.LSTMCell(8 + dim, dim)
        self.location_conv = nn.Conv1d(2, 4, kernel_size=31, padding=15, bias=False)
        self.location_dense = nn.Linear(4, 6, bias=False)
        self.query, self.memory, self.v = nn.Linear(dim, 6, bias=False), nn.Linear(dim, 6, bias=False), nn.Linear(6, 1, bias=False)
        self.projection = nn.Linear(2 * dim, n_mel)
        self.gate = nn.Linear(2 * dim, 1, bias=True)

    def get_go_frame(self, memory):
        B = memory.size(0)
        return Variable(memory.data.new(B, self.n_mel_channels).zero_())

    def initialize_decoder_states(self, memory):
        B, MAX_TIME = memory.size(0), memory.size(1)
        self.attention_hidden = Variable(memory.data.new(B, 16).zero_())
        self.attention_cell = Variable(memory.data.new(B, 16).zero_())
        self.attention_weights = Variable(memory.data.new(B, MAX_TIME).zero_())
        self.attention_weights_cum = Variable(memory.data.new(B, MAX_TIME).zero_())
        self.attention_context = Variable(memory.data.new(B, 16).zero_())
        self.processed_memory = self.memory(memory)

    def decode(self, decoder_input, memory):
        cell_input = torch.cat((decoder_input, self.attention_context), -1)
        self.attention_hidden, self.attention_cell = self.attention_rnn(cell_input, (self.attention_hidden, self.attention_cell))
        weights_cat = torch.cat((self.attention_weights.unsqueeze(1), self.attention_weights_cum.unsqueeze(1)), dim=1)
        processed = self.location_dense(self.location_conv(weights_cat).transpose(1, 2))
        energies = self.v(torch.tanh(self.query(self.attention_hidden.unsqueeze(1)) + processed + self.processed_memory)).squeeze(-1)
        self.attention_weights = F.softmax(energies, dim=1)
        self.attention_context = torch.bmm(self.attention_weights.unsqueeze(1), memory).squeeze(1)
        self.attention_weights_cum += self.attention_weights
        hidden = torch.cat((self.attention_hidden, self.attention_context), -1)
        return self.projection(hidden), self.gate(hidden), self.attention_weights

    def forward(self, text, mels):
        x = self.embedding(text).transpose(1, 2)
        for conv in self.convolutions:
            x = F.dropout(F.relu(conv(x)), 0.5, self.training)
        x = x.transpose(1, 2)
        self.lstm.flatten_parameters()
        memory, _ = self.lstm(x)
        decoder_input = self.get_go_frame(memory).unsqueeze(0)
        decoder_inputs = mels.permute(1, 0, 2)
        decoder_inputs = torch.cat((decoder_input, decoder_inputs), dim=0)
        decoder_inputs = self.prenet(decoder_inputs)
        self.initialize_decoder_states(memory)
        mel_outputs, gate_outputs, alignments = [], [], []
        while len(mel_outputs) < decoder_inputs.size(0) - 1:
            decoder_input = decoder_inputs[len(mel_outputs)]
            mel_output, gate_output, attention_weights = self.decode(decoder_input, memory)
            mel_outputs += [mel_output.squeeze(1)]
            gate_outputs += [gate_output.squeeze()]
            alignments += [attention_weights]
        alignments = torch.stack(alignments).transpose(0, 1)
        gate_outputs = torch.stack(gate_outputs).transpose(0, 1).contiguous()
        mel_outputs = torch.stack(mel_outputs).transpose(0, 1).contiguous()
        mel_outputs = mel_outputs.view(mel_outputs.size(0), -1, self.n_mel_channels).transpose(1, 2)
        return mel_outputs, gate_outputs, alignments


class DilatedRNN(nn.Module):
    def __init__(self, n_input=4, n_hidden=6, n_layers=3, cell_type='LSTM'):
        super().__init__()
        self.dilations = [2 ** i for i in range(n_layers)]
        self.cells = nn.Sequential(*[getattr(nn, cell_type)(n_input if i == 0 else n_hidden, n_hidden) for i in range(n_layers)])

    def _pad_inputs(self, inputs, n_steps, rate):
        if (n_steps % rate) != 0:
            dilated_steps = n_steps // rate + 1
            zeros_ = torch.zeros(dilated_steps * rate - inputs.size(0), inputs.size(1), inputs.size(2))
            inputs = torch.cat((inputs, zeros_))
        else:
            dilated_steps = n_steps // rate
        return inputs, dilated_steps

    def forward(self, x):
        inputs = x.transpose(0, 1)
        for cell, rate in zip(self.cells, self.dilations):
            n_steps = len(inputs)
            inputs, _ = self._pad_inputs(inputs, n_steps, rate)
            dilated = torch.cat([inputs[j::rate, :, :] for j in range(rate)], 1)
            out, _ = cell(dilated)
            batchsize = out.size(1) // rate
            blocks = [out[:, i * batchsize: (i + 1) * batchsize, :] for i in range(rate)]
            interleaved = torch.stack(blocks).transpose(1, 0).contiguous()
            inputs = interleaved.view(out.size(0) * rate, batchsize, out.size(2))[:n_steps]
        return inputs.transpose(0, 1)


class NTM(nn.Module):
    def __init__(self, num_inputs=6, N=10, M=5, controller=8):
        super().__init__()
        self.N, self.M = N, M
        self.controller = nn.LSTM(num_inputs + M, controller, num_layers=1)
        self.lstm_h_bias = nn.Parameter(torch.randn(1, 1, controller) * 0.05)
        self.lstm_c_bias = nn.Parameter(torch.randn(1, 1, controller) * 0.05)
        self.read_lengths = [M, 1, 1, 3, 1]
        self.fc_read = nn.Linear(controller, sum(self.read_lengths))
        self.register_buffer('mem_bias', torch.Tensor(N, M))
        nn.init.uniform_(self.mem_bias, -1, 1)
        self.fc = nn.Linear(controller + M, num_inputs)

    def _split_cols(self, mat, lengths):
        assert mat.size()[1] == sum(lengths), "Lengths must be summed to num columns"
        l = np.cumsum([0] + lengths)
        results = []
        for s, e in zip(l[:-1], l[1:]):
            results += [mat[:, s:e]]
        return results

    def address(self, memory, k, beta, g, s, gamma, w_prev):
        k = k.view(k.size(0), 1, -1)
        wc = F.softmax(F.softplus(beta) * F.cosine_similarity(memory + 1e-16, k + 1e-16, dim=-1), dim=1)
        wg = torch.sigmoid(g) * wc + (1 - torch.sigmoid(g)) * w_prev
        s = F.softmax(s, dim=1)
        result = torch.zeros_like(wg)
        for b in range(wg.size(0)):
            t = torch.cat([wg[b, -1:], wg[b], wg[b, :1]])
            result[b] = F.conv1d(t.view(1, 1, -1), s[b].view(1, 1, -1)).view(-1)
        w = result ** (1 + F.softplus(gamma))
        return torch.div(w, torch.sum(w, dim=1).view(-1, 1) + 1e-16)

    def forward(self, x):
        B = x.size(1)
        memory = self.mem_bias.clone().repeat(B, 1, 1)
        state = self.lstm_h_bias.clone().repeat(1, B, 1), self.lstm_c_bias.clone().repeat(1, B, 1)
        r = torch.zeros(B, self.M, device=x.device)
        w = torch.zeros(B, self.N, device=x.device)
        outs = []
        for t in x:
            out, state = self.controller(torch.cat([t, r], dim=1).unsqueeze(0), state)
            o = out.squeeze(0)
            w = self.address(memory, *self._split_cols(self.fc_read(o), self.read_lengths), w)
            r = torch.matmul(w.unsqueeze(1), memory).squeeze(1)
            outs.append(torch.sigmoid(self.fc(torch.cat([o, r], 1))))
        return torch.stack(outs)


class TextCNN(nn.Module):
    def __init__(self, vocab=100, D=16, C=4, Co=8, Ks=(3, 4, 5), static=True):
        super().__init__()
        self.embed = nn.Embedding.from_pretrained(torch.randn(vocab, D), freeze=static)
        self.convs = nn.ModuleList([nn.Conv2d(1, Co, (K, D)) for K in Ks])
        self.fc1 = nn.Linear(len(Ks) * Co, C)

    def forward(self, x):
        x = self.embed(x).unsqueeze(1)
        x = [F.relu(conv(x)).squeeze(3) for conv in self.convs]
        x = [F.max_pool1d(i, i.size(2)).squeeze(2) for i in x]
        return self.fc1(torch.cat(x, 1))


class PointerNet(nn.Module):
    def __init__(self, emb=8, hidden=10):
        super().__init__()
        self.embedding = nn.Linear(2, emb)
        self.encoder = nn.LSTM(emb, hidden, 2)
        self.decoder_input0 = nn.Parameter(torch.FloatTensor(emb), requires_grad=False)
        nn.init.uniform_(self.decoder_input0, -1, 1)
        self.input_to_hidden, self.hidden_to_hidden = nn.Linear(emb, 4 * hidden), nn.Linear(hidden, 4 * hidden)
        self.context_linear = nn.Conv1d(hidden, hidden, 1, 1)
        self.input_linear = nn.Linear(hidden, hidden)
        self.V = nn.Parameter(torch.FloatTensor(hidden))
        self._inf = nn.Parameter(torch.FloatTensor([float('-inf')]), requires_grad=False)

    def forward(self, inputs):
        batch_size, input_length = inputs.size(0), inputs.size(1)
        inputs = inputs.view(batch_size * input_length, -1)
        embedded = self.embedding(inputs).view(batch_size, input_length, -1)
        outs, hidden = self.encoder(embedded.permute(1, 0, 2))
        context = self.context_linear(outs.permute(1, 2, 0))
        h, c = hidden[0][-1], hidden[1][-1]
        mask = torch.ones(batch_size, input_length, device=inputs.device)
        runner = torch.arange(input_length, device=inputs.device).unsqueeze(0).expand(batch_size, -1).long()
        decoder_input = self.decoder_input0.unsqueeze(0).expand(batch_size, -1)
        outputs, pointers = [], []
        for _ in range(input_length):
            gates = self.input_to_hidden(decoder_input) + self.hidden_to_hidden(h)
            i, f, g, o = gates.chunk(4, 1)
            c = (torch.sigmoid(f) * c) + (torch.sigmoid(i) * torch.tanh(g))
            h = torch.sigmoid(o) * torch.tanh(c)
            inp = self.input_linear(h).unsqueeze(2).expand(-1, -1, context.size(2))
            V = self.V.unsqueeze(0).expand(batch_size, -1).unsqueeze(1)
            att = torch.bmm(V, torch.tanh(inp + context)).squeeze(1)
            att = att.masked_fill(mask.eq(0), -1e9)
            alpha = F.softmax(att, dim=1)
            masked = alpha * mask
            max_probs, indices = masked.max(1)
            one_hot = (runner == indices.unsqueeze(1).expand(-1, alpha.size()[1])).float()
            mask = mask * (1 - one_hot)
            embedding_mask = one_hot.unsqueeze(2).expand(-1, -1, embedded.size(2)).bool()
            decoder_input = embedded.masked_select(embedding_mask).view(batch_size, embedded.size(2))
            outputs.append(alpha.unsqueeze(0))
            pointers.append(indices.unsqueeze(1))
        return torch.cat(outputs).permute(1, 0, 2), torch.cat(pointers, 1)


class SRUCell(torch.jit.ScriptModule):
    __constants__ = ['hidden']

    def __init__(self, inp: int, hidden: int):
        super().__init__()
        self.hidden = hidden
        self.w = nn.Linear(inp, 3 * hidden, bias=False)
        self.v = nn.Parameter(torch.randn(2 * hidden))

    @torch.jit.script_method
    def forward(self, x: Tensor, state: Optional[Tensor] = None) -> Tuple[Tensor, Tensor]:
        u, f, r = self.w(x).chunk(3, dim=-1)
        vf, vr = self.v.chunk(2)
        c = torch.zeros_like(u[0]) if state is None else state
        outs: List[Tensor] = []
        for t in range(x.size(0)):
            ft = torch.sigmoid(f[t] + vf * c)
            c = ft * c + (1 - ft) * u[t]
            outs.append(torch.sigmoid(r[t] + vr * c) * c)
        return torch.stack(outs), c


class SRUStack(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([SRUCell(8, 8) for _ in range(3)])
        self.head = torch.jit.script(nn.Linear(8, 2))

    def forward(self, x):
        states = []
        for rnn in self.layers:
            x, s = rnn(x)
            states.append(s)
        return self.head(x), states
