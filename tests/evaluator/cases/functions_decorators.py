"""Decorators, and what functools gives."""

import functools
from functools import cached_property, lru_cache, partial, partialmethod, reduce, singledispatch, wraps

RESULT = {}
log = []


def plain(function):
    log.append("plain " + function.__name__)
    return function


def with_arguments(tag, *, times=1):
    log.append("factory " + tag)

    def decorate(function):
        log.append("decorate " + tag)

        @wraps(function)
        def wrapper(*args, **kwargs):
            return [tag] * times + [function(*args, **kwargs)]

        return wrapper

    return decorate


@plain
@with_arguments("a", times=2)
@with_arguments("b")
def decorated(x, y=1):
    """Documented."""
    return x + y


RESULT["order of decorators"] = (list(log), decorated(1))
RESULT["wraps"] = (decorated.__name__, decorated.__doc__, decorated.__wrapped__.__wrapped__(3, 4), decorated.__module__)


class Registry:
    def __init__(self):
        self.table = {}

    def register(self, name=None):
        def decorate(obj):
            self.table[name or obj.__name__] = obj
            return obj

        return decorate if not callable(name) else (self.table.setdefault(name.__name__, name), name)[1]

    def __call__(self, key, *args, **kwargs):
        return self.table[key](*args, **kwargs)


registry = Registry()


@registry.register()
class Conv:
    def __init__(self, k=3):
        self.k = k


@registry.register("lin")
def linear(n):
    return n * 2


@registry.register
def bare():
    return "bare"


RESULT["registry"] = (sorted(registry.table), registry("Conv", k=5).k, registry("lin", 4), registry("bare"))


class CountCalls:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def counted(x):
    return x * 2


counted(1)
RESULT["class as a decorator"] = (counted(4), counted.calls, counted.__name__)


def add_method(cls):
    cls.extra = lambda self: self.x + 100
    return cls


@add_method
class Decorated:
    x = 1


RESULT["decorated class"] = Decorated().extra()

add = partial(lambda a, b, c=0, *rest, **kw: (a, b, c, rest, kw), 1, c=5)
nested = partial(add, 2, d=6)
RESULT["partial"] = (add(9), nested(), nested(c=7), nested.args, nested.keywords, nested.func is add.func)
RESULT["partial is callable"] = (callable(add), isinstance(add, partial), hasattr(add, "__name__"))


class Cell:
    def set_state(self, value, *, loud=False):
        self.state = (value, loud)
        return self.state

    on = partialmethod(set_state, True)
    off = partialmethod(set_state, False, loud=True)


RESULT["partialmethod"] = (Cell().on(), Cell().off())

calls = []


@lru_cache(maxsize=None)
def slow(x, y=0):
    calls.append((x, y))
    return x + y


RESULT["lru_cache"] = (slow(1), slow(1), slow(1, 0), slow(2, y=1), slow(2, y=1), list(calls), slow.__name__)


@lru_cache
def slow_bare(x):
    calls.append(x)
    return x


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


RESULT["cache"] = (slow_bare(5), slow_bare(5), calls[-1], len(calls), fibonacci(40))
slow.cache_clear()
slow(1)
RESULT["cache_clear"] = len(calls)


@singledispatch
def kind(x):
    return "object"


@kind.register
def _(x: int):
    return "int"


@kind.register(list)
def _list(x):
    return "list of " + ",".join(map(kind, x))


RESULT["singledispatch"] = (kind(1), kind("a"), kind([1, "a"]), kind(True))


class Lazy:
    made = 0

    @cached_property
    def value(self):
        Lazy.made += 1
        return [self.made]


lazy = Lazy()
lazy.value.append(5)
RESULT["cached_property"] = (lazy.value, Lazy.made, "value" in lazy.__dict__)
del lazy.value
RESULT["cached_property again"] = (lazy.value, Lazy.made)
RESULT["reduce"] = (reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + [b], "ab", []), reduce(max, [3], 9))
RESULT["cmp_to_key"] = sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))


@functools.total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


RESULT["total_ordering"] = (Version(1) <= Version(1), Version(2) > Version(1), Version(1) >= Version(2))


class Retry:
    def method_decorator(function):
        @wraps(function)
        def inner(self, *args):
            self.tries += 1
            return function(self, *args)

        return inner

    def __init__(self):
        self.tries = 0

    @method_decorator
    def run(self, x):
        return x, self.tries

    @property
    @method_decorator
    def size(self):
        return self.tries

    @classmethod
    @wraps(len)
    def named(cls, items):
        return cls.__name__, items


r = Retry()
RESULT["decorator in a class body"] = (r.run(1), r.run(2), r.size, Retry.named([1]))
table = {"mul": lambda a, b: a * b}


@table.setdefault
def as_key(default=None):
    return default


RESULT["any callable decorates"] = as_key
