import pytest
import torch

from audio import Encoder


def test_refuses():
    with pytest.raises(TypeError):
        Encoder(1)


def test_shape():
    channels = 2
    encoder = Encoder(channels, hidden=channels * 8, layers=2)
    out = encoder(torch.randn(3, channels, 50))
    assert out.shape == (3, 50, 16)
