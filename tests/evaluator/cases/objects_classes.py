"""Class attributes, class creation hooks, metaclasses, __new__, __slots__."""

RESULT = {}


class Shared:
    items = []
    count = 0
    table = {"a": 1}

    def add(self, item):
        self.items.append(item)
        self.count += 1
        return self


a, b = Shared(), Shared()
a.add(1).add(2)
b.add(3)
RESULT["shared and own"] = (Shared.items, a.count, b.count, Shared.count, a.__dict__)
Shared.count = 10
RESULT["own hides class"] = (a.count, Shared().count)
del a.count
RESULT["class shows again"] = a.count


class Child(Shared):
    items = Shared.items + [0]
    double = [x * 2 for x in (1, 2, 3)]
    n = len(double)
    table = {**Shared.table, "b": n}


RESULT["body sees names"] = (Child.items, Child.n, Child.table, Shared.table)
Shared.fresh = "later"
RESULT["inherited later"] = Child.fresh
Child.fresh = "own"
RESULT["overridden later"] = (Shared.fresh, Child.fresh)
del Child.fresh
RESULT["override removed"] = Child.fresh


class Body:
    x = 1
    if x:
        y = 2
    else:
        z = 3
    for i in range(3):
        w = i
    try:
        q = 1 // 0
    except ZeroDivisionError:
        q = "inf"
    del x

    def f(self):
        return self.y

    g = f


RESULT["statements in a body"] = (Body.y, Body.w, Body.i, Body.q, hasattr(Body, "x"), hasattr(Body, "z"), Body().g())
x = "global"


class Scoped:
    x = "class"
    seen = x

    def read(self):
        return x

    copies = [x for _ in range(1)]


RESULT["class scope is skipped"] = (Scoped.seen, Scoped().read(), Scoped.copies)


class Plugin:
    registry = []

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.key = key or cls.__name__.lower()
        Plugin.registry.append(cls.key)


class One(Plugin):
    pass


class Two(Plugin, key="second"):
    pass


class Three(Two):
    pass


RESULT["init_subclass"] = (Plugin.registry, One.key, Two.key, hasattr(Plugin, "key"))


class Meta(type):
    made = []

    def __new__(mcs, name, bases, namespace, **options):
        namespace["tag"] = name.upper()
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.made.append((name, options))
        return cls

    def __init__(cls, name, bases, namespace, **options):
        super().__init__(name, bases, namespace)
        cls.options = options

    def __call__(cls, *args, **kwargs):
        instance = super().__call__(*args, **kwargs)
        instance.called = args
        return instance

    def __iter__(cls):
        return iter(cls.parts)

    def __len__(cls):
        return len(cls.parts)

    def __contains__(cls, item):
        return item in cls.parts

    def __getitem__(cls, key):
        return cls.parts[key] * 10

    @property
    def title(cls):
        return cls.__name__.title()

    def __getattr__(cls, name):
        if name.startswith("auto_"):
            return name[5:]
        raise AttributeError(name)


class Thing(metaclass=Meta, flag=True):
    parts = [1, 2, 3]

    def __init__(self, size):
        self.size = size


class SubThing(Thing):
    parts = [7]


RESULT["metaclass made"] = Meta.made
RESULT["metaclass call"] = (Thing(4).size, Thing(4).called, SubThing(5).called)
RESULT["metaclass protocol"] = (list(Thing), len(SubThing), 2 in Thing, 2 in SubThing, Thing[0])
RESULT["metaclass attributes"] = (Thing.tag, SubThing.tag, Thing.options, Thing.title, Thing.auto_pilot)
RESULT["type of a class"] = (type(Thing) is Meta, type(SubThing) is Meta, isinstance(Thing, Meta), isinstance(Thing, type))
try:
    Thing.nothing
except AttributeError as error:
    RESULT["metaclass getattr raises"] = str(error)
try:
    Thing(1).auto_pilot
    RESULT["instance does not see the metaclass"] = "seen"
except AttributeError:
    RESULT["instance does not see the metaclass"] = "AttributeError"


class Singleton:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, value=0):
        self.value = value


p, q = Singleton(1), Singleton(2)
RESULT["singleton"] = (p is q, p.value)


class Other:
    def __new__(cls, kind):
        if kind == "int":
            return 5
        return object.__new__(cls)

    def __init__(self, kind):
        self.kind = kind


RESULT["new gives another type"] = (Other("int"), Other("x").kind)
