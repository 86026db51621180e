"""contextlib: the order of what happens."""

import contextlib
from contextlib import ExitStack, contextmanager, nullcontext, suppress

RESULT = {}
log = []


@contextmanager
def logged(x):
    log.append(f"in {x}")
    try:
        yield x * 2
    finally:
        log.append(f"out {x}")


@contextmanager
def swallowing():
    try:
        yield
    except ValueError:
        log.append("swallowed")


with logged(3) as value:
    log.append(value)
try:
    with logged(1):
        raise ValueError("q")
except ValueError as error:
    log.append(str(error))
with swallowing():
    raise ValueError("inner")
with suppress(KeyError, IndexError):
    {}["a"]
with nullcontext(5) as held:
    log.append(held)
with ExitStack() as stack:
    log.append(stack.enter_context(logged(9)))
    stack.callback(log.append, "called back")


@logged(4)
def decorated():
    return "decorated"


log.append(decorated())
with contextlib.closing(type("Closable", (), {"close": lambda self: log.append("closed")})()):
    pass


class Switch(contextlib.ContextDecorator):
    def __enter__(self):
        log.append("on")
        return self

    def __exit__(self, *exc_info):
        log.append("off")
        return False


@Switch()
def switched(x):
    log.append(x)


switched(1)
RESULT["log"] = log
