"""collections."""

import collections
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence

RESULT = {}


def ordered():
    d = OrderedDict([("a", 1), ("b", 2)])
    d["c"] = 3
    d.move_to_end("a")
    d.move_to_end("c", last=False)
    out = [list(d.items()), d.popitem(), d.popitem(last=False), len(d), isinstance(d, dict), d == {"b": 2}, OrderedDict(a=1) == OrderedDict({"a": 1})]
    e = OrderedDict(a=1, b=2)
    e.update(OrderedDict(b=5, c=6))
    return out, list(e), e["b"], list(reversed(e)), OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]), type(e.copy()).__name__, e


RESULT["OrderedDict"] = ordered()


def defaults():
    d = defaultdict(list)
    d["a"].append(1)
    d["b"]
    e = defaultdict(int)
    for letter in "banana":
        e[letter] += 1
    f = defaultdict(lambda: defaultdict(int))
    f["x"]["y"] += 5
    g = defaultdict(None, a=1)
    try:
        g["zz"]
    except KeyError:
        missing = "KeyError"
    return d, e, d.get("q"), "q" in d, f["x"], missing, d.default_factory is list, dict(e), sorted(e)


RESULT["defaultdict"] = defaults()


def counters():
    c = Counter("banana")
    c.update("bb")
    d = Counter(a=1, z=2)
    out = [c["a"], c["missing"], c.most_common(2), sum(c.values()), sorted(c.elements()), (c + d)["a"], (c - d)["a"], sorted((c & d).items()), c.total()]
    c.subtract({"n": 5})
    c["q"] += 1
    return out, sorted(c.items()), Counter([1, 1, 2]), Counter() == {}, len(c), (c | d)["z"]


RESULT["Counter"] = counters()


def deques():
    q = deque([1, 2, 3], maxlen=4)
    q.append(4)
    q.append(5)
    q.appendleft(0)
    out = [list(q), q.pop(), q.popleft(), len(q), q[0], q[-1], q.maxlen, 2 in q]
    q.extend([7, 8])
    q.extendleft([9])
    q.rotate(1)
    q.remove(7) if 7 in q else None
    r = deque("ab")
    r.rotate(-1)
    r.insert(1, "z")
    r += "q"
    return out, list(q), list(r), r.count("a"), r.index("z"), list(reversed(r)), deque([1]) == deque([1]), r.copy() == r, bool(deque()), q


RESULT["deque"] = deques()


def queue():
    order = []
    work = deque([(0, "root")])
    tree = {"root": ["a", "b"], "a": ["c"], "b": [], "c": []}
    while work:
        depth, node = work.popleft()
        order.append((depth, node))
        work.extend((depth + 1, child) for child in tree[node])
    return order


RESULT["deque as a queue"] = queue()
Block = namedtuple("Block", ["kind", "size", "stride"], defaults=(1,))
block = Block("conv", size=3)
kind, *rest = block
RESULT["namedtuple"] = (
    block.stride, block[1], kind, rest, block._replace(size=5).size, Block._fields, block._asdict(), block == ("conv", 3, 1), repr(block), Block(*"abc").kind,
    len(block), [b.size for b in (block, Block("x", 9))], Block._field_defaults, hash(block) == hash(("conv", 3, 1)), isinstance(block, tuple), Block.__name__,
)  # fmt: skip
try:
    block.size = 5
    RESULT["namedtuple is fixed"] = "set"
except AttributeError:
    RESULT["namedtuple is fixed"] = "AttributeError"
try:
    Block()
except TypeError:
    RESULT["namedtuple refuses"] = "TypeError"
RESULT["rename"] = namedtuple("R", "a def a", rename=True)._fields
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
RESULT["ChainMap"] = (chain["a"], chain["b"], sorted(chain), len(chain), dict(chain)["a"], chain.get("zz", 0))
RESULT["abstract"] = (
    isinstance([], Sequence), isinstance({}, Mapping), isinstance("a", Iterable), isinstance(5, Iterable), isinstance((i for i in ()), Iterable), isinstance(len, Callable),
    isinstance((1,), Sequence), isinstance({1}, Sequence), isinstance(deque(), Sequence), isinstance("a", Sequence), isinstance({}, MutableMapping), isinstance(OrderedDict(), Mapping),
    isinstance([], collections.abc.Hashable), isinstance(range(2), Sequence), isinstance([].__iter__(), collections.abc.Iterator), isinstance({}.keys(), collections.abc.Set),
    isinstance({1}, collections.abc.Set), isinstance(b"", collections.abc.Sequence), isinstance(None, collections.abc.Hashable), isinstance([], collections.abc.Sized),
)  # fmt: skip


class MyMapping(Mapping):
    def __init__(self, data):
        self.data = data

    def __getitem__(self, key):
        return self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


m = MyMapping({"a": 1, "b": 2})
RESULT["own mapping"] = (m["a"], "a" in m, m.get("z", 0), list(m.items()), list(m.keys()), dict(m), {**m}, len(m), isinstance(m, Mapping), list(m.values()), bool(m))


class MySequence(Sequence):
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


s = MySequence(3, 1, 2)
RESULT["own sequence"] = (list(s), 1 in s, s.index(2), s.count(3), list(reversed(s)), s[0], len(s), sorted(s), max(s), [*s])


class Lengthy:
    def __len__(self):
        return 1

    def __iter__(self):
        return iter([1])


RESULT["by methods alone"] = (isinstance(Lengthy(), collections.abc.Sized), isinstance(Lengthy(), Iterable), isinstance(Lengthy(), Sequence), isinstance(Lengthy(), collections.abc.Collection))
