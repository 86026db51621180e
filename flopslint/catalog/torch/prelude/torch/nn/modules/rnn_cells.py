"""Cells of recurrent layers: one step."""

import _flopslint

import torch
import torch._VF as _VF

from .module import Module

__public_module__ = "torch.nn"


class RNNCellBase(Module):
    """What all cells have in common.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html
    """

    __constants__ = ["input_size", "hidden_size", "bias"]

    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        _flopslint.keep(self, input_size=input_size, hidden_size=hidden_size)
        _flopslint.keep(self, bias=bias)
        rows = num_chunks * hidden_size
        self.weight_ih = _flopslint.parameter((rows, input_size), device, dtype)
        self.weight_hh = _flopslint.parameter((rows, hidden_size), device, dtype)
        if bias:
            self.bias_ih = _flopslint.parameter((rows,), device, dtype)
            self.bias_hh = _flopslint.parameter((rows,), device, dtype)
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)
        self.reset_parameters()

    def reset_parameters(self):
        pass

    def _weights(self):
        return self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh

    def _check_dims(self, tensor, what):
        dims = tensor.dim()
        _flopslint.require_fit(
            dims in (1, 2),
            "ValueError",
            f"{type(self).__name__}: Expected {what} to be 1D or 2D, got {dims}D instead",
        )
        return dims == 2

    def _zeros(self, input):
        return torch.zeros(input.size(0), self.hidden_size, dtype=input.dtype, device=input.device)

    def _step(self, function, input, hx):
        batched = self._check_dims(input, "input")
        if hx is not None:
            self._check_dims(hx, "hidden")
        if not batched:
            input = input.unsqueeze(0)
        if hx is None:
            hx = self._zeros(input)
        elif not batched:
            hx = hx.unsqueeze(0)
        result = function(input, hx, *self._weights())
        return result if batched else result.squeeze(0)

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        return text


class RNNCell(RNNCellBase):
    """Elman cell.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html
    """

    __constants__ = ["input_size", "hidden_size", "bias", "nonlinearity"]

    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, num_chunks=1, device=device, dtype=dtype)
        _flopslint.keep(self, nonlinearity=nonlinearity)

    def extra_repr(self):
        text = super().extra_repr()
        return text if self.nonlinearity == "tanh" else f"{text}, nonlinearity={self.nonlinearity}"

    def forward(self, input, hx=None):
        if self.nonlinearity == "tanh":
            return self._step(_VF.rnn_tanh_cell, input, hx)
        if self.nonlinearity == "relu":
            return self._step(_VF.rnn_relu_cell, input, hx)
        raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")


class LSTMCell(RNNCellBase):
    """Long short-term memory cell.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
    """

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, num_chunks=4, device=device, dtype=dtype)

    def forward(self, input, hx=None):
        batched = self._check_dims(input, "input")
        if hx is not None:
            for index, state in enumerate(hx):
                self._check_dims(state, f"hx[{index}]")
        if not batched:
            input = input.unsqueeze(0)
        if hx is None:
            zeros = self._zeros(input)
            hx = (zeros, zeros)
        elif not batched:
            hx = (hx[0].unsqueeze(0), hx[1].unsqueeze(0))
        hidden, cell = _VF.lstm_cell(input, hx, *self._weights())
        return (hidden, cell) if batched else (hidden.squeeze(0), cell.squeeze(0))


class GRUCell(RNNCellBase):
    """Gated recurrent unit cell.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html
    """

    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, num_chunks=3, device=device, dtype=dtype)

    def forward(self, input, hx=None):
        return self._step(_VF.gru_cell, input, hx)
