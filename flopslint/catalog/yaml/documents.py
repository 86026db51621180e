"""YAML text as plain data, by PyYAML's own safe loader: nothing that a text names is made or called.

Source: https://pyyaml.org/wiki/PyYAMLDocumentation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flopslint.catalog.entry import function
from flopslint.catalog.python.plain import plain
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_LIMIT = 500_000
"""Characters of a text; PyYAML takes some seconds for as many."""

MERGE_LIMIT = 100_000
"""Keys that merging (``<<``) may put into one mapping."""

PLAIN = (str, bytes, int, float, bool, type(None))


class TooLargeError(Exception):
    """Merging would make a mapping of too many keys."""


@function("yaml._reading.documents")
def documents(context: Context, stream: Value, kind: Value) -> Value:
    """All documents of a text, as a list, or the name of an error in a tuple with its message.

    ``kind`` is ``safe``, ``base`` (text only), ``full`` or ``own``.
    """
    text = plain(stream)
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if not isinstance(text, str):
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "this source of YAML is not read")
    if kind == "own":
        return context.unknown(GapKind.UNKNOWN_FUNCTION, "a YAML loader of the program's own is not followed")
    if len(text) > TEXT_LIMIT:
        return context.unknown(GapKind.LIMIT, f"the YAML text has more than {TEXT_LIMIT} characters")
    try:
        import yaml
    except ImportError:  # what it comes with (libcst) has another package in its place under some Pythons
        return context.unknown(GapKind.ENVIRONMENT, "YAML is read where PyYAML is installed beside flopslint")
    try:
        return [_known(context, one, {}) for one in _parsed(text, is_base=kind == "base")]
    except (RecursionError, TooLargeError):
        return context.unknown(GapKind.LIMIT, "the YAML text nests or merges too deeply")
    except yaml.constructor.ConstructorError as error:
        if kind == "full":
            return context.unknown(GapKind.UNKNOWN_FUNCTION, f"a tag in the YAML text is not followed: {error.problem}")
        return "ConstructorError", str(error)
    except yaml.YAMLError as error:
        return "ScannerError", str(error)
    except (ValueError, OverflowError) as error:
        raise context.error("ValueError", str(error)) from None


def _parsed(text: str, *, is_base: bool) -> Iterator[Any]:
    import yaml

    class Bounded(yaml.SafeLoader):
        """The pure loader, whose recursion Python bounds, with a limit on what merging makes."""

        largest = 1

        def flatten_mapping(self, node: Any) -> None:
            for key, value in node.value:
                if key.tag == "tag:yaml.org,2002:merge" and isinstance(value, yaml.SequenceNode):
                    self.allow(len(value.value) * self.largest)
            super().flatten_mapping(node)
            self.largest = max(self.largest, len(node.value))
            self.allow(self.largest)

        def allow(self, size: int) -> None:
            if size > MERGE_LIMIT:
                raise TooLargeError

    return iter(list(yaml.load_all(text, Loader=yaml.BaseLoader if is_base else Bounded)))


def _known(context: Context, value: Any, seen: dict[int, Any]) -> Any:
    """The same data, with an unknown in the place of what is no plain data (dates)."""
    if isinstance(value, PLAIN) or id(value) in seen:
        return value
    seen[id(value)] = value
    if isinstance(value, dict):
        for key in list(value):
            value[key] = _known(context, value[key], seen)
    elif isinstance(value, list):
        value[:] = [_known(context, item, seen) for item in value]
    elif not isinstance(value, (set, tuple)) or not all(isinstance(item, PLAIN) for item in value):
        return Unknown(context.unknown(GapKind.UNKNOWN_FUNCTION, "dates of YAML are not followed").gap)
    return value
