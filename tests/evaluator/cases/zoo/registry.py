"""Registries of each kind; none has an entry before the modules that register themselves have run."""

from collections import defaultdict

TABLE = {}
NAMES = set()
ORDER = []
BY_FAMILY = defaultdict(set)
NESTS = {}
FIXED = {"ant": 6}


def register(function):
    TABLE[function.__name__] = function
    NAMES.add(function.__name__)
    ORDER.append(function.__name__)
    BY_FAMILY[function.__module__.split(".")[-1]].add(function.__name__)
    return function


def nests(function):
    NESTS.setdefault(function.__module__.split(".")[-1], []).append(function.__name__)
    return function


class Registry:
    def __init__(self):
        self.entries = dict()

    def register(self, name):
        def decorate(cls):
            self.entries[name] = cls
            return cls

        return decorate

    def get(self, name):
        return self.entries.get(name)


class Base:
    kinds = {}

    @classmethod
    def register(cls, name):
        def decorate(subclass):
            cls.kinds[name] = subclass
            return subclass

        return decorate


LAYERS = Registry()


def build(name):
    maker = TABLE.get(name)
    if maker is None:
        raise ValueError(f"no {name}")
    return maker()


def listed():
    return sorted(TABLE)
