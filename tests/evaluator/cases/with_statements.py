"""Context managers: classes, contextlib, order, exceptions."""

from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress

RESULT = {}


class Manager:
    def __init__(self, name, log, swallow=False):
        self.name, self.log, self.swallow = name, log, swallow

    def __enter__(self):
        self.log.append("enter " + self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        self.log.append(("exit " + self.name, kind.__name__ if kind else None, str(value)))
        return self.swallow


def nested():
    log = []
    with Manager("a", log) as a, Manager("b", log) as b:
        log.append(a + b)
    return log


def swallowed():
    log = []
    with Manager("s", log, swallow=True):
        log.append("before")
        raise ValueError("gone")
    log.append("after")
    return log


def passing():
    log = []
    try:
        with Manager("outer", log), Manager("inner", log):
            raise KeyError("k")
    except KeyError:
        log.append("caught")
    return log


def returning(log):
    with Manager("r", log):
        return "value"


def breaking():
    log = []
    for i in range(3):
        with Manager(str(i), log):
            if i == 0:
                continue
            if i == 1:
                break
    return log


RESULT["nested"] = nested()
RESULT["swallowed"] = swallowed()
RESULT["passing"] = passing()
log = []
RESULT["return inside"] = (returning(log), log)
RESULT["break inside"] = breaking()


def targets():
    log = []
    box = {}
    with Manager("t", log) as box["key"], nullcontext((1, (2, 3))) as (a, (b, *c)):
        pass
    return box, a, b, c


RESULT["targets"] = targets()


@contextmanager
def switched(state, value):
    before = state["on"]
    state["on"] = value
    try:
        yield state
    finally:
        state["on"] = before


def switch():
    state = {"on": False}
    seen = []
    with switched(state, True) as same:
        seen.append((same is state, state["on"]))
        with switched(state, "deeper"):
            seen.append(state["on"])
        seen.append(state["on"])
    seen.append(state["on"])
    return seen


RESULT["contextmanager"] = switch()
state = {"on": 0}


@switched(state, 5)
def decorated():
    return state["on"]


RESULT["as a decorator"] = (decorated(), state["on"])


def suppressing():
    done = []
    with suppress(KeyError, ValueError):
        done.append(1)
        {}["x"]
        done.append(2)
    try:
        with suppress(KeyError):
            raise TypeError
    except TypeError:
        done.append("TypeError")
    return done


RESULT["suppress"] = suppressing()


def stack():
    log = []
    with ExitStack() as stack:
        names = [stack.enter_context(Manager(n, log)) for n in "xy"]
        stack.callback(log.append, "callback")
        log.append("".join(names))
    return log


RESULT["ExitStack"] = stack()


class Closes:
    def __init__(self):
        self.closed = False

    def close(self):
        self.closed = True


with closing(Closes()) as c:
    was = c.closed
RESULT["closing"] = (was, c.closed)
with nullcontext() as nothing, nullcontext(5) as five:
    RESULT["nullcontext"] = (nothing, five)


class Reentrant:
    depth = 0

    def __enter__(self):
        self.depth += 1
        return self

    def __exit__(self, *args):
        self.depth -= 1


r = Reentrant()
depths = []
with r:
    with r as again:
        depths.append(again.depth)
    depths.append(r.depth)
RESULT["one manager twice"] = (depths, r.depth)
try:
    with 5:
        pass
    RESULT["not a manager"] = "entered"
except (TypeError, AttributeError):
    RESULT["not a manager"] = "refused"


def in_constructor():
    class Model:
        def __init__(self, log):
            with Manager("init", log) as self.name:
                self.size = 3

    log = []
    model = Model(log)
    return model.name, model.size, len(log)


RESULT["attribute as a target"] = in_constructor()


def raising_exit():
    class Bad:
        def __enter__(self):
            return self

        def __exit__(self, *args):
            raise KeyError("from exit")

    try:
        with Bad():
            raise ValueError("from body")
    except KeyError as error:
        return str(error), type(error.__context__).__name__


RESULT["exit raises"] = raising_exit()
