"""Bars around ``enumerate``, ``zip`` and ``map``."""

from ..auto import tqdm


def tenumerate(iterable, start=0, total=None, tqdm_class=tqdm, **tqdm_kwargs):
    return enumerate(tqdm_class(iterable, total=total, **tqdm_kwargs), start)


def tzip(iter1, *iter2plus, **tqdm_kwargs):
    tqdm_class = tqdm_kwargs.pop("tqdm_class", tqdm)
    for items in zip(tqdm_class(iter1, **tqdm_kwargs), *iter2plus):
        yield items


def tmap(function, *sequences, **tqdm_kwargs):
    for items in tzip(*sequences, **tqdm_kwargs):
        yield function(*items)
