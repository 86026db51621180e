"""Recurrent layers."""

import _flopslint

import torch
import torch._VF as _VF

from ..utils.rnn import PackedSequence
from .module import Module
from .rnn_cells import GRUCell as GRUCell
from .rnn_cells import LSTMCell as LSTMCell
from .rnn_cells import RNNCell as RNNCell
from .rnn_cells import RNNCellBase as RNNCellBase

__public_module__ = "torch.nn"

_GATES = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}


def apply_permutation(tensor, permutation, dim=1):
    return tensor.index_select(dim, permutation)


def _check_sizes(input_size, hidden_size, num_layers, dropout, proj_size):
    check = _flopslint.require
    check(
        (0 <= float(dropout) <= 1) and not isinstance(dropout, bool),
        "ValueError",
        "dropout should be a number in range [0, 1] representing the probability of an element being zeroed",
    )
    for name, size in (("input_size", input_size), ("hidden_size", hidden_size)):
        check(isinstance(size, int), "TypeError", f"{name} should be of type int, got: {_flopslint.type_name(size)}")
        check(size > 0, "ValueError", f"{name} must be greater than zero")
    check(num_layers > 0, "ValueError", "num_layers must be greater than zero")
    check(proj_size >= 0, "ValueError", "proj_size should be a positive integer or zero to disable projections")
    check(proj_size < hidden_size, "ValueError", "proj_size has to be smaller than hidden_size")


class RNNBase(Module):
    """What all recurrent layers have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNBase.html
    """

    __constants__ = [
        "mode", "input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout", "bidirectional",
        "proj_size",
    ]  # fmt: skip

    def __init__(
        self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
        bidirectional=False, proj_size=0, device=None, dtype=None,
    ):  # fmt: skip
        super().__init__()
        _flopslint.keep(self, mode=mode, input_size=input_size, hidden_size=hidden_size, num_layers=num_layers)
        _flopslint.keep(self, bias=bias)
        _flopslint.keep(
            self, batch_first=batch_first, dropout=float(dropout), bidirectional=bidirectional, proj_size=proj_size,
        )  # fmt: skip
        _check_sizes(input_size, hidden_size, num_layers, dropout, proj_size)
        if mode not in _GATES:
            raise ValueError("Unrecognized RNN mode: " + mode)
        gates = _GATES[mode] * hidden_size
        state = proj_size if proj_size > 0 else hidden_size
        directions = 2 if bidirectional else 1
        _flopslint.keep(self, _all_weights=[])
        for layer in range(num_layers):
            width = input_size if layer == 0 else state * directions
            for direction in range(directions):
                shapes = {"weight_ih": (gates, width), "weight_hh": (gates, state)}
                if bias:
                    shapes["bias_ih"] = shapes["bias_hh"] = (gates,)
                if proj_size > 0:
                    shapes["weight_hr"] = (proj_size, hidden_size)
                suffix = f"_l{layer}{'_reverse' if direction else ''}"
                self._all_weights.append([name + suffix for name in shapes])
                for name, shape in shapes.items():
                    setattr(self, name + suffix, _flopslint.parameter(shape, device, dtype))
        self._flat_weights_names = [name for names in self._all_weights for name in names]
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def flatten_parameters(self):
        pass

    def _init_flat_weights(self):
        pass

    @property
    def _flat_weights(self):
        return [getattr(self, name, None) for name in self._flat_weights_names]

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def check_input(self, input, batch_sizes):
        expected = 2 if batch_sizes is not None else 3
        _flopslint.require_fit(
            input.dim() == expected, "RuntimeError", f"input must have {expected} dimensions, got {input.dim()}"
        )
        _flopslint.require_fit(
            self.input_size == input.size(-1),
            "RuntimeError",
            f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.size(-1)}",
            input=input,
            weight_ih_l0=getattr(self, self._all_weights[0][0]),
            fitting=f"input_size={input.size(-1)}",
        )

    def _batch_of(self, input, batch_sizes):
        if batch_sizes is not None:
            return int(batch_sizes[0])
        return input.size(0) if self.batch_first else input.size(1)

    def get_expected_hidden_size(self, input, batch_sizes):
        state = self.proj_size if self.proj_size > 0 else self.hidden_size
        directions = 2 if self.bidirectional else 1
        return (self.num_layers * directions, self._batch_of(input, batch_sizes), state)

    def check_hidden_size(self, hx, expected_hidden_size, msg="Expected hidden size {}, got {}"):
        _flopslint.require_fit(
            tuple(hx.size()) == tuple(expected_hidden_size),
            "RuntimeError",
            msg.format(expected_hidden_size, list(hx.size())),
        )

    def check_forward_args(self, input, hidden, batch_sizes):
        self.check_input(input, batch_sizes)
        self.check_hidden_size(hidden, self.get_expected_hidden_size(input, batch_sizes))

    def permute_hidden(self, hx, permutation):
        return hx if permutation is None else apply_permutation(hx, permutation)

    def _zeros(self, input, batch_sizes, size):
        directions = 2 if self.bidirectional else 1
        batch = self._batch_of(input, batch_sizes)
        return torch.zeros(self.num_layers * directions, batch, size, dtype=input.dtype, device=input.device)

    def _start(self, input, batch_sizes):
        return self._zeros(input, batch_sizes, self.hidden_size)

    def _check_state_dims(self, hx, batched):
        dims, kind = (3, "batched 3-D") if batched else (2, "unbatched 2-D")
        _flopslint.require_fit(
            hx.dim() == dims,
            "RuntimeError",
            f"For {kind} input, hx should also be {dims}-D but got {hx.dim()}-D tensor",
        )

    def _map_state(self, hx, function):
        return function(hx)

    def _run(self, input, hx, batch_sizes):
        function = {"GRU": _VF.gru, "RNN_TANH": _VF.rnn_tanh, "RNN_RELU": _VF.rnn_relu}[self.mode]
        return self._dispatch(function, input, hx, batch_sizes)

    def _dispatch(self, function, input, hx, batch_sizes):
        weights = self._flat_weights
        if batch_sizes is None:
            return function(
                input, hx, weights, self.bias, self.num_layers, self._rate(), self.training, self.bidirectional,
                self.batch_first,
            )  # fmt: skip
        return function(
            input, batch_sizes, hx, weights, self.bias, self.num_layers, self._rate(), self.training,
            self.bidirectional,
        )  # fmt: skip

    def _rate(self):
        return _flopslint.figure(self.dropout, 0.0)

    def _kind(self):
        return self.mode.partition("_")[0]

    def forward(self, input, hx=None):
        if isinstance(input, PackedSequence):
            return self._forward_packed(input, hx)
        dims = input.dim()
        _flopslint.require_fit(
            dims in (2, 3), "ValueError", f"{self._kind()}: Expected input to be 2D or 3D, got {dims}D instead"
        )
        batched = dims == 3
        if not batched:
            input = input.unsqueeze(0 if self.batch_first else 1)
        if hx is None:
            hx = self._start(input, None)
        else:
            self._check_state_dims(hx, batched)
            if not batched:
                hx = self._map_state(hx, lambda state: state.unsqueeze(1))
        self.check_forward_args(input, hx, None)
        result = self._run(input, hx, None)
        output, hidden = result[0], (result[1] if len(result) == 2 else tuple(result[1:]))
        if not batched:
            output = output.squeeze(0 if self.batch_first else 1)
            hidden = self._map_state(hidden, lambda state: state.squeeze(1))
        return output, hidden

    def _forward_packed(self, packed, hx):
        data, batch_sizes, sorted_indices, unsorted_indices = packed
        hx = self._start(data, batch_sizes) if hx is None else self.permute_hidden(hx, sorted_indices)
        self.check_forward_args(data, hx, batch_sizes)
        result = self._run(data, hx, batch_sizes)
        hidden = result[1] if len(result) == 2 else tuple(result[1:])
        output = PackedSequence(result[0], batch_sizes, sorted_indices, unsorted_indices)
        return output, self.permute_hidden(hidden, unsorted_indices)

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.proj_size != 0:
            text += f", proj_size={self.proj_size}"
        if self.num_layers != 1:
            text += f", num_layers={self.num_layers}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if self.batch_first is not False:
            text += f", batch_first={self.batch_first}"
        if self.dropout != 0:
            text += f", dropout={self.dropout}"
        if self.bidirectional is not False:
            text += f", bidirectional={self.bidirectional}"
        return text


