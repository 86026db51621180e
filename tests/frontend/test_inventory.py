"""What the LibCST visitor extracts from a file."""

from __future__ import annotations

import pytest

from flopslint.core.errors import SourceError
from flopslint.core.inventory import CalleeKind, ConstructorCall, Inventory
from flopslint.core.source import SourceFile
from flopslint.frontend.inventory import take_inventory
from flopslint.frontend.lower import lower
from flopslint.ir import nodes as ir
from tests.frontend.samples import SYNTAX
from tests.frontend.test_lower import _calls

NET = '''"""A file."""
import functools
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn import Linear as Lin, Parameter
from .blocks import Stem
from timm.layers import Mlp
from enum import Enum
Conv = nn.Conv2d

class Kind(Enum):
    A = 1

class Data(torch.utils.data.Dataset):
    pass

@functools.cache
def conv(cin, cout=8, *, k):
    return Conv(cin, cout, kernel_size=(3, 3), padding=k // 2)

class Block(nn.Module):
    expansion: int = 4

    def __init__(self, dim, scale=1.0):
        super().__init__()
        self.conv = conv(dim, k=3)
        self.norm = nn.BatchNorm2d(16 * 5 * 5, eps=-1e-5, affine=True)
        self.weight = Parameter(torch.zeros(1))
        self.kind = Kind(1)

    def forward(self, x: "Block"):
        return F.relu(self.conv(x))

class Net(Stem):
    def __init__(self):
        block = Block(4)
        self.body = nn.Sequential(block, *[Block(4) for _ in range(2)], Mlp(4))

    class Inner(Block):
        pass

@decorated(
    "net")
@again
def net(pretrained=False, *, depth) -> Net:
    model = Net()
    model.eval()
    return model

def by_name(name): return net(depth=1).eval()
def generic(**kw): return make(Net, **kw)
def evaluated(x=1):
    model = net(depth=x)
    return model.cuda()
def both(a, b): return (nn.Linear(1, 2) if a else b), 3
def relu(x): return F.relu(x)
def check(x: Net) -> bool: return isinstance(x, Net)

if __name__ == "__main__":
    net(depth=1)(torch.zeros(1, 3))
'''


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return take_inventory(SourceFile.from_text("net.py", NET))


def _call(inventory: Inventory, callee: str) -> ConstructorCall:
    return next(one for one in inventory.calls if one.callee == callee)


def test_calls_are_resolved_through_the_imports(inventory: Inventory) -> None:
    found = {one.callee: (one.name, one.kind) for one in inventory.calls}
    assert found["Conv"] == ("torch.nn.Conv2d", CalleeKind.LAYER)
    assert found["nn.BatchNorm2d"] == ("torch.nn.BatchNorm2d", CalleeKind.LAYER)
    assert found["Parameter"] == ("torch.nn.Parameter", CalleeKind.IMPORTED)
    assert found["F.relu"] == ("torch.nn.functional.relu", CalleeKind.IMPORTED)
    assert found["torch.zeros"] == ("torch.zeros", CalleeKind.IMPORTED)
    assert found["Mlp"] == ("timm.layers.Mlp", CalleeKind.IMPORTED)
    assert found["Block"] == ("Block", CalleeKind.MODEL)
    assert found["Kind"] == ("Kind", CalleeKind.CLASS)
    assert found["conv"] == ("conv", CalleeKind.FUNCTION)
    assert found["self.conv"] == (None, CalleeKind.OTHER)
    assert found["super"] == (None, CalleeKind.OTHER)
    assert found[None] == (None, CalleeKind.OTHER)


def test_arguments(inventory: Inventory) -> None:
    call = _call(inventory, "Conv")
    assert [(one.name, one.star, one.text, one.value) for one in call.arguments] == [
        (None, "", None, None),
        (None, "", None, None),
        ("kernel_size", "", "(3, 3)", (3, 3)),
        ("padding", "", None, None),
    ]
    call = _call(inventory, "nn.BatchNorm2d")
    assert [(one.name, one.text, one.value) for one in call.arguments] == [
        (None, "16 * 5 * 5", 400),
        ("eps", "-1e-5", -1e-5),
        ("affine", "True", True),
    ]
    assert [one.star for one in _call(inventory, "nn.Sequential").arguments] == ["", "*", ""]


def test_owner_and_target(inventory: Inventory) -> None:
    call = _call(inventory, "nn.BatchNorm2d")
    assert (call.owner, call.target) == ("Block.__init__", "self.norm")
    assert (_call(inventory, "Net").owner, _call(inventory, "Net").target) == ("net", "model")
    assert _call(inventory, "F.relu").target is None


def test_model_classes(inventory: Inventory) -> None:
    found = {one.name: one for one in inventory.models}
    assert list(found) == ["Block", "Net", "Net.Inner"]
    block = found["Block"]
    assert block.certain
    assert block.bases == ("torch.nn.Module",)
    assert block.methods == ("__init__", "forward")
    assert block.has_forward
    assert block.required_parameters == ("dim",)
    assert block.uses == ("Kind", "conv")
    net = found["Net"]
    assert not net.certain
    assert net.bases == (".blocks.Stem",)
    assert net.required_parameters == ()
    assert net.uses == ("Block",)
    assert found["Net.Inner"].certain
    assert found["Net.Inner"].required_parameters is None


