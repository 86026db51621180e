"""functools."""

import functools
import operator
from functools import cached_property, cmp_to_key, lru_cache, partial, reduce, singledispatch, total_ordering, wraps

RESULT = {}


def shown(a, b=2, *, c=3):
    """Shows."""
    return a, b, c


nested = partial(partial(shown, 1), c=5)
RESULT["partial"] = (nested(), nested.func is shown, nested.args, nested.keywords, nested(7, c=0))


def passing(function):
    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    inner.mark = True
    return inner


wrapped = passing(shown)
RESULT["wraps"] = (wrapped.__name__, wrapped.__doc__, wrapped.__wrapped__ is shown, wrapped(9), passing(wrapped).mark)
CALLS = []


@lru_cache(maxsize=None)
def fibonacci(n):
    CALLS.append(n)
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


class Lazy:
    made = 0

    @cached_property
    def part(self):
        Lazy.made += 1
        return [Lazy.made]

    @lru_cache
    def remembered(self, x):
        return [x]

    def added(self, a, b):
        return a + b

    ten = functools.partialmethod(added, 10)


lazy = Lazy()
RESULT["caches"] = (
    fibonacci(30), len(CALLS), lazy.part is lazy.part, Lazy().part, lazy.remembered(1) is lazy.remembered(1), lazy.ten(5),
)
RESULT["reduce"] = (reduce(operator.mul, [1, 2, 3, 4]), reduce(lambda s, x: s + [x], "ab", []))


@total_ordering
class Level:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return self.value < other.value


RESULT["total_ordering"] = (
    Level(1) <= Level(1), Level(2) > Level(1), Level(1) >= Level(2), max(Level(1), Level(3)).value,
    [level.value for level in sorted([Level(2), Level(1)])],
)
RESULT["cmp_to_key"] = sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))


@singledispatch
def kind(value):
    return "object"


@kind.register(int)
def _(value):
    return "int"


@kind.register
def _(value: str):
    return "str"


RESULT["singledispatch"] = (kind(1), kind("a"), kind(1.5), kind(True))
RESULT["operator"] = (
    operator.itemgetter(1, 0)([5, 6]), operator.attrgetter("value")(Level(9)), operator.methodcaller("upper")("a"),
    operator.lt(1, 2), operator.contains([1], 1), operator.index(True), operator.countOf([1, 1, 2], 1),
)
