"""Random arrays: their shapes are known, their values are not.

Source: https://numpy.org/doc/stable/reference/random/index.html
"""

from __future__ import annotations

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.numpy.arrays import array_of, dtype_in, give, shape_of
from flopslint.catalog.torch.ops.creation import lost_array
from flopslint.core.dtype import FLOAT64, INT64, DType
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Class, Instance, Value


def _drawn(context: Context, size: Value, dtype: DType) -> Value:
    """An array of unknown values, or an unknown number where no size is given."""
    if size is None:
        return context.unknown(GapKind.DATA_DEPENDENT, "a random number")
    shape = shape_of(context, size)
    return give(context, context.tensor(shape, dtype, array=lost_array(shape)))


OWNERS = ("numpy.random.", "numpy.random.RandomState.", "numpy.random.Generator.")


def _names(*names: str) -> list[str]:
    return [owner + name for owner in OWNERS for name in names]


def _register(names: tuple[str, ...], dtype: DType) -> None:
    """Functions whose last argument is the size; as methods they have a receiver before the others."""

    def function_(context: Context, *parameters: Value, size: Value = None, **options: Value) -> Value:
        given = [each for each in parameters if not isinstance(each, Instance)]
        return _drawn(context, given[2] if size is None and len(given) > 2 else size, dtype)

    function(*_names(*names))(function_)


_register(("uniform", "normal", "laplace", "logistic", "gumbel", "lognormal", "beta", "gamma", "vonmises"), FLOAT64)
_register(("binomial", "negative_binomial"), INT64)


def _register_short(names: tuple[str, ...], dtype: DType) -> None:
    """Functions of one parameter and the size."""

    def function_(context: Context, *parameters: Value, size: Value = None, **options: Value) -> Value:
        given = [each for each in parameters if not isinstance(each, Instance)]
        return _drawn(context, given[1] if size is None and len(given) > 1 else size, dtype)

    function(*_names(*names))(function_)


_register_short(("exponential", "rayleigh", "chisquare", "pareto", "weibull", "standard_gamma"), FLOAT64)
_register_short(("poisson", "geometric"), INT64)


def _register_sized(names: tuple[str, ...]) -> None:
    """Functions of the size alone."""

    def function_(context: Context, *parameters: Value, size: Value = None, **options: Value) -> Value:
        given = [each for each in parameters if not isinstance(each, Instance)]
        return _drawn(context, given[0] if size is None and given else size, FLOAT64)

    function(*_names(*names))(function_)


_register_sized(("random", "random_sample", "standard_normal", "standard_exponential", "ranf", "sample"))


@function(*_names("rand", "randn"))
def rand(context: Context, *dims: Value) -> Value:
    """Random numbers; the dims are given one by one."""
    sizes = tuple(each for each in dims if not isinstance(each, Instance))
    return _drawn(context, sizes or None, FLOAT64)


@function(*_names("randint", "integers", "random_integers"))
def randint(context: Context, *bounds: Value, size: Value = None, dtype: Value = None, **options: Value) -> Value:
    """Random integers: ``randint(low, high=None, size=None)``."""
    given = [each for each in bounds if not isinstance(each, Instance)]
    return _drawn(context, given[2] if size is None and len(given) > 2 else size, dtype_in(context, dtype, INT64))


@function(*_names("permutation"))
def permutation(context: Context, *arguments: Value, **options: Value) -> Value:
    """Elements in random order."""
    source = next(each for each in arguments if not (isinstance(each, Instance) and each.payload is None))
    if isinstance(source, int):
        return _drawn(context, source, INT64)
    array = array_of(context, source)
    return _drawn(context, array.shape, array.dtype)


@function(*_names("choice"))
def choice(context: Context, *arguments: Value, size: Value = None, **options: Value) -> Value:
    """Random elements."""
    given = [each for each in arguments if not (isinstance(each, Instance) and each.payload is None)]
    wanted = given[1] if size is None and len(given) > 1 else size
    if wanted is None:
        return context.unknown(GapKind.DATA_DEPENDENT, "a random choice")
    kind = INT64 if isinstance(given[0], int) else array_of(context, given[0]).dtype
    return _drawn(context, wanted, kind)


@function(*_names("shuffle", "seed"), "numpy.random.set_state", "numpy.random.get_state")
def nothing(context: Context, *arguments: Value, **options: Value) -> Value:
    """Nothing that an analysis would see: random values are not followed."""
    for each in arguments:
        array = getattr(each, "array", None)
        if array is not None and array.is_known:
            context.touch(array.storage)
            array.storage.data = None
        elif isinstance(each, list):
            context.touch(each)
            each[:] = [context.unknown(GapKind.DATA_DEPENDENT, "an element of a shuffled list") for _ in each]
    return None


@native_class("numpy.random.RandomState")
def random_state(context: Context, cls: Class, seed: Value = None) -> Value:
    """A source of random numbers."""
    return Instance(cls)


@native_class("numpy.random.Generator")
def generator(context: Context, cls: Class, bit_generator: Value) -> Value:
    """A source of random numbers."""
    return Instance(cls)


@function("numpy.random.default_rng")
def default_rng(context: Context, seed: Value = None) -> Value:
    """A source of random numbers."""
    return Instance(context.find_class("numpy.random.Generator"))
