"""Versions as PEP 440 orders them."""

import re

__all__ = ["VERSION_PATTERN", "InvalidVersion", "Version", "parse"]

VERSION_PATTERN = r"""
    v?(?:(?P<epoch>[0-9]+)!)?
    (?P<release>[0-9]+(?:\.[0-9]+)*)
    (?P<pre>[-_.]?(?P<pre_l>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?P<pre_n>[0-9]+)?)?
    (?P<post>(?:-(?P<post_n1>[0-9]+))|(?:[-_.]?(?P<post_l>post|rev|r)[-_.]?(?P<post_n2>[0-9]+)?))?
    (?P<dev>[-_.]?(?P<dev_l>dev)[-_.]?(?P<dev_n>[0-9]+)?)?
    (?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?
"""

_SHAPE = re.compile(r"\s*" + VERSION_PATTERN + r"\s*", re.VERBOSE | re.IGNORECASE)
_LETTERS = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc", "rev": "post", "r": "post"}

# Ranks of what stands behind the release: a dev release of nothing else comes first, then pre-releases by letter and
# number, then the release itself, then post releases.
_DEV_ALONE = (-1, "", 0)
_NO_PRE = (1, "", 0)


class InvalidVersion(ValueError):
    pass


def parse(version):
    return Version(version)


def _marked(letter, number):
    """A letter and its number; a letter alone stands for number 0, a number alone for a post release."""
    if letter is None and number is None:
        return None
    letter = "post" if letter is None else letter.lower()
    return (_LETTERS.get(letter, letter), int(number or 0))


class Version:
    def __init__(self, version):
        found = _SHAPE.fullmatch(version)
        if found is None:
            raise InvalidVersion("Invalid version: " + repr(version))
        parts = found.groupdict()
        self.epoch = int(parts["epoch"] or 0)
        self.release = tuple([int(part) for part in parts["release"].split(".")])
        self.pre = _marked(parts["pre_l"], parts["pre_n"])
        self._post = _marked(parts["post_l"], parts["post_n1"] or parts["post_n2"])
        self._dev = _marked(parts["dev_l"], parts["dev_n"])
        local = parts["local"]
        self._local = None
        if local is not None:
            pieces = re.split(r"[-_.]", local.lower())
            self._local = tuple([int(piece) if piece.isdigit() else piece for piece in pieces])
        self._key = self._order()

    def _order(self):
        release = self.release
        while len(release) > 1 and release[-1] == 0:
            release = release[:-1]
        pre = _NO_PRE if self.pre is None else (0,) + self.pre
        if self.pre is None and self._post is None and self._dev is not None:
            pre = _DEV_ALONE
        post = -1 if self._post is None else self._post[1]
        dev = (1, 0) if self._dev is None else (0, self._dev[1])
        local = ()
        if self._local is not None:
            local = ((0, 0, ""),) + tuple(
                [(2, piece, "") if isinstance(piece, int) else (1, 0, piece) for piece in self._local]
            )
        return (self.epoch, release, pre, post, dev, local)

    @property
    def post(self):
        return None if self._post is None else self._post[1]

    @property
    def dev(self):
        return None if self._dev is None else self._dev[1]

    @property
    def local(self):
        return None if self._local is None else ".".join([str(piece) for piece in self._local])

    @property
    def base_version(self):
        release = ".".join([str(part) for part in self.release])
        return release if self.epoch == 0 else str(self.epoch) + "!" + release

    @property
    def public(self):
        text = self.base_version
        if self.pre is not None:
            text += self.pre[0] + str(self.pre[1])
        if self._post is not None:
            text += ".post" + str(self._post[1])
        if self._dev is not None:
            text += ".dev" + str(self._dev[1])
        return text

    @property
    def is_prerelease(self):
        return self._dev is not None or self.pre is not None

    @property
    def is_postrelease(self):
        return self._post is not None

    @property
    def is_devrelease(self):
        return self._dev is not None

    @property
    def major(self):
        return self.release[0]

    @property
    def minor(self):
        return self.release[1] if len(self.release) > 1 else 0

    @property
    def micro(self):
        return self.release[2] if len(self.release) > 2 else 0

    def __str__(self):
        return self.public if self._local is None else self.public + "+" + self.local

    def __repr__(self):
        return "<Version(" + repr(str(self)) + ")>"

    def __hash__(self):
        return hash(self._key)

    def __eq__(self, other):
        return self._key == other._key if isinstance(other, Version) else NotImplemented

    def __ne__(self, other):
        return self._key != other._key if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self._key < other._key if isinstance(other, Version) else NotImplemented

    def __le__(self, other):
        return self._key <= other._key if isinstance(other, Version) else NotImplemented

    def __gt__(self, other):
        return self._key > other._key if isinstance(other, Version) else NotImplemented

    def __ge__(self, other):
        return self._key >= other._key if isinstance(other, Version) else NotImplemented
