"""Enums."""

from dataclasses import dataclass
from enum import Enum, Flag, IntEnum, IntFlag, auto, unique

RESULT = {}


class Color(Enum):
    """Colors."""

    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def nice(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.GREEN

    def __str__(self):
        return f"<{self.name}>"


RESULT["members"] = (Color.RED.name, Color.RED.value, Color.CRIMSON.name, Color.RED is Color.CRIMSON)
RESULT["iteration"] = ([c.name for c in Color], len(Color), list(Color.__members__), [c.value for c in reversed(Color)])
RESULT["look-up"] = (Color(2).name, Color["RED"].value, Color(Color.RED).name, Color.RED in Color)
try:
    Color(7)
except ValueError as error:
    RESULT["no such value"] = str(error)
try:
    Color["BLUE"]
except KeyError as error:
    RESULT["no such name"] = str(error)
RESULT["methods"] = (Color.RED.nice, Color.default().name, str(Color.RED), f"{Color.GREEN}", repr(Color.RED), Color.__doc__)
RESULT["identity"] = (Color.RED == Color.RED, Color.RED == 1, Color.RED is Color(1), Color.RED != Color.GREEN)
RESULT["as keys"] = ({Color.RED: "r", Color.GREEN: "g"}[Color.CRIMSON], len({Color.RED, Color.CRIMSON}))
RESULT["types"] = (type(Color.RED).__name__, isinstance(Color.RED, Color), isinstance(Color.RED, Enum), issubclass(Color, Enum))
try:
    Color.BLUE
except AttributeError:
    RESULT["no such attribute"] = "AttributeError"
try:
    Color.RED = 5
    RESULT["cannot be set"] = "set"
except AttributeError:
    RESULT["cannot be set"] = "AttributeError"


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


RESULT["auto"] = [(m.name, m.value) for m in Auto]


class Level(IntEnum):
    LOW = 1
    HIGH = 5


RESULT["IntEnum"] = (
    Level.LOW + 1, Level.HIGH > Level.LOW, Level.HIGH == 5, [0, 10][Level.LOW], sorted([Level.HIGH, Level.LOW])[0].name,
    Level(5).name, int(Level.HIGH), list(range(Level.HIGH))[-1], isinstance(Level.LOW, int), Level.LOW * 2.5, max(Level).name,
)  # fmt: skip


class Mode(str, Enum):
    TRAIN = "train"
    EVAL = "eval"

    @classmethod
    def _missing_(cls, value):
        return cls.EVAL if value == "test" else None


RESULT["str mixin"] = (
    Mode.TRAIN == "train", Mode("eval").name, Mode.TRAIN.upper(), "tr" in Mode.TRAIN, {"train": 1}[Mode.TRAIN],
    Mode.TRAIN.value, isinstance(Mode.TRAIN, str), Mode.TRAIN + "!", len(Mode.EVAL),
)  # fmt: skip
RESULT["missing hook"] = Mode("test").name
try:
    Mode("other")
except ValueError:
    RESULT["missing hook gives none"] = "ValueError"


class Planet(Enum):
    EARTH = (3, 6)
    MARS = (2, 4)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def ratio(self):
        return self.mass / self.radius


RESULT["init of members"] = (Planet.EARTH.mass, Planet.MARS.ratio, Planet.MARS.value, Planet((3, 6)).name)


@dataclass
class Weights:
    url: str
    meta: dict


class Models(Enum):
    V1 = Weights("u1", {"a": 1})
    V2 = Weights("u2", {})
    DEFAULT = V1


RESULT["members with equal values are one"] = (
    Models.DEFAULT is Models.V1, Models.DEFAULT.name, Models.V1.value.url, [m.name for m in Models], Models["DEFAULT"].value.meta,
)  # fmt: skip


class Base(Enum):
    def describe(self):
        return self.name + "=" + str(self.value)

    @staticmethod
    def helper(x):
        return x


class Derived(Base):
    X = 1
    Y = "y"


RESULT["base without members"] = (Derived.X.describe(), Derived.Y.describe(), Derived.helper(3), [m.value for m in Derived])


class Generated(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    ONE = auto()
    TWO = auto()


RESULT["generated values"] = [m.value for m in Generated]
Functional = Enum("Functional", ["A", "B"])
Named = Enum("Named", {"P": "p", "Q": "q"})
RESULT["functional form"] = (Functional.B.value, Functional(1).name, Named.Q.value, Enum("W", "x y")["y"].value)


class Permission(Flag):
    R = 4
    W = 2
    X = 1


RESULT["flags"] = (
    (Permission.R | Permission.W).value, Permission.R in (Permission.R | Permission.X), bool(Permission.R & Permission.W),
    (Permission.R | Permission.W | Permission.X) == Permission(7), (~Permission.R).value,
)  # fmt: skip


class Bits(IntFlag):
    A = auto()
    B = auto()
    C = auto()


RESULT["int flags"] = ([b.value for b in Bits], Bits.A | Bits.C == 5, int(Bits.B | 1), Bits.C & 4 == 4)
try:

    @unique
    class Twice(Enum):
        A = 1
        B = 1

    RESULT["unique"] = "made"
except ValueError:
    RESULT["unique"] = "ValueError"


class WithValue(Enum):
    A = "a"

    def __new__(cls, letter):
        self = object.__new__(cls)
        self._value_ = letter * 2
        self.letter = letter
        return self


RESULT["own new"] = (WithValue.A.value, WithValue.A.letter, WithValue("aa").name)


class Functions(Enum):
    def double(x):
        return x * 2

    NUMBER = 5


RESULT["functions are no members"] = ([m.name for m in Functions], Functions.double(4))
table = {m.value: m for m in Color}
RESULT["in a table"] = (table[2].nice, [m.name for m in sorted(Color, key=lambda m: -m.value)])
match Color(1):
    case Color.GREEN:
        RESULT["matched"] = "green"
    case Color.RED:
        RESULT["matched"] = "red"
