"""The keys of the configuration: the one list that its reader, its schema and ``flopslint init`` go by."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.project.configuration import kinds
from flopslint.project.configuration.kinds import Kind


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what its value may be, and one sentence about it."""

    name: str
    kind: Kind
    about: str
    is_required: bool = False


KEYS = (
    Key("include", kinds.GLOBS, "What check looks at when given no target; by default every .py under the project."),
    Key("exclude", kinds.GLOBS, "What is passed over in folders; with --force-exclude also when it is named."),
    Key("search-path", kinds.FOLDERS, "Further folders to look for source in, relative to this file."),
    Key("python-env", kinds.TEXT, "The environment to read libraries from; by default the one that is active."),
    Key("convention", kinds.CONVENTION, "How FLOPs are counted; MACs are always counted by mac."),
    Key("select", kinds.RULES, "The rules that are on, by code, group or name; by default all but FL4."),
    Key("extend-select", kinds.RULES, "Rules that are on besides those."),
    Key("ignore", kinds.RULES, "Rules that are off."),
    Key("require-complete", kinds.FLAG, "Whether FL002 and FL003, of figures that are not exact, are errors."),
    Key("per-file-ignores", kinds.RULES_BY_GLOB, "Rules that are off in the files that a glob matches."),
    Key("budget", kinds.BUDGETS, "Budgets of every model; a layer's budget is for one layer."),
    Key("model", kinds.MODELS, "Models with an input and budgets of their own."),
)
"""The keys of ``[tool.flopslint]``."""

MODEL_KEYS = (
    Key("name", kinds.TEXT, "What the model is called."),
    Key("target", kinds.TEXT, "The model: PATH::NAME, PATH::CALL(...) or pkg.module:CALL.", is_required=True),
    Key("input", kinds.INPUTS, "Its input tensors, such as 1x3x224x224 or mask=1x128:bool."),
    Key("forward", kinds.ARGUMENTS, "Instead of input, the argument list of the model call as an expression."),
    Key("budget", kinds.BUDGETS, "Its budgets, which go before those of every model."),
)
"""The keys of ``[[tool.flopslint.model]]``."""
