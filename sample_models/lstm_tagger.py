"""A tagger: embeddings, a bidirectional LSTM of two layers, and one label for each token.

The idea: a recurrent layer applies the same weights at every step, so its work is its weights times the steps, though
no convolution or linear layer is in sight.
Source: Huang, Xu and Yu, "Bidirectional LSTM-CRF Models for Sequence Tagging" (2015), without the CRF.
"""

import torch
from torch import nn


class Tagger(nn.Module):  # flopslint: input=1x40:int64
    """From token numbers (batch, steps) to scores (batch, steps, tags)."""

    def __init__(self, vocabulary: int = 5000, width: int = 100, hidden: int = 128, tags: int = 17) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width, padding_idx=0)
        self.lstm = nn.LSTM(width, hidden, num_layers=2, batch_first=True, bidirectional=True, dropout=0.2)
        self.scores = nn.Linear(2 * hidden, tags)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        states, _ = self.lstm(self.embedding(tokens))
        return self.scores(states)
