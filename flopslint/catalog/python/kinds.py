"""Which class each kind of value is an instance of, as a dotted name of the catalog."""

from __future__ import annotations

from collections import OrderedDict, deque

from flopslint.core.dim import TracedDim
from flopslint.core.dtype import DType
from flopslint.values.tensor import Device, Tensor
from flopslint.values.value import (
    Alias,
    BoundMethod,
    Class,
    ClassMethod,
    CounterDict,
    DefaultDict,
    Function,
    Instance,
    IteratorValue,
    Missing,
    ModuleValue,
    NativeFunction,
    Partial,
    Property,
    Size,
    StaticMethod,
    Super,
    Value,
)

CLASS_NAMES: dict[type, str] = {
    type(None): "_python.NoneType",
    bool: "builtins.bool",
    int: "builtins.int",
    TracedDim: "builtins.int",
    float: "builtins.float",
    complex: "builtins.complex",
    str: "builtins.str",
    bytes: "builtins.bytes",
    bytearray: "builtins.bytearray",
    list: "builtins.list",
    tuple: "builtins.tuple",
    dict: "builtins.dict",
    set: "builtins.set",
    frozenset: "builtins.frozenset",
    range: "builtins.range",
    slice: "builtins.slice",
    type(...): "_python.ellipsis",
    type(NotImplemented): "_python.NotImplementedType",
    type({}.keys()): "_python.dict_keys",
    type({}.values()): "_python.dict_values",
    type({}.items()): "_python.dict_items",
    type(OrderedDict().keys()): "_python.dict_keys",
    type(OrderedDict().values()): "_python.dict_values",
    type(OrderedDict().items()): "_python.dict_items",
    OrderedDict: "collections.OrderedDict",
    DefaultDict: "collections.defaultdict",
    CounterDict: "collections.Counter",
    deque: "collections.deque",
    Function: "_python.function",
    NativeFunction: "_python.builtin_function_or_method",
    BoundMethod: "_python.method",
    Partial: "functools.partial",
    Property: "builtins.property",
    StaticMethod: "builtins.staticmethod",
    ClassMethod: "builtins.classmethod",
    Super: "builtins.super",
    ModuleValue: "_python.module",
    Missing: "builtins.object",
    Size: "torch.Size",
    DType: "torch.dtype",
    Device: "torch.device",
    Tensor: "torch.Tensor",
}
"""Class names of the values whose host type decides."""

ITERATOR_CLASSES = {"generator": "_python.generator", "iterator": "_python.iterator"}


def class_name_of(value: Value) -> str | None:
    """The dotted name of a value's class; None for values that carry their class (instances, classes, tensors of a
    subclass) and for hosts of no class of the program.
    """
    kind = type(value)
    if kind is Instance or kind is Class:
        return None
    if kind is IteratorValue:
        return ITERATOR_CLASSES.get(value.kind) or (value.kind if "." in value.kind else f"builtins.{value.kind}")
    if kind is Alias:
        return "types.UnionType" if value.origin is None else "types.GenericAlias"
    return CLASS_NAMES.get(kind)
