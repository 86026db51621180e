"""typing, types and inspect."""

import functools
import inspect
import types
import typing
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    Dict,
    Generic,
    List,
    Literal,
    NamedTuple,
    NewType,
    Optional,
    Protocol,
    TypedDict,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

RESULT = {}
T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, x: int, y: str = "a", *args, k=3, **rest):
        self.x = x


class Numbers(List[int]):
    pass


class Named(Protocol):
    name: str

    def call(self) -> str: ...


class Tom(Named):
    name = "Tom"

    def call(self):
        return self.name


class Options(TypedDict, total=False):
    a: int


class Pair(NamedTuple):
    left: int
    right: int = 5

    def total(self):
        return self.left + self.right


RESULT["classes"] = (
    Box[int](3).x, Numbers([1, 2])[1], len(Numbers([1])), Tom().call(), Options(a=1), Options(a=1) == {"a": 1}, Pair(1).total(),
    Pair(1, 2)._replace(left=9), Pair._fields, isinstance(Pair(1), tuple), Pair.__annotations__["left"] is int,
)
RESULT["instances"] = (
    isinstance([], List), isinstance({}, typing.Mapping), isinstance(3, Union[int, str]), isinstance(None, Optional[int]),
    isinstance(3, int | None), isinstance(len, Callable), isinstance("a", typing.Sequence), isinstance(3, typing.Iterable),
)
RESULT["origins"] = (
    get_origin(Optional[int]) is Union, get_args(Optional[int])[0] is int, get_origin(List[int]) is list,
    get_args(Dict[str, int])[1] is int, get_origin(int), get_args(Literal["a", "b"]), get_origin(Literal["a"]) is Literal,
    Optional[int] == Union[int, None], get_origin(list[int]) is list,
)


def sample(a, b: int = 2, /, c=3, *args, d, e: "str" = 5, **rest) -> bool: ...


def passing(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


signature = inspect.signature(sample)
parameter = signature.parameters["rest"]
RESULT["signature"] = (
    list(signature.parameters), [int(p.kind) for p in signature.parameters.values()], parameter.kind == parameter.VAR_KEYWORD,
    signature.parameters["a"].default is inspect.Parameter.empty, signature.parameters["b"].default,
    signature.parameters["b"].annotation is int, signature.return_annotation is bool,
    signature.parameters["d"].kind is inspect.Parameter.KEYWORD_ONLY,
)
RESULT["signatures of"] = (
    list(inspect.signature(Box).parameters), list(inspect.signature(Box(1).__init__).parameters),
    list(inspect.signature(passing(sample)).parameters), list(inspect.signature(functools.partial(sample, 1, d=4)).parameters),
    inspect.signature(functools.partial(sample, 1, d=4)).parameters["d"].default, list(inspect.signature(lambda x, *, y=1: x).parameters),
)
bound = signature.bind(1, d=2)
defaults = dict(bound.arguments)
bound.apply_defaults()
RESULT["bind"] = (defaults, bound.arguments, bound.args, bound.kwargs)
try:
    signature.bind()
except TypeError as error:
    RESULT["cannot bind"] = str(error)
RESULT["getfullargspec"] = (inspect.getfullargspec(sample).args, inspect.getfullargspec(sample).kwonlyargs, inspect.getfullargspec(sample)[3])
RESULT["tests"] = (
    inspect.isclass(Box), inspect.isfunction(sample), inspect.isfunction(len), inspect.ismethod(Tom().call),
    inspect.isbuiltin(len), inspect.ismodule(types), inspect.isgeneratorfunction(sample), callable(Box), callable(3),
)
RESULT["types"] = (
    isinstance(sample, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance(Tom().call, types.MethodType),
    isinstance(types, types.ModuleType), isinstance((x for x in []), types.GeneratorType), types.SimpleNamespace(a=1).a,
    types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), repr(types.SimpleNamespace(a=1)), types.MethodType(lambda s: s + 1, 4)(),
    isinstance(None, type(None)), isinstance(int | str, types.UnionType),
)


@overload
def either(x: int): ...
@overload
def either(x: str): ...
def either(x):
    return x


RESULT["no effect"] = (either(3), NewType("UserId", int)(5), cast(int, "x"), TYPE_CHECKING, Any is not None)
RESULT["hints"] = (get_type_hints(sample)["b"] is int, get_type_hints(sample)["e"] is str, get_type_hints(Tom)["name"] is str)
RESULT["code"] = (
    sample.__code__.co_varnames[:3], sample.__code__.co_argcount, sample.__defaults__, sample.__kwdefaults__, sample.__name__,
)
