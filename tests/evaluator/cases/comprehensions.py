"""Comprehensions: nesting, conditions, scopes, assignment expressions."""

RESULT = {}

RESULT["kinds"] = (
    [x * x for x in range(5) if x % 2],
    {x % 3 for x in range(10)},
    {k: v for k, v in zip("abc", range(3)) if v},
    tuple(x for x in "xyz"),
    sum(x for x in range(5)),
)
matrix = [[1, 2, 3], [4, 5, 6]]
RESULT["nested"] = (
    [x for row in matrix for x in row if x > 2],
    [[row[i] for row in matrix] for i in range(3)],
    [(i, j) for i in range(3) if i for j in range(i) if j != 1],
    {i: {j: i * j for j in range(2)} for i in range(2)},
)
RESULT["targets"] = (
    [a + b for a, b in [(1, 2), (3, 4)]],
    [(a, rest) for a, *rest in [(1, 2, 3), (4,)]],
    [k + str(i) for i, (k, v) in enumerate({"x": 1, "y": 2}.items()) if v],
)
RESULT["condition chains"] = [x for x in range(30) if x % 2 == 0 if x % 3 == 0 if x]
RESULT["conditional element"] = ["even" if x % 2 == 0 else "odd" for x in range(3)]


def walrus():
    if (n := len("hello")) > 3:
        pass
    last = [y := x + 1 for x in range(3)]
    found = any((hit := x) > 3 for x in [1, 5, 7])
    total = 0
    partial = [total := total + v for v in [1, 2, 3]]
    while (n := n - 1) > 2:
        pass
    return n, last, y, found, hit, partial, total


RESULT["walrus"] = walrus()
z = 100
RESULT["names do not leak"] = ([z for z in range(3)], z, {z: 1 for z in "a"}, z)


class Body:
    sizes = (1, 2)
    first_iterable = [s * 2 for s in sizes]
    pairs = [(s, t) for s in sizes for t in (0, 1)]
    try:
        inner = [s for _ in range(1) for s in sizes]
    except NameError:
        inner = "NameError"


RESULT["in a class body"] = (Body.first_iterable, Body.pairs, Body.inner)

order = []


def mark(x):
    order.append(x)
    return x


_ = {mark("k1"): mark("v1"), **{mark("k2"): mark("v2")}}
_ = [mark(x) for x in mark([1, 2]) if mark(True)]
RESULT["order of evaluation"] = order


def lazily():
    seen = []

    def source():
        for i in range(5):
            seen.append(i)
            yield i

    g = (x * 10 for x in source() if x != 1)
    before = list(seen)
    first = next(g)
    second = next(g)
    middle = list(seen)
    return before, first, second, middle, list(g), seen


RESULT["generator expressions are lazy"] = lazily()


def first_iterable_is_early():
    try:
        (x for x in nothing)  # noqa: F821
    except NameError:
        early = "NameError"
    g = (y for x in [1] for y in nothing)  # noqa: F821
    try:
        list(g)
    except NameError:
        return early, "later"


RESULT["first iterable is evaluated at once"] = first_iterable_is_early()


def stops():
    g = (x for x in range(10))
    return any(x > 2 for x in g), next(g), all(x < 6 for x in g), list(g)


RESULT["any and all stop early"] = stops()
RESULT["last wins"] = ({x % 2: x for x in range(5)}, {len(w): w for w in ("a", "b", "cc")})
RESULT["starred displays"] = ([*range(2), *"ab"], (*[1], 2), {*[1, 1], 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
RESULT["comprehension with calls"] = [f(2) for f in (lambda x: x + 1, lambda x: x * 10, str, float)]
RESULT["nested lambdas"] = [[f() for f in [lambda i=i, j=j: i * 10 + j for j in range(2)]] for i in range(2)]
RESULT["dict of lists"] = {k: [v for kk, v in [("a", 1), ("b", 2), ("a", 3)] if kk == k] for k in ("a", "b")}
RESULT["sets"] = sorted({(a, b) for a in range(3) for b in range(3) if a < b})
RESULT["zip strict"] = [a + b for a, b in zip([1, 2], [3, 4], strict=True)]
RESULT["exceptions"] = []
try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError:
    RESULT["exceptions"].append("ZeroDivisionError")
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError:
    RESULT["exceptions"].append("ValueError")
try:
    list(zip([1], [1, 2], strict=True))
except ValueError:
    RESULT["exceptions"].append("strict")
