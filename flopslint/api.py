"""The functions for Python programs: ``analyze`` and ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike, fspath
from pathlib import Path

from flopslint.core.diagnostic import Diagnostic
from flopslint.core.errors import FlopslintError, InputError, InternalError, SourceError, TargetError
from flopslint.core.input_spec import InputSpec, parse_input_spec
from flopslint.costs.convention import find_convention
from flopslint.project.analysis import analyze_job, jobs_of, report_of
from flopslint.project.session import Settings, open_session
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
    either the input is looked for in the configuration and in the source. ``convention`` is that of FLOPs.

    Raises:
        TargetError: if the target does not exist, or is no single model.
        InputError: if an input cannot be read.
        ConfigError: if the convention or the project's configuration is wrong.
        InternalError: for a bug of flopslint.
    """
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
        session = open_session(settings, [text])
        try:
            jobs = jobs_of(session, session.target(text))
        except SourceError as error:
            raise session.unreadable(error) from None
        if len(jobs) != 1:
            names = ", ".join(job.expression for job in jobs)
            raise TargetError(f"{text} has {f'several models ({names}): name one' if jobs else 'no model'}")
        return report_of(session, analyze_job(session, jobs[0]))
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
    from flopslint.project.checking import check_targets

    texts = [fspath(target) for target in targets]
    session = open_session(Settings(config=None if config is None else Path(config)), texts)
    return list(check_targets(session, texts).findings)


def _specs(inputs: Iterable[str | InputSpec] | str | None) -> tuple[InputSpec, ...] | None:
    if inputs is None:
        return None
    given = [inputs] if isinstance(inputs, str) else inputs
    return tuple(spec if isinstance(spec, InputSpec) else parse_input_spec(spec) for spec in given) or None
