"""The parser of the command line. Imports nothing heavy: it runs before ``--version``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from flopslint.reporters.format import formats

PLAIN_FORMATS = ("text", "json")
REPORT_FORMATS = (*PLAIN_FORMATS, *(name for name, one in formats().items() if one.report is not None))
GRAPH_FORMATS = ("dot", "mermaid", "json", "svg", "html")
CHECK_FORMATS = ("text", "concise", "json", *(name for name, one in formats().items() if one.check is not None))

DIFF_FORMATS = (*PLAIN_FORMATS, "github", "gitlab", "junit", "markdown", "rdjson", "sarif")
"""Those of findings too; csv and html show a report."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that complains in one sentence."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"flopslint: {message} (see {self.prog} --help)\n")
        sys.exit(2)


def build_parser(version: str) -> argparse.ArgumentParser:
    """All commands and their flags."""
    parser = _Parser(
        prog="flopslint",
        description="Counts parameters, MACs and FLOPs of neural networks from their source, without running it.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"flopslint {version}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _report(commands.add_parser("report", help="the table of layers of a model", allow_abbrev=False))
    _check(commands.add_parser("check", help="lint: budgets and the other rules", allow_abbrev=False))
    _diff(commands.add_parser("diff", help="what changed between two git revisions", allow_abbrev=False))
    _explain(commands.add_parser("explain", help="how a number comes about; a rule; a convention", allow_abbrev=False))
    _graph(commands.add_parser("graph", help="the layer graph of a model, drawn", allow_abbrev=False))
    _rules(commands.add_parser("rules", help="the catalog of rules", allow_abbrev=False))
    _cache(commands.add_parser("cache", help="empties the cache", allow_abbrev=False))
    _baseline(commands.add_parser("baseline", help="records what check then knows", allow_abbrev=False))
    _init(commands.add_parser("init", help="writes a first configuration", allow_abbrev=False))
    return parser


def _report(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Prints the layers of each model: class, output shape, parameters, MACs, FLOPs, share and line."
    )
    parser.add_argument(
        "target", nargs="+", metavar="TARGET", help="PATH, PATH::NAME, 'PATH::CALL(...)' or pkg.module:CALL"
    )
    _outputs(parser, REPORT_FORMATS)
    _model(parser)
    _project(parser)
    _talk(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.description = "Lints files, folders and models; without a TARGET, what the configuration includes."
    parser.add_argument(
        "target", nargs="*", metavar="TARGET", help="PATH, PATH::NAME, 'PATH::CALL(...)' or pkg.module:CALL"
    )
    _outputs(parser, CHECK_FORMATS)
    _model(parser)
    _rule_flags(parser)
    group = parser.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="change the source where that is safe")
    group.add_argument("--unsafe-fixes", action="store_true", help="also where it may not be what was meant")
    group.add_argument("--diff", action="store_true", help="print what --fix would change, and change nothing")
    group.add_argument(
        "--add-ignore", metavar="REASON", help="write comments that suppress what is found; the reason may be left out"
    )
    _status(parser).add_argument(
        "--error-stale-baseline", action="store_true", help="status 1 if the baseline knows what is no longer there"
    )
    group = _project(parser)
    group.add_argument("--force-exclude", action="store_true", help="pass over excluded files even if they are named")
    group.add_argument("--show-files", action="store_true", help="print the files that would be looked at, and end")
    group.add_argument("--show-settings", action="store_true", help="print the settings in force, and end")
    _talk(parser)


def _baseline(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Records the findings and model costs of today in flopslint-baseline.json, in the root. check honors it: "
        "a known finding is left out until its figure grows. Without a flag the file is written anew."
    )
    parser.add_argument(
        "target", nargs="*", metavar="TARGET", help="PATH, PATH::NAME, 'PATH::CALL(...)' or pkg.module:CALL"
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--update", action="store_true", help="records anew what the targets cover, keeps the rest")
    group.add_argument("--prune", action="store_true", help="takes out what is no longer there, adds nothing")
    _model(parser)
    _rule_flags(parser)
    _project(parser)
    _talk(parser)


def _status(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    group = parser.add_argument_group("status")
    group.add_argument(
        "--fail-level", choices=("error", "warning", "never"), default="warning", help="from when on the status is 1"
    )
    group.add_argument("--exit-zero", action="store_true", help="status 0 even with findings")
    return group


def _init(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Writes a commented configuration with the models found and their present costs as budgets: at the end of the "
        "pyproject.toml in the project's root, else to a new flopslint.toml. What is there already is never changed."
    )
    _model(parser)
    _project(parser)
    _talk(parser)


def _rule_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--budget",
        action="append",
        default=[],
        metavar="KEY=FIGURE",
        help="a budget, such as model-params=26M; repeats",
    )
    for flag in ("--select", "--extend-select", "--ignore"):
        group.add_argument(
            flag, action="append", default=None, metavar="RULE", help="codes, prefixes or names; repeats"
        )


def _diff(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compares the models of two git revisions, read from git's object store: nothing is checked out. "
        "The status is 1 if a rule of change fires (budgets model-params-growth, model-macs-growth)."
    )
    parser.add_argument(
        "base", nargs="?", metavar="BASE", help="a revision (default: the merge base with the default branch)"
    )
    parser.add_argument("head", nargs="?", metavar="HEAD", help="a revision (default: the working tree)")
    _outputs(parser, DIFF_FORMATS)
    _model(parser)
    _rule_flags(parser)
    _status(parser)
    _project(parser)
    _talk(parser)


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.description = "Prints how a figure comes about: total, row, op call, formula with the figures put in, line."
    parser.add_argument(
        "target", nargs="?", metavar="TARGET|CODE", help="a model, FILE:LINE, or the code, group or name of a rule"
    )
    parser.add_argument("layer", nargs="?", metavar="LAYER", help="the dotted name of a layer")
    _model(parser)
    _project(parser)
    _talk(parser)


def _graph(parser: argparse.ArgumentParser) -> None:
    parser.description = "Draws the layer graph: a node for each op call, an edge for each tensor."
    parser.add_argument("target", metavar="TARGET", help="PATH, PATH::NAME, 'PATH::CALL(...)' or pkg.module:CALL")
    _outputs(parser, GRAPH_FORMATS)
    _model(parser)
    _project(parser)
    _talk(parser)


def _rules(parser: argparse.ArgumentParser) -> None:
    parser.description = "Prints the catalog of rules."
    parser.add_argument("--format", choices=PLAIN_FORMATS, default="text")
    _talk(parser)


def _cache(parser: argparse.ArgumentParser) -> None:
    parser.description = "Empties the cache: that beside the configuration, else the user's."
    parser.add_argument("action", choices=("clean",), help="what to do with it")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the configuration file")
    _cache_dir(parser)
    _talk(parser)


def _cache_dir(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    parser.add_argument("--cache-dir", type=Path, metavar="DIR", help="where earlier results are kept")


def _outputs(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format", choices=formats, default=None, help=f"of what goes to stdout (default: {formats[0]})"
    )
    group.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT:DEST",
        help="an output to a file, - for stdout; repeats",
    )
    parser.set_defaults(formats=formats)


def _model(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("model")
    group.add_argument(
        "--input", action="append", default=[], metavar="SPEC", help="an input tensor, such as 1x3x224x224; repeats"
    )
    group.add_argument("--forward", metavar="ARGUMENTS", help="the argument list of the model call, as an expression")
    group.add_argument("--convention", metavar="NAME", help="how FLOPs are counted (default: torch)")
    group.add_argument("--all-classes", action="store_true", help="also the classes that another one constructs")


def _project(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    group = parser.add_argument_group("project")
    group.add_argument("--config", type=Path, metavar="FILE", help="the configuration file")
    group.add_argument(
        "--search-path",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="a folder to look for source in; repeats",
    )
    group.add_argument(
        "--stdin-filename", metavar="FILE", help="read source from stdin, and take it for that of this file"
    )
    group.add_argument("--python-env", type=Path, metavar="DIR", help="the environment to read libraries from")
    group.add_argument("--no-cache", action="store_true", help="work everything out anew, and keep nothing")
    _cache_dir(group)
    return group


def _talk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary")
    parser.add_argument("-v", "--verbose", action="store_true", help="say more about what goes wrong")
