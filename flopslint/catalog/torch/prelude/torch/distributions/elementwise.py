"""Distributions of single numbers, one for each element of their parameters."""

import torch

from .distribution import Distribution

__public_module__ = "torch.distributions"


class _Elementwise(Distribution):
    """A distribution whose parameters are broadcast with each other.

    Source: https://docs.pytorch.org/docs/stable/distributions.html
    """

    has_rsample = True

    def _broadcast(self, *parameters):
        tensors = [p if isinstance(p, torch.Tensor) else torch.tensor(float(p)) for p in parameters]
        tensors = torch.broadcast_tensors(*tensors)
        super().__init__(tensors[0].shape)
        self._like = tensors[0]
        return tensors

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        return torch.empty(shape, dtype=self._like.dtype, device=self._like.device)

    def log_prob(self, value):
        return value + self._like

    def cdf(self, value):
        return value + self._like

    def icdf(self, value):
        return value + self._like

    def entropy(self):
        return self._like * 1.0

    @property
    def mean(self):
        return self._like

    @property
    def mode(self):
        return self._like

    @property
    def variance(self):
        return self._like * 1.0

    @property
    def stddev(self):
        return self._like * 1.0


class Normal(_Elementwise):
    """Gaussian.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#normal
    """

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = self._broadcast(loc, scale)


class Laplace(_Elementwise):
    """Laplace.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#laplace
    """

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = self._broadcast(loc, scale)


class Uniform(_Elementwise):
    """Uniform.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#uniform
    """

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = self._broadcast(low, high)


class Beta(_Elementwise):
    """Beta.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#beta
    """

    def __init__(self, concentration1, concentration0, validate_args=None):
        self.concentration1, self.concentration0 = self._broadcast(concentration1, concentration0)


class Gamma(_Elementwise):
    """Gamma.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#gamma
    """

    def __init__(self, concentration, rate, validate_args=None):
        self.concentration, self.rate = self._broadcast(concentration, rate)


class Exponential(_Elementwise):
    """Exponential.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#exponential
    """

    def __init__(self, rate, validate_args=None):
        (self.rate,) = self._broadcast(rate)


class Poisson(_Elementwise):
    """Poisson.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#poisson
    """

    has_rsample = False

    def __init__(self, rate, validate_args=None):
        (self.rate,) = self._broadcast(rate)


class Bernoulli(_Elementwise):
    """Bernoulli.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#bernoulli
    """

    has_rsample = False

    def __init__(self, probs=None, logits=None, validate_args=None):
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        given = logits if probs is None else probs
        (self.probs,) = self._broadcast(given)
        self.logits = self.probs
