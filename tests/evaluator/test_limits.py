"""Programs without end or measure: each ends in a gap within seconds, and never in a host error or a wrong value."""

from __future__ import annotations

import time

import pytest

from flopslint.core.gap import GapKind
from flopslint.evaluator import interpreter
from flopslint.evaluator.limits import STEP_LIMIT
from flopslint.values.value import Unknown
from tests.evaluator.conftest import Evaluate

SECONDS = 30
"""For a loaded machine; each takes a few seconds at most."""

STEPS = 200_000
"""Steps that most of these get: the limit itself is tried once."""

ENDLESS = {
    "loop": "while True:\n    pass\nx = 1\n",
    "loop that counts": "n = 0\nwhile n >= 0:\n    n += 1\nx = 1\n",
    "for over an endless iterator": "from itertools import count\nfor i in count():\n    pass\nx = 1\n",
    "generator": "def g():\n    while True:\n        yield 1\nx = list(g())\n",
    "sum of a generator": "def g():\n    while True:\n        yield 1\nx = sum(g())\n",
    "recursion": "def f(n):\n    return f(n + 1)\nx = f(0)\n",
    "mutual recursion": "def f(n):\n    return g(n)\ndef g(n):\n    return f(n)\nx = f(0)\n",
    "recursion of constructors": "class A:\n    def __init__(self):\n        self.child = A()\nx = A()\n",
    "recursion of attributes": "class A:\n    def __getattr__(self, n):\n        return getattr(self, n)\nx = A().y\n",
    "recursion of properties": "class A:\n    @property\n    def p(self):\n        return self.p\nx = A().p\n",
    "recursion of repr": "class A:\n    def __repr__(self):\n        return f'{self!r}'\nx = repr(A())\n",
    "recursion of equality": "class A:\n    def __eq__(self, other):\n        return self == other\nx = A() == A()\n",
    "lists in themselves": "a, b = [], []\na.append(a)\nb.append(b)\nx = a == b\n",
    "list that grows": "l = []\nwhile True:\n    l.append(1)\nx = len(l)\n",
    "list that grows while iterated": "l = [1]\nfor i in l:\n    l.append(i)\nx = len(l)\n",
    "list that doubles": "l = [1]\nwhile True:\n    l += l\nx = len(l)\n",
    "text that doubles": "s = 'a'\nwhile True:\n    s = s + s\nx = len(s)\n",
    "text in an f-string that doubles": "s = 'a'\nwhile True:\n    s = f'{s}{s}'\nx = len(s)\n",
    "dict that grows": "d, n = {}, 0\nwhile True:\n    d[n] = n\n    n += 1\nx = len(d)\n",
    "number that squares": "n = 3\nwhile True:\n    n = n * n\nx = n\n",
    "nested tuples": "t = ()\nwhile True:\n    t = (t, t)\nx = t\n",
    "iterator that never stops": "class I:\n    def __iter__(self):\n        return self\n"
    "    def __next__(self):\n        return 1\nx = list(I())\n",
    "getitem that never stops": "class I:\n    def __getitem__(self, i):\n        return i\nx = list(I())\n",
    "comprehension": "from itertools import count\nx = [i for i in count()]\n",
    "zip of endless": "from itertools import count\nx = list(zip(count(), count()))\n",
    "decorators": "def d(f):\n    return d(f)\n@d\ndef f():\n    pass\nx = f\n",
    "class of a class": "def make(n):\n    class C:\n        inner = make(n + 1)\n    return C\nx = make(0)\n",
    "deep copy of a chain": "class N:\n    pass\nimport copy\nhead = None\nfor i in range(30000):\n    n = N()\n"
    "    n.next = head\n    head = n\nx = copy.deepcopy(head)\n",
}  # fmt: skip

