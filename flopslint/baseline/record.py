"""The content of a baseline: findings by rule, model and layer, never by line, and costs by model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from flopslint.core.count import Count

NAME = "flopslint-baseline.json"
"""The file's name; it stands in the root of the project."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a known finding is known by.

    ``owner`` is the model it was found in, or the file it stands in where it is about none. ``part`` is the layer's
    dotted path, with what else tells two findings of one rule apart; "" for the model as a whole.
    """

    code: str
    owner: str
    part: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known finding: the highest figure of it, None where it has none, and how often it is there."""

    figure: int | float | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Costs:
    """What a model costs; ``macs`` are by the convention ``mac``."""

    params: Count
    macs: Count


Findings: TypeAlias = Mapping[Key, Known]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Known findings, and the costs of models by target."""

    findings: Findings = field(default_factory=dict)
    models: Mapping[str, Costs] = field(default_factory=dict)
