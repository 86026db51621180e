"""Recurrent layers and cells, as torch's own layers call them."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.catalog.entry import op
from flopslint.catalog.torch.arguments import integer, known, operand, require_tensors
from flopslint.formulas import recurrent as formula
from flopslint.formulas.algebra import product
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Arguments of a recurrent layer; ``packed`` says that the input is the data of a packed sequence."""

    input: Tensor
    hidden: tuple[Tensor, ...]
    weights: list[Tensor]
    has_biases: bool
    layers: int
    directions: int
    batch_first: bool
    packed: bool


@op("torch.lstm", "torch._VF.lstm")
def lstm(context: Context, *args: Value) -> Value:
    """Long short-term memory over a sequence: ``(input, (h, c), weights, has_biases, num_layers, dropout, train,
    bidirectional, batch_first)``, or ``(data, batch_sizes, (h, c), weights, has_biases, num_layers, dropout, train,
    bidirectional)``.

    Shape: (t, b, i) -> (t, b, d * p), and the last hidden and cell states; p is the projected size, or the hidden one
    Work: t * b multiply-adds for each weight.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    call = _read(context, "lstm", args)
    output = _run(context, "lstm", call)
    return output, *(context.tensor(state.shape, state.dtype) for state in call.hidden)


@op("torch.gru", "torch._VF.gru")
def gru(context: Context, *args: Value) -> Value:
    """Gated recurrent units over a sequence; arguments as of ``lstm``, with one hidden state.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
    """
    return _with_one_state(context, "gru", args)


@op("torch.rnn_tanh", "torch._VF.rnn_tanh")
def rnn_tanh(context: Context, *args: Value) -> Value:
    """Plain recurrence with a hyperbolic tangent; arguments as of ``gru``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html
    """
    return _with_one_state(context, "rnn_tanh", args)


@op("torch.rnn_relu", "torch._VF.rnn_relu")
def rnn_relu(context: Context, *args: Value) -> Value:
    """Plain recurrence with a rectifier; arguments as of ``gru``.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html
    """
    return _with_one_state(context, "rnn_relu", args)


def _with_one_state(context: Context, kind: str, args: tuple[Value, ...]) -> tuple[Tensor, Tensor]:
    call = _read(context, kind, args)
    output = _run(context, kind, call)
    return output, context.tensor(call.hidden[0].shape, call.hidden[0].dtype)


def _read(context: Context, kind: str, args: tuple[Value, ...]) -> Call:
    """The arguments of either form of the call."""
    packed = len(args) > 3 and isinstance(known(args[3]), (list, tuple))
    if len(args) != 9 or (not packed and not isinstance(known(args[2]), (list, tuple))):
        raise context.error("TypeError", f"{kind}() received an invalid combination of arguments")
    batch_first = False
    if packed:
        data, _, hidden, weights, has_biases, layers, _, _, bidirectional = args
    else:
        data, hidden, weights, has_biases, layers, _, _, bidirectional, batch_first = args
    states = tuple(known(state) for state in hidden) if isinstance(hidden, (list, tuple)) else (known(hidden),)
    require_tensors(context, kind, input=data, **{f"hx{number}": state for number, state in enumerate(states)})
    flat = [known(weight) for weight in weights]
    require_tensors(context, kind, **{f"params{number}": weight for number, weight in enumerate(flat)})
    if len(states) != (2 if kind == "lstm" else 1):
        raise context.invalid(f"{kind} expects {2 if kind == 'lstm' else 1} hidden states")
    return Call(
        input=data, hidden=states, weights=flat, has_biases=bool(has_biases),
        layers=integer(context, layers, kind, "num_layers"), directions=2 if bidirectional else 1,
        batch_first=bool(batch_first), packed=packed,
    )  # fmt: skip


def _run(context: Context, kind: str, call: Call) -> Tensor:
    """Work of all layers and directions, and the output."""
    input, runs = call.input, call.layers * call.directions
    rank = 2 if call.packed else 3
    if len(input.shape) != rank:
        raise context.misfit(f"input must have {rank} dimensions, got {len(input.shape)}", operand("input", input))
    per_run = len(call.weights) // runs if runs else 0
    expected = 4 if call.has_biases else 2
    if not runs or len(call.weights) % runs or per_run not in {expected, expected + 1}:
        raise context.invalid(f"got an incorrect number of RNN parameters: {len(call.weights)}")
    items = product(input.shape[:-1])
    size = input.shape[-1]
    for layer in range(call.layers):
        outputs = 0
        for direction in range(call.directions):
            start = (layer * call.directions + direction) * per_run
            outputs += _step(context, kind, call, call.weights[start : start + per_run], size, items)
        size = outputs
    if call.batch_first:
        batch, steps = input.shape[:2]  # computed with time first, and seen transposed
        return context.tensor((batch, steps, size), input.dtype, strides=(size, batch * size, 1))
    return context.tensor((*input.shape[:-1], size), input.dtype)


def _step(context: Context, kind: str, call: Call, weights: list[Tensor], size: int, items: int) -> int:
    """Work of one direction of one layer over the whole sequence; gives the size of its output."""
    from_input, from_hidden, *rest = weights
    _check_inner(context, call.input, size, from_input, items)
    projected = rest[-1] if len(weights) % 2 else None
    biases = rest[:2] if call.has_biases else []
    hidden = from_hidden.shape[0] // formula.GATES[kind]
    state = call.hidden[0]
    if state.shape[-1] != from_hidden.shape[1]:
        raise context.misfit(
            f"hidden state has size {state.shape[-1]}, but the weights of {kind} take {from_hidden.shape[1]}",
            operand("hx", state), operand("weight_hh", from_hidden), fitting=str(from_hidden.shape[1]),
        )  # fmt: skip
    counted = from_input.count + from_hidden.count
    context.work(
        "addmm" if biases else "mm", formula.products_work(items, counted, sum(bias.count for bias in biases)),
        "steps_times_batch * weights", steps_times_batch=items, weights=counted,
    )  # fmt: skip
    if projected is not None:
        context.work(
            "mm", formula.products_work(items, projected.count, 0), "steps_times_batch * weights",
            steps_times_batch=items, weights=projected.count,
        )  # fmt: skip
    context.work(f"{kind}_gates", formula.gates_work(kind, items, hidden))
    return projected.shape[0] if projected is not None else hidden


def _check_inner(context: Context, input: Tensor, size: int, weight: Tensor, items: int) -> None:
    if size != weight.shape[1]:
        raise context.misfit(
            f"mat1 and mat2 shapes cannot be multiplied ({items}x{size} and {weight.shape[1]}x{weight.shape[0]})",
            operand("input", input), operand("weight_ih", weight), fitting=f"input_size={size}",
        )  # fmt: skip


@op("torch.lstm_cell", "torch._VF.lstm_cell")
def lstm_cell(
    context: Context, input: Value, hx: Value, w_ih: Value, w_hh: Value, b_ih: Value = None, b_hh: Value = None
) -> Value:
    """One step of long short-term memory.

    Shape: (b, i), ((b, h), (b, h)) -> (b, h), (b, h)
    Work: b multiply-adds for each weight.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
    """
    hidden, cell = (known(state) for state in hx)
    require_tensors(context, "lstm_cell", input=input, hx0=hidden, hx1=cell, w_ih=w_ih, w_hh=w_hh)
    _cell(context, "lstm", input, (hidden, cell), w_ih, w_hh, b_ih, b_hh)
    return context.tensor(hidden.shape, input.dtype), context.tensor(cell.shape, input.dtype)


@op("torch.gru_cell", "torch._VF.gru_cell")
def gru_cell(
    context: Context, input: Value, hx: Value, w_ih: Value, w_hh: Value, b_ih: Value = None, b_hh: Value = None
) -> Value:
    """One step of gated recurrent units.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html
    """
    return _plain_cell(context, "gru", input, hx, w_ih, w_hh, b_ih, b_hh)


@op("torch.rnn_tanh_cell", "torch._VF.rnn_tanh_cell")
def rnn_tanh_cell(
    context: Context, input: Value, hx: Value, w_ih: Value, w_hh: Value, b_ih: Value = None, b_hh: Value = None
) -> Value:
    """One step of a plain recurrence with a hyperbolic tangent.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html
    """
    return _plain_cell(context, "rnn_tanh", input, hx, w_ih, w_hh, b_ih, b_hh)


@op("torch.rnn_relu_cell", "torch._VF.rnn_relu_cell")
def rnn_relu_cell(
    context: Context, input: Value, hx: Value, w_ih: Value, w_hh: Value, b_ih: Value = None, b_hh: Value = None
) -> Value:
    """One step of a plain recurrence with a rectifier.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html
    """
    return _plain_cell(context, "rnn_relu", input, hx, w_ih, w_hh, b_ih, b_hh)


def _plain_cell(
    context: Context, kind: str, input: Value, hx: Value, w_ih: Value, w_hh: Value, b_ih: Value, b_hh: Value
) -> Tensor:
    require_tensors(context, f"{kind}_cell", input=input, hx=hx, w_ih=w_ih, w_hh=w_hh)
    _cell(context, kind, input, (hx,), w_ih, w_hh, b_ih, b_hh)
    return context.tensor(hx.shape, input.dtype)


def _cell(
    context: Context,
    kind: str,
    input: Tensor,
    states: tuple[Tensor, ...],
    w_ih: Tensor,
    w_hh: Tensor,
    b_ih: Value,
    b_hh: Value,
) -> None:
    if input.shape[-1] != w_ih.shape[1]:
        raise context.misfit(
            f"input has inconsistent input_size: got {input.shape[-1]} expected {w_ih.shape[1]}",
            operand("input", input), operand("w_ih", w_ih), fitting=f"input_size={input.shape[-1]}",
        )  # fmt: skip
    for number, state in enumerate(states):
        if state.shape[0] != input.shape[0]:
            raise context.misfit(
                f"Input batch size {input.shape[0]} doesn't match hidden{number} batch size {state.shape[0]}",
                operand("input", input), operand("hx", state),
            )  # fmt: skip
        if state.shape[-1] != w_hh.shape[1]:
            raise context.misfit(
                f"hidden{number} has inconsistent hidden_size: got {state.shape[-1]}, expected {w_hh.shape[1]}",
                operand("hx", state), operand("w_hh", w_hh), fitting=str(w_hh.shape[1]),
            )  # fmt: skip
    biases = [bias for bias in (b_ih, b_hh) if isinstance(bias, Tensor)]
    batch, counted = product(input.shape[:-1]), w_ih.count + w_hh.count
    context.work(
        "addmm" if biases else "mm", formula.products_work(batch, counted, sum(bias.count for bias in biases)),
        "batch * weights", batch=batch, weights=counted,
    )  # fmt: skip
    context.work(f"{kind}_gates", formula.gates_work(kind, batch, w_hh.shape[1]))
