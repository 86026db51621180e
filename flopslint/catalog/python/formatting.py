"""Text from values: ``format``, ``str.format`` and the ``%`` operator."""

from __future__ import annotations

import re
import string
from typing import Any

from flopslint.catalog.python.plain import call_special, host_call, plain
from flopslint.catalog.python.sizes import ensure_size
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.tensor import Tensor
from flopslint.values.value import MISSING, Undecided, Unknown, Value

NUMBERS_IN_SPEC = re.compile(r"\d+")
PERCENT_FIELD = re.compile(
    r"%(?:\((?P<key>[^()]*)\))?(?P<flags>[-#0 +]*)(?P<width>\*|\d+)?"
    r"(?:\.(?P<precision>\*|\d*))?[hlL]?(?P<kind>.)",
    re.DOTALL,
)
FIELD_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<index>[^\]]+)\]")
INTEGER_KINDS = "diouxX"
REAL_KINDS = "eEfFgG"


def format_value(context: Context, value: Value, spec: Value = "") -> str | Unknown:
    """``format(value, spec)``, as an f-string does it; unknown too for a width that no text should have.

    Raises:
        Raised: the program's ValueError or TypeError for a spec that does not suit.
    """
    try:
        return _formatted(context, _known(value), plain(_known(spec)))
    except Undecided as undecided:
        return undecided.unknown


def _formatted(context: Context, value: Value, spec: str) -> str | Unknown:
    for digits in NUMBERS_IN_SPEC.findall(spec):
        ensure_size(context, int(digits[:12]), "the formatted text")
    if isinstance(value, (str, int, float, complex)):
        result: str = host_call(context, format, value, spec)
        return result
    if isinstance(value, Tensor) and not value.shape:
        return _format_scalar(context, value, spec)
    found = context.type_of(value).find("__format__")
    if found is not None and found[1].name != "object":
        given = call_special(context, value, "__format__", spec)
        return given if isinstance(given, (str, Unknown)) else context.text_of(given)
    if spec == "":
        return context.text_of(value)
    raise context.error("TypeError", f"unsupported format string passed to {context.type_of(value).name}.__format__")


def _format_scalar(context: Context, value: Tensor, spec: str) -> str | Unknown:
    """A tensor without dims formats as its number."""
    if value.array is None or not value.array.is_known:
        return context.unknown(GapKind.DATA_DEPENDENT, "text made from the value of a tensor")
    result: str = host_call(context, format, value.array.flat()[0], spec)
    return result


def format_fields(context: Context, text: str, positional: tuple[Value, ...], keywords: Value) -> str | Unknown:
    """``text.format(*positional, **keywords)``; ``keywords`` may be any mapping of the program."""
    numbering = _Numbering()
    try:
        return _fill(context, text, positional, keywords, numbering, 2)
    except Undecided as undecided:
        return undecided.unknown


class _Numbering:
    """Which position a field without a name means."""

    def __init__(self) -> None:
        self.next = 0


def _fill(
    context: Context, text: str, positional: tuple[Value, ...], keywords: Value, numbering: _Numbering, depth: int
) -> str:
    if depth < 0:
        raise context.error("ValueError", "Max string recursion exceeded")
    parts: list[str] = []
    for literal, field, spec, conversion in host_call(context, lambda t: list(string.Formatter().parse(t)), text):
        parts.append(literal)
        if field is None:
            continue
        value = _field(context, field, positional, keywords, numbering)
        value = _converted(context, value, conversion)
        filled = _fill(context, spec, positional, keywords, numbering, depth - 1) if spec else ""
        result = format_value(context, value, filled)
        if isinstance(result, Unknown):
            raise Undecided(result)
        parts.append(result)
    ensure_size(context, sum(map(len, parts)), "the formatted text")
    return "".join(parts)


def _field(
    context: Context, field: str, positional: tuple[Value, ...], keywords: Value, numbering: _Numbering
) -> Value:
    end = next((i for i, c in enumerate(field) if c in ".["), len(field))
    first, rest = field[:end], field[end:]
    if first == "":
        first = str(numbering.next)
        numbering.next += 1
    if first.isdigit():
        number = int(first)
        if number >= len(positional):
            raise context.error("IndexError", f"Replacement index {number} out of range for positional args tuple")
        value = positional[number]
    else:
        value = context.get_item(keywords, first)
    for step in FIELD_STEP.finditer(rest):
        if isinstance(value, Unknown):
            raise Undecided(value)
        if step["name"] is not None:
            value = context.get_attribute(value, step["name"])
        else:
            value = context.get_item(value, int(step["index"]) if step["index"].isdigit() else step["index"])
    return value


