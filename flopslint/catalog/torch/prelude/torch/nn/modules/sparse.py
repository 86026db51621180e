"""Embeddings."""

import _flopslint

import torch.nn.functional as F

from .module import Module

__public_module__ = "torch.nn"


class Embedding(Module):
    """Rows of a table by index.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
    """

    __constants__ = [
        "num_embeddings", "embedding_dim", "padding_idx", "max_norm", "norm_type", "scale_grad_by_freq", "sparse",
    ]  # fmt: skip

    def __init__(
        self, num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,
        sparse=False, _weight=None, _freeze=False, device=None, dtype=None,
    ):  # fmt: skip
        super().__init__()
        _flopslint.keep(self, num_embeddings=num_embeddings, embedding_dim=embedding_dim)
        if padding_idx is not None:
            _flopslint.require(
                -num_embeddings <= padding_idx < num_embeddings,
                "AssertionError",
                "Padding_idx must be within num_embeddings",
            )
            if _flopslint.known(padding_idx) and padding_idx < 0:
                padding_idx = num_embeddings + padding_idx
        _flopslint.keep(
            self, padding_idx=padding_idx, max_norm=max_norm, norm_type=norm_type,
            scale_grad_by_freq=scale_grad_by_freq,
        )  # fmt: skip
        if _weight is None:
            self.weight = _flopslint.parameter((num_embeddings, embedding_dim), device, dtype, not _freeze)
            self.reset_parameters()
        else:
            _flopslint.require(
                list(_weight.shape) == [num_embeddings, embedding_dim],
                "AssertionError",
                "Shape of weight does not match num_embeddings and embedding_dim",
            )
            self.weight = _flopslint.parameter_of(_weight, not _freeze)
        _flopslint.keep(self, sparse=sparse)

    def reset_parameters(self):
        self._fill_padding_idx_with_zero()

    def _fill_padding_idx_with_zero(self):
        pass

    def forward(self, input):
        return F.embedding(
            input,
            self.weight,
            _flopslint.figure(self.padding_idx, None),
            _flopslint.figure(self.max_norm, None),
            _flopslint.figure(self.norm_type, 2.0),
            self.scale_grad_by_freq,
            self.sparse,
        )

    def extra_repr(self):
        text = f"{self.num_embeddings}, {self.embedding_dim}"
        if self.padding_idx is not None:
            text += f", padding_idx={self.padding_idx}"
        if self.max_norm is not None:
            text += f", max_norm={self.max_norm}"
        if self.norm_type != 2:
            text += f", norm_type={self.norm_type}"
        if self.scale_grad_by_freq is not False:
            text += f", scale_grad_by_freq={self.scale_grad_by_freq}"
        if self.sparse is not False:
            text += ", sparse=True"
        return text

    @classmethod
    def from_pretrained(
        cls, embeddings, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,
        sparse=False,
    ):  # fmt: skip
        _flopslint.require(
            embeddings.dim() == 2, "AssertionError", "Embeddings parameter is expected to be 2-dimensional"
        )
        rows, columns = embeddings.shape
        return cls(
            num_embeddings=rows, embedding_dim=columns, _weight=embeddings, _freeze=freeze, padding_idx=padding_idx,
            max_norm=max_norm, norm_type=norm_type, scale_grad_by_freq=scale_grad_by_freq, sparse=sparse,
        )  # fmt: skip


class EmbeddingBag(Module):
    """Sums or means of rows of a table.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.EmbeddingBag.html
    """

    __constants__ = [
        "num_embeddings", "embedding_dim", "max_norm", "norm_type", "scale_grad_by_freq", "mode", "sparse",
        "include_last_offset", "padding_idx",
    ]  # fmt: skip

    def __init__(
        self, num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode="mean",
        sparse=False, _weight=None, include_last_offset=False, padding_idx=None, device=None, dtype=None,
    ):  # fmt: skip
        super().__init__()
        _flopslint.keep(
            self, num_embeddings=num_embeddings, embedding_dim=embedding_dim, max_norm=max_norm, norm_type=norm_type,
            scale_grad_by_freq=scale_grad_by_freq,
        )  # fmt: skip
        if padding_idx is not None:
            _flopslint.require(
                -num_embeddings <= padding_idx < num_embeddings,
                "AssertionError",
                "padding_idx must be within num_embeddings",
            )
            if _flopslint.known(padding_idx) and padding_idx < 0:
                padding_idx = num_embeddings + padding_idx
        _flopslint.keep(self, padding_idx=padding_idx)
        if _weight is None:
            self.weight = _flopslint.parameter((num_embeddings, embedding_dim), device, dtype)
            self.reset_parameters()
        else:
            _flopslint.require(
                list(_weight.shape) == [num_embeddings, embedding_dim],
                "AssertionError",
                "Shape of weight does not match num_embeddings and embedding_dim",
            )
            self.weight = _flopslint.parameter_of(_weight, True)
        _flopslint.keep(self, mode=mode, sparse=sparse, include_last_offset=include_last_offset)

    def reset_parameters(self):
        self._fill_padding_idx_with_zero()

    def _fill_padding_idx_with_zero(self):
        pass

    def forward(self, input, offsets=None, per_sample_weights=None):
        return F.embedding_bag(
            input, self.weight, offsets, self.max_norm, self.norm_type, self.scale_grad_by_freq, self.mode,
            self.sparse, per_sample_weights, self.include_last_offset, self.padding_idx,
        )  # fmt: skip

    @classmethod
    def from_pretrained(
        cls, embeddings, freeze=True, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode="mean",
        sparse=False, include_last_offset=False, padding_idx=None,
    ):  # fmt: skip
        _flopslint.require(
            embeddings.dim() == 2, "AssertionError", "Embeddings parameter is expected to be 2-dimensional"
        )
        rows, columns = embeddings.shape
        made = cls(
            num_embeddings=rows, embedding_dim=columns, _weight=embeddings, max_norm=max_norm, norm_type=norm_type,
            scale_grad_by_freq=scale_grad_by_freq, mode=mode, sparse=sparse, include_last_offset=include_last_offset,
            padding_idx=padding_idx,
        )  # fmt: skip
        made.weight.requires_grad = not freeze
        return made
