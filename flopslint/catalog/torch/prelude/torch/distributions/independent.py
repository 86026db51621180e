"""Batch dims read as dims of one event."""

from .distribution import Distribution

__public_module__ = "torch.distributions"


class Independent(Distribution):
    """A distribution whose last batch dims belong to the event.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#independent
    """

    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        shape = base_distribution.batch_shape + base_distribution.event_shape
        events = reinterpreted_batch_ndims + len(base_distribution.event_shape)
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        super().__init__(shape[: len(shape) - events], shape[len(shape) - events :])

    def rsample(self, sample_shape=()):
        return self.base_dist.rsample(sample_shape)

    def sample(self, sample_shape=()):
        return self.base_dist.sample(sample_shape)

    def _summed(self, tensor):
        count = self.reinterpreted_batch_ndims
        return tensor.sum([-1 - i for i in range(count)]) if count else tensor

    def log_prob(self, value):
        return self._summed(self.base_dist.log_prob(value))

    def entropy(self):
        return self._summed(self.base_dist.entropy())

    @property
    def mean(self):
        return self.base_dist.mean
