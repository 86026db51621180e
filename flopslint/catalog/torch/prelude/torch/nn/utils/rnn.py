"""Sequences of different lengths in one tensor."""

from collections import namedtuple

import _flopslint

import torch

__public_module__ = "torch.nn.utils.rnn"


class PackedSequence(namedtuple("PackedSequence_", ["data", "batch_sizes", "sorted_indices", "unsorted_indices"])):
    """Steps of sequences, the longest first, without padding.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.PackedSequence.html
    """

    def __new__(cls, data, batch_sizes=None, sorted_indices=None, unsorted_indices=None):
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args, **kwargs):
        return type(self)(self.data.to(*args, **kwargs), self.batch_sizes, self.sorted_indices, self.unsorted_indices)

    def cuda(self, *args, **kwargs):
        return self

    def cpu(self, *args, **kwargs):
        return self

    def pin_memory(self):
        return self

    @property
    def is_cuda(self):
        return False


PackedSequence_ = PackedSequence


def _lengths(lengths):
    return lengths.tolist() if isinstance(lengths, torch.Tensor) else list(lengths)


def pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True):
    sizes = _lengths(lengths)
    if not _flopslint.known(*sizes):
        total = next(size for size in sizes if not _flopslint.known(size))
        return PackedSequence(total, total, None, None)
    order = sorted(range(len(sizes)), key=lambda i: -sizes[i])
    if enforce_sorted and order != list(range(len(sizes))):
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass "
            "`enforce_sorted=False` to pack sequences that are not sorted, and `enforce_sorted=True` otherwise."
        )
    batch = input.size(0) if batch_first else input.size(1)
    _flopslint.require_fit(
        batch == len(sizes), "RuntimeError", f"Expected `len(lengths)` to be equal to batch_size, but got {len(sizes)}"
    )
    longest = max(sizes)
    counts = [sum(1 for size in sizes if size > step) for step in range(longest)]
    steps = input.transpose(0, 1) if batch_first else input
    data = steps[:longest].reshape(longest * batch, *steps.shape[2:])[: sum(sizes)]
    if enforce_sorted:
        return PackedSequence(data, torch.tensor(counts), None, None)
    back = [0] * len(order)
    for position, index in enumerate(order):
        back[index] = position
    return PackedSequence(data, torch.tensor(counts), torch.tensor(order), torch.tensor(back))


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    counts = sequence.batch_sizes.tolist()
    if not _flopslint.known(counts):
        return counts, counts
    longest = len(counts) if total_length is None else total_length
    _flopslint.require(
        longest >= len(counts),
        "ValueError",
        "Expected total_length to be at least the length of the longest sequence in input, but got "
        f"total_length={total_length} and max sequence length being {len(counts)}",
    )
    shape = (counts[0], longest) if batch_first else (longest, counts[0])
    output = torch.full((*shape, *sequence.data.shape[1:]), padding_value, dtype=sequence.data.dtype)
    lengths = torch.tensor([sum(1 for count in counts if count > i) for i in range(counts[0])])
    if sequence.unsorted_indices is not None:
        lengths = lengths[sequence.unsorted_indices]
    return output, lengths


def pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right"):
    items = list(sequences)
    longest = max(item.size(0) for item in items)
    shape = (len(items), longest) if batch_first else (longest, len(items))
    return torch.full((*shape, *items[0].shape[1:]), padding_value, dtype=items[0].dtype)


def unpad_sequence(padded_sequences, lengths, batch_first=False):
    steps = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [steps[i][:size] for i, size in enumerate(_lengths(lengths))]


def pack_sequence(sequences, enforce_sorted=True):
    lengths = [item.size(0) for item in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences):
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)


def invert_permutation(permutation):
    return None if permutation is None else torch.empty_like(permutation)
