"""__slots__, type() with three arguments, special names of classes and functions, hashing and equality."""

RESULT = {}


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


s = Slotted(1)
RESULT["slots"] = (s.x, hasattr(s, "y"), Slotted.__slots__)
s.y = 2
RESULT["slot set"] = s.y
try:
    s.z = 3
    RESULT["no such slot"] = "set"
except AttributeError:
    RESULT["no such slot"] = "AttributeError"

Made = type("Made", (Slotted,), {"extra": 5, "double": lambda self: self.x * 2})
RESULT["type with three arguments"] = (Made(4).double(), Made.__name__, Made.extra, Made.__bases__ == (Slotted,))


class Point:
    """A point."""

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __lt__(self, other):
        return (self.x, self.y) < (other.x, other.y)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __mul__(self, k):
        return Point(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Point(-self.x, -self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __iter__(self):
        yield self.x
        yield self.y

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def __len__(self):
        return 2

    def __contains__(self, item):
        return item in (self.x, self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self


a, b = Point(1, 2), Point(3, 4)
RESULT["operators"] = (repr(a + b), repr(a * 2), repr(2 * a), repr(-a), repr(sum([a, b])))
RESULT["equality"] = (a == Point(1, 2), a != b, a == 1, a in [Point(1, 2)], {a: "found"}[Point(1, 2)])
RESULT["as keys"] = len({a, Point(1, 2), b})
RESULT["ordering"] = ([repr(p) for p in sorted([b, a])], repr(max(a, b)), a < b, a > b)
RESULT["truth"] = (bool(Point(0, 0)), bool(a), not Point(0, 0), [1, 2][bool(a)])
RESULT["iteration"] = (list(a), tuple(b), [*a, *b], 3 in b, len(a), a[0], b[-1])
x, y = b
RESULT["unpacking"] = (x, y)
alias = a
a += b
RESULT["in place"] = (repr(alias), alias is a)
RESULT["names"] = (Point.__name__, Point.__qualname__, Point.__doc__, Point.__add__.__name__, Point.__add__.__qualname__)
RESULT["type and class"] = (type(a) is Point, a.__class__.__name__, type(a).__name__, type(1).__name__, type(Point).__name__)
RESULT["text"] = (f"{a}", str(b), "%s" % (b,), "{!r}".format(b), [b].__repr__())
try:
    a + 1
    RESULT["attribute error inside"] = "ok"
except AttributeError:
    RESULT["attribute error inside"] = "AttributeError"
try:
    "x" + a
    RESULT["reflected refuses"] = "ok"
except TypeError:
    RESULT["reflected refuses"] = "TypeError"


class NoHash:
    def __eq__(self, other):
        return True


try:
    {NoHash()}
    RESULT["unhashable"] = "hashed"
except TypeError:
    RESULT["unhashable"] = "TypeError"
RESULT["equal to everything"] = (NoHash() == 5, NoHash() != 5, 5 == NoHash(), NoHash() in [1])


class Sized:
    def __len__(self):
        return 0


RESULT["truth by length"] = (bool(Sized()), bool(object()), "empty" if not Sized() else "full")


class Old:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * index


RESULT["iteration by getitem"] = (list(Old()), 4 in Old(), list(zip(Old(), "ab")), list(reversed([*Old()])))


class Index:
    def __index__(self):
        return 2

    def __int__(self):
        return 7

    def __float__(self):
        return 1.5

    def __abs__(self):
        return "abs"

    def __round__(self, digits=None):
        return ("round", digits)

    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "text"


i = Index()
RESULT["conversions"] = ([10, 20, 30][i], range(i)[1], int(i), float(i), abs(i), round(i), round(i, 3), "ab" * i)
RESULT["format hook"] = (f"{i}", f"{i:>5}", f"{i!s}", format(i, "x"), "{:q}".format(i))


class Matrix:
    def __matmul__(self, other):
        return "mat"

    def __rmatmul__(self, other):
        return "rmat"

    def __floordiv__(self, other):
        return ("floor", other)

    def __getitem__(self, index):
        return index

    def __setitem__(self, index, value):
        self.last = ("set", index, value)

    def __delitem__(self, index):
        self.last = ("del", index)


m = Matrix()
RESULT["matmul"] = (m @ 1, 1 @ m, m // 4)
RESULT["indices"] = (m[1:2], m[1, 2], m[..., None], m[:, ::2], m[()])
m[1, 2] = 3
first = m.last
del m["k"]
RESULT["set and delete items"] = (first, m.last)
