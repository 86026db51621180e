"""Builtin functions."""

RESULT = {}


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__


RESULT["zip and enumerate"] = (
    list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(enumerate("ab")), list(enumerate("ab", 5)), list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", range(9))),
    list(zip(range(2), enumerate("xy"))), [*zip([1], [2], [3])], list(enumerate([], start=3)),
)  # fmt: skip
RESULT["map and filter"] = (
    list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])),
    list(map(int, "123")), list(map(max, [1, 5], [3, 2])), sum(map(len, ["a", "bb"])), list(map(None.__class__, [])),
)  # fmt: skip
RESULT["any and all"] = (any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(5)), all("abc"), any([None, "", 0]))
RESULT["reversed"] = (list(reversed([1, 2])), "".join(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})))
RESULT["iter and next"] = (next(iter([5])), next(iter([]), None), list(iter("ab")), next(iter({"k": 1})), list(iter((1, 2))))
RESULT["isinstance"] = (
    isinstance(1, int), isinstance("a", (int, str)), isinstance([], list), isinstance({}, dict), isinstance(1, object), isinstance(int, type), isinstance(len, type),
    isinstance((), tuple), isinstance(None, int), isinstance(1.0, int | float), isinstance(isinstance, object), isinstance(1, ()), isinstance("a", ((int, float), (str,))),
)  # fmt: skip
RESULT["callable"] = (callable(len), callable(int), callable(lambda: 0), callable(5), callable("a".upper), callable(None), callable(type))
RESULT["getattr"] = (getattr("a", "upper")(), getattr(5, "nothing", "d"), hasattr([], "append"), hasattr([], "push"), getattr(dict, "fromkeys")("a"), attempt(getattr, 5, "x"))
RESULT["type"] = (type(1) is int, type([]) == list, type(None).__name__, type(type).__name__, type(len).__name__, type(lambda: 0).__name__, type(range(1)).__name__, type(1 == 1).__name__)
RESULT["type names"] = [type(x).__name__ for x in ((i for i in ()), iter([]), {}.keys(), {}.items(), zip(), map(str, ()), enumerate([]), reversed([]), NotImplemented, ..., int, slice(1), b"", 1j)]
RESULT["id and hash"] = (id(1) == id(1), hash("a") == hash("a"), isinstance(hash((1, 2)), int), attempt(hash, {}), id(x := []) == id(x))
RESULT["len"] = (len("abc"), len([1]), len({}), len(range(5)), len(b"ab"), len({1, 2}), len(()), attempt(len, 5), attempt(len, iter([])))
RESULT["ord and friends"] = (ord("A"), chr(65), bin(10), hex(255), oct(8), abs(-3), divmod(9, 4), pow(3, 2), round(2.567, 1), ascii("é"))
RESULT["conversions"] = (int("5"), float("2"), str(3), bool("x"), list("ab"), tuple([1]), set([1]), dict(a=1), frozenset([1]), bytes([1]), complex(1), list(b"a"), tuple({"k": 1}))
RESULT["sorted"] = (sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([(2, "b"), (1, "z")]), sorted({"b": 1, "a": 0}), sorted([-3, 2], key=abs), sorted([[2], [1, 5]]))
RESULT["min and max"] = (min(1, 2), max([3, 4]), min("abc"), max({"a": 1, "b": 0}), max([1, 2], key=lambda x: -x), attempt(max, []), min([], default=5), max((1, "b"), (1, "a")))
RESULT["slice"] = (slice(1, 2), slice(3).stop, slice(1, 10, 2).indices(5), [1, 2, 3, 4][slice(None, None, -1)], slice(None) == slice(None, None, None))
RESULT["eval"] = (eval("1 + 2"), eval("x * 2", {"x": 4}), eval("[i for i in range(3)]"), eval("max(1, 2)"), attempt(eval, "nothing_at_all"), eval("a + b", {"a": 1}, {"b": 2}))
RESULT["object"] = (object() == object(), (lambda o: o == o)(object()), isinstance(object(), object), type(object()).__name__, attempt(lambda: object().x), attempt(object, 1))
RESULT["print"] = (print("x"), print("a", "b", sep="", end=""))
RESULT["vars and dir"] = ("append" in dir([]), "upper" in dir(str), vars(type("T", (), {"a": 1})).get("a"))
RESULT["staticmethod objects"] = (staticmethod(len)("ab"), callable(staticmethod(len)))
RESULT["issubclass"] = (issubclass(bool, int), issubclass(int, (str, object)), issubclass(type, object), issubclass(dict, list), attempt(issubclass, 1, int))
RESULT["format and repr"] = (format(3.14159, ".2f"), repr("a"), repr(None), repr([1, "a"]), repr({"a": 1}), repr((1,)), str(b"x"), repr(1.0))
RESULT["sum"] = (sum([1, 2.5]), sum(range(5)), sum([[1], [2]], []), sum((i * i for i in range(4))), attempt(sum, ["a"]), attempt(sum, 5), sum([], 7), sum({1: 2}))
RESULT["NotImplemented and Ellipsis"] = (... is Ellipsis, NotImplemented is NotImplemented, repr(...), [...][0] is ...)
RESULT["exceptions are values"] = (ValueError("x").args, isinstance(KeyError(1), Exception), type(TypeError()).__name__, [e.__name__ for e in (IndexError, OSError, EOFError)])
RESULT["super rare"] = (int.__add__(1, 2), (5).__mul__(3), [1].__len__(), "a".__add__("b"), (1).__eq__(1), (1).__eq__("a"), [1, 2].__contains__(1), {}.__len__(), "abc".__getitem__(1))
RESULT["operators by name"] = ((3).__lt__(4), (3).__radd__(4), "a".__eq__("a"), [].__eq__([]), (2).__pow__(3), (7).__floordiv__(2), (True).__and__(False), "x".__mul__(3), (1, 2).__getitem__(0))
RESULT["bool subclass"] = (True + 1, True == 1, [10, 20][True], sum([True] * 3), isinstance(True, int), str(True), int(True), True * "a", -True)
RESULT["dunder names"] = (len.__name__, int.__name__, str.upper.__name__, (lambda: 0).__name__, type(5).__name__, [].append.__name__, ValueError.__name__, int.__module__)
import builtins as b

RESULT["builtins"] = (b.len([1]), hasattr(b, "print"), b.int is int, getattr(b, "sorted")([2, 1]))