TOO_LARGE = {
    "power": "x = 10 ** 10 ** 10",
    "power of powers": "x = 9 ** 9 ** 9 ** 9",
    "pow": "x = pow(10, 10 ** 10)",
    "shift": "x = 1 << 10 ** 12",
    "list": "x = [0] * 10 ** 12",
    "list from the right": "x = 10 ** 12 * [0]",
    "tuple": "x = (1, 2) * 10 ** 11",
    "text": "x = 'a' * 10 ** 12",
    "bytes": "x = b'a' * 10 ** 12",
    "list of a range": "x = list(range(10 ** 12))",
    "set of a range": "x = set(range(10 ** 12))",
    "tuple of a range": "x = tuple(range(10 ** 12))",
    "sorted range": "x = sorted(range(10 ** 12))",
    "sum of a range": "x = sum(i for i in range(10 ** 12))",
    "comprehension over a range": "x = [i for i in range(10 ** 12)]",
    "loop over a range": "x = 0\nfor i in range(10 ** 12):\n    x += 1",
    "padding": "x = 'a'.ljust(10 ** 12)",
    "format width": "x = f'{1:{10 ** 11}}'",
    "format precision": "x = format(1.5, '.1000000000f')",
    "percent width": "x = '%1000000000d' % 1",
    "zfill": "x = '1'.zfill(10 ** 12)",
    "replace": "x = ('a' * 10 ** 6).replace('a', 'b' * 10 ** 6)",
    "join": "x = ('b' * 10 ** 6).join(['a'] * 10 ** 6)",
    "nested repetition": "x = [[0] * 10 ** 6] * 10 ** 6\ny = [list(r) for r in x]\nx = y",
    "bytes of a number": "x = bytes(10 ** 12)",
    "bytearray": "x = bytearray(10 ** 12)",
    "factorial": "import math\nx = math.factorial(10 ** 8)",
    "comb": "import math\nx = math.comb(10 ** 9, 10 ** 8)",
    "product": "from itertools import product\nx = list(product(range(100), repeat=10))",
    "permutations": "from itertools import permutations\nx = list(permutations(range(20)))",
    "repeat": "from itertools import repeat\nx = list(repeat(1, 10 ** 12))",
    "text of a large number": "n = 1 << 1000000\nx = str(n)",
    "exponential f-string": "s = 'ab'\nfor i in range(60):\n    s = f'{s}{s}'\nx = s",
    "exponential list": "l = [1]\nfor i in range(60):\n    l = l + l\nx = l",
    "exponential nesting": "l = [1]\nfor i in range(60):\n    l = [l, l]\nx = repr(l)",
    "exponential equality": "a, b = [1], [1]\nfor i in range(60):\n    a, b = [a, a], [b, b]\nx = a == b",
    "slice assignment": "x = [0]\nx[:] = range(10 ** 12)",
    "extend": "x = []\nx.extend(range(10 ** 12))",
    "from_bytes": "x = int('9' * 10 ** 7)",
    "regular expression": "import re\nx = re.match(r'(a+)+$', 'a' * 40 + 'b')",
}


def test_a_huge_range_is_not_searched(evaluate: Evaluate) -> None:
    found = evaluate(
        "r = range(10 ** 12)\nx = [5.5 in r, 'a' in r, 7.0 in r, None in r, r.count('a'), r.count(3), r[-1]]\n"
    )
    assert found.plain("x") == [False, False, True, False, 0, 1, 10**12 - 1]


def test_a_dict_of_many_keys_is_quick(evaluate: Evaluate) -> None:
    found = evaluate("d = {str(i): i for i in range(30000)}\nfor i in range(30000):\n    d[i] = i\nx = len(d)\n")
    assert found.plain("x") == 60_000


def is_lost(value: object) -> bool:
    """Unknown, or a list that ends in an unknown rest."""
    return type(value) is Unknown or (isinstance(value, list) and bool(value) and type(value[-1]) is Unknown)


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "STEP_LIMIT", STEPS)


def test_the_limit_of_steps_itself() -> None:
    assert 2_000_000 < STEP_LIMIT < 10_000_000  # the largest known library models take about a million


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize("name", ENDLESS)
def test_endless(evaluate: Evaluate, name: str) -> None:
    begun = time.monotonic()
    found = evaluate(ENDLESS[name])
    assert time.monotonic() - begun < SECONDS
    assert found.has_gap(GapKind.LIMIT) or found.is_unknown("x") or _raised_recursion(found.gaps)


def _raised_recursion(gaps: tuple[object, ...]) -> bool:
    return any("Recursion" in repr(gap) for gap in gaps)


@pytest.mark.usefixtures("few_steps")
@pytest.mark.parametrize("name", TOO_LARGE)
def test_too_large(evaluate: Evaluate, name: str) -> None:
    begun = time.monotonic()
    found = evaluate(TOO_LARGE[name] + "\ny = 1\n")
    assert time.monotonic() - begun < SECONDS
    if found.ended_by is None:
        assert found.plain("y") == 1
        assert is_lost(found.value("x")), f"{found.value('x')!r:.200}"
    else:
        assert found.has_gap(GapKind.LIMIT)
