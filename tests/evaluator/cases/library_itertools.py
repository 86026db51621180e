"""itertools and operator."""

import itertools
import operator
from itertools import accumulate, chain, count, cycle, groupby, islice, product, repeat, starmap, tee, zip_longest
from operator import attrgetter, itemgetter, methodcaller, mul

RESULT = {}

RESULT["chain"] = (list(chain([1], "ab", (2,))), list(chain.from_iterable([[1, 2], [3]])), list(chain()))
RESULT["product"] = (list(product([1, 2], "ab")), list(product([0, 1], repeat=2)), list(product()), len(list(product(range(3), range(4)))))
RESULT["permutations"] = (list(itertools.permutations("abc", 2)), list(itertools.permutations([1, 2])), len(list(itertools.permutations(range(4)))))
RESULT["combinations"] = (list(itertools.combinations("abc", 2)), list(itertools.combinations_with_replacement([1, 2], 2)), list(itertools.combinations([], 1)))
RESULT["accumulate"] = (list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], mul)), list(accumulate([1, 2], initial=10)), list(accumulate([3, 1, 2], max)))
RESULT["islice"] = (list(islice("abcdef", 2)), list(islice("abcdef", 1, None, 2)), list(islice(count(), 3, 6)), list(islice([], 5)))
RESULT["infinite"] = (next(count(5)), list(islice(count(0, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(1, 3)), list(islice(repeat("x"), 2)), list(zip(count(), "ab")))
RESULT["groupby"] = (
    [(k, list(g)) for k, g in groupby("aabbc")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)],
    {k: sum(1 for _ in g) for k, g in groupby(sorted("banana"))},
)  # fmt: skip
RESULT["zip_longest"] = (list(zip_longest([1, 2], "a")), list(zip_longest([1], [], fillvalue=0)))
RESULT["filters"] = (
    list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 3, 1])), list(itertools.filterfalse(lambda x: x % 2, range(5))),
    list(itertools.compress("abc", [1, 0, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(itertools.pairwise([1, 2, 3])),
)  # fmt: skip


def teed():
    a, b = tee(iter([1, 2, 3]))
    return next(a), list(b), list(a)


RESULT["tee"] = teed()


def lazily():
    log = []

    def source():
        for i in range(5):
            log.append(i)
            yield i

    chained = chain(source(), [9])
    first = next(chained)
    seen = list(log)
    sliced = list(islice(source(), 2))
    return first, seen, sliced, log


RESULT["lazy"] = lazily()


class Box:
    def __init__(self, w, h=1):
        self.w, self.h = w, h
        self.inner = self

    def area(self, scale=1):
        return self.w * self.h * scale


RESULT["getters"] = (
    itemgetter(1)([5, 6]), itemgetter(0, 2)("abc"), itemgetter("k")({"k": 1}), attrgetter("w")(Box(3)), attrgetter("inner.h", "w")(Box(3, 4)),
    methodcaller("area", scale=2)(Box(3)), sorted([(1, "b"), (0, "c")], key=itemgetter(0)), max([Box(1), Box(5)], key=attrgetter("w")).w, list(map(methodcaller("upper"), "ab")),
)  # fmt: skip
RESULT["functions"] = (
    operator.add(1, 2), operator.mul(3, 4), operator.sub(5, 2), operator.truediv(1, 2), operator.floordiv(7, 2), operator.mod(7, 3), operator.neg(1), operator.pow(2, 3),
    operator.eq(1, 1), operator.lt(1, 2), operator.ge(1, 2), operator.not_([]), operator.contains([1], 1), operator.getitem([5], 0), operator.concat([1], [2]), operator.truth(""),
    operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.lshift(1, 3), operator.is_(None, None), operator.index(5), operator.inv(1), operator.abs(-1), operator.ne(1, 2),
)  # fmt: skip


def set_and_delete():
    x = [1, 2, 3]
    operator.setitem(x, 0, 9)
    operator.delitem(x, 1)
    y = operator.iadd(x, [4])
    return x, y is x


RESULT["set and delete"] = set_and_delete()
RESULT["reduce with operator"] = __import__("functools").reduce(mul, [1, 2, 3, 4], 1)
RESULT["batched by hand"] = (lambda it, n: list(iter(lambda: tuple(islice(it, n)), ())))(iter(range(7)), 3)
