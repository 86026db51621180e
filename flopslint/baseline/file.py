"""The baseline file: sorted JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flopslint.baseline.record import NAME, Baseline, Costs, Key, Known
from flopslint.core import files
from flopslint.core.count import Count, Reason
from flopslint.core.errors import ConfigError

SCHEMA = 1
LARGEST = 100_000_000
"""Of a baseline, as many bytes are read."""

_UNKNOWN = Reason("not exact when the baseline was recorded")


def read_baseline(root: Path) -> Baseline | None:
    """The baseline of a project; None if it has none.

    Raises:
        ConfigError: if its file cannot be read, or holds what a baseline does not.
    """
    path = root / NAME
    if not files.is_file(path):
        return None
    try:
        document = json.loads(files.read(path, LARGEST).decode("utf-8"))
    except json.JSONDecodeError as error:
        raise ConfigError(f"{NAME}:{error.lineno}: {error.msg}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{NAME}: cannot be read: {error}") from None
    try:
        return _baseline(document)
    except _Wrong as error:
        raise ConfigError(f"{NAME}: {error} ('flopslint baseline' writes the file anew)") from None


def baseline_text(baseline: Baseline) -> str:
    """The text of the file."""
    findings: dict[str, dict[str, dict[str, Any]]] = {}
    for key in sorted(baseline.findings):
        known = baseline.findings[key]
        entry: dict[str, Any] = {"figure": known.figure}
        if known.count > 1:
            entry["count"] = known.count
        findings.setdefault(key.code, {}).setdefault(key.owner, {})[key.part] = entry
    models = {
        target: {"macs": _plain(costs.macs), "params": _plain(costs.params)}
        for target, costs in baseline.models.items()
    }
    document = {"schema": SCHEMA, "findings": findings, "models": models}
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _plain(count: Count) -> Any:
    """A count as its number where it is exact, else as its limits."""
    return count.value if count.exact else {"max": count.max, "min": count.min}


class _Wrong(ValueError):
    """What a baseline file must not hold."""


def _baseline(document: Any) -> Baseline:
    content = _table(document, "the file")
    if content.get("schema") != SCHEMA:
        raise _Wrong(f"its 'schema' is {content.get('schema')!r}, not {SCHEMA}")
    unknown = sorted(content.keys() - {"schema", "findings", "models"})
    if unknown:
        raise _Wrong(f"unknown key {unknown[0]!r}")
    findings = {
        Key(code, owner, part): _known(entry, f"findings.{code}.{owner}.{part}")
        for code, owners in _table(content.get("findings", {}), "'findings'").items()
        for owner, parts in _table(owners, f"findings.{code}").items()
        for part, entry in _table(parts, f"findings.{code}.{owner}").items()
    }
    models = {
        target: Costs(
            params=_count(_table(costs, f"models.{target}").get("params"), f"models.{target}.params"),
            macs=_count(costs.get("macs"), f"models.{target}.macs"),
        )
        for target, costs in _table(content.get("models", {}), "'models'").items()
    }
    return Baseline(findings=findings, models=models)


def _known(entry: Any, where: str) -> Known:
    table = _table(entry, where)
    figure, count = table.get("figure"), table.get("count", 1)
    if figure is not None and (isinstance(figure, bool) or not isinstance(figure, (int, float))):
        raise _Wrong(f"{where}.figure is no number")
    if not _is_whole(count) or count < 1:
        raise _Wrong(f"{where}.count is no positive whole number")
    return Known(figure, count)


def _count(value: Any, where: str) -> Count:
    if _is_whole(value):
        return Count.exactly(value)
    table = _table(value, where)
    limits = table.get("min"), table.get("max")
    if not all(limit is None or _is_whole(limit) for limit in limits):
        raise _Wrong(f"{where} is neither a whole number nor a table of 'min' and 'max'")
    return Count(*limits, [_UNKNOWN])


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _table(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong(f"{where} is no table")
    return value
