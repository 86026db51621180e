"""Loops that run nobody knows how often, and what may happen in them."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from tests.evaluator.conftest import Evaluate

UNKNOWN = "import nowhere\nc = nowhere.flag\n"


def test_what_a_loop_over_something_unknown_writes_is_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
untouched, total, last, grown, table = 1, 0, "none", [0], {"k": 1}
for item in c:
    total += 1
    last = item
    grown.append(item)
    table["k"] = item
    inside = 1
after = 2
n, first, k = len(grown), grown[0], table["k"]
"""
    )
    assert found.plain("untouched") == 1
    assert found.plain("after") == 2
    assert all(found.is_unknown(name) for name in ("total", "last", "n", "k", "item", "inside"))
    assert found.plain("first") == 0
    assert found.has_gap(GapKind.UNDECIDED_LOOP)


def test_a_while_loop_on_something_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
n, m, kept = 0, 10, "kept"
while n < c:
    n += 1
    m -= 1
x = 5
"""
    )
    assert found.is_unknown("n")
    assert found.is_unknown("m")
    assert found.plain("kept") == "kept"
    assert found.plain("x") == 5


def test_a_range_of_unknown_length(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
layers = []
width = 8
for i in range(c):
    layers.append(width)
    width = width * 2
n = len(layers)
made = [i * 2 for i in range(c)]
m = len(made)
total = sum(i for i in c)
pairs = dict(zip("ab", c))
"""
    )
    assert all(found.is_unknown(name) for name in ("n", "width", "m", "total"))
    assert found.is_unknown("pairs") or found.value("pairs")


def test_an_unknown_condition_inside_a_known_loop(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
always, sometimes = [], []
for i in range(3):
    always.append(i)
    if c:
        sometimes.append(i)
n = len(sometimes)
"""
    )
    assert found.plain("always") == [0, 1, 2]
    assert found.is_unknown("n")


def test_break_and_continue_on_something_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
ran = []
for i in range(5):
    if c:
        break
    ran.append(i)
n = len(ran)
skipped = []
for i in range(3):
    if c:
        continue
    skipped.append(i)
m = len(skipped)
"""
    )
    assert found.is_unknown("n")
    assert found.is_unknown("m")


def test_return_from_a_loop_on_something_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def find(items):
    for i, item in enumerate(items):
        if item == c:
            return i
    return -1

def always(items):
    for item in items:
        if item == c:
            return "found"
    return "found"

def over_unknown():
    for item in c:
        return 1
    return 2

x, y, z = find([1, 2]), always([1, 2]), over_unknown()
"""
    )
    assert found.is_unknown("x")
    assert found.plain("y") == "found"
    assert found.is_unknown("z")


def test_items_after_an_unknown_rest(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
items = [1, 2]
if c:
    items.append(3)
items.append(4)
first, second = items[0], items[1]
third = items[2]
last = items[-1]
n = len(items)
copy = list(items)
cn = len(copy)
doubled = [x * 2 for x in items]
d0 = doubled[0]
dn = len(doubled)
total = sum(items)
has1 = 1 in items
has9 = 9 in items
joined = items + [5]
jn = len(joined)
sliced = items[:1]
mapped = list(map(str, items))
mn = len(mapped)
tup = tuple(items)
tn = len(tup)
zipped = list(zip(items, "abcdefg"))
zn = len(zipped)
rev = list(reversed(items))
r0 = rev[0]
popped = items.pop()
pn = len(items)
"""
    )
    assert found.plain("first") == 1
    assert found.plain("second") == 2
    assert found.plain("d0") == 2
    assert found.value("has1") is True
    unknown = ("third", "last", "n", "cn", "dn", "total", "has9", "jn", "mn", "tn", "zn", "r0", "popped", "pn")
    for name in unknown:
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"


def test_a_loop_whose_list_has_an_unknown_rest(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
items = [1, 2]
if c:
    items.append(3)
seen, count = [], 0
for item in items:
    seen.append(item)
    count += 1
s0, s1 = seen[0], seen[1]
n = len(seen)
"""
    )
    assert found.plain("s0") == 1
    assert found.plain("s1") == 2
    assert found.is_unknown("n")
    assert found.is_unknown("count")


def test_nested_unknown_loops_come_to_an_end(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
x = 0
for a in c:
    for b in a:
        for d in b:
            while d:
                x += 1
y = 1
"""
    )
    assert found.is_unknown("x")
    assert found.plain("y") == 1


