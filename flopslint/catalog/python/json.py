"""``json``."""

from __future__ import annotations

import json
from typing import Any

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.python.plain import as_program_error, plain
from flopslint.catalog.python.sizes import ensure_size
from flopslint.core.gap import GapKind
from flopslint.values.context import Context, Raised
from flopslint.values.value import Class, Instance, Undecided, Unknown, Value

MAXIMUM_DEPTH = 100


def _decoded(context: Context, text: Value) -> Value:
    held = plain(text)
    if isinstance(held, (bytes, bytearray)):
        held = held.decode("utf-8", "replace")
    if not isinstance(held, str):
        name = context.type_of(text).name
        raise context.error("TypeError", f"the JSON object must be str, bytes or bytearray, not {name}")
    ensure_size(context, len(held), "the text")
    try:
        return json.loads(held)
    except json.JSONDecodeError as error:
        made = context.call(context.find_class("json.JSONDecodeError"), (str(error),))
        raise Raised(made, context.site) from None
    except RecursionError:
        return context.unknown(GapKind.LIMIT, "the text nests too deeply")


@function("json.loads")
def loads(context: Context, s: Value, *, object_hook: Value = None, **options: Value) -> Value:
    """Plain data from text."""
    result = _decoded(context, s)
    return result if object_hook is None else _hooked(context, result, object_hook)


def _hooked(context: Context, value: Value, hook: Value) -> Value:
    if isinstance(value, dict):
        return context.call(hook, ({key: _hooked(context, item, hook) for key, item in value.items()},))
    return [_hooked(context, item, hook) for item in value] if isinstance(value, list) else value


@function("json.load")
def load(context: Context, fp: Value, *, object_hook: Value = None, **options: Value) -> Value:
    """Plain data from a file."""
    text = context.call(context.get_attribute(fp, "read"))
    return text if isinstance(text, Unknown) else loads(context, text, object_hook=object_hook)


@function("json.dumps")
def dumps(context: Context, obj: Value, **options: Value) -> Value:
    """Text from plain data."""
    default = options.pop("default", None)
    cls = options.pop("cls", None)
    if cls is not None and default is None:
        default = context.get_attribute(context.call(cls), "default")
    prepared = _prepared(context, obj, default, 0)
    try:
        return json.dumps(prepared, **{name: plain(value) for name, value in options.items()})
    except (TypeError, ValueError) as error:
        raise as_program_error(context, error) from None


def _prepared(context: Context, value: Value, default: Value, depth: int) -> Any:
    """Host data with payloads taken out, and ``default`` applied to the rest."""
    value = plain(value)
    if isinstance(value, Unknown):
        raise Undecided(value)
    if depth > MAXIMUM_DEPTH:
        raise context.error("ValueError", "Circular reference detected")
    if isinstance(value, dict):
        return {plain(key): _prepared(context, item, default, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_prepared(context, item, default, depth + 1) for item in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    if default is not None:
        return _prepared(context, context.call(default, (value,)), default, depth + 1)
    raise context.error("TypeError", f"Object of type {context.type_of(value).name} is not JSON serializable")


@function("json.dump", takes_unknown=True)
def dump(context: Context, obj: Value, fp: Value, **options: Value) -> None:
    """Nothing: what is written goes nowhere."""


@native_class("json.JSONEncoder", "json.encoder.JSONEncoder", bases=("builtins.object",), takes_unknown=True)
def encoder(context: Context, cls: Class, **options: Value) -> Value:
    """An encoder that is only there to be derived from."""
    return Instance(cls, context.site)


@function("json.JSONEncoder.default")
def encoder_default(context: Context, self: Value, o: Value) -> Value:
    """Refuses what is not plain data."""
    raise context.error("TypeError", f"Object of type {context.type_of(o).name} is not JSON serializable")


@native_class("json.JSONDecoder", "json.decoder.JSONDecoder", bases=("builtins.object",), takes_unknown=True)
def decoder(context: Context, cls: Class, **options: Value) -> Value:
    """A decoder that is only there to be derived from."""
    return Instance(cls, context.site)
