"""Size arguments as tuples."""

import _flopslint

__public_module__ = "torch.nn.modules.utils"


def _ntuple(n, name="parse"):
    def parse(x):
        return _flopslint.ntuple(x, n)

    parse.__name__ = name
    return parse


def _single(x):
    return _flopslint.ntuple(x, 1)


def _pair(x):
    return _flopslint.ntuple(x, 2)


def _triple(x):
    return _flopslint.ntuple(x, 3)


def _quadruple(x):
    return _flopslint.ntuple(x, 4)


def _reverse_repeat_tuple(t, n):
    return tuple(x for x in reversed(t) for _ in range(n))


def _list_with_default(out_size, defaults):
    if isinstance(out_size, int):
        return out_size
    if len(defaults) <= len(out_size):
        raise ValueError(f"Input dimension should be at least {len(out_size) + 1}")
    tail = defaults[-len(out_size) :]
    return [default if size is None else size for size, default in zip(out_size, tail)]


def consume_prefix_in_state_dict_if_present(state_dict, prefix):
    for key in [key for key in state_dict if key.startswith(prefix)]:
        state_dict[key[len(prefix) :]] = state_dict.pop(key)
