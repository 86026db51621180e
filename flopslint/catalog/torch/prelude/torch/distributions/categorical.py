"""A choice of one of several."""

import torch

from .distribution import Distribution

__public_module__ = "torch.distributions"


class Categorical(Distribution):
    """An index, by the weights of the last dim.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#categorical
    """

    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        given = logits if probs is None else probs
        if given.dim() < 1:
            name = "logits" if probs is None else "probs"
            raise ValueError(f"`{name}` parameter must be at least one-dimensional.")
        self.probs = self.logits = given
        self._num_events = given.size(-1)
        super().__init__(given.shape[:-1])

    @property
    def param_shape(self):
        return self.probs.size()

    def sample(self, sample_shape=()):
        return torch.empty(self._extended_shape(sample_shape), dtype=torch.int64)

    def log_prob(self, value):
        return value + self.probs[..., 0]

    def entropy(self):
        return self.probs[..., 0]
