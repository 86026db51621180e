"""Softmax over many classes, the rare ones in clusters."""

from collections import namedtuple

import _flopslint

import torch
import torch.nn.functional as F

from .container import ModuleList, Sequential
from .linear import Linear
from .module import Module

__public_module__ = "torch.nn"

_ASMoutput = namedtuple("_ASMoutput", ["output", "loss"])


class AdaptiveLogSoftmaxWithLoss(Module):
    """Adaptive softmax.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveLogSoftmaxWithLoss.html
    """

    def __init__(self, in_features, n_classes, cutoffs, div_value=4.0, head_bias=False, device=None, dtype=None):
        super().__init__()
        cutoffs = list(cutoffs)
        if len(cutoffs) == 0:
            raise ValueError("cutoffs should be a sequence of length larger than 0")
        _flopslint.require(
            cutoffs == sorted(cutoffs)
            and min(cutoffs) > 0
            and max(cutoffs) <= n_classes - 1
            and len(set(cutoffs)) == len(cutoffs)
            and all(int(c) == c for c in cutoffs),
            "ValueError",
            "cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each "
            "value is between 1 and n_classes-1",
        )
        _flopslint.keep(
            self, in_features=in_features, n_classes=n_classes, cutoffs=[*cutoffs, n_classes], div_value=div_value,
            head_bias=head_bias,
        )  # fmt: skip
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, bias=head_bias, device=device, dtype=dtype)
        self.tail = ModuleList()
        for i in range(self.n_clusters):
            hidden = int(in_features // (div_value ** (i + 1)))
            size = self.cutoffs[i + 1] - self.cutoffs[i]
            self.tail.append(
                Sequential(
                    Linear(in_features, hidden, bias=False, device=device, dtype=dtype),
                    Linear(hidden, size, bias=False, device=device, dtype=dtype),
                )
            )

    def reset_parameters(self):
        pass

    def forward(self, input_, target_):
        # Which rows go through which cluster is decided by the values of the target.
        head = F.log_softmax(self.head(input_), dim=1)
        rows = _flopslint.data_dependent("how many targets fall into each cluster")
        for cluster in self.tail:
            cluster(rows)
        output = head[:, 0]
        return _ASMoutput(output, (-output).mean())

    def _get_full_log_prob(self, input, head_output):
        head = F.log_softmax(head_output, dim=1)
        parts = [head[:, : self.shortlist_size]]
        for i in range(self.n_clusters):
            cluster = F.log_softmax(self.tail[i](input), dim=1)
            parts.append(cluster + head[:, self.shortlist_size + i].unsqueeze(1))
        return torch.cat(parts, dim=1)

    def log_prob(self, input):
        return self._get_full_log_prob(input, self.head(input))

    def predict(self, input):
        head = self.head(input)
        output = torch.argmax(head, dim=1)
        rows = _flopslint.data_dependent("how many predictions fall into the clusters")
        self._get_full_log_prob(rows, rows)
        return output
