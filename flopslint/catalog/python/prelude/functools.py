"""Decorators of ``functools`` that need classes or closures of their own."""

from _python import partial, update_wrapper


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        function = self.func
        if hasattr(function, "__get__"):
            function = function.__get__(instance, owner)
            if instance is None:
                return partial(function, *self.args, **self.keywords)
            return partial(function, *self.args, **self.keywords)
        return partial(function, instance, *self.args, **self.keywords)


def cmp_to_key(mycmp):
    class K:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def total_ordering(cls):
    has = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if getattr(cls, name) is not getattr(object, name)]
    if not has:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = has[0]

    def less(self, other):
        if root == "__lt__":
            return self.__lt__(other)
        if root == "__le__":
            return self.__le__(other) and self != other
        if root == "__gt__":
            return not self.__gt__(other) and self != other
        return not self.__ge__(other)

    def lt(self, other):
        return less(self, other)

    def le(self, other):
        return less(self, other) or self == other

    def gt(self, other):
        return not less(self, other) and self != other

    def ge(self, other):
        return not less(self, other)

    for name, function in (("__lt__", lt), ("__le__", le), ("__gt__", gt), ("__ge__", ge)):
        if name not in has:
            setattr(cls, name, function)
    return cls


class _Dispatcher:
    def __init__(self, func):
        self.default = func
        self.registry = {object: func}
        update_wrapper(self, func)

    def register(self, cls, func=None):
        if func is not None:
            self.registry[cls] = func
            return func
        if isinstance(cls, type):
            return lambda f: self.register(cls, f)
        from typing import get_type_hints

        annotations = get_type_hints(cls)
        return self.register(next(iter(annotations.values())), cls)

    def dispatch(self, cls):
        for ancestor in cls.__mro__:
            if ancestor in self.registry and ancestor is not object:
                return self.registry[ancestor]
        for candidate, function in self.registry.items():
            if candidate is not object and issubclass(cls, candidate):
                return function
        return self.registry[object]

    def __call__(self, *args, **kw):
        return self.dispatch(type(args[0]))(*args, **kw)


def singledispatch(func):
    return _Dispatcher(func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = _Dispatcher(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, instance, owner=None):
        def method(*args, **kwargs):
            found = self.dispatcher.dispatch(type(args[0]))
            return found.__get__(instance, owner)(*args, **kwargs)

        return method
