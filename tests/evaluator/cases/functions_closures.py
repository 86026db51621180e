"""Closures, nonlocal, global, late binding, scopes."""

RESULT = {}


def counter(start=0):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value

    def read():
        return value

    return step, read


step, read = counter(10)
step()
step(5)
other, _ = counter()
RESULT["nonlocal"] = (read(), other(), read())


def deep():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = x + "!"
            return x

        return inner

    inner = middle()
    inner()
    inner()
    return x


RESULT["nonlocal through two functions"] = deep()
RESULT["late binding in a loop"] = [f() for f in [lambda: i for i in range(3)]]


def loop():
    functions = []
    for i in range(3):
        functions.append(lambda x, i=i: (x, i))
        functions.append(lambda x: (x, i))
    return [f("x") for f in functions]


RESULT["late and early binding"] = loop()


def assigned_later():
    def read():
        return value

    value = 1
    first = read()
    value = 2
    return first, read()


RESULT["bound after the closure"] = assigned_later()


def unbound():
    try:
        print(value)
    except UnboundLocalError:
        result = "UnboundLocalError"
    value = 1
    return result, value


def free_unbound():
    def read():
        return value

    try:
        read()
    except NameError:
        return "NameError"
    value = 1
    return value


RESULT["unbound"] = (unbound(), free_unbound())
try:
    undefined_name
except NameError as error:
    RESULT["undefined"] = str(error)

level = "module"


def reads():
    return level


def writes():
    global level
    level = "written"

    def inside():
        global level
        level += "!"

    inside()
    return level


def shadows():
    level = "local"
    return level, reads()


RESULT["global"] = (reads(), shadows(), writes(), reads(), level)


def creates():
    global created
    created = 5


creates()
RESULT["global creates"] = created


class Holder:
    level = "class"

    def method(self):
        return level

    def with_class_attribute(self, level=level):
        return level


RESULT["class scope and methods"] = (Holder().method(), Holder().with_class_attribute())


def make_class():
    secret = "closed over"

    class Local:
        attribute = secret

        def read(self):
            return secret

        def nested(self):
            class Inner:
                value = secret + "?"

            return Inner.value

    secret = "changed"
    return Local


Local = make_class()
RESULT["class in a function"] = (Local.attribute, Local().read(), Local().nested())


def comprehension_scopes():
    x = "outer"
    made = [x for x in range(3)]
    pairs = [(x, y) for x in range(2) for y in range(x + 1)]
    closed = [lambda: x for x in range(2)]
    return x, made, pairs, [f() for f in closed]


RESULT["comprehension scopes"] = comprehension_scopes()


def deleted():
    x = 1
    del x
    try:
        return x
    except NameError as error:
        return type(error).__name__


RESULT["deleted local"] = deleted()


def handler_name():
    e = "before"
    try:
        raise ValueError("x")
    except ValueError as e:
        kept = str(e)
    try:
        return kept, e
    except NameError:
        return kept, "gone"


RESULT["name of a handler is gone"] = handler_name()


def loop_variable():
    for i in range(3):
        pass
    for j in []:
        pass
    try:
        return i, j
    except NameError:
        return i, "unbound"


RESULT["loop variable stays"] = loop_variable()


def same_frame():
    x = 1
    functions = {"get": lambda: x}

    def put(value):
        nonlocal x
        x = value

    functions["put"] = put
    return functions


f, g = same_frame(), same_frame()
f["put"](7)
RESULT["each call has its own frame"] = (f["get"](), g["get"]())
RESULT["locals and globals"] = ((lambda a, b=2: sorted(locals()))(1), "level" in globals(), globals()["level"])
globals()["planted"] = 3
RESULT["written into globals"] = planted  # noqa: F821


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed


RESULT["compose"] = compose(str, lambda x: x + 1, abs)(-4)
