"""Conditions that nobody knows: both sides are explored, and what they leave is joined."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from tests.evaluator.conftest import Evaluate

UNKNOWN = "import nowhere\nc = nowhere.flag\n"


def test_both_sides_are_explored(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
log = []
if c:
    same = 1
    kind = "int"
    only_then = 5
else:
    same = 1
    kind = 2
    only_else = 6
after = 7
"""
    )
    assert found.plain("same") == 1
    assert found.is_unknown("kind")
    assert found.is_unknown("only_then")
    assert found.is_unknown("only_else")
    assert found.plain("after") == 7


def test_what_no_side_changes_stays_known(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
x, y, items, table = 1, [1, 2], [[0]], {"a": {"b": 1}}
if c:
    x = 1
    z = 3
    items[0].append(5)
if c:
    items[0].append(6)
"""
    )
    assert found.plain("x") == 1
    assert found.plain("y") == [1, 2]
    assert found.plain("table") == {"a": {"b": 1}}
    inner = found.value("items")[0]
    assert inner[0] == 0
    assert inner[-1].rest


def test_writes_of_one_side_are_not_seen_by_the_other(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
class Holder:
    level = 0

h = Holder()
h.x = 1
seen = []
d, s, l = {"a": 1}, {1}, [1]
def change(k):
    global count
    before = (h.x, Holder.level, dict(d), set(s), list(l), count)
    h.x = k
    Holder.level = k
    d["a"] = k
    d["new"] = k
    s.add(k)
    l[0] = k
    count = k
    return before

count = 1
if c:
    first = change(7)
else:
    second = change(8)
x, level = h.x, Holder.level
a, new = d["a"], d.get("new", "absent")
zero = l[0]
"""
    )
    # Each side alone would have made these known; after the join only one of them happened.
    assert found.is_unknown("first")
    assert found.is_unknown("second")
    for name in ("x", "level", "a", "new", "zero", "count"):
        assert found.is_unknown(name), name


def test_a_side_sees_what_was_before_the_branch(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
h = [1]
def change(k):
    before = h[0]
    h[0] = k
    return before
if c:
    saw = change(7)
else:
    saw = change(8)
"""
    )
    assert found.plain("saw") == 1


def test_equal_writes_of_both_sides_stay_known(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
class Holder:
    pass

h, d, l = Holder(), {}, []
for side in ("then", "else"):
    pass
if c:
    h.x, d["k"] = 1, [1, 2]
    l.append(3)
    t = (1, (2, "a"))
else:
    h.x, d["k"] = 1, [1, 2]
    l.append(3)
    t = (1, (2, "a"))
x = h.x
"""
    )
    assert found.plain("x") == 1
    assert found.plain("d") == {"k": [1, 2]}
    assert found.plain("l") == [3]
    assert found.plain("t") == (1, (2, "a"))


def test_parts_that_differ_are_unknown_and_the_others_stay(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
if c:
    t, d, l = (1, 2), {"a": 1, "b": 2}, [1, "x", 3]
else:
    t, d, l = (1, 5), {"a": 1, "b": 9}, [1, "y", 3]
t0, t1, a, b, l0, l1, n = t[0], t[1], d["a"], d["b"], l[0], l[1], len(l)
"""
    )
    assert [found.plain(name) for name in ("t0", "a", "l0", "n")] == [1, 1, 1, 3]
    assert all(found.is_unknown(name) for name in ("t1", "b", "l1"))


def test_a_type_that_differs_is_unknown_even_where_values_are_equal(evaluate: Evaluate) -> None:
    source = "x = 1 if c else 1.0\ny = True if c else 1\nz = 'a' if c else b'a'\nn = None if c else 0\n"
    found = evaluate(UNKNOWN + source)
    assert all(found.is_unknown(name) for name in "xyzn")


def test_keys_that_one_side_has(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
d = {"always": 1}
if c:
    d["maybe"] = 2
always, maybe = d["always"], d["maybe"]
has = "maybe" in d
has_not = "never" in d
count = len(d)
got = d.get("maybe", 5)
keys = list(d)
"""
    )
    assert found.plain("always") == 1
    assert all(found.is_unknown(name) for name in ("maybe", "has", "count", "got"))
    assert found.value("has_not") is False
    assert found.is_unknown("keys") or type(found.value("keys")[-1]).__name__ == "Unknown"


def test_sets_and_deletions(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
s, d, l = {1, 2}, {"a": 1, "b": 2}, [1, 2, 3]
x = 5
if c:
    s.discard(1)
    del d["a"]
    l.pop()
    del x
in_s, has_a, b, first, n = 1 in s, "a" in d, d["b"], l[0], len(l)
y = x
"""
    )
    assert found.is_unknown("in_s")
    assert found.is_unknown("has_a")
    assert found.is_unknown("n")
    assert found.is_unknown("y")
    assert found.plain("b") == 2
    assert found.plain("first") == 1


def test_a_side_that_raises_is_left_out_and_noted(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def build(kind):
    out = []
    if c:
        out.append("then")
        value = 1
    else:
        out.append("else")
        raise ValueError("unsupported")
    return value, out

x = build("a")

def reverse():
    if c:
        raise NotImplementedError
    return 2

y = reverse()
"""
    )
    assert found.plain("x") == (1, ["then"])
    assert found.plain("y") == 2
    assert found.has_gap(GapKind.UNDECIDED_BRANCH)


def test_both_sides_raise(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def f():
    if c:
        raise ValueError("a")
    else:
        raise ValueError("b")

try:
    f()
    x = "returned"
except ValueError:
    x = "caught"
"""
    )
    assert found.plain("x") == "caught"


def test_an_early_return_is_joined_with_what_follows(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
log = []

def same():
    if c:
        return 3
    log.append("went on")
    return 3

def different():
    if c:
        return 1
    return 2

def falls_off():
    if c:
        return None

def nothing_or_value():
    if c:
        return 5

a, b, d, e = same(), different(), falls_off(), nothing_or_value()
n = len(log)

def nested(x):
    if c:
        if x:
            return 1
        return 1
    for i in range(3):
        if i == 2:
            return 1
    return 9

f = nested(True)
"""
    )
    assert found.plain("a") == 3
    assert found.is_unknown("b")
    assert found.value("d") is None
    assert found.is_unknown("e")
    assert found.is_unknown("n")
    assert found.plain("f") == 1


def test_early_return_leaves_writes_joined(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
class Box:
    pass

def fill(box):
    box.kept = 1
    if c:
        box.x = 1
        return box
    box.x = 2
    box.y = 3
    return box

b = Box()
same = fill(b) is b
kept, x = b.kept, b.x
has_y = hasattr(b, "y")
"""
    )
    assert found.plain("kept") == 1
    assert found.value("same") is True
    assert found.is_unknown("x")
    assert found.is_unknown("has_y")


def test_aliases_see_the_join(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
a = []
b = a
pair = (a, {"k": a})
if c:
    a.append(1)
    a = [5]
n, m, k, same = len(b), len(pair[0]), len(pair[1]["k"]), pair[0] is b
known = 1 if b is pair[1]["k"] else 0
"""
    )
    assert all(found.is_unknown(name) for name in ("n", "m", "k"))
    assert found.value("same") is True
    assert found.plain("known") == 1
    assert found.is_unknown("a") or type(found.value("a")[0]).__name__ == "Unknown"
