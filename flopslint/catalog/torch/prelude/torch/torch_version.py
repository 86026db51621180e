"""The version of torch, which compares as versions do and not as text."""

import re

import _flopslint


class TorchVersion(str):  # noqa: SLOT000
    def _numbers(self, other):
        if isinstance(other, (tuple, list)):
            return tuple(other)
        return _release(str(other))

    def __gt__(self, other):
        return _padded(_release(str(self)), self._numbers(other)) > _padded(self._numbers(other), _release(str(self)))

    def __lt__(self, other):
        return _padded(_release(str(self)), self._numbers(other)) < _padded(self._numbers(other), _release(str(self)))

    def __ge__(self, other):
        return not self < other

    def __le__(self, other):
        return not self > other

    def __eq__(self, other):
        return not self < other and not self > other

    def __ne__(self, other):
        return self < other or self > other

    def __hash__(self):
        return hash(str(self))


def _release(text):
    """The numbers of a release: "2.14.1+cpu" gives (2, 14, 1); a pre-release counts as its release."""
    found = re.match(r"v?(\d+(?:\.\d+)*)", text)
    if found is None:
        raise ValueError("Invalid version: " + repr(text))
    return tuple([int(part) for part in found.group(1).split(".")])


def _padded(numbers, other):
    """Numbers made as many as the others have."""
    return tuple([int(n) for n in numbers]) + (0,) * (len(other) - len(numbers))


__version__ = TorchVersion(_flopslint.version())
internal_version = __version__
