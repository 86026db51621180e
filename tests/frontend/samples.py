"""Odd but valid Python, for the tests of scopes, lowering and positions."""

from __future__ import annotations

SCOPES = {
    "closures": """
def outer(a):
    b = a
    def inner(c):
        nonlocal b
        b = c + a + len(x)
        return lambda d: (a, b, c, d)
    return inner
x = 1
""",
    "class bodies": """
def f():
    x = 1
    y = 2
    class C:
        x = x
        z = y
        def m(self):
            return x, y, z, __class__, super().m()
        class D:
            w = x, y, z
            def n(self):
                def deep():
                    return __class__
                return deep
        names = [z for z in (x, y, z)]
    return C
""",
    "comprehensions": """
def f(rows, k):
    a = [x + k for row in rows for x in row if x > k]
    b = {x: [y for y in range(x)] for x in rows}
    c = {(lambda q: q + x)(k) for x in rows}
    return sum(x for x in a), b, c
top = [i * j for i in range(3) for j in range(i)]
class C:
    n = 3
    squares = [i * i for i in range(n)]
""",
    "walrus": """
def f(data):
    found = [last := item for item in data if (size := len(item)) > 2]
    if (n := len(found)) > 1:
        return lambda: (m := n)
    return last, size, n
total = 0
parts = [total := total + v for v in range(3)]
def g():
    global total
    return [total := v for v in range(3)]
def h(x=(y := 3)):
    return x, y
""",
    "globals": """
def outer():
    x = 1
    def middle():
        global x
        x = 2
        def inner():
            return x
        return inner
    return middle
class C:
    global g
    g = 1
    def m(self):
        return g
""",
    "private names": """
class __Net:
    __slots__ = ("a",)
    __x = 1
    import os as __os
    def __init__(self, __a, *__b, __c=__x, **__d):
        self.__a = __a
        __local = self.__x
        def inner():
            return __local, self.__a.__b, self.__init__
        class __Inner:
            def m(self):
                return self.__y, __local
        return inner
    def other(self):
        global __shared
        __shared = dict(__k=1)
        return __shared
class ___:
    def m(self):
        return self.__z
""",
    "statements that bind": """
def f(path, items):
    import os.path, sys as system
    from a.b import c as d, e
    with open(path) as (g, [h, *i]), open(path):
        pass
    for j, (k, l) in items:
        continue
    else:
        m = 1
    try:
        n: int
        o: int = 1
    except* ValueError as q:
        r = 1
    else:
        s = 2
    finally:
        t = 3
    u = v = w[0] = x.y = 1
    z += 1
    del aa, bb[0]
    def cc(): pass
    class dd: pass
    async def ee(): pass
    while ff: gg = 1
    return (os, system, c, d, e, g, h, i, j, k, l, m, n, o, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee)
""",
    "annotation of a name in parentheses": """
def f():
    (p): int
    (q): int = 1
    return p, q
""",
    "match": """
def f(subject):
    match subject:
        case 1 | 2.5 | -3 | "text" | None | True:
            pass
        case [first, *rest] if first:
            return first, rest
        case {"a": a, "b": 1, **others}:
            return a, others
        case Point(x, y=0) as whole:
            return x, whole
        case module.CONSTANT | (1 + 2j):
            pass
        case [_, *_]:
            pass
        case other:
            return other
""",
    "generators": """
def a(x):
    y = yield x
    yield from y
def b():
    def c():
        yield 1
    return c
def d(x):
    return lambda: (yield x)
def e():
    def g(h=(yield 1)):
        return h
    return g
def i():
    return [(yield_, 1) for yield_ in range(3)]
async def j(k):
    async with k as l:
        return [m async for m in l], await l
    async for n in k:
        yield n
""",
    "nested comprehension in class in function": """
def f(base):
    class C(base, key=[base for base in (1,)]):
        items = [(item, base, __class__) for item in [base for base in base]]
        @decorate(base)
        def m(self, default=items) -> base:
            return items, base
    return C
""",
    "declared nonlocal in a class": """
def f():
    x = 1
    class C:
        nonlocal x
        x = 2
        y = x
    return x
""",
}

SYNTAX = '''"""Docstring."""
# -*- odd: "quotes' in a comment ( [ {
from __future__ import annotations
import a.b.c, d.e as f
from . import g
from ..h.i import (j as k, l)
from m import *
\x0c
@decorator
@other.decorator(1, *a, key=2, **b)
def function(p, /, q: int = 1, *r: str, s, t=2, **u: "text") -> None:
    """Inner."""
    'another string'
    return

class Class(Base, metaclass=Meta, **more):
    """Class docstring."""
    x: int = 1
    y: str

    def method(self): return super().method(), __class__

async def coroutine():
    async with a as b, c: pass
    async for d in e: await f
    else: return [g async for g in h]

x = y = 1; z: list[int] = []
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x **= 1; x @= 1; x &= 1; x |= 1; x ^= 1; x <<= 1; x >>= 1
if a < b <= c != d == e > f >= g is h is not i in j not in k: pass
elif not a and b or c and d: pass
else: pass
while a: break
else: pass
for i, *j in k:
    continue
else:
    del i, j[0]
try: raise A(1) from b
except (B, C) as e: raise
except: assert a, "message"
else: pass
finally: pass
with (a as b, c() as d): pass
values = [*a, 1], (1,), {1, *b}, {**c, "k": 1}, ..., None, True, 1.5, 2j, b"bytes", "a" "b"
sliced = a[1:2:3, ::-1, None, ...], a[b](c)(d)[e].f, a[*b]
op = -a + +b - ~c * d / e // f % g ** h @ i & j | k ^ l << m >> n
picked = a if b else c if d else e
text = f"{a!r:>{width}} {b + 1:{c}.{d}f} {'nested' + f'{e()}'} {{}} {f(1)=}"
many = f"""
{one(1)} {two(
    2)}
  {three(f"{four(4)}")}
"""
lam = lambda a, *b, c=f(1), **d: (yield)
comps = [a(b) for b in c if d(b) if e for f in g], {a: b for a, b in c}, {a for a in b}, (a for a in b)
if (n := len(a)) > 1: print(n)
outside = call(a)(b)(c), (call(d)), not_call[call(e)], call(f, call(g), *call(h), k=call(i), **call(j))
match x:
    case Point(x=0, y=call_like) if guard(call_like): pass
    case [1, *_] | {"a": 1, **rest}: pass
global_name = global_call()
def uses_global():
    global global_name
    global_name = 2
ünïcode = "é" + f("ñ", ü("日本"), g(1)) + "🙂"; after = h("é")(1)
'''
