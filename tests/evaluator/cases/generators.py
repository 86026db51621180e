"""Generators: laziness, order of side effects, yield from, cleaning up."""

from contextlib import contextmanager
from itertools import count, islice, takewhile

RESULT = {}


def numbers(n, log):
    log.append("start")
    for i in range(n):
        log.append(("before", i))
        yield i
        log.append(("after", i))
    log.append("end")
    return "result"


def step_by_step():
    log = []
    g = numbers(2, log)
    made = list(log)
    first = next(g)
    at_first = list(log)
    second = next(g)
    try:
        next(g)
    except StopIteration as stop:
        value = stop.value
    return made, first, at_first, second, value, log


RESULT["lazy"] = step_by_step()
RESULT["next with default"] = (next(iter([]), "none"), next(numbers(0, []), 5), next(iter("ab")))


def naturals():
    n = 0
    while True:
        yield n
        n += 1


RESULT["infinite"] = (
    list(islice(naturals(), 3)), list(islice(naturals(), 2, 8, 2)), list(takewhile(lambda x: x < 4, naturals())),
    [a for a, _ in zip(naturals(), "abc")], next(x for x in count(5) if x % 7 == 0),
)  # fmt: skip


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


RESULT["yield from"] = list(flatten([1, [2, (3, [4])], 5]))


def delegate():
    result = yield from numbers(1, [])
    yield ("got", result)
    yield from "xy"
    yield from {"k": 1}
    yield from range(2)


RESULT["value of yield from"] = list(delegate())


def stages():
    def read():
        for x in range(6):
            yield x

    def odd(source):
        for x in source:
            if x % 2:
                yield x

    def square(source):
        return (x * x for x in source)

    return list(square(odd(read())))


RESULT["pipeline"] = stages()


def interleaved(log):
    for i in range(2):
        log.append(f"make {i}")
        yield i


log = []
for item in interleaved(log):
    log.append(f"use {item}")
RESULT["interleaving"] = log


@contextmanager
def managed(log, name):
    log.append("enter " + name)
    try:
        yield name.upper()
    except ValueError as error:
        log.append("caught " + str(error))
    finally:
        log.append("leave " + name)


def with_managed():
    log = []
    with managed(log, "a") as a, managed(log, "b") as b:
        log.append(a + b)
    with managed(log, "c"):
        raise ValueError("inside")
    try:
        with managed(log, "d"):
            raise KeyError("out")
    except KeyError:
        log.append("KeyError")
    return log


RESULT["contextmanager"] = with_managed()


def held():
    with managed(log2, "g") as name:
        yield name
        yield name * 2


log2 = []
RESULT["generator in with"] = (list(held()), log2)


def echo():
    received = []
    while True:
        value = yield len(received)
        if value is None:
            break
        received.append(value)
    yield received


def sending():
    g = echo()
    first = next(g)
    return first, g.send("a"), g.send("b"), g.send(None)


RESULT["send"] = sending()


def closing():
    log = []

    def body():
        try:
            yield 1
            yield 2
        finally:
            log.append("cleaned")

    g = body()
    next(g)
    g.close()
    return log, list(g)


RESULT["close"] = closing()


def throwing():
    def body():
        while True:
            try:
                yield "ready"
            except ValueError as error:
                yield "caught " + str(error)

    g = body()
    return next(g), g.throw(ValueError("x")), next(g)


RESULT["throw"] = throwing()


def stubborn():
    caught = []
    while len(caught) < 3:
        try:
            yield len(caught)
        except ValueError as error:
            caught.append(str(error))
    return caught


def throwing_again():
    g = stubborn()
    items = [next(g), g.throw(ValueError("x")), g.throw(ValueError("y"))]
    try:
        g.throw(ValueError("z"))
    except StopIteration as stop:
        items.append(stop.value)
    return items


RESULT["throw again and again"] = throwing_again()


class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child

    def named(self, prefix=""):
        yield prefix, self
        for i, child in enumerate(self.children):
            yield from child.named(prefix + ("." if prefix else "") + str(i))


tree = Tree(1, Tree(2, Tree(3)), Tree(4))
RESULT["methods"] = (list(tree), [n for n, _ in tree.named()], sum(tree), max(tree), 3 in tree, [*tree][-1])
g = (i for i in range(3))
RESULT["exhausted"] = (list(g), list(g), list(zip(g, [1])))
g = iter([1, 2, 3, 4])
RESULT["one iterator twice"] = (list(zip(g, g)), iter(g) is g)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


RESULT["iterator class"] = (list(Countdown(3)), [x for x in Countdown(2)], dict(enumerate(Countdown(2))))
RESULT["iter with sentinel"] = list(iter(Countdown(5).__next__, 1))


def raises():
    yield 1
    raise KeyError("late")


def collect():
    got = []
    try:
        for x in raises():
            got.append(x)
    except KeyError as error:
        got.append(str(error))
    return got


RESULT["raising"] = collect()


def conditional(flag):
    if flag:
        yield "yes"
        return
    yield "no"
    for i in range(3):
        if i == 1:
            continue
        if i == 2:
            break
        yield i
    else:
        yield "never"
    x = [(yield_value) for yield_value in "ab"]
    yield x


RESULT["control flow"] = (list(conditional(True)), list(conditional(False)))
RESULT["unpacking"] = (lambda a, b, *c: (a, b, c))(*naturals_up) if (naturals_up := tuple(range(4))) else None
a, *b = (x for x in range(4))
RESULT["starred target"] = (a, b)
