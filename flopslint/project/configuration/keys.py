"""The keys of the configuration: the one list that its reader, its schema and ``flopslint init`` go by."""

from __future__ import annotations

from dataclasses import dataclass

from flopslint.project.configuration import kinds
from flopslint.project.configuration.kinds import Kind


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what its value may be, one sentence about it, and an example of a value as TOML."""

    name: str
    kind: Kind
    about: str
    example: str
    is_required: bool = False


KEYS = (
    Key(
        "include", kinds.GLOBS, "What check looks at when given no target; by default every .py under the project.",
        '["models/**/*.py"]',
    ),
    Key(
        "exclude", kinds.GLOBS, "What is passed over in folders; with --force-exclude also when it is named.",
        '["**/legacy/**"]',
    ),
    Key(
        "search-path", kinds.FOLDERS, "Further folders to look for source in, relative to this file.",
        '["third_party"]',
    ),
    Key(
        "python-env", kinds.TEXT, "The environment to read libraries from; by default the one that is active.",
        '".venv"',
    ),
    Key("convention", kinds.CONVENTION, "How FLOPs are counted; MACs are always counted by mac.", '"torch"'),
    Key(
        "select", kinds.RULES, "The rules that are on, by code, group or name; by default all but FL4.",
        '["FL0", "FL1", "FL2", "FL3", "FL5"]',
    ),
    Key("extend-select", kinds.RULES, "Rules that are on besides those.", '["FL401"]'),
    Key("ignore", kinds.RULES, "Rules that are off.", '["FL304"]'),
    Key(
        "require-complete", kinds.FLAG, "Whether FL002 and FL003, of figures that are not exact, are errors.",
        "false",
    ),
    Key(
        "per-file-ignores", kinds.RULES_BY_GLOB, "Rules that are off in the files that a glob matches.",
        '{ "tests/**" = ["FL1"] }',
    ),
    Key(
        "budget", kinds.BUDGETS, "Budgets of every model; a layer's budget is for one layer.",
        '{ model-params = "30M", layer-share = "60%" }',
    ),
    Key("model", kinds.MODELS, "Models with an input and budgets of their own.", '[{ target = "net.py::Net" }]'),
)  # fmt: skip
"""The keys of ``[tool.flopslint]``."""

MODEL_KEYS = (
    Key("name", kinds.TEXT, "What the model is called.", '"classifier"'),
    Key(
        "target", kinds.TEXT, "The model: PATH::NAME, PATH::CALL(...) or pkg.module:CALL.", '"net.py::Net(width=64)"',
        is_required=True,
    ),
    Key(
        "input", kinds.INPUTS, "Its input tensors, such as 1x3x224x224 or mask=1x128:bool.", '["1x3x224x224"]',
    ),
    Key(
        "forward", kinds.ARGUMENTS, "Instead of input, the argument list of the model call as an expression.",
        '"torch.zeros(1, 3, 8, 8), t=3"',
    ),
    Key(
        "budget", kinds.BUDGETS, "Its budgets, which go before those of every model.",
        '{ params = "26M", macs = "4.2G" }',
    ),
)  # fmt: skip
"""The keys of ``[[tool.flopslint.model]]``."""
