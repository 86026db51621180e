"""Warnings that nobody sees."""

filters = []
defaultaction = "default"


class WarningMessage:
    pass


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record

    def __enter__(self):
        return [] if self._record else None

    def __exit__(self, *exc_info):
        pass


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    return lambda obj: obj