def _refuse_projection(kwargs):
    if "proj_size" in kwargs:
        raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")


class RNN(RNNBase):
    """Elman network.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html
    """

    def __init__(self, *args, **kwargs):
        _refuse_projection(kwargs)
        if len(args) > 3:
            self.nonlinearity = args[3]
            args = args[:3] + args[4:]
        else:
            self.nonlinearity = kwargs.pop("nonlinearity", "tanh")
        if self.nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{self.nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__("RNN_" + self.nonlinearity.upper(), *args, **kwargs)


class LSTM(RNNBase):
    """Long short-term memory.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """

    def __init__(self, *args, **kwargs):
        super().__init__("LSTM", *args, **kwargs)

    def get_expected_cell_size(self, input, batch_sizes):
        directions = 2 if self.bidirectional else 1
        return (self.num_layers * directions, self._batch_of(input, batch_sizes), self.hidden_size)

    def check_forward_args(self, input, hidden, batch_sizes):
        self.check_input(input, batch_sizes)
        expected = self.get_expected_hidden_size(input, batch_sizes)
        self.check_hidden_size(hidden[0], expected, "Expected hidden[0] size {}, got {}")
        expected = self.get_expected_cell_size(input, batch_sizes)
        self.check_hidden_size(hidden[1], expected, "Expected hidden[1] size {}, got {}")

    def permute_hidden(self, hx, permutation):
        if permutation is None:
            return hx
        return apply_permutation(hx[0], permutation), apply_permutation(hx[1], permutation)

    def _start(self, input, batch_sizes):
        state = self.proj_size if self.proj_size > 0 else self.hidden_size
        return self._zeros(input, batch_sizes, state), self._zeros(input, batch_sizes, self.hidden_size)

    def _check_state_dims(self, hx, batched):
        dims, kind = (3, "batched 3-D") if batched else (2, "unbatched 2-D")
        _flopslint.require_fit(
            hx[0].dim() == dims and hx[1].dim() == dims,
            "RuntimeError",
            f"For {kind} input, hx and cx should also be {dims}-D but got ({hx[0].dim()}-D, {hx[1].dim()}-D) tensors",
        )

    def _map_state(self, hx, function):
        return function(hx[0]), function(hx[1])

    def _run(self, input, hx, batch_sizes):
        return self._dispatch(_VF.lstm, input, hx, batch_sizes)


class GRU(RNNBase):
    """Gated recurrent unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
    """

    def __init__(self, *args, **kwargs):
        _refuse_projection(kwargs)
        super().__init__("GRU", *args, **kwargs)
