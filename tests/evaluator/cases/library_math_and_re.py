"""math, re, copy, string and others that models use."""

import copy
import math
import re
import string
import types
import typing
from typing import Any, Dict, Generic, List, NamedTuple, Optional, Protocol, Tuple, TypeVar, Union, cast

RESULT = {}
RESULT["whole"] = (math.ceil(2.1), math.floor(-2.1), math.trunc(-2.7), math.gcd(12, 18), math.lcm(4, 6), math.isqrt(17), math.factorial(5), math.comb(5, 2), math.perm(5, 2), math.prod([2, 3, 4]))
RESULT["real"] = (math.sqrt(2), math.log(10), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(1), math.pow(2, 3), math.pi, math.e, math.inf, math.hypot(3, 4), math.erf(0.5), math.fabs(-2))
RESULT["angles"] = (math.sin(1.0), math.cos(0), math.tan(0.5), math.atan2(1, 2), math.degrees(math.pi), math.radians(180), math.tanh(0.3), math.asin(0.5))
RESULT["questions"] = (math.isnan(float("nan")), math.isinf(math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.copysign(1, -0.0), math.fsum([0.1] * 10), math.modf(2.5), math.frexp(8), math.fmod(-7, 3))
errors = []
for function in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.ceil(math.inf), lambda: math.gcd(1.5), lambda: math.sqrt("a")):
    try:
        errors.append(function())
    except Exception as error:
        errors.append(type(error).__name__)
RESULT["errors"] = errors


class Ceil:
    def __ceil__(self):
        return "ceil"

    def __float__(self):
        return 4.0


RESULT["own classes"] = (math.ceil(Ceil()), math.sqrt(Ceil()))
match = re.match(r"(?P<block>[a-z]+)(\d+)", "stage12.x")
RESULT["match"] = (match.group(), match.group("block"), match.group(2), match.groups(), match.groupdict(), match.span(), match.start(2), match.end(), match[1], bool(match))
RESULT["no match"] = (re.match("a", "b"), re.search("b", "abc").start(), re.fullmatch("ab", "abc"), re.fullmatch("ab.", "abc") is not None)
RESULT["find"] = (re.findall(r"\d+", "a1b22"), re.findall(r"(\w)(\d)", "a1b2"), [m.group() for m in re.finditer(r"[A-Z]\w", "AbCd")])
RESULT["sub"] = (re.sub(r"\d", "#", "a1b2"), re.sub(r"(\w)(\d)", r"\2\1", "a1b2"), re.sub(r"\d", lambda m: str(int(m.group()) * 2), "a1b2"), re.subn("a", "b", "aa"), re.sub("a", "b", "aaa", count=1))
RESULT["split"] = (re.split(r"(\D+)", "12ab3"), re.split(r"[,;]\s*", "a, b;c"), re.split(r"(\d+)", "r1_k3_s2_e6_c24"))
pattern = re.compile(r"^([a-z]+)_(\d+)$", re.IGNORECASE)
RESULT["compiled"] = (pattern.match("ABC_5").groups(), pattern.pattern, pattern.search("x"), re.compile("b").sub("c", "abc"), re.compile(r"\s").split("a b"), re.escape("a.b*"))


def decode(text):
    options = {}
    for op in text.split("_")[1:]:
        splits = re.split(r"(\d.*)", op)
        if len(splits) >= 2:
            options[splits[0]] = splits[1]
    return text.split("_")[0], options


RESULT["block strings"] = decode("ir_r2_k5_s2_e6_c40_se0.25")


class Node:
    def __init__(self, value, *children):
        self.value, self.children, self.parent = value, list(children), None
        for child in self.children:
            child.parent = self


tree = Node([1], Node([2]))
tree.children[0].value.append(tree.value)
deep, shallow = copy.deepcopy(tree), copy.copy(tree)
deep.value.append("deep")
RESULT["deepcopy"] = (tree.value, deep.value, deep.children[0].parent is deep, deep.children[0].value[1] is deep.value, deep.children is tree.children)
RESULT["copy"] = (shallow.value is tree.value, shallow is tree, shallow.children is tree.children, type(shallow).__name__)
shared = []
both = copy.deepcopy([shared, shared, (shared,), {"k": shared}])
both[0].append(1)
RESULT["memo"] = (both, shared, both[0] is both[1])
loop = [1]
loop.append(loop)
RESULT["cycle"] = (lambda c: (c[1] is c, c is loop))(copy.deepcopy(loop))


class Own:
    def __init__(self):
        self.kind = "made"

    def __deepcopy__(self, memo):
        fresh = Own()
        fresh.kind = "deep"
        return fresh

    def __copy__(self):
        fresh = Own()
        fresh.kind = "shallow"
        return fresh


RESULT["own copying"] = (copy.deepcopy([Own()])[0].kind, copy.copy(Own()).kind)
f = lambda: 0  # noqa: E731
RESULT["kept as they are"] = (copy.deepcopy(f) is f, copy.deepcopy(Own) is Own, copy.deepcopy(5), copy.deepcopy("a"), copy.copy([1]), copy.deepcopy({"a": [1]}), copy.deepcopy((1, [2])), copy.copy({1: 2}))
space = types.SimpleNamespace(a=1, b=[2])
space.c = 3
RESULT["SimpleNamespace"] = (space.a, space.__dict__, repr(types.SimpleNamespace(x=1)), space == types.SimpleNamespace(a=1, b=[2], c=3), vars(space)["c"])
RESULT["types"] = (isinstance(f, types.FunctionType), isinstance(f, types.LambdaType), isinstance(len, types.BuiltinFunctionType), isinstance(Own().__copy__, types.MethodType), isinstance(math, types.ModuleType), isinstance(Own, types.FunctionType))
proxy = types.MappingProxyType({"a": 1})
RESULT["mapping proxy"] = (proxy["a"], len(proxy), dict(proxy), "a" in proxy, list(proxy.items()))
RESULT["method type"] = types.MethodType(lambda self, x: (self.kind, x), Own())(5)
T = TypeVar("T", bound=int)


class Stack(Generic[T]):
    items: List[T]

    def __init__(self, *items: T) -> None:
        self.items = list(items)


class Shape(NamedTuple):
    h: int
    w: int = 7

    @property
    def area(self) -> int:
        return self.h * self.w


class Runs(Protocol):
    def run(self) -> int: ...


class Typed(typing.TypedDict, total=False):
    a: int


RESULT["typing classes"] = (Stack(1, 2).items, Stack[int](3).items, Shape(2).area, Shape(h=1, w=2), tuple(Shape(1)), Typed(a=1), Shape._fields, Shape._field_defaults)
RESULT["typing functions"] = (cast(int, "a"), typing.TYPE_CHECKING, Optional[int] == Union[int, None], List[int] == List[int], Dict[str, Any] is not None, isinstance([], typing.List), isinstance((), Tuple), isinstance({}, typing.Mapping))
RESULT["typing questions"] = (typing.get_origin(List[int]) is list, typing.get_args(Dict[str, int]), typing.get_args(Optional[int]), typing.get_origin(int), typing.get_args(Tuple[int, ...]), typing.get_origin(list[int]) is list)
RESULT["literal"] = (typing.get_args(typing.Literal["a", 1]), (int | str) == Union[int, str], typing.get_type_hints(Shape)["h"] is int)
RESULT["string"] = (string.ascii_lowercase[:3], string.digits, string.ascii_uppercase[-1], string.punctuation[0], string.Template("$a ${b}").substitute(a=1, b=2))