def test_many_nested_branches_reach_a_limit_that_is_a_gap(evaluate: Evaluate) -> None:
    depth = 14
    lines = [f"{'    ' * i}if nowhere.flag{i}:" for i in range(depth)]
    source = "import nowhere\nx = 0\n" + "\n".join(lines) + "\n" + "    " * depth + "x = 1\n"
    found = evaluate(source)
    assert found.has_gap(GapKind.LIMIT)
    assert "x" not in found.module.namespace or found.is_unknown("x") or found.ended_by is not None


def test_many_branches_in_a_row_are_quick(evaluate: Evaluate) -> None:
    source = "import nowhere\nx, log = 0, []\n"
    source += "".join(f"if nowhere.flag{i}:\n    x = {i}\n    log.append({i})\n" for i in range(200))
    found = evaluate(source)
    assert found.is_unknown("x")
    assert found.machine.steps < 10_000


def test_early_returns_in_a_row_are_quick(evaluate: Evaluate) -> None:
    body = "".join(f"    if nowhere.flag{i}:\n        return {i}\n" for i in range(40))
    found = evaluate(f"import nowhere\ndef f():\n{body}    return 40\nx = f()\n")
    assert found.is_unknown("x") or found.ended_by is not None
    assert found.machine.steps < 10_000


def test_unknown_mappings_and_stars_in_calls(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def f(a, b=2, *rest, **more):
    return (a, b)

x = f(*c)
y = f(1, **c)
z = f(1, 2)
w = {**c, "k": 1}
k = w["k"]
q = w["other"]
v = dict(c)
u = [1, *c, 2]
u0, u_last, un = u[0], u[-1], len(u)
a, *b = c
d, e = c
"""
    )
    assert found.plain("z") == (1, 2)
    for name in ("x", "q", "u_last", "un", "a", "b", "d", "e"):
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"
    assert found.plain("u0") == 1
    y = found.value("y")
    assert found.is_unknown("y") or y[0] == 1
    assert found.is_unknown("k") or found.plain("k") == 1


def test_calls_of_something_unknown_may_change_what_they_get(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
items, table, untouched = [1, 2], {"a": 1}, [3]
class Box: pass
box = Box()
box.size = 1
c.register(items, table, box)
n = len(items)
u = len(untouched)
"""
    )
    assert found.is_unknown("n")
    assert found.plain("u") == 1


def test_with_and_unknown_managers(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
x = 1
with c.manager() as m:
    x = 2
    y = m
"""
    )
    assert found.plain("x") == 2
    assert found.is_unknown("y")


def test_match_on_something_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
same = different = 0
match c:
    case 1:
        same, different = 5, 1
    case [a, b]:
        same, different = 5, 2
    case _:
        same, different = 5, 3
"""
    )
    assert found.plain("same") == 5
    assert found.is_unknown("different")


def test_unknown_bases_and_decorators(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
class Broken(c.Base):
    size = 1
    def run(self): return 1

@c.decorate
def f(): return 1

@c.decorate(1)
class D:
    pass

x, y, z = Broken().run(), f(), D()
size = Broken.size

class Fine:
    @c.property
    def p(self): return 1
    q = 5

fine, p = Fine().q, Fine().p
"""
    )
    for name in ("Broken", "x", "size", "f", "y", "D", "z", "p"):
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"
    assert found.plain("fine") == 5


def test_unknown_keys_and_indices(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
d, l = {"a": 1, "b": 2}, [1, 2, 3]
d[c] = 5
l[c] = 9
a, has, n, first = d["a"], "z" in d, len(d), l[0]
m = len(l)
s = {1, c}
in_s, sn = 2 in s, len(s)
t = {c: 1}
tv = t["x"]
del d[c]
"""
    )
    for name in ("a", "has", "n", "first", "in_s", "sn", "tv"):
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"
    assert found.plain("m") == 3


def test_generators_with_something_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def numbers():
    yield 1
    if c:
        yield 2
    yield 3

x = list(numbers())
n = len(x) if isinstance(x, list) else x
total = sum(numbers())

def outer():
    for i in range(3):
        yield i
g = outer()
if c:
    first = next(g)
second = next(g)
"""
    )
    assert found.is_unknown("n")
    assert found.is_unknown("total")
    assert found.is_unknown("second")
