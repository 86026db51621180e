"""What users may import is listed, sorted, typed and described."""

from __future__ import annotations

import inspect
from pathlib import Path

import flopslint

PROMISED = {
    "ConfigError", "FlopslintError", "InputError", "InternalError", "TargetError", "UndecidedError", "analyze", "check",
}  # fmt: skip


def test_all_is_sorted_and_complete() -> None:
    assert sorted(flopslint.__all__) == list(flopslint.__all__)
    assert set(flopslint.__all__) >= PROMISED


def test_every_public_name_is_described() -> None:
    missing = []
    for name in flopslint.__all__:
        public = getattr(flopslint, name)
        if not (inspect.isclass(public) or inspect.isfunction(public)):
            continue
        if not inspect.getdoc(public):
            missing.append(name)
        members = vars(public).items() if inspect.isclass(public) else ()
        for member, value in members:
            function = value.fget if isinstance(value, property) else value
            if not member.startswith("_") and inspect.isfunction(function) and not inspect.getdoc(function):
                missing.append(f"{name}.{member}")
    assert missing == []


def test_types_are_shipped() -> None:
    assert (Path(flopslint.__file__).parent / "py.typed").is_file()


def test_errors_share_one_root() -> None:
    errors = [getattr(flopslint, name) for name in PROMISED if name.endswith("Error")]
    assert all(issubclass(error, flopslint.FlopslintError) for error in errors)
