"""Resolution order, diamonds, both forms of super."""

RESULT = {}


class Root:
    def name(self):
        return ["Root"]


class Left(Root):
    def name(self):
        return ["Left", *super().name()]


class Right(Root):
    def name(self):
        return ["Right", *super(Right, self).name()]


class Bottom(Left, Right):
    def name(self):
        return ["Bottom", *super().name()]


RESULT["diamond"] = Bottom().name()
RESULT["mro names"] = [c.__name__ for c in Bottom.__mro__]
RESULT["mro method"] = [c.__name__ for c in Bottom.mro()]
RESULT["bases"] = [c.__name__ for c in Bottom.__bases__]
RESULT["super from outside"] = super(Left, Bottom()).name()
RESULT["super skips"] = super(Right, Bottom()).name()


class Mixin:
    def __init__(self, *args, scale=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.scale = scale


class Base:
    def __init__(self, size):
        self.size = size


class Both(Mixin, Base):
    pass


both = Both(3, scale=7)
RESULT["cooperative init"] = (both.size, both.scale)


class Outer:
    def __init__(self):
        self.trace = ["Outer"]

    def run(self):
        return "outer"


class Inner(Outer):
    def __init__(self):
        if True:
            super().__init__()

        def later():
            return super(Inner, self).run()

        self.later = later
        self.trace.append("Inner")

    def run(self):
        def nested(first):
            return super(Inner, first).run() + "!"

        return nested(self) + "?"

    def by_lambda(self):
        return (lambda: super(__class__, self).run())()


RESULT["super below if"] = Inner().trace
RESULT["super in a nested function"] = (Inner().run(), Inner().later())
RESULT["super in a lambda"] = Inner().by_lambda()


def make(tag):
    class Made(Outer):
        def run(self):
            return tag + super().run()

        def kind(self):
            return __class__.__name__

    return Made


RESULT["super in a class made in a function"] = [make("a")().run(), make("b")().run(), make("c")().kind()]


class Counted:
    made = 0

    @classmethod
    def create(cls):
        cls.made += 1
        return cls()

    @classmethod
    def describe(cls):
        return "Counted of " + cls.__name__


class SubCounted(Counted):
    @classmethod
    def describe(cls):
        return "Sub: " + super().describe()


RESULT["super in a class method"] = SubCounted.describe()
SubCounted.create()
RESULT["class attribute of the subclass"] = (Counted.made, SubCounted.made, type(SubCounted.create()).__name__)


class Value:
    @property
    def size(self):
        return 5


class SubValue(Value):
    @property
    def size(self):
        return super().size + 1


RESULT["super and a property"] = SubValue().size


class SetBase:
    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


class SetSub(SetBase):
    def __setattr__(self, name, value):
        if name.startswith("x"):
            super().__setattr__(name, value)
        else:
            object.__setattr__(self, name, value)


s = SetSub()
s.x, s.y = 3, 4
RESULT["super and setattr"] = s.__dict__


try:

    class Impossible(Root, Left):
        pass

    RESULT["inconsistent bases"] = "made"
except TypeError:
    RESULT["inconsistent bases"] = "TypeError"
try:
    super(Left, 3)
    RESULT["super of a stranger"] = "made"
except TypeError:
    RESULT["super of a stranger"] = "TypeError"
try:
    Bottom().nothing
except AttributeError as error:
    RESULT["no such attribute"] = str(error)
try:
    super(Left, Bottom()).nothing
except AttributeError as error:
    RESULT["no such attribute of super"] = str(error)
RESULT["subclass checks"] = (issubclass(Bottom, Root), issubclass(Root, Bottom), issubclass(Bottom, (int, Right)))
RESULT["subclasses"] = [c.__name__ for c in Root.__subclasses__()]
