"""Dataclasses."""

import copy
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar, List, Optional

RESULT = {}


@dataclass
class Point:
    """A point."""

    x: int
    y: int = 2
    tags: list = field(default_factory=list)
    count: ClassVar[int] = 0
    _hidden: int = field(default=7, repr=False, compare=False)
    derived: int = field(init=False)

    def __post_init__(self):
        self.derived = self.x * 10
        Point.count += 1


a, b = Point(1), Point(1, tags=["t"])
RESULT["defaults"] = (a.x, a.y, a.tags, b.tags, a.tags is Point(1).tags, a.derived, Point.count)
RESULT["repr"] = (repr(a), str(b))
RESULT["equality"] = (Point(1) == Point(1), Point(1) == Point(2), Point(1, _hidden=8) == Point(1), Point(1) == 1)
RESULT["fields"] = ([f.name for f in fields(a)], fields(Point)[1].default, is_dataclass(a), is_dataclass(Point), is_dataclass(1))
RESULT["class attributes"] = (Point.y, hasattr(Point, "x"), hasattr(Point, "tags"), Point.__doc__)
RESULT["asdict"] = (asdict(b), astuple(Point(3, 4)))
RESULT["replace"] = (replace(a, x=5).derived, replace(a, y=9).y, a.y)
try:
    Point()
except TypeError:
    RESULT["missing argument"] = "TypeError"
try:
    Point(1, derived=3)
except TypeError:
    RESULT["init=False"] = "TypeError"


@dataclass
class Child(Point):
    z: float = 0.5
    x: int = 100


c = Child()
RESULT["inheritance"] = (c.x, c.z, c.derived, [f.name for f in fields(Child)], isinstance(c, Point), c == Point(100))


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


v = Version(1, 2)
try:
    v.major = 5
    RESULT["frozen"] = "set"
except AttributeError as error:
    RESULT["frozen"] = type(error).__name__
RESULT["frozen as key"] = ({v: "x"}[Version(1, 2, "other")], len({Version(1), Version(1), Version(2)}))
RESULT["order"] = (Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 9), Version(1)])[1].minor, max(v, Version(0)) == v)


@dataclass(eq=False)
class Identity:
    x: int = 0


i = Identity()
RESULT["eq=False"] = (i == Identity(), i == i, len({i, Identity()}))


@dataclass
class Outer:
    inner: Optional[Point] = None
    many: List[Point] = field(default_factory=lambda: [Point(1), Point(2)])
    table: dict = field(default_factory=dict)
    build: InitVar[int] = 3
    doubled: int = 0

    def __post_init__(self, build):
        self.doubled = build * 2


o = Outer(Point(3), build=4)
RESULT["init var"] = (o.doubled, Outer().doubled, [f.name for f in fields(o)])
RESULT["nested asdict"] = asdict(o)
deep = copy.deepcopy(o)
deep.inner.x = 99
RESULT["deepcopy"] = (o.inner.x, deep.inner.x, deep == o, deep.many == o.many)


@dataclass(kw_only=True)
class Keywords:
    a: int = 1
    b: int


@dataclass
class Mixed:
    a: int
    _: KW_ONLY
    b: int = 2


RESULT["keyword only"] = (Keywords(b=5).a, Mixed(1, b=7).b)
try:
    Mixed(1, 2)
except TypeError:
    RESULT["keyword only refused"] = "TypeError"


@dataclass
class WithProperty:
    size: int

    @property
    def area(self):
        return self.size**2

    @classmethod
    def unit(cls):
        return cls(1)

    @staticmethod
    def fixed():
        return 5


RESULT["methods"] = (WithProperty(4).area, WithProperty.unit().area, WithProperty.fixed())


@dataclass(slots=True)
class Slotted:
    x: int = 1
    y: str = "a"


RESULT["slots"] = (Slotted().x, repr(Slotted(2)), Slotted(2) == Slotted(2))


@dataclass(init=False, repr=False)
class OwnInit:
    x: int = 5

    def __init__(self, x):
        self.x = x + 1

    def __repr__(self):
        return "own"


RESULT["own init"] = (OwnInit(1).x, repr(OwnInit(1)), OwnInit(1) == OwnInit(1))


class Plain:
    kind: str = "plain"
    unset: int

    def describe(self):
        return self.kind


@dataclass
class FromPlain(Plain):
    n: int = 1


RESULT["plain base"] = (FromPlain(2).describe(), FromPlain(3).n, [f.name for f in fields(FromPlain)])
try:

    @dataclass
    class Bad:
        items: list = []

    RESULT["mutable default"] = "made"
except ValueError:
    RESULT["mutable default"] = "ValueError"
RESULT["metadata"] = (field(default=1, metadata={"unit": "m"}).metadata["unit"], Point.__dataclass_fields__["y"].name)
match Version(3, 4):
    case Version(3, minor):
        RESULT["match args"] = (minor, Version.__match_args__)
