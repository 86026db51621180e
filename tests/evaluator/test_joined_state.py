"""What both sides of a branch, or any number of rounds of a loop, leave in things that others hold too."""

from __future__ import annotations

from tests.evaluator.conftest import Evaluate

UNKNOWN = "import nowhere\nc = nowhere.flag\n"


def test_one_of_two_lists_grows_and_nobody_knows_which(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
a, b, other = [], [], []
x = a if c else b
before = len(x)
x.append(1)
n, m, k, o = len(a), len(b), len(x), len(other)
"""
    )
    assert found.plain("before") == 0
    assert found.plain("k") == 1
    assert found.plain("o") == 0
    assert found.is_unknown("n")
    assert found.is_unknown("m")


def test_one_of_two_grows_later(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
a, b = [], []
x = a if c else b
a.append(1)
n, m, k = len(a), len(b), len(x)
d, e = {"k": 1}, {"k": 1}
y = d if c else e
y["k"] = 2
dk, ek, yk = d["k"], e["k"], y["k"]
"""
    )
    assert found.plain("n") == 1
    assert found.plain("m") == 0
    assert found.is_unknown("k")
    assert found.plain("yk") == 2
    assert found.is_unknown("dk")
    assert found.is_unknown("ek")


def test_containers_made_on_one_side_keep_what_it_put_in(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def make(n):
    out = []
    for i in range(n):
        out.append({"i": i, "items": [i]})
    return out

x = make(2) if c else make(2)
if c:
    y = make(1)
    y[0]["items"].append(7)
else:
    y = make(1)
    y[0]["items"].append(7)

def early():
    if c:
        return make(2)
    return make(2)

z = early()
"""
    )
    assert found.plain("x") == [{"i": 0, "items": [0]}, {"i": 1, "items": [1]}]
    assert found.plain("y") == [{"i": 0, "items": [0, 7]}]
    assert found.plain("z") == [{"i": 0, "items": [0]}, {"i": 1, "items": [1]}]


def test_equal_changes_of_shared_things(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
from collections import deque
class Holder:
    level = 0
s, d, h = {1}, deque([1]), Holder()
if c:
    Holder.level = 5
    Holder.fresh = "x"
    s.add(2)
    d.append(2)
    h.__class__ = Holder
else:
    Holder.level = 5
    Holder.fresh = "x"
    s.add(2)
    d.append(2)
    h.__class__ = Holder
level, fresh, in_s, n, m, last = Holder.level, Holder.fresh, 2 in s, len(s), len(d), d[-1]
"""
    )
    assert [found.plain(name) for name in ("level", "fresh", "in_s", "n", "m", "last")] == [5, "x", True, 2, 2, 2]


def test_different_changes_of_shared_things(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
from collections import deque
class Holder:
    level = 0
s, d = {1}, deque([1])
if c:
    Holder.level = 5
    s.add(2)
    d.append(2)
else:
    s.add(3)
level, in1, in2, n, m = Holder.level, 1 in s, 2 in s, len(s), len(d)
"""
    )
    assert found.plain("in1") is True
    assert all(found.is_unknown(name) for name in ("level", "in2", "n", "m"))


def test_an_iterator_advanced_on_one_side(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
g = iter([1, 2, 3])
if c:
    next(g)
x = next(g)
def numbers():
    yield 1
    yield 2
h = numbers()
first = next(h)
if c:
    next(h)
y = list(h)
"""
    )
    assert found.is_unknown("x")
    assert found.plain("first") == 1
    assert found.is_unknown("y") or found.value("y")[-1].rest


def test_values_that_travel_from_round_to_round(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
class State:
    pass
s = State()
s.a, s.b, s.c, s.same = 1, 1, 1, 1
items, popped, flags = [1, 2, 3], [1, 2, 3], {"on": False}
for _ in c:
    s.a = s.b
    s.b = s.c
    s.c = 2
    s.same = 1
    popped.pop()
    if flags["on"]:
        items.append(0)
    flags["on"] = True
a, b, same, n, first = s.a, s.b, s.same, len(items), popped[0]
"""
    )
    assert found.plain("same") == 1
    for name in ("a", "b", "n", "first"):
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"


def test_a_loop_that_leaves_by_break_or_return(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def search():
    steps = 0
    for item in c:
        steps += 1
        if item:
            return "found"
    return "found"

def other():
    for item in c:
        return 1
    return 2

state = "start"
for item in c:
    state = "end"
    break
else:
    tail = "no break"
x, y = search(), other()
"""
    )
    assert found.plain("x") == "found"
    assert found.is_unknown("y")
    assert found.is_unknown("state")


def test_the_rest_of_a_loop_after_an_uncertain_break(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def run(limit):
    made, skipped, same = [], [], 0
    for i in range(4):
        same = 7
        if i == limit and c:
            break
        made.append(i)
        if i == 0:
            continue
        if c == i:
            continue
        skipped.append(i)
    else:
        made.append("else")
    return made, skipped, same

a, _, same = run(0)
b, skipped, _ = run(2)
sure = b[0], b[1]
n, m, k = len(a), len(b), len(skipped)

def jumps():
    for i in range(3):
        if c == 1:
            continue
        if c == 2:
            return i
        if c == 3:
            break
    else:
        return "else"
    return "break"

y = jumps()
"""
    )
    assert found.plain("same") == 7
    assert found.plain("sure") == (0, 1)
    for name in ("n", "m", "k", "y"):
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"


def test_jumps_out_of_nested_loops(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def nested():
    for i in range(3):
        for j in range(3):
            if c:
                break
            if j == 1:
                return "inner"
    return "outer"

x = nested()
"""
    )
    assert found.is_unknown("x")


def test_early_returns_in_nested_branches_of_a_loop(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
def pick(items):
    count = 0
    for item in items:
        count += 1
        if c == item:
            if item > 1:
                return ("big", 1)
            return ("small", 1)
    return ("none", 1)

kind, one = pick([1, 2, 3])

def same(items):
    for item in items:
        if c == item:
            if item > 1:
                return "x"
            continue
        elif item == 2:
            return "x"
    return "x"

s = same([1, 2, 3])
"""
    )
    assert found.is_unknown("kind")
    assert found.plain("one") == 1
    assert found.plain("s") == "x"


def test_statements_that_rest_on_an_unknown_key(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
d = {}
d[c] = 1

def value():
    return d["k"]

def chosen():
    if d["k"] > 1:
        return "a"
    return "b"

class Box:
    pass

box = Box()
box.size = 1
box.size = d["k"]
x, y, size = value(), chosen(), box.size
items = []
for item in d["k"]:
    items.append(item)
n = len(items)
z = "yes" if d["k"] else "no"
"""
    )
    for name in ("x", "y", "size", "n", "z"):
        assert found.is_unknown(name), f"{name} = {found.value(name)!r}"


def test_names_that_one_side_binds(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
if c:
    maybe = 1
items = [maybe, 2]
n = len(items)
pair = (maybe, 2)
second = pair[1]

def inside():
    if c:
        local = 1
    return [local, 5]

m = len(inside())

class Box:
    pass

b = Box()
if c:
    b.x = 1
    b.kept = 2
else:
    b.kept = 2
kept, k = b.kept, len([b.x, 1])
"""
    )
    assert [found.plain(name) for name in ("n", "second", "m", "kept", "k")] == [2, 2, 2, 2, 2]
