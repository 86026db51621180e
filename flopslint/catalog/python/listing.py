"""Names of attributes: ``dir``."""

from __future__ import annotations

from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Class, ModuleValue, Value


def names_of(context: Context, value: Value) -> Value:
    """Names of a value's attributes, sorted; unknown for a module of a library whose names are not listed."""
    if isinstance(value, ModuleValue):
        if value.path is None or value.is_prelude:
            listed = context.module_names(value)
            if listed is None:
                return context.unknown(GapKind.UNKNOWN_FUNCTION, f"all names of {value.name} are not known")
            return listed
        context.get_attribute(value, "__name__", None)  # a module new to us runs when it is first asked for a name
        return sorted(name for name in value.namespace if isinstance(name, str))
    names: set[str] = set()
    if isinstance(value, Class):
        for ancestor in value.mro:
            names.update(ancestor.namespace)
        return sorted(names)
    own = getattr(value, "attributes", None)
    for ancestor in context.type_of(value).mro:
        names.update(ancestor.namespace)
    names.update(name for name in own or () if isinstance(name, str))
    return sorted(names)