def test_builder_functions(inventory: Inventory) -> None:
    found = {one.name: one for one in inventory.builders}
    assert {name: (one.certain, one.constructs) for name, one in found.items()} == {
        "conv": (True, ("torch.nn.Conv2d",)),
        "net": (False, ("Net",)),
        "by_name": (False, ("net",)),
        "generic": (False, ("Net",)),
        "evaluated": (False, ("net",)),
        "both": (True, ("torch.nn.Linear",)),
    }
    assert found["conv"].required_parameters == ("cin", "k")
    assert found["net"].required_parameters == ("depth",)
    assert found["net"].uses == ("Net",)
    assert found["net"].span.start_line - found["net"].first_line == 3


def test_imports(inventory: Inventory) -> None:
    assert [(one.name, one.target) for one in inventory.imports] == [
        ("functools", "functools"),
        ("torch", "torch"),
        ("nn", "torch.nn"),
        ("F", "torch.nn.functional"),
        ("Lin", "torch.nn.Linear"),
        ("Parameter", "torch.nn.Parameter"),
        ("Stem", ".blocks.Stem"),
        ("Mlp", "timm.layers.Mlp"),
        ("Enum", "enum.Enum"),
    ]


@pytest.mark.parametrize("text", [NET, SYNTAX])
def test_spans_are_those_of_the_lowering(text: str) -> None:
    source = SourceFile.from_text("net.py", text)
    module = lower(source)
    found = take_inventory(source)
    assert {one.span for one in found.calls} >= {one.span for one in _calls(module.body)}
    definitions = {one.target.id: one.span for one in module.body if isinstance(one, ir.ClassDef | ir.FunctionDef)}
    extracted = [(one.name, one.span) for one in found.models] + [(one.name, one.span) for one in found.builders]
    assert all(span == definitions[name] for name, span in extracted if "." not in name)


def _models(text: str) -> dict[str, bool]:
    return {one.name: one.certain for one in take_inventory(SourceFile.from_text("a.py", text)).models}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from torch.nn import *\nclass A(Module): pass\nclass B(Sequential): pass", {"A": True, "B": True}),
        ("from torch import nn as n\nclass A(n.Module, Generic[T]): pass", {"A": True}),
        ("from torch import nn\nclass A(nn.modules.conv._ConvNd): pass\nclass B(nn.GRU): pass", {"A": True, "B": True}),
        ("from x import Base\nclass A(Base[int]): pass\nclass B(A): pass", {"A": False, "B": False}),
        ("class A(B): pass\nclass B(A): pass", {}),
        ("import torch\nclass A(torch.autograd.Function): pass\nclass B(torch.nn.Parameter): pass", {}),
        ("class A(Exception): pass\nclass B: pass\nclass C(object): pass\nclass D(Unknown): pass", {}),
        ("from x import *\nclass D(Unknown): pass\nclass E(ValueError): pass", {"D": False}),
        ("from torch import nn\nclass A(mix(nn.Module)): pass\nclass B(mix(1)): pass", {"A": False}),
        ("def f(base):\n  class A(base): pass\n  return A", {"f.<locals>.A": False}),
        ("from torch import nn\ntry: from x import N\nexcept E: N = nn.LayerNorm\nclass A(N): pass", {"A": False}),
        ("from torch import nn\nif x:\n  Base = nn.Module\nclass A(Base): pass", {"A": True}),
        ("from torch import nn\nclass A(nn.Module if x else object): pass", {"A": False}),
        ("a = a.b\nb = c\nc = b\nclass A(a): pass\nclass B(b): pass", {"A": False, "B": False}),
    ],
)  # fmt: skip
def test_which_classes_are_models(text: str, expected: dict[str, bool]) -> None:
    assert _models(text) == expected


def test_comments_come_with_it() -> None:
    found = take_inventory(SourceFile.from_text("a.py", "x = 1  # flopslint: ignore[FL101]\n"))
    assert found.comments.suppressions[0].codes == ("FL101",)


def test_what_is_not_python() -> None:
    with pytest.raises(SourceError):
        take_inventory(SourceFile.from_text("a.py", "class"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0x10", 16),
        ("1_000", 1000),
        ("'a'", "a"),
        ("b'a'", b"a"),
        ("None", None),
        ("...", ...),
        ("+1.5", 1.5),
        ("(64 // 4 - 1) * 2", 30),
        ("[1, (2,), ()]", [1, (2,), ()]),
    ],
)
def test_constants(text: str, value: object) -> None:
    argument = take_inventory(SourceFile.from_text("a.py", f"f({text})\n")).calls[0].arguments[0]
    assert argument.is_constant
    assert argument.value == value
    source = SourceFile.from_text("a.py", f"f({argument.text})\n")
    assert take_inventory(source).calls[0].arguments[0].value == value


@pytest.mark.parametrize(
    "text",
    ["x", "2 ** 9", "1 // 0", "f'a'", "'a' 'b' + 1", "-True", "~1", "[*a]", "1.0 * 2", "{1: 2}", "not 1", "9" * 5000],
)
def test_no_constants(text: str) -> None:
    try:
        found = take_inventory(SourceFile.from_text("a.py", f"f({text})\n"))
    except SourceError:
        return
    assert not found.calls[-1].arguments[0].is_constant
