"""Methods of list, tuple, dict, set and frozenset."""

RESULT = {}


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__


def lists():
    x = [3, 1, 2]
    x.append(5)
    x.insert(0, 9)
    x.insert(100, 8)
    x.insert(-1, 7)
    x.extend((4, 4))
    popped = x.pop(), x.pop(0), x.pop(-2)
    x.remove(1)
    copy = x.copy()
    x.sort()
    y = x[:]
    y.reverse()
    nothing = x.sort(reverse=True)
    x.clear()
    return popped, copy, y, nothing, x


RESULT["list"] = lists()
RESULT["list questions"] = ([1, 2, 1].count(1), [1, 2, 1].index(1, 1), 2 in [1, 2], len([[]]), [1, 2] + [3], [0] * 3, [1, 2] == [1, 2], [1] < [1, 0])
RESULT["list made of"] = (list("ab"), list({"a": 1}), list(range(3)), list((1,)), list(), list(map(abs, [-1])), list(zip("a", "b")), list({5}))
RESULT["list errors"] = (attempt([].pop), attempt([1].index, 2), attempt([1].remove, 5), attempt([1].__getitem__, 3), attempt([].index, 0), attempt(list, 5))


def sorting():
    words = ["bb", "a", "ccc", "dd"]
    pairs = [("b", 1), ("a", 2), ("c", 1)]
    by = sorted(pairs, key=lambda p: p[1])
    words.sort(key=len, reverse=True)
    calls = []
    sorted([2, 1, 3], key=lambda v: calls.append(v) or -v)
    return words, by, calls, sorted({"b": 1, "a": 2}), sorted({3, 1}), sorted("ba"), sorted([(1, "b"), (1, "a")]), sorted([1, True, 0, False])


RESULT["sorting"] = sorting()
RESULT["tuple"] = ((1, 2) + (3,), (1, 2) * 2, (1, 2, 1).count(1), (1, 2).index(2), tuple([1, [2]]), tuple("ab"), (), (1,), 1 in (1,), (1, 2) < (1, 3))


def dicts():
    d = {"a": 1, "b": 2}
    out = [d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("c", 3), d.setdefault("a", 9), d.pop("b"), d.pop("q", "default")]
    d.update({"d": 4}, e=5)
    d.update([("f", 6)])
    d.update()
    out += [list(d), list(d.values()), list(d.items()), d.popitem(), len(d), "a" in d, "a" in d.values(), ("a", 1) in d.items()]
    out += [d | {"z": 0}, {**d}, d.copy() is d, d == dict(d), list(reversed(d)), dict(zip("ab", [1, 2])), dict(a=1, b=2), dict([("k", "v")])]
    out += [dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict({"x": 1}, y=2), {1: "a", 1.0: "b", True: "c"}, {None: 1, (1, 2): 2}[1, 2]]
    d.clear()
    return out, d


RESULT["dict"] = dicts()


def views():
    d = {"a": 1}
    keys, values, items = d.keys(), d.values(), d.items()
    d["b"] = 2
    return list(keys), list(values), list(items), len(keys), keys & {"a", "z"}, keys | {"q"} == {"a", "b", "q"}, keys - {"a"}, keys == {"a", "b"}, sorted(keys)


RESULT["views are live"] = views()


def order():
    d = {"x": 1, "y": 2, "z": 3}
    d["x"] = 9
    del d["y"]
    d["y"] = 5
    return list(d.items()), next(iter(d)), list(d)[-1], min(d, key=d.get), max(d.values()), sum(d.values()), sorted(d.items(), key=lambda kv: -kv[1])


RESULT["dict order"] = order()
RESULT["dict errors"] = (attempt({}.pop, "a"), attempt({}.__getitem__, 1), attempt(dict, [1]), attempt({}.update, 5), attempt({}.popitem), attempt(hash, []))


def nested():
    d = {}
    d.setdefault("a", {}).setdefault("b", []).append(1)
    d["a"]["c"] = d["a"]["b"]
    d["a"]["c"].append(2)
    return d, d["a"]["b"] is d["a"]["c"]


RESULT["nested dicts"] = nested()


def sets():
    s = {1, 2}
    s.add(3)
    s.add(1)
    s.discard(9)
    s.discard(2)
    s.update([5, 6], (7,))
    s.remove(5)
    t = {1, 6, 8}
    out = [sorted(s), sorted(s & t), sorted(s | t), sorted(s - t), sorted(s ^ t), s <= s | t, s < s, {1} <= s, s.isdisjoint({99}), s.issubset(t)]
    out += [sorted(s.union([10], {11})), sorted(s.intersection(t, [1])), sorted(s.difference([1])), s.issuperset({1}), len(s), 3 in s]
    s &= t
    s |= {4}
    s -= {6}
    s ^= {1, 2}
    out += [sorted(s), s == {2, 4}, set("aab") == {"a", "b"}, bool(set()), sorted(set([3, 3, 1])), {1, 1.0, True} == {1}, set() == frozenset()]
    s.difference_update([2])
    s.intersection_update([4, 5])
    s.symmetric_difference_update([4, 7])
    return [*out, sorted(s), s.pop(), s]


RESULT["set"] = sets()
f = frozenset([1, 2])
RESULT["frozenset"] = (sorted(f | {3}), f == {1, 2}, {f: "x"}[frozenset([2, 1])], type(f | {3}).__name__, type({3} | f).__name__, 1 in f, len(f), f & {1})
RESULT["set errors"] = (attempt({1}.remove, 5), attempt(set().pop), attempt(set, 5), attempt({1}.add, []))
RESULT["mixed equality"] = ([1] == (1,), (1, 2) == (1, 2.0), {1: 1} == {1.0: 1}, [1, [2]] == [1, [2]], [] == {}, "" == [], None == 0, 0 == False, 1 == "1")
RESULT["hash equality"] = ({1: "int"}[1.0], {(1, "a"): 5}[(1.0, "a")], {"a": 1}.get(b"a"), hash(1) == hash(1.0), hash("a") == hash("a"), len({0, False, 0.0}))
RESULT["nan"] = (float("nan") == float("nan"), [n := float("nan")] == [n], n in [n], n != n)
RESULT["aliasing"] = (lambda a: (a.append(1), a)[1])(x := []) is x and x
RESULT["repetition and nesting"] = ([[0] * 2 for _ in range(2)], [None] * 2, [(1, 2)] * 2, ["ab"] * 2, [[]] * 2)
RESULT["comparison errors"] = (attempt(lambda: [1] < ["a"]), attempt(lambda: {} < {}), attempt(lambda: None < 1), attempt(lambda: (1,) < [1]), attempt(lambda: {1} < {2}))
RESULT["unbound"] = (list.append, dict.get({"a": 1}, "a"), set.union({1}, {2}), list(map(dict.keys, [{}])), tuple.index((1, 2), 2))[1:3]
stack = [1]
stack.append(stack)
RESULT["contains itself"] = (len(stack), stack[1] is stack, repr(stack))


class Vivid(dict):
    def __missing__(self, key):
        return ("missing", key)

    def __getattr__(self, key):
        return self.__getitem__(key)

    def direct(self, key):
        return super().__getitem__(key)


RESULT["missing items by method"] = (Vivid(a=1).b, Vivid(a=1).a, Vivid(a=1).direct("b"), dict.__getitem__(Vivid(), "c"))
