"""The functions for Python programs: ``analyze`` and ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import FlopslintError, InputError, InternalError
from flopslint.core.input_spec import InputSpec, parse_input_spec
from flopslint.project.results import Results, RuleFlags
from flopslint.project.settings import Settings
from flopslint.reporters.report import ModelReport


def analyze(
    target: str | PathLike[str],
    *,
    inputs: Iterable[str | InputSpec] | str | None = None,
    search_path: Iterable[str | PathLike[str]] = (),
    convention: str = "torch",
    forward: str | None = None,
    cache: bool = True,
) -> ModelReport:
    """Analyzes one model without executing anything of it.

    ``target`` is ``PATH::NAME``, ``PATH::CALL(...)``, ``pkg.module:CALL``, or a file with one model. ``inputs`` are
    specs such as "1x3x224x224", or else ``forward`` is the argument list of the model call as an expression; without
    either the input is looked for in the configuration and in the source. ``convention`` is that of FLOPs. With
    ``cache``, an earlier result is given again where nothing that it rests on has changed, and this one is kept.

    Raises:
        TargetError: if the target does not exist, or is no single model.
        InputError: if an input cannot be read.
        ConfigError: if the convention or the project's configuration is wrong.
        InternalError: for a bug of flopslint.
    """
    if convention not in {"mac", "torch"}:
        from flopslint.costs.convention import find_convention

        find_convention(convention)
    specs = _specs(inputs)
    if specs and forward is not None:
        raise InputError("give either inputs or forward, not both")
    text = fspath(target)
    settings = Settings(
        inputs=specs,
        forward=forward,
        origin="argument",
        convention=convention,
        search_path=tuple(Path(entry) for entry in search_path),
    )
    try:
        return Results(settings, [text], is_cached=cache).reports(only_one=True)[0]
    except FlopslintError:
        raise
    except Exception as error:
        raise InternalError(f"{type(error).__name__}: {error}") from error


def check(
    targets: Sequence[str | PathLike[str]] = (), *, config: str | PathLike[str] | None = None
) -> list[Diagnostic]:
    """The findings on files, folders and models, as ``flopslint check`` gives them.

    Without targets, what the configuration includes. ``config`` is its file, by default the nearest.

    Raises:
        TargetError: if a target does not exist.
        ConfigError: if the configuration is wrong.
    """
    texts = [fspath(target) for target in targets]
    settings = Settings(config=None if config is None else Path(config))
    return list(Results(settings, texts).check(RuleFlags()).findings)


def _specs(inputs: Iterable[str | InputSpec] | str | None) -> tuple[InputSpec, ...] | None:
    if inputs is None:
        return None
    given = [inputs] if isinstance(inputs, str) else inputs
    return tuple(spec if isinstance(spec, InputSpec) else parse_input_spec(spec) for spec in given) or None
