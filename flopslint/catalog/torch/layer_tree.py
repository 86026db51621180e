"""Walks over the tree of layers: children, modules, parameters, buffers, and what is done to all of them.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flopslint.catalog.entry import function
from flopslint.catalog.torch.layer_tables import BUFFERS, MODULES, PARAMETERS, Uninitialized, table_of
from flopslint.values.tensor import Tensor
from flopslint.values.value import Instance, IteratorValue, Unknown, Value

if TYPE_CHECKING:
    from flopslint.values.context import Context


def children_of(layer: Instance) -> Iterator[tuple[str, Value]]:
    """Registered children that are not None, in order; an unknown child is given as itself."""
    for name, child in list(table_of(layer, MODULES).items()):
        if child is not None:
            yield name, child


def unknown_rest(layer: Instance) -> Iterator[Unknown]:
    """What a tainted layer may have registered besides: an unknown that stands for any number of items."""
    if layer.taint is not None:
        yield Unknown(layer.taint, rest=True)


def walk(layer: Instance, prefix: str = "", memo: set[Value] | None = None) -> Iterator[tuple[str, Instance] | Unknown]:
    """All layers below and including one, parents first; each once if there is a ``memo``."""
    if memo is not None:
        if layer in memo:
            return
        memo.add(layer)
    yield prefix, layer
    for name, child in children_of(layer):
        if isinstance(child, Instance):
            yield from walk(child, f"{prefix}.{name}" if prefix else name, memo)
    yield from unknown_rest(layer)


def _named_modules(
    context: Context, layer: Instance, prefix: str, memo: set[Value] | None
) -> Iterator[tuple[str, Instance] | Unknown]:
    """``walk``, through the classes that have a ``named_modules`` of their own."""
    if memo is not None:
        if layer in memo:
            return
        context.touch(memo)
        memo.add(layer)
    yield prefix, layer
    for name, child in children_of(layer):
        if not isinstance(child, Instance):
            continue
        path = f"{prefix}.{name}" if prefix else name
        if inherits(child, "named_modules"):
            yield from _named_modules(context, child, path, memo)
        else:
            method = context.get_attribute(child, "named_modules")
            seen = set() if memo is None else memo
            yield from context.iterate(context.call(method, (seen, path, memo is not None)))
    yield from unknown_rest(layer)


def inherits(layer: Instance, method: str) -> bool:
    """Whether a layer's method is torch's own: found in the class that is the base of all layers."""
    found = layer.cls.find(method)
    return found is not None and found[1].namespace.get("__is_layer_base__") is True and method not in layer.attributes


@function("_flopslint.named_children")
def named_children(context: Context, self: Instance) -> IteratorValue:
    """``Module.named_children``: each child once."""
    return IteratorValue(_named_children(self), "generator")


def _named_children(layer: Instance) -> Iterator[Value]:
    seen = set()
    for name, child in children_of(layer):
        if id(child) not in seen:
            seen.add(id(child))
            yield name, child
    if not any(isinstance(child, Unknown) for _, child in children_of(layer)):
        yield from unknown_rest(layer)


@function("_flopslint.named_modules")
def named_modules(
    context: Context, self: Instance, memo: set[Value] | None, prefix: str, remove_duplicate: bool
) -> IteratorValue:
    """``Module.named_modules``."""
    seen = None if not remove_duplicate else (set() if memo is None else memo)
    return IteratorValue(_named_modules(context, self, prefix, seen), "generator")


@function("_flopslint.named_members")
def named_members(
    context: Context, self: Instance, table: str, prefix: str, recurse: bool, remove_duplicate: bool
) -> IteratorValue:
    """``Module.named_parameters`` and ``named_buffers``: the entries of one table, those that are None left out."""
    return IteratorValue(_named_members(context, self, table, prefix, recurse, remove_duplicate), "generator")


def _named_members(
    context: Context, layer: Instance, table: str, prefix: str, recurse: bool, remove_duplicate: bool
) -> Iterator[Value]:
    seen = set()
    memo: set[Value] | None = set() if remove_duplicate else None
    holders = _named_modules(context, layer, prefix, memo) if recurse else iter([(prefix, layer)])
    for item in holders:
        if isinstance(item, Unknown):
            yield item
            continue
        path, holder = item
        for name, member in list(table_of(holder, table).items()):
            if member is None or (remove_duplicate and id(member) in seen):
                continue
            seen.add(id(member))
            yield f"{path}.{name}" if path else name, member
    if not recurse:
        yield from unknown_rest(layer)


@function("_flopslint.values_of")
def values_of(context: Context, pairs: Value) -> IteratorValue:
    """The second items of an iterator of pairs."""
    return IteratorValue(_seconds(context, pairs), "generator")


def _seconds(context: Context, pairs: Value) -> Iterator[Value]:
    for pair in context.iterate(pairs):
        yield pair if isinstance(pair, Unknown) else pair[1]


@function("_flopslint.apply")
def apply(context: Context, self: Instance, fn: Value) -> Instance:
    """``Module.apply``: children first."""
    seen = set()
    for _, child in children_of(self):
        if isinstance(child, Instance) and id(child) not in seen:
            seen.add(id(child))
            if inherits(child, "apply"):
                apply(context, child, fn)
            else:
                context.call(context.get_attribute(child, "apply"), (fn,))
    context.call(fn, (self,))
    return self


@function("_flopslint.train")
def train(context: Context, self: Instance, mode: bool) -> Instance:
    """``Module.train``.

    Raises:
        Raised: ValueError for a mode that is no bool.
    """
    if not isinstance(mode, bool):
        raise context.error("ValueError", "training mode is expected to be boolean")
    if self.attributes.get("training") is not mode:
        context.touch(self.attributes)
        self.attributes["training"] = mode
    for _, child in children_of(self):
        if not isinstance(child, Instance):
            continue
        if inherits(child, "train"):
            train(context, child, mode)
        else:
            context.call(context.get_attribute(child, "train"), (mode,))
    return self


@function("_flopslint.require_grad")
def require_grad(context: Context, self: Instance, requires_grad: bool) -> Instance:
    """``Module.requires_grad_``."""
    for item in walk(self, memo=set()):
        if not isinstance(item, Unknown):
            for parameter in table_of(item[1], PARAMETERS).values():
                if isinstance(parameter, Tensor):
                    context.touch(parameter)
                    parameter.requires_grad = requires_grad
    return self


@function("_flopslint.is_uninitialized", takes_unknown=True)
def is_uninitialized(context: Context, value: Value) -> bool:
    """Whether a parameter or buffer of a lazy layer has no shape yet."""
    return isinstance(value, Uninitialized)


@function("_flopslint.has_uninitialized")
def has_uninitialized(context: Context, self: Instance) -> bool:
    """Whether a lazy layer has parameters or buffers without a shape."""
    tables = (table_of(self, PARAMETERS), table_of(self, BUFFERS))
    return any(isinstance(value, Uninitialized) for table in tables for value in table.values())