def _converted(context: Context, value: Value, conversion: str | None) -> Value:
    if isinstance(value, Unknown):
        raise Undecided(value)
    if conversion == "s":
        return context.text_of(value)
    if conversion in {"r", "a"}:
        shown = context.representation_of(value)
        if conversion == "a" and isinstance(shown, str):
            return shown.encode("ascii", "backslashreplace").decode()
        return shown
    return value


def format_percent(context: Context, text: Value, arguments: Value) -> Value:
    """``text % arguments``.

    Raises:
        Raised: the program's TypeError, ValueError or KeyError where Python refuses.
    """
    text = plain(text)
    if isinstance(text, (bytes, bytearray)):
        return host_call(context, lambda t, a: t % a, text, arguments)
    given = _Given(context, arguments)
    parts: list[str] = []
    end = 0
    try:
        for match in PERCENT_FIELD.finditer(text):
            parts.append(text[end : match.start()])
            end = match.end()
            parts.append(_percent_field(context, match, given))
        tail = text[end:]
        if "%" in tail:
            raise context.error("ValueError", "incomplete format")
        given.require_used()
    except Undecided as undecided:
        return undecided.unknown
    return "".join((*parts, tail))


class _Given:
    """The right side of ``%``: a tuple taken in order, a mapping taken by key, or one value."""

    def __init__(self, context: Context, arguments: Value) -> None:
        self.context = context
        self.arguments = arguments
        plain_arguments = plain(arguments)
        self.items = list(plain_arguments) if isinstance(plain_arguments, tuple) else [arguments]
        self.is_tuple = isinstance(plain_arguments, tuple)
        self.next = 0
        self.by_key = False

    def take(self) -> Value:
        if self.next >= len(self.items):
            raise self.context.error("TypeError", "not enough arguments for format string")
        self.next += 1
        return self.items[self.next - 1]

    def named(self, key: str) -> Value:
        self.by_key = True
        if self.is_tuple or isinstance(plain(self.arguments), (str, int, float, list)):
            raise self.context.error("TypeError", "format requires a mapping")
        return self.context.get_item(self.arguments, key)

    def require_used(self) -> None:
        is_mapping = isinstance(plain(self.arguments), (dict, list))  # a list may stand unused, as a mapping may
        if self.next < len(self.items) and not self.by_key and not (is_mapping and not self.is_tuple):
            raise self.context.error("TypeError", "not all arguments converted during string formatting")


def _percent_field(context: Context, match: re.Match[str], given: _Given) -> str:
    kind = match["kind"]
    width, precision = match["width"] or "", match["precision"]
    if width == "*":
        width = str(_known(given.take()))
    if precision == "*":
        precision = str(_known(given.take()))
    for digits in (width.lstrip("-"), precision or ""):
        if digits.isdigit():
            ensure_size(context, int(digits[:12]), "the formatted text")
    layout = f"%{match['flags']}{width}{'' if precision is None else '.' + precision}"
    if kind == "%":
        return "%"
    value = _known(given.take() if match["key"] is None else given.named(match["key"]))
    if kind == "s":
        return str(host_call(context, (layout + "s").__mod__, (_known(context.text_of(value)),)))
    if kind in "ra":
        shown = _known(_converted(context, value, kind))
        return str(host_call(context, (layout + "s").__mod__, (shown,)))
    return str(host_call(context, (layout + kind).__mod__, (_number(context, value, kind),)))


def _number(context: Context, value: Value, kind: str) -> Any:
    """The host number of a value for a numeric field; what is none goes on as it is, to be refused."""
    value = plain(value)
    if isinstance(value, (int, float, str)):
        return value
    if kind in REAL_KINDS + "d" or kind in INTEGER_KINDS:
        for name in ("__float__", "__index__") if kind in REAL_KINDS else ("__index__", "__int__"):
            result = call_special(context, value, name)
            if result is not MISSING:
                return _known(result)
    return value


def _known(value: Value) -> Value:
    if isinstance(value, Unknown):
        raise Undecided(value)
    return value
