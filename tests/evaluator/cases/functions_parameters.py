"""Every kind of parameter, unpacking in calls, defaults."""

RESULT = {}


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__


def every(a, b=2, /, c=3, *rest, d, e=5, **more):
    return (a, b, c, rest, d, e, more)


RESULT["every kind"] = (
    every(1, d=4),
    every(1, 9, 8, 7, 6, d=0),
    every(1, c=5, d=4, z=6),
    every(*[1, 2, 3], *(4, 5), d=1, **{"x": 1}, **{"y": 2}),
    every(1, d=2, a=7, b=8),
)
RESULT["refused"] = (
    attempt(every),
    attempt(every, 1),
    attempt(every, d=1),
    attempt(lambda: every(1, 2, 3, c=3, d=1)),
    attempt(lambda: every(1, d=1, **{"d": 2})),
    attempt(lambda x: x),
    attempt(lambda x: x, 1, 2),
    attempt(lambda x: x, y=1),
    attempt(lambda *, k: k, 1),
    attempt(lambda x, /: x, x=1),
)
RESULT["lambda"] = (
    (lambda: 1)(),
    (lambda x, y=2, *z, k=3, **w: (x, y, z, k, w))(1, 5, 6, k=7, v=8),
    (lambda *a: a)(*range(3)),
    list(map(lambda x, y: x * y, [1, 2], [3, 4])),
)


def accumulate(item, into=[]):
    into.append(item)
    return into


RESULT["default is shared"] = (list(accumulate(1)), list(accumulate(2)), accumulate(3, []), list(accumulate(4)))
RESULT["defaults attribute"] = (len(accumulate.__defaults__[0]), every.__kwdefaults__, (lambda: 0).__defaults__)

count = 0


def tick():
    global count
    count += 1
    return count


def late(x=tick(), *, y=tick()):
    return (x, y)


RESULT["default evaluated once"] = (late(), late(), count)
n = 5


def uses_n(value=n):
    return value, n


n = 6
RESULT["default early, body late"] = uses_n()


def outer(*args, **kwargs):
    args = args + (0,)
    kwargs["new"] = 1
    return inner(*args, **kwargs)


def inner(*args, **kwargs):
    return args, kwargs


given = {"k": 1}
RESULT["passing on copies"] = (outer(1, **given), given)
RESULT["order of evaluation"] = []


def note(x):
    RESULT["order of evaluation"].append(x)
    return x


def noted(*args, **kwargs):
    return len(args) + len(kwargs)


note(noted(note("a"), *[note("b")], k=note("c"), **{"m": note("d")}))


def keyword_names(**kwargs):
    return list(kwargs)


RESULT["keyword order"] = keyword_names(z=1, a=2, **{"m": 3, "b": 4})
RESULT["star of strings and dicts"] = (inner(*"abc"), inner(*{"x": 1, "y": 2}), inner(*{1}), inner(**{"if": 1}))
RESULT["star of a generator"] = inner(*(i * i for i in range(3)), *[], **{})




def recursive(n):
    return 1 if n <= 1 else n * recursive(n - 1)


def fib(n, memo={}):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


RESULT["recursion"] = (recursive(20), fib(60), even(50), odd(51))


def nothing():
    pass


def early(x):
    if x > 2:
        return "big"
    for i in range(x):
        if i == 1:
            return i
    else:
        return "none"


RESULT["returns"] = (nothing(), early(5), early(2), early(1), early(0))


def f():
    return f.calls


f.calls = 3
f.calls += 1
RESULT["function attributes"] = (f(), f.__dict__, f.__name__, f.__module__, nothing.__doc__, hasattr(f, "other"))


class Table:
    def method(self, x, *more, scale=1):
        return (x * scale, more)

    @staticmethod
    def static(x, y=2):
        return x + y

    @classmethod
    def make(cls, *args):
        return cls.__name__, args

    handler = static


t = Table()
bound = t.method
RESULT["methods"] = (
    bound(2, 3, scale=4), Table.method(t, 5), t.static(1), Table.static(1, 1), t.make(1), Table.make(), t.handler(4),
)  # fmt: skip
RESULT["method attributes"] = (bound.__name__, bound.__self__ is t, bound.__func__ is Table.method, bound == t.method)
RESULT["method refuses"] = (attempt(Table.method), attempt(t.method), attempt(t.static), attempt(Table.make, 1, k=2))
