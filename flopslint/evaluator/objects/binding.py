"""Binding the arguments of a call to the parameters of a function of the program."""

from __future__ import annotations

from flopslint.evaluator.machine import Machine
from flopslint.ir import nodes as ir
from flopslint.values.context import Raised
from flopslint.values.value import MISSING, Function, Value


def bind(
    machine: Machine, function: Function, positional: tuple[Value, ...], keywords: dict[str, Value]
) -> dict[str, Value]:
    """The names a function's body starts with; raises the program's TypeError exactly where Python does."""
    parameters = function.code.parameters
    plain = parameters.positional
    is_plain = parameters.vararg is None and not parameters.positional_only and not parameters.keyword_only
    if is_plain and not keywords and len(positional) == len(plain):
        names = {p.name: value for p, value in zip(plain, positional, strict=True)}
        if parameters.kwarg is not None:
            names[parameters.kwarg.name] = {}
        return names
    return _bind_generally(machine, function, positional, keywords)


def _bind_generally(
    machine: Machine, function: Function, positional: tuple[Value, ...], keywords: dict[str, Value]
) -> dict[str, Value]:
    parameters = function.code.parameters
    ordered = parameters.positional_only + parameters.positional
    names: dict[str, Value] = {p.name: value for p, value in zip(ordered, positional, strict=False)}
    extra_positional = positional[len(ordered) :]
    if extra_positional and parameters.vararg is None:
        raise _too_many(machine, function, ordered, len(positional))
    by_keyword = {p.name for p in parameters.positional} | {p.name for p in parameters.keyword_only}
    extra: dict[str, Value] = {}
    for name, value in keywords.items():
        if name in by_keyword:
            if name in names:
                raise machine.error(
                    "TypeError", f"{function.qualified_name}() got multiple values for argument '{name}'"
                )
            names[name] = value
        elif parameters.kwarg is not None:
            extra[name] = value
        else:
            raise machine.error("TypeError", f"{function.qualified_name}() got an unexpected keyword argument '{name}'")
    _fill_defaults(machine, function, ordered, names)
    if parameters.vararg is not None:
        names[parameters.vararg.name] = extra_positional
    if parameters.kwarg is not None:
        names[parameters.kwarg.name] = extra
    return names


def _fill_defaults(
    machine: Machine, function: Function, ordered: tuple[ir.Parameter, ...], names: dict[str, Value]
) -> None:
    missing = []
    first_default = len(ordered) - len(function.defaults)
    for position, parameter in enumerate(ordered):
        if parameter.name not in names:
            if position >= first_default:
                names[parameter.name] = function.defaults[position - first_default]
            else:
                missing.append(parameter.name)
    if missing:
        raise _missing(machine, function, missing, "positional")
    for parameter in function.code.parameters.keyword_only:
        if parameter.name not in names:
            value = function.keyword_defaults.get(parameter.name, MISSING)
            if value is MISSING:
                missing.append(parameter.name)
            names[parameter.name] = value
    if missing:
        raise _missing(machine, function, missing, "keyword-only")


def _missing(machine: Machine, function: Function, missing: list[str], kind: str) -> Raised:
    quoted = [f"'{name}'" for name in missing]
    listed = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    plural = "" if len(missing) == 1 else "s"
    return machine.error(
        "TypeError", f"{function.qualified_name}() missing {len(missing)} required {kind} argument{plural}: {listed}"
    )


def _too_many(machine: Machine, function: Function, ordered: tuple[ir.Parameter, ...], given: int) -> Raised:
    most, least = len(ordered), len(ordered) - len(function.defaults)
    takes = f"from {least} to {most}" if least != most else f"{most}"
    plural = "" if most == 1 else "s"
    verb = "was" if given == 1 else "were"
    return machine.error(
        "TypeError", f"{function.qualified_name}() takes {takes} positional argument{plural} but {given} {verb} given"
    )
