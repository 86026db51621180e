"""Abstract values, and what an evaluation leaves behind. Depends on ``core`` and ``ir``.

Plain data of the analyzed program is held as plain Python data: None, numbers, strings, bytes, ``...``, ``slice``,
``range``, ``list``, ``tuple``, ``dict``, ``set``, ``frozenset``, ``collections.deque``, ``OrderedDict``, and the
host's own views of a dict (``keys()``, ``values()``, ``items()``). Everything
else is one of the classes of this package. A value that is not known is an ``Unknown`` with its gap.
"""
