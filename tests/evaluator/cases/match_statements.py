"""Every kind of pattern."""

from collections import namedtuple
from enum import Enum

RESULT = {}


class Kind(Enum):
    A = 1
    B = 2


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Plain:
    size = 3


Pair = namedtuple("Pair", "left right")


def literal(x):
    match x:
        case 1:
            return "one"
        case "a" | "b":
            return "a or b"
        case None:
            return "none"
        case True:
            return "true"
        case -1.5:
            return "negative"
        case 2 | 3 as n:
            return ("two or three", n)
        case b"raw":
            return "bytes"
        case _:
            return "other"


RESULT["literal"] = [literal(x) for x in (1, "b", None, True, -1.5, 3, b"raw", 2.0, [], False)]


def sequence(x):
    match x:
        case []:
            return "empty"
        case [one]:
            return ("one", one)
        case [1, 2, *rest]:
            return ("one two", rest)
        case (first, *_, last) if first == last:
            return ("same ends", first)
        case [[a, b], c]:
            return ("nested", a, b, c)
        case [*all_but, 0]:
            return ("zero", all_but)
        case [_, _, _]:
            return "three"
    return "none"


RESULT["sequence"] = [
    sequence(x)
    for x in ([], (5,), [1, 2, 3, 4], [7, 8, 7], ([1, 2], 3), [1, 5, 0], (1, 2), (3, 4, 5), "ab", {1, 2}, range(3), 5)
]


def mapping(x):
    match x:
        case {"kind": "conv", "k": int(k), **rest}:
            return ("conv", k, rest)
        case {"kind": "pool" | "norm" as kind}:
            return (kind,)
        case {"a": {"b": value}}:
            return ("deep", value)
        case {1: one, None: nothing}:
            return (one, nothing)
        case {}:
            return "some mapping"
    return "none"


RESULT["mapping"] = [
    mapping(x)
    for x in (
        {"kind": "conv", "k": 3, "pad": 1}, {"kind": "conv", "k": "3"}, {"kind": "norm", "z": 0}, {"a": {"b": 5}}, {1: "x", None: "y"},
        {}, [], {"a": 1},
    )
]  # fmt: skip


def classes(x):
    match x:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return ("on y", y)
        case Point(a, b) if a == b:
            return ("diagonal", a)
        case Point():
            return "point"
        case Plain(size=3):
            return "plain"
        case bool(b):
            return ("bool", b)
        case int(n) | float(n):
            return ("number", n)
        case str() as text:
            return ("text", text)
        case Pair(left, right=right):
            return ("pair", left, right)
        case list([first, *_]):
            return ("list", first)
        case Kind.A:
            return "kind a"
        case Kind():
            return "kind"
        case dict():
            return "dict"
    return "none"


RESULT["class"] = [
    classes(x)
    for x in (Point(0, 0), Point(0, 5), Point(2, 2), Point(1, 2), Plain(), True, 5, 2.5, "s", Pair(1, 2), [9, 8], [], Kind.A, Kind.B, {}, ())
]


def capture(command):
    match command.split():
        case ["go", ("north" | "south") as direction]:
            return direction
        case ["take", *things] if things:
            return things
        case [verb]:
            return verb
        case [verb, *_]:
            return verb + "..."


RESULT["capture"] = [capture(c) for c in ("go north", "go west", "take a b", "take", "look", "x y z")]


def binding():
    match (1, [2, {"k": 3}]):
        case (a, [b, {"k": c}]) as whole:
            pass
    return a, b, c, whole


RESULT["names stay bound"] = binding()


def no_match():
    x = "before"
    match 5:
        case 6:
            x = "never"
    return x


RESULT["no case matches"] = no_match()


def in_loop():
    out = []
    for item in (1, 2, 3, 4):
        match item:
            case 1:
                continue
            case 3:
                break
            case n:
                out.append(n)
    return out


RESULT["jumps"] = in_loop()
LIMIT = 5


class Constants:
    low = 1


def values(x):
    match x:
        case Constants.low:
            return "low"
        case (Constants.low, Kind.B):
            return "pair"
        case complex(real=1.0):
            return "complex"
    return x


RESULT["value patterns"] = (values(1), values((1, Kind.B)), values(1 + 2j), values(LIMIT))
