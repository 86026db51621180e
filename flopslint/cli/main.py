"""Entry point: parses arguments, runs a command, turns exceptions into one sentence and an exit status."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from flopslint import __version__
from flopslint.cli.options import build_parser
from flopslint.core.errors import FlopslintError, InternalError

USAGE_ERROR = 2
GARBAGE_THRESHOLD = 300_000
INTERNAL_ERROR = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status (section 4 of the contract)."""
    parser = build_parser(__version__)
    options = parser.parse_args(_with_value(sys.argv[1:] if arguments is None else arguments))
    # After the parsing, so that --version and --help are quick.
    from flopslint.cli.progress import progress_shown
    from flopslint.cli.stdin import stdin_in_place

    # What a run makes lives to its end: looking for cycles in it often would cost more than the run.
    gc.set_threshold(GARBAGE_THRESHOLD)
    # Nor are they looked for when the process ends, which takes all memory with it.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        command = importlib.import_module(f"flopslint.cli.{options.command}_command")
        with stdin_in_place(options), progress_shown(quiet=getattr(options, "quiet", False)):
            status: int = command.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone away; nothing more can be written, not even when Python flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except InternalError as error:
        return _complain(f"internal error: {error}", INTERNAL_ERROR)
    except FlopslintError as error:
        return _complain(str(error), USAGE_ERROR)
    except Exception as error:  # noqa: BLE001 - a bug ends in a sentence, not in a traceback
        if options.verbose:
            import traceback

            traceback.print_exc()
        return _complain(f"internal error: {type(error).__name__}: {error} (-v shows where)", INTERNAL_ERROR)
    return status


def _with_value(arguments: Sequence[str]) -> list[str]:
    """``--add-ignore`` takes its reason after a "=" only, so that what follows it can be a target."""
    return ["--add-ignore=" if one == "--add-ignore" else one for one in arguments]


def _complain(message: str, status: int) -> int:
    print(f"flopslint: {message}", file=sys.stderr)
    return status
