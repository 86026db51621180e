"""From parsed flags to the settings of a session."""

from __future__ import annotations

import argparse

from flopslint.core.errors import InputError
from flopslint.core.input_spec import parse_input_spec
from flopslint.project.settings import Settings


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that the flags of a command say.

    Raises:
        InputError: for an input that cannot be read.
        ConfigError: for an unknown convention.
    """
    if options.input and options.forward is not None:
        raise InputError("give either --input or --forward, not both")
    if options.convention is not None:
        from flopslint.costs.convention import find_convention

        find_convention(options.convention)
    return Settings(
        inputs=tuple(parse_input_spec(text) for text in options.input) or None,
        forward=options.forward,
        convention=options.convention,
        search_path=tuple(options.search_path),
        python_env=options.python_env,
        config=options.config,
        all_classes=options.all_classes,
        force_exclude=getattr(options, "force_exclude", False),
        cache_dir=options.cache_dir,
    )
