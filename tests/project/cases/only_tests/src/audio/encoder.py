from torch import nn


class Encoder(nn.Module):
    def __init__(self, channels, hidden, *, layers):
        super().__init__()
        self.conv = nn.Conv1d(channels, hidden, 5, padding=2)
        self.rnn = nn.GRU(hidden, hidden, num_layers=layers, batch_first=True)

    def forward(self, wave, lengths=None):
        x = self.conv(wave).transpose(1, 2)
        return self.rnn(x)[0]
