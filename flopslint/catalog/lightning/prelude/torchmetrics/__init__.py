"""Metrics: layers without parameters or buffers, whose states are plain attributes."""

import _python
from torch import nn


class Metric(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self._defaults = {}

    def add_state(self, name, default, dist_reduce_fx=None, persistent=False):
        self._defaults[name] = default
        setattr(self, name, default)

    def update(self, *args, **kwargs):
        return None

    def compute(self):
        return _python.unknown("opaque-call", "what a metric computes is not followed")

    def forward(self, *args, **kwargs):
        return self.compute()

    def reset(self):
        return None


class MetricCollection(nn.ModuleDict):
    def __init__(self, metrics, *additional_metrics, prefix=None, postfix=None, compute_groups=True):
        super().__init__()
        if isinstance(metrics, dict):
            given = metrics
        else:
            listed = [metrics] if isinstance(metrics, Metric) else list(metrics)
            given = {type(one).__name__: one for one in [*listed, *additional_metrics]}
        for name, metric in given.items():
            self[name] = metric

    def clone(self, prefix=None, postfix=None):
        return self

    def reset(self):
        return None


class Accuracy(Metric):
    pass


class AUROC(Metric):
    pass


class AveragePrecision(Metric):
    pass


class ConfusionMatrix(Metric):
    pass


class F1Score(Metric):
    pass


class JaccardIndex(Metric):
    pass


class MaxMetric(Metric):
    pass


class MeanAbsoluteError(Metric):
    pass


class MeanMetric(Metric):
    pass


class MeanSquaredError(Metric):
    pass


class MinMetric(Metric):
    pass


class Precision(Metric):
    pass


class R2Score(Metric):
    pass


class Recall(Metric):
    pass


class Specificity(Metric):
    pass


class SumMetric(Metric):
    pass
