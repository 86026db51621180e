"""Targets, deletion, loops, chained forms."""

RESULT = {}


def targets():
    a, (b, *c), [d] = 1, (2, 3, 4), [5]
    *e, f = "xyz"
    g, *h, i = range(5)
    j = k = [0]
    j.append(1)
    (m) = 7
    box = {}
    box["x"], box["y"] = box["z"] = 1, 2
    a, b = b, a
    lst = [0, 1, 2]
    i, lst[i] = 1, "set"
    return a, b, c, d, e, f, g, h, i, j, k, j is k, m, box, lst


RESULT["targets"] = targets()


class Holder:
    pass


def attribute_targets():
    h = Holder()
    h.a, h.b = h.c = (1, 2)
    h.n = h.m = []
    h.n.append(5)
    h.a += 10
    for h.i in range(3):
        pass
    [h.x, *h.rest] = "abc"
    return h.__dict__


RESULT["attribute targets"] = attribute_targets()


def order():
    log = []

    def f(x):
        log.append(x)
        return x

    d = {}
    d[f("k1")], d[f("k2")] = f("v1"), f("v2")
    d[f("k3")] = d[f("k4")] = f("v3")
    f(1) + f(2) * f(3)
    f(5) < f(6) < f(7)
    f(9) if f(0) else f(8)
    return log, d


RESULT["order of evaluation"] = order()


def chained():
    calls = []

    def middle():
        calls.append("m")
        return 5

    return (
        1 < middle() < 10, 1 < middle() > 7, 3 < middle() < 4 < undefined if False else None, 1 == 1 != 2, 1 < 2 > 1 in [1],  # noqa: F821
        "a" in "abc" in ["abc"], None is None is not 5, not 1 == 2, 0 < 1 == True, calls,
    )  # fmt: skip


RESULT["chained comparison"] = chained()
RESULT["and and or"] = (
    1 and 2, 0 and 2, "" or "x", [] or {} or None, 1 or 1 / 0, 0 and 1 / 0, None and None, not [], not not "a", (1 and 0) or "last",
    [] and 5 or 6, 1 if [] else 2, (0 or False, False or 0), 3 and [] and 4,
)  # fmt: skip


def loops():
    out = []
    for x in range(5):
        if x == 3:
            break
    else:
        out.append("no break")
    for x in range(2):
        pass
    else:
        out.append(("else", x))
    n = 3
    while n:
        n -= 1
        if n == 1:
            continue
        out.append(n)
    else:
        out.append("while else")
    while True:
        n += 1
        if n > 4:
            break
    for i in range(3):
        for j in range(3):
            if j > i:
                break
            out.append((i, j))
        else:
            out.append("full")
    for k, (a, b) in enumerate(zip("ab", [1, 2]), start=1):
        out.append((k, a, b))
    for ch in "xy":
        out.append(ch)
    return out, n


RESULT["loops"] = loops()


def mutation_while_iterating():
    items = [1, 2, 3]
    seen = []
    for item in items:
        seen.append(item)
        if item == 2:
            items.append(9)
    d = {"a": 1}
    for key in list(d):
        d[key + "b"] = 2
    grow = [0]
    for x in grow:
        if len(grow) < 5:
            grow.append(x + 1)
    try:
        for key in d:
            d[key + "c"] = 1
        changed = "allowed"
    except RuntimeError:
        changed = "RuntimeError"
    return seen, items, d == {"a": 1, "ab": 2, "ac": 1}, grow, changed


RESULT["mutation while iterating"] = mutation_while_iterating()


def deletion():
    x = [0, 1, 2, 3, 4, 5]
    del x[0]
    del x[-1], x[1:3]
    d = {"a": 1, "b": 2, "c": 3}
    del d["a"], d["b"]
    y = list(range(10))
    del y[::3]
    z = [1, 2]
    alias = z
    del z[:]
    h = Holder()
    h.a = 1
    del h.a
    return x, d, y, alias, hasattr(h, "a")


RESULT["del"] = deletion()


def in_place():
    a = b = [1]
    a += [2]
    c = d = (1,)
    c += (2,)
    e = f = {1}
    e |= {2}
    g = h = {"a": 1}
    g |= {"b": 2}
    i = j = "s"
    i += "t"
    k = [1, 2]
    alias = k
    k *= 2
    m = [[0]]
    m[0] += [1]
    n = ([],)
    try:
        n[0] += [5]
    except TypeError:
        pass
    o = 7
    o //= 2
    o **= 3
    o %= 5
    o <<= 2
    o |= 1
    o ^= 3
    o &= 6
    o >>= 1
    p = [3, 4]
    p[0] -= 1
    p[-1] *= 2
    q = {"x": 1}
    q["x"] += 1
    r = [1]
    r += "ab"
    r.extend((x for x in range(2)))
    return a, b, a is b, c, d, e is f, sorted(e), g is h, h, i, j, k, alias is k, m, n, o, p, q, r


RESULT["in place"] = in_place()


def in_place_once():
    calls = []

    def index():
        calls.append("i")
        return 0

    items = [10]
    items[index()] += 5
    return items, calls


RESULT["in place evaluates once"] = in_place_once()
RESULT["multiplied lists share"] = (lambda x: (x[0].append(1), x)[1])([[]] * 3)


def slices():
    x = list(range(10))
    out = [x[2:5], x[:-7], x[-3:], x[::-1], x[8:2:-2], x[100:], x[:0], x[::4], x[-100:2], x[slice(1, 3)]]
    x[2:4] = ["a", "b", "c"]
    x[:1] = []
    x[len(x):] = [99]
    y = list(range(6))
    y[::2] = "xyz"
    z = [1, 2, 3]
    z[1:1] = [7, 8]
    z[:] = z[::-1]
    try:
        y[::2] = [1]
    except ValueError:
        out.append("ValueError")
    return out, x, y, z


RESULT["slices"] = slices()
RESULT["slices of others"] = ("abcdef"[1:-1:2], (1, 2, 3)[::-1], b"abc"[1:], range(10)[2:8:3], "abc"[5:], slice(None, 3).indices(10))
x: int = 5
y: str
RESULT["annotated"] = (x, "y" in globals(), sorted(__annotations__))
if x > 3:
    branch = "then"
elif x > 2:
    branch = "elif"
else:
    branch = "else"
RESULT["if"] = branch
pass
...
"a string statement"
RESULT["is"] = (None is None, [] is [], x is x, True is True, "a" is not None)
RESULT["name"] = (__name__, __doc__)
a = b = c = 0
(a, b), c = [1, 2], 3
RESULT["module level"] = (a, b, c)
global_list = [i for i in range(3)]
RESULT["semicolons"] = 1; RESULT["semicolons"] += 1  # noqa: E702
lines = 1 + \
    2
RESULT["continued"] = lines
