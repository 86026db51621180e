"""Maps whose items are taken one after another."""

from ..auto import tqdm


def thread_map(fn, *iterables, **tqdm_kwargs):
    return list(map(fn, *iterables))


process_map = thread_map
interpreter_map = thread_map
