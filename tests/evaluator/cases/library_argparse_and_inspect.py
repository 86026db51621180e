"""argparse defaults, inspect.signature, json, os.path, warnings and logging as far as model code uses them."""

import argparse
import inspect
import json
import logging
import os
import sys
import warnings
from abc import ABC, abstractmethod
from functools import partial, wraps
from pathlib import Path

RESULT = {}
parser = argparse.ArgumentParser(description="train")
parser.add_argument("--depth", type=int, default=12, help="layers")
parser.add_argument("-w", "--width-mult", type=float, default=1.0)
parser.add_argument("--name", default="net")
parser.add_argument("--use-se", action="store_true")
parser.add_argument("--no-bias", dest="bias", action="store_false")
parser.add_argument("--sizes", nargs="+", type=int, default=[1, 2])
parser.add_argument("--kind", choices=["a", "b"], default="b")
parser.add_argument("--unset")
args = parser.parse_args([])
RESULT["defaults"] = (args.depth, args.width_mult, args.name, args.use_se, args.bias, args.sizes, args.kind, args.unset)
given = parser.parse_args(["--depth", "3", "-w", "0.5", "--use-se", "--no-bias", "--sizes", "4", "5", "--name=x"])
RESULT["given"] = (given.depth, given.width_mult, given.use_se, given.bias, given.sizes, given.name)
RESULT["namespace"] = (vars(argparse.Namespace(a=1, b=[2])), argparse.Namespace(x=1).x, hasattr(args, "depth"), "name" in args, getattr(args, "none", 5), argparse.Namespace(a=1) == argparse.Namespace(a=1))
parser.set_defaults(depth=99, extra="e")
RESULT["set_defaults"] = (parser.parse_args([]).depth, parser.parse_args([]).extra, parser.parse_known_args([])[0].name)


def function(a, b=2, /, c=3, *rest, d, e: int = 5, **more) -> str:
    """Documented."""


signature = inspect.signature(function)
RESULT["signature"] = (
    list(signature.parameters), signature.parameters["b"].default, [p.kind.name for p in signature.parameters.values()], signature.parameters["a"].default is inspect.Parameter.empty,
    signature.parameters["d"].kind == inspect.Parameter.KEYWORD_ONLY, signature.parameters["e"].name, "z" in signature.parameters, len(signature.parameters),
)  # fmt: skip


class Model:
    def __init__(self, width, depth=3, **kwargs):
        self.width = width

    def forward(self, x, mask=None):
        return x

    @classmethod
    def build(cls, size=1):
        return cls(size)


RESULT["signature of others"] = (
    list(inspect.signature(Model).parameters), list(inspect.signature(Model.forward).parameters), list(inspect.signature(Model(1).forward).parameters),
    list(inspect.signature(Model.build).parameters), list(inspect.signature(lambda q, *z: 0).parameters), list(inspect.signature(partial(function, 1, d=4)).parameters),
)  # fmt: skip


def decorate(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)

    return wrapper


@decorate
def wrapped(x, *, key=1):
    return x


RESULT["signature follows wraps"] = (list(inspect.signature(wrapped).parameters), inspect.signature(wrapped).parameters["key"].kind is inspect.Parameter.KEYWORD_ONLY)
RESULT["filter arguments"] = {k: v for k, v in {"width": 1, "other": 2, "depth": 3}.items() if k in inspect.signature(Model.__init__).parameters}
RESULT["questions"] = (
    inspect.isclass(Model), inspect.isfunction(function), inspect.ismethod(Model(1).forward), inspect.isclass(5), inspect.isfunction(len), inspect.isgeneratorfunction(lambda: (yield)),
    inspect.isbuiltin(len), inspect.ismodule(json), callable(Model), inspect.getdoc(function),
)  # fmt: skip
RESULT["bind"] = (lambda b: (b.arguments, b.args, b.kwargs))(inspect.signature(Model.forward).bind(1, 2, mask=3))
RESULT["members"] = [name for name, value in inspect.getmembers(Model, inspect.isfunction) if not name.startswith("__")]
RESULT["json"] = (json.loads('{"a": [1, 2.5, null, true]}'), json.dumps({"a": [1, None]}), json.dumps([1, "x"]), json.loads("[]"), json.dumps({"b": 1, "a": 2}, sort_keys=True))
RESULT["paths"] = (os.path.join("a", "b.py"), os.path.basename("/x/y.py"), os.path.splitext("m.pth"), os.path.dirname("/x/y"), Path("a") / "b" == Path("a/b"), Path("x/y.py").name, Path("x/y.py").stem, str(Path("a", "b")), Path("a/b").parent.name)
RESULT["environment"] = (os.environ.get("NO_SUCH_VARIABLE_HERE"), os.environ.get("NO_SUCH_VARIABLE_HERE", "1"), os.getenv("NO_SUCH_VARIABLE_HERE", "d"), "NO_SUCH_VARIABLE_HERE" in os.environ)
RESULT["silent"] = (warnings.warn("deprecated") if False else None, logging.getLogger("x").info("message %s", 1), logging.getLogger(__name__).name, warnings.filterwarnings("ignore"))
warnings.warn("seen by nobody")
_logger = logging.getLogger(__name__)
_logger.warning("nor this")
RESULT["sys"] = (sys.version_info >= (3, 8), sys.version_info[0], sys.maxsize > 2**31, "RESULT" in vars(sys.modules[__name__]), isinstance(sys.path, list), sys.version_info.major)


class Abstract(ABC):
    @abstractmethod
    def run(self): ...

    @property
    @abstractmethod
    def size(self): ...

    def shared(self):
        return self.run() + self.size


class Concrete(Abstract):
    size = 5

    def run(self):
        return 1


try:
    Abstract()
    RESULT["abstract"] = "made"
except TypeError:
    RESULT["abstract"] = ("TypeError", Concrete().shared(), isinstance(Concrete(), Abstract))


class HalfDone(Concrete, Abstract):
    @abstractmethod
    def more(self): ...


try:
    HalfDone()
    RESULT["abstract again"] = "made"
except TypeError:
    RESULT["abstract again"] = "TypeError"
