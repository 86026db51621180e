"""Properties, descriptors and the hooks of attribute access."""

RESULT = {}


class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def celsius(self):
        """Degrees."""
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 // 5 + 32


t = Temperature(100)
RESULT["property"] = (t.celsius, t.fahrenheit)
t.celsius += 10
RESULT["setter"] = (t._celsius, t.__dict__)
try:
    t.celsius = -300
except ValueError as error:
    RESULT["setter raises"] = (str(error), t.celsius)
try:
    t.fahrenheit = 1
    RESULT["no setter"] = "set"
except AttributeError:
    RESULT["no setter"] = "AttributeError"
del t.celsius
RESULT["deleter"] = t._celsius
RESULT["property is a class attribute"] = (type(Temperature.celsius).__name__, Temperature.celsius.fget(t))
RESULT["property docstring"] = Temperature.celsius.__doc__


class Falling:
    @property
    def broken(self):
        return self.nowhere

    def __getattr__(self, name):
        return "dynamic " + name


RESULT["AttributeError in a property falls to getattr"] = (Falling().broken, Falling().other)


class Strict:
    @property
    def broken(self):
        return self.nowhere


try:
    Strict().broken
except AttributeError as error:
    RESULT["AttributeError in a property"] = str(error)
RESULT["hasattr of a broken property"] = (hasattr(Strict(), "broken"), getattr(Strict(), "broken", 5))


class Positive:
    def __set_name__(self, owner, name):
        self.slot = "_" + name
        self.owner = owner.__name__

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.slot, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError(self.slot)
        setattr(instance, self.slot, value)


class Box:
    width = Positive()
    height = Positive()

    def __init__(self, width, height):
        self.width, self.height = width, height


b = Box(2, 3)
RESULT["descriptor"] = (b.width, b.height, sorted(b.__dict__))
RESULT["descriptor of the class"] = (Box.width is Box.__dict__["width"], Box.width.owner, Box.height.slot)
b.__dict__["width"] = 99
RESULT["data descriptor wins over the instance"] = b.width
try:
    b.width = -1
except ValueError as error:
    RESULT["descriptor refuses"] = str(error)


class Cached:
    def __get__(self, instance, owner):
        if instance is None:
            return owner.__name__
        instance.__dict__["value"] = "kept"
        return "computed"


class Holder:
    value = Cached()


h = Holder()
RESULT["non-data descriptor loses to the instance"] = [h.value, h.value, Holder.value]


class Logged:
    def __init__(self):
        object.__setattr__(self, "log", [])

    def __setattr__(self, name, value):
        self.log.append((name, value))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)

    def __getattribute__(self, name):
        if name == "secret":
            return "hidden"
        return super().__getattribute__(name)


x = Logged()
x.a = 1
x.a += 1
del x.a
setattr(x, "b", 5)
RESULT["hooks"] = (x.log, x.secret, hasattr(x, "a"), x.b)


class Proxy:
    def __init__(self, target):
        self.__dict__["target"] = target

    def __getattr__(self, name):
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        setattr(self.target, name, value)


inner = Temperature(1)
proxy = Proxy(inner)
proxy.celsius = 21
RESULT["proxy"] = (proxy.celsius, inner.celsius, proxy.fahrenheit)
try:
    proxy.nothing
except AttributeError as error:
    RESULT["proxy raises"] = str(error)


class Private:
    def __init__(self):
        self.__x = 1

    def read(self):
        return self.__x, self._Private__x


RESULT["name mangling"] = (Private().read(), Private().__dict__)


class Vector:
    def __init__(self, *items):
        self.items = items

    def __call__(self, factor, *, shift=0):
        return [i * factor + shift for i in self.items]


v = Vector(1, 2)
RESULT["call"] = (v(3), v(3, shift=1), v.__call__(2), callable(v), callable(Private()))
RESULT["vars"] = (vars(v), sorted(n for n in dir(v) if not n.startswith("__")))
del v.items
RESULT["deleted"] = hasattr(v, "items")
try:
    del v.items
except AttributeError:
    RESULT["deleted twice"] = "AttributeError"


class Dynamic:
    pass


d = Dynamic()
for i, letter in enumerate("abc"):
    setattr(d, letter, i)
delattr(d, "b")
RESULT["setattr and delattr"] = d.__dict__
Dynamic.method = lambda self, k: (k, self.a)
RESULT["method added later"] = d.method(9)
d.method = lambda k: "own " + k
RESULT["function in the instance is no method"] = d.method("x")
d.__dict__.update(z=5)
RESULT["dict updated"] = d.z
