"""Logging while a bar is shown."""

from contextlib import contextmanager

from ..std import tqdm


@contextmanager
def logging_redirect_tqdm(loggers=None, tqdm_class=tqdm):
    yield


@contextmanager
def tqdm_logging_redirect(*args, **kwargs):
    tqdm_class = kwargs.pop("tqdm_class", tqdm)
    kwargs.pop("loggers", None)
    yield tqdm_class(*args, **kwargs)
