import random

import torch
import torch.nn as nn


class Encoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.LSTM(emb, hid)

    def forward(self, src):
        return self.rnn(self.embedding(src))[1]


class Decoder(nn.Module):
    def __init__(self, vocab, emb, hid):
        super().__init__()
        self.output_dim = vocab
        self.embedding = nn.Embedding(vocab, emb)
        self.rnn = nn.LSTM(emb, hid)
        self.fc = nn.Linear(hid, vocab)

    def forward(self, token, hidden, cell):
        output, (hidden, cell) = self.rnn(self.embedding(token.unsqueeze(0)), (hidden, cell))
        return self.fc(output.squeeze(0)), hidden, cell


class Seq2Seq(nn.Module):
    def __init__(self, encoder, decoder, device):
        super().__init__()
        self.encoder = encoder
        self.decoder = decoder
        self.device = device

    def forward(self, src, trg):
        outputs = torch.zeros(trg.shape[0], trg.shape[1], self.decoder.output_dim).to(self.device)
        hidden, cell = self.encoder(src)
        token = trg[0, :]
        for t in range(1, trg.shape[0]):
            outputs[t], hidden, cell = self.decoder(token, hidden, cell)
            token = trg[t]
        return outputs


def main():
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocab = 50
    encoder = Encoder(vocab, 8, 16)
    decoder = Decoder(vocab, 8, 16)
    model = Seq2Seq(encoder, decoder, device).to(device)
    src = torch.randint(0, vocab, (7, 2))
    trg = torch.randint(0, vocab, (5, 2))
    print(model(src, trg).shape)


if __name__ == "__main__":
    main()
