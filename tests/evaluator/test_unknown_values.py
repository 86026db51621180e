"""What is not known stays so through every operation, and no ``except`` of the program sees it."""

from __future__ import annotations

from tests.evaluator.conftest import Evaluate

UNKNOWN = "import nowhere\nc = nowhere.flag\n"


def test_what_comes_of_a_missing_module_is_unknown(evaluate: Evaluate) -> None:
    found = evaluate(
        """
        import nowhere
        from nowhere.deep import thing
        a = nowhere
        b = nowhere.x.y(1, k=2)[3] + 4
        c = thing()
        d = not b
        e = b == 0
        f = b is None
        g = -b
        h = f"{b}"
        i = [1, 2][b]
        j = {"k": 1}[c]
        k = len(b)
        l = int(b)
        m = b in (1, 2)
        n = isinstance(b, int)
        o = 1 if b else 2
        p = b and 1
        q = b or 1
        r = 3 < b < 5
        s = str(b) + "x"
        t = b.append(1)
        u = sorted(b)
        v = max(b, 1)
        w = sum([1, b])
        x = [*b]
        y = "a" * b
        z = b(1)
        """
    )
    for name in "abcdefghijklmnoprstuvwyz":
        value = found.value(name)
        assert found.is_unknown(name) or name == "o", f"{name} = {value!r}"
    assert found.is_unknown("o")
    assert found.value("x")[-1].rest


OPERATIONS = """
flags = []
if c: flags.append("if")
r1 = bool(c)
r2 = not c
r3 = c is None
r4 = c == None
r5 = c in [1, 2]
r6 = c not in [1, 2]
r7 = [x for x in [1, 2] if c]
r8 = any([c])
r9 = all([c])
r10 = any([1, c])
r11 = all([0, c])
r12 = c or False
r13 = False or c
r14 = True and c
r15 = False and c
r16 = True or c
r17 = isinstance(c, bool)
r18 = hasattr(c, "x")
r19 = getattr(c, "x", 5)
r20 = callable(c)
r21 = type(c)
r22 = c is c
r23 = [c] == [c]
r24 = {"a": c}.get("b")
r25 = {"a": c}["a"]
r26 = c != c
r27 = len([c, c])
r28 = (c, 1)[1]
r29 = list(filter(None, [c]))
r30 = next(iter([]), c)
r31 = 0 * c
r32 = c ** 0
r33 = min(c, 1)
r34 = [1, 2].index(c)
r35 = {1: 2}.get(c)
r36 = {1: 2}.get(c, None)
r37 = "x".join([c])
r38 = range(c)
r39 = [0] * c
r40 = str(c)
"""


def test_unknown_never_becomes_a_plain_truth(evaluate: Evaluate) -> None:
    found = evaluate(UNKNOWN + OPERATIONS)
    known = {7, 10, 11, 15, 16, 22, 24, 27, 28, 29, 39}
    for number in set(range(1, 41)) - known:
        assert found.is_unknown(f"r{number}"), f"r{number} = {found.value(f'r{number}')!r}"
    assert found.value("r10") is True
    assert found.value("r11") is False
    assert found.value("r15") is False
    assert found.value("r16") is True
    assert found.value("r24") is None
    assert found.value("r27") == 2
    assert found.value("r28") == 1
    for name in ("r7", "r29"):
        assert found.is_unknown(name) or found.value(name)[-1].rest, name
    assert found.is_unknown("r39") or found.value("r39")[-1].rest


def test_except_clauses_do_not_see_unknowns(evaluate: Evaluate) -> None:
    found = evaluate(
        UNKNOWN
        + """
try:
    x = len(c) + c.method() + c[0] + int(c)
    for item in c:
        pass
    path = "tried"
except Exception:
    path = "caught"
try:
    y = c["k"]
except (TypeError, KeyError):
    y = "caught"
except BaseException:
    y = "caught base"
"""
    )
    assert found.is_unknown("x")
    assert found.plain("path") == "tried"
    assert found.is_unknown("y")
