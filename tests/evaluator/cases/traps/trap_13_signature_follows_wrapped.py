import functools
import inspect

import torch.nn as nn

INPUT = "1x4"


def legacy(**weights):
    def outer(builder):
        @functools.wraps(builder)
        def inner(*args, **kwargs):
            for name, default in weights.items():
                kwargs.setdefault(name, default)
            return builder(*args, **kwargs)

        return inner

    return outer


def keywords_only_to_positional(fn):
    parameters = inspect.signature(fn).parameters
    found = [name for name, p in parameters.items() if p.kind == p.KEYWORD_ONLY]
    first = next((i for i, p in enumerate(parameters.values()) if p.kind is inspect.Parameter.KEYWORD_ONLY), None)
    assert found and first == 1, (found, first)

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        args, late = args[:first], args[first:]
        kwargs.update(zip(found, late))
        return fn(*args, **kwargs)

    return wrapper


@keywords_only_to_positional
@legacy(weights=None)
def build(width, *, weights=None, depth=2):
    assert weights is None
    return nn.Sequential(*[nn.Linear(4, 4) for _ in range(depth)], nn.Linear(4, width))


def Model():
    accepted = {k: v for k, v in {"depth": 3, "nothing": 1}.items() if k in inspect.signature(build).parameters}
    return nn.Sequential(build(6, None, 1), nn.Linear(6, 4), build(5, **accepted), nn.Linear(5, len(build.__name__)))
