"""Subclasses of plain types."""

from collections import OrderedDict, UserDict, defaultdict, deque, namedtuple

RESULT = {}


class AttrDict(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value


config = AttrDict(depth=3, width=16)
config.heads = 4
RESULT["attr dict"] = (config.depth, config["heads"], len(config), sorted(config), dict(config))
RESULT["attr dict is a dict"] = (isinstance(config, dict), {**config}, config == {"depth": 3, "width": 16, "heads": 4})
try:
    config.nothing
except AttributeError as error:
    RESULT["attr dict raises"] = str(error)
RESULT["attr dict methods"] = (config.get("depth"), config.pop("width"), list(config.items()), "depth" in config)
RESULT["getattr with default"] = getattr(config, "gone", "default")


class Config(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


c = Config(a=1)
c.b = 2
c["d"] = 3
RESULT["dict as its own namespace"] = (c.a, c["b"], c.d, sorted(c))


class Defaulting(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


d = Defaulting(x=1)
RESULT["missing"] = (d["x"], d["ab"], dict(d), d.get("zz"))


class Stack(list):
    def push(self, *items):
        self.extend(items)
        return self

    def __getitem__(self, index):
        found = super().__getitem__(index)
        return Stack(found) if isinstance(index, slice) else found

    @property
    def top(self):
        return self[-1]


s = Stack([1]).push(2, 3)
RESULT["list subclass"] = (list(s), s.top, len(s), type(s[:2]).__name__, list(s[:2]), s == [1, 2, 3], 2 in s)
s += [4]
s.append(5)
RESULT["list subclass grows"] = (type(s).__name__, list(s), list(s + [6]), type(s + [6]).__name__, sum(s))
RESULT["list subclass in functions"] = (max(s), sorted(s, reverse=True), list(map(str, s)), [*s], s.index(3), bool(Stack()))


class Name(str):
    def __new__(cls, text, extra=None):
        self = super().__new__(cls, text)
        self.extra = extra
        return self

    def shout(self):
        return self.upper() + "!"


n = Name("net", extra=5)
RESULT["str subclass"] = (n.shout(), n.extra, n == "net", n + "work", type(n + "x").__name__, {"net": 1}[n], f"{n:>5}")
RESULT["str subclass methods"] = (n.startswith("n"), n.split("e"), len(n), n[0], "e" in n, ",".join([n, n]), isinstance(n, str))


class Even(int):
    def __new__(cls, value):
        return super().__new__(cls, value // 2 * 2)

    def half(self):
        return self // 2


e = Even(7)
RESULT["int subclass"] = (int(e), e.half(), e + 1, type(e + 1).__name__, e == 6, [0] * e, list(range(e)), e < 7)


class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def total(self):
        return self[0] + self[1]


p = Pair(3, 4)
a, b = p
RESULT["tuple subclass"] = (tuple(p), p.total, a, b, p == (3, 4), len(p), p + (5,), {p: 1}[(3, 4)], p[::-1])


class Seen(set):
    def add_all(self, items):
        for item in items:
            self.add(item)
        return self


RESULT["set subclass"] = (sorted(Seen().add_all([3, 1, 3])), len(Seen([1, 1])), Seen([1]) == {1}, 1 in Seen([1]))

Size = namedtuple("Size", ["height", "width"], defaults=[7])
size = Size(5)
RESULT["namedtuple"] = (size.height, size.width, tuple(size), size == (5, 7), repr(size), size._fields)
RESULT["namedtuple methods"] = (size._replace(width=1), size._asdict(), Size._make([1, 2]).width, Size(*[1, 2])[1])
RESULT["namedtuple from words"] = namedtuple("P", "x y, z")(1, 2, 3)._asdict()


class Area(namedtuple("Area", "h w")):
    __slots__ = ()

    def total(self):
        return self.h * self.w

    def __new__(cls, h, w=2):
        return super().__new__(cls, h, w)


RESULT["namedtuple subclass"] = (Area(3).total(), tuple(Area(1, 5)), Area(2)._replace(h=9).total(), isinstance(Area(1), tuple))


class Counting(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, (len(self), value))


o = Counting()
o["x"] = "a"
o["y"] = "b"
RESULT["OrderedDict subclass"] = (list(o.items()), isinstance(o, dict))


class Wrapped(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


w = Wrapped({"A": 1}, B=2)
w.update(C=3)
RESULT["UserDict"] = (dict(w), "a" in w, w["c"], len(w))


class Window(deque):
    def total(self):
        return sum(self)


q = Window([1, 2, 3, 4], maxlen=3)
q.append(5)
RESULT["deque subclass"] = (list(q), q.total(), q.maxlen)


class Groups(defaultdict):
    def biggest(self):
        return max(self, key=lambda k: len(self[k]))


g = Groups(list)
for word in ("aa", "b", "ac"):
    g[word[0]].append(word)
RESULT["defaultdict subclass"] = (dict(g), g.biggest())


class Failure(ValueError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


f = Failure(3)
RESULT["exception subclass"] = (str(f), f.args, f.code, isinstance(f, ValueError), repr(ValueError("x", 1)))
