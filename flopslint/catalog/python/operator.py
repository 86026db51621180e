"""``operator``."""

from __future__ import annotations

from flopslint.catalog.entry import function
from flopslint.catalog.python.plain import index_of, plain
from flopslint.catalog.python.receivers import native
from flopslint.catalog.python.sizes import collect
from flopslint.values import equality
from flopslint.values.context import Context
from flopslint.values.value import Value

BINARY = {
    "add": "+", "and_": "&", "floordiv": "//", "lshift": "<<", "matmul": "@", "mod": "%", "mul": "*", "or_": "|",
    "pow": "**", "rshift": ">>", "sub": "-", "truediv": "/", "xor": "^", "concat": "+",
}  # fmt: skip
COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
UNARY = {"neg": "-", "pos": "+", "inv": "~", "invert": "~"}


def _names(name: str) -> tuple[str, str]:
    return f"operator.{name}", f"operator.__{name.rstrip('_')}__"


def _register_binary(name: str, symbol: str) -> None:
    def run(context: Context, a: Value, b: Value, /) -> Value:
        return context.binary(symbol, a, b)

    def run_in_place(context: Context, a: Value, b: Value, /) -> Value:
        method = f"__i{name.rstrip('_')}__"
        found = context.type_of(a).find(method)
        if found is not None:
            return context.call(context.get_attribute(a, method), (b,))
        if isinstance(a, list) and symbol == "+":
            context.call(context.get_attribute(a, "extend"), (b,))
            return a
        return context.binary(symbol, a, b)

    run.__name__ = name
    function(*_names(name), takes_unknown=True)(run)
    in_place = f"i{name.rstrip('_')}"
    function(f"operator.{in_place}", f"operator.__{in_place}__", takes_unknown=True)(run_in_place)


def _register_comparison(name: str, symbol: str) -> None:
    def run(context: Context, a: Value, b: Value, /) -> Value:
        return context.compare(symbol, a, b)

    run.__name__ = name
    function(*_names(name), takes_unknown=True)(run)


def _register_unary(name: str, symbol: str) -> None:
    def run(context: Context, a: Value, /) -> Value:
        return context.unary(symbol, a)

    run.__name__ = name
    function(*_names(name))(run)


for _name, _symbol in BINARY.items():
    _register_binary(_name, _symbol)
for _name, _symbol in COMPARISONS.items():
    _register_comparison(_name, _symbol)
for _name, _symbol in UNARY.items():
    _register_unary(_name, _symbol)


@function("operator.not_", "operator.__not__")
def not_(context: Context, a: Value, /) -> Value:
    """``not a``."""
    return not context.truth(a)


@function("operator.truth")
def truth(context: Context, a: Value, /) -> Value:
    """``bool(a)``."""
    return context.truth(a)


@function("operator.is_")
def is_(context: Context, a: Value, b: Value, /) -> Value:
    """``a is b``."""
    return context.compare("is", a, b)


@function("operator.is_not")
def is_not(context: Context, a: Value, b: Value, /) -> Value:
    """``a is not b``."""
    return context.compare("is not", a, b)


@function("operator.abs", "operator.__abs__")
def abs_(context: Context, a: Value, /) -> Value:
    """``abs(a)``."""
    return context.call(context.look_up("builtins.abs"), (a,))


@function("operator.index", "operator.__index__")
def index(context: Context, a: Value, /) -> Value:
    """The value as an integer."""
    return int(index_of(context, a))


@function("operator.contains", "operator.__contains__")
def contains(context: Context, a: Value, b: Value, /) -> Value:
    """``b in a``."""
    return context.contains(a, b)


@function("operator.countOf")
def count_of(context: Context, a: Value, b: Value, /) -> Value:
    """How many items of ``a`` equal ``b``."""
    return sum(equality.same(context, item, b) for item in collect(context, a))


@function("operator.indexOf")
def index_in(context: Context, a: Value, b: Value, /) -> Value:
    """The position of the first item of ``a`` that equals ``b``."""
    found = equality.find_index(context, collect(context, a), b)
    if found is None:
        raise context.error("ValueError", "sequence.index(x): x not in sequence")
    return found


@function("operator.getitem", "operator.__getitem__")
def getitem(context: Context, a: Value, b: Value, /) -> Value:
    """``a[b]``."""
    return context.get_item(a, b)


@function("operator.setitem", "operator.__setitem__", takes_unknown=True)
def setitem(context: Context, a: Value, b: Value, c: Value, /) -> None:
    """``a[b] = c``."""
    context.set_item(a, b, c)


@function("operator.delitem", "operator.__delitem__")
def delitem(context: Context, a: Value, b: Value, /) -> None:
    """``del a[b]``."""
    context.delete_item(a, b)


@function("operator.call", takes_unknown=True)
def call(context: Context, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
    """``obj(*args, **kwargs)``."""
    return context.call(obj, args, kwargs)


@function("operator.itemgetter")
def itemgetter(context: Context, item: Value, /, *items: Value) -> Value:
    """A function that gets items of its argument."""

    def get(context: Context, obj: Value, /) -> Value:
        found = tuple([context.get_item(obj, each) for each in (item, *items)])
        return found if items else found[0]

    return native("operator.itemgetter", get)


def _path(context: Context, obj: Value, path: str) -> Value:
    for name in path.split("."):
        obj = context.get_attribute(obj, name)
    return obj


@function("operator.attrgetter")
def attrgetter(context: Context, attr: Value, /, *attrs: Value) -> Value:
    """A function that gets attributes of its argument, by dotted paths."""

    def get(context: Context, obj: Value, /) -> Value:
        found = tuple([_path(context, obj, plain(each)) for each in (attr, *attrs)])
        return found if attrs else found[0]

    return native("operator.attrgetter", get)


@function("operator.methodcaller", takes_unknown=True)
def methodcaller(context: Context, name: Value, /, *args: Value, **kwargs: Value) -> Value:
    """A function that calls a method of its argument."""

    def call_method(context: Context, obj: Value, /) -> Value:
        return context.call(context.get_attribute(obj, name), args, kwargs)

    return native("operator.methodcaller", call_method)
