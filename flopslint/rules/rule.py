"""What a rule is, and which there are."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.errors import CatalogError
from flopslint.core.registry import Registry
from flopslint.rules.facts import FileFacts, ModelFacts, SuppressionFacts, TargetFacts

HEADINGS = ("What it does", "Why it matters", "Example", "Use instead", "Limits", "Options", "References")
"""What the page of every rule says, in this order."""

Check = Callable[[Any], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A rule: its stable code and name, how bad its findings are, what it judges, and its page."""

    code: str
    name: str
    severity: Severity
    since: str
    on: type[ModelFacts | FileFacts | SuppressionFacts | TargetFacts] | None
    check: Check
    page: str

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.splitlines()[0]

    @property
    def group(self) -> str:
        """The first letters of its code, by which it can be selected with its likes."""
        return self.code[:3]

    def finding(self, message: str, **fields: Any) -> Diagnostic:
        """A finding of this rule; other fields as ``Diagnostic`` has them."""
        fields.setdefault("severity", self.severity)
        return Diagnostic(code=self.code, name=self.name, message=message, **fields)


def rule(
    *, code: str, name: str, severity: Severity, on: type[Any] | None, page: str | None, since: str = "0.1"
) -> Callable[[Callable[..., Iterator[Diagnostic]]], Rule]:
    """Makes a rule of a function ``(rule, facts)`` that yields findings; ``page`` is the docstring of its module.

    Raises:
        CatalogError: if the page lacks one of the headings.
    """

    def decorate(function: Callable[..., Iterator[Diagnostic]]) -> Rule:
        text = inspect.cleandoc(page or "")
        headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
        for heading in HEADINGS:
            if heading not in headings:
                raise CatalogError(f"the page of {code} has no heading {heading!r}")
        if headings != list(HEADINGS):
            raise CatalogError(f"the headings of the page of {code} are not {', '.join(HEADINGS)}")

        def check(facts: Any) -> Iterator[Diagnostic]:
            return function(made, facts)

        made = Rule(code=code, name=name, severity=severity, since=since, on=on, check=check, page=text)
        return made

    return decorate


@cache
def rules() -> Registry[Rule]:
    """All rules by code, found in the folders beside this file: each of their modules defines ``RULE``."""
    registry: Registry[Rule] = Registry("rule")
    here = importlib.import_module("flopslint.rules")
    for group in sorted(module.name for module in pkgutil.iter_modules(here.__path__) if module.ispkg):
        package = importlib.import_module(f"flopslint.rules.{group}")
        for found in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
            made: Rule = importlib.import_module(f"{package.__name__}.{found}").RULE
            registry.add(made.code, made)
    return registry
