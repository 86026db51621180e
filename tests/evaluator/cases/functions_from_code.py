"""Functions made by ``types.FunctionType`` from the code of another."""

import functools
import types

RESULT = {}
SCALE = 3


def scaled(value, offset=1, *, times=1):
    """Scale."""
    return (value * SCALE + offset) * times


def outer(base):
    def inner(value):
        return base + value

    return inner


def copied(function):
    made = types.FunctionType(
        function.__code__, function.__globals__, name=function.__name__, argdefs=function.__defaults__, closure=function.__closure__
    )
    made = functools.update_wrapper(made, function)
    made.__kwdefaults__ = function.__kwdefaults__
    return made


again = copied(scaled)
again.__doc__ = "Changed."
RESULT["call"] = (again(2), again(2, 3), again(2, times=2))
RESULT["names"] = (again.__name__, again.__doc__, scaled.__doc__, again is scaled)
RESULT["other defaults"] = types.FunctionType(scaled.__code__, globals(), "short", (10,))(1, times=1)
RESULT["closure"] = copied(outer(5))(1)
RESULT["lambda"] = types.LambdaType((lambda x: x + 1).__code__, globals())(1)


class Base:
    def build(self):
        return type(self).__name__


class Derived(Base):
    build = copied(Base.build)
    make = classmethod(copied(lambda cls: cls.__name__))


RESULT["in a class"] = (Derived().build(), Derived.make())
try:
    types.FunctionType(1, globals())
except TypeError as error:
    RESULT["no code"] = type(error).__name__
