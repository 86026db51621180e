"""The tables in which a layer registers parameters, buffers and children, and the checks that guard them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Class, Instance, Property, Unknown, Value

if TYPE_CHECKING:
    from flopslint.core.gap import Gap
    from flopslint.values.context import Context

PARAMETERS = "_parameters"
BUFFERS = "_buffers"
MODULES = "_modules"
NON_PERSISTENT = "_non_persistent_buffers_set"
TABLES = (PARAMETERS, BUFFERS, MODULES)

OPEN_NAMES = "*"
"""Key of what was registered under a name that is not known; no attribute of a program is called that."""


class Uninitialized(Unknown):
    """A parameter or buffer of a lazy layer before its first call: it is there, its shape is not."""

    __slots__ = ("is_buffer",)

    def __init__(self, gap: Gap, *, is_buffer: bool = False) -> None:
        super().__init__(gap)
        self.is_buffer = is_buffer


def is_parameter(value: Value) -> bool:
    """Whether assigning the value to a layer registers a parameter."""
    return isinstance(value, Tensor) and value.is_parameter


def is_layer(value: Value) -> bool:
    """Whether assigning the value to a layer registers a child."""
    return isinstance(value, Instance) and value.cls.is_layer


def table_of(layer: Instance, name: str) -> dict[str, Value]:
    """One of the tables; empty where ``Module.__init__`` has not run."""
    table = layer.attributes.get(name)
    return table if isinstance(table, dict) else {}


def write(context: Context, table: dict[str, Value], name: str, value: Value) -> None:
    """Stores an entry so that an undecided branch can be undone."""
    context.touch(table)
    table[name] = value


def drop(context: Context, table: dict[str, Value], name: str) -> None:
    """Removes an entry if it is there."""
    if name in table:
        context.touch(table)
        del table[name]


def forget_elsewhere(context: Context, layer: Instance, name: str, kept: str | None) -> None:
    """Removes a name from the instance dict and from all tables but ``kept``."""
    attributes = layer.attributes
    if kept is not None:
        drop(context, attributes, name)
    for table_name in TABLES:
        if table_name != kept:
            drop(context, table_of(layer, table_name), name)
    if kept != BUFFERS:
        non_persistent = attributes.get(NON_PERSISTENT)
        if non_persistent and name in non_persistent:
            context.touch(non_persistent)
            non_persistent.discard(name)


def has_name(context: Context, layer: Instance, name: str) -> bool:
    """``hasattr(layer, name)``."""
    if name in layer.attributes or any(name in table_of(layer, table) for table in TABLES):
        return True
    found = layer.cls.find(name)
    if found is None:
        return False
    if isinstance(found[0], Property):
        return context.get_attribute(layer, name, MISSING) is not MISSING
    return True


def check_name(context: Context, layer: Instance, kind: str, name: Value, table: str) -> None:
    """Refuses names that torch refuses for a parameter, buffer or module.

    Raises:
        Raised: TypeError for what is no text; KeyError for an empty name, one with a dot, or one that is taken.
    """
    if not isinstance(name, str):
        raise context.error("TypeError", f"{kind} name should be a string. Got {type_name(context, name)}")
    if kind == "module":
        if has_name(context, layer, name) and name not in table_of(layer, table):
            raise context.error("KeyError", f"attribute '{name}' already exists")
        if "." in name:
            raise context.error("KeyError", f'module name can\'t contain ".", got: {name}')
        if not name:
            raise context.error("KeyError", 'module name can\'t be empty string ""')
        return
    if "." in name:
        raise context.error("KeyError", f'{kind} name can\'t contain "."')
    if not name:
        raise context.error("KeyError", f'{kind} name can\'t be empty string ""')
    if has_name(context, layer, name) and name not in table_of(layer, table):
        raise context.error("KeyError", f"attribute '{name}' already exists")


_TENSOR_NAMES = {
    "float32": "Float", "float64": "Double", "float16": "Half", "bfloat16": "BFloat16", "int64": "Long",
    "int32": "Int", "int16": "Short", "int8": "Char", "uint8": "Byte", "bool": "Bool",
}  # fmt: skip


def type_name(context: Context, value: Value) -> str:
    """The name that torch's messages give the type of a value: "int", "torch.FloatTensor", "package.Class"."""
    if isinstance(value, Tensor):
        prefix = _TENSOR_NAMES.get(value.dtype.name)
        return f"torch.{prefix}Tensor" if prefix else "torch.Tensor"
    cls: Any = value if isinstance(value, Class) else context.type_of(value)
    return cls.qualified_name if cls.module == "builtins" else f"{cls.module}.{cls.qualified_name}"
