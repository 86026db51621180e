"""The schema in the package says what the reader takes: both are asked about the same documents."""

from __future__ import annotations

import copy
import json
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from flopslint.core.errors import ConfigError
from flopslint.devtools.write_config_schema import FILE, text
from flopslint.project.configuration.keys import KEYS, MODEL_KEYS
from flopslint.project.configuration.load import load_config

SCHEMA = json.loads(resources.files("flopslint.project.configuration").joinpath("schema.json").read_text("utf-8"))

RIGHT = """\
include = ["models/**/*.py", "!models/old.py"]
exclude = ["**/legacy/**"]
search-path = ["third_party"]
python-env = ".venv"
convention = "mac-bias"
select = ["FL1", "FL20", "model-params-growth", "ALL"]
extend-select = ["FL401"]
ignore = []
require-complete = true
[per-file-ignores]
"tests/**" = ["FL1"]
[budget]
model-params = "30M"
model-macs = { max = "5G", warn = "80%" }
layer-params = 10_000_000
layer-share = "60%"
layer-params-share = { max = 0.5, warn = "40 %" }
model-params-growth = { max = "5%", floor = "100k" }
macs-growth = "5%"
flops = " 1.5e9 "
[[model]]
name = "classifier"
target = "models/resnet.py::resnet50(num_classes=10)"
input = ["1x3x224x224", "mask=1x128:bool", "x = 1 x 2 : torch.long"]
budget = { params = "26M", macs = "4.2G" }
[[model]]
target = "a.py::A"
input = "1x3"
[[model]]
target = "a.py::B"
forward = "torch.zeros(1, 3, 8, 8), t=3"
"""

WRONG: list[tuple[tuple[str | int, ...], Any]] = [
    (("include",), "a"), (("include",), [1]), (("include",), [" "]),
    (("select",), ["FLX"]), (("select",), ["FL9"]), (("select",), ["E501"]), (("ignore",), "FL1"),
    (("convention",), "macs"), (("convention",), 1), (("require-complete",), "yes"), (("require-complete",), 1),
    (("search-path",), ["a", ""]), (("python-env",), ["x"]), (("python-env",), ""),
    (("per-file-ignores",), ["FL1"]), (("per-file-ignores",), {"a": "FL1"}), (("per-file-ignores",), {"a": ["FLX"]}),
    (("per-file-ignores",), {"": ["FL1"]}),
    (("budget",), "30M"), (("budget", "model-parms"), "30M"), (("budget", "model-params"), "30 MB"),
    (("budget", "model-params"), "many"), (("budget", "model-params"), -1), (("budget", "model-params"), True),
    (("budget", "model-params"), "60%"), (("budget", "model-params"), [3]), (("budget", "model-params"), {}),
    (("budget", "model-params"), {"warn": "80%"}), (("budget", "model-params"), {"max": 1, "floor": 1}),
    (("budget", "model-params"), {"max": 1, "wran": 1}), (("budget", "layer-share"), "3M"),
    (("budget", "model-macs-growth"), {"max": "5%", "floor": "5%"}), (("budget", "model-macs-growth"), "5k"),
    (("model",), {"target": "a"}), (("model",), ["a"]), (("model", 0), {"name": "x"}), (("model", 0, "target"), 3),
    (("model", 0, "target"), ""), (("model", 0, "input"), "1xA"), (("model", 0, "input"), ["1x3:floot32"]),
    (("model", 0, "input"), 3), (("model", 0, "input"), ["=1x3"]), (("model", 0, "inputs"), "1x3"),
    (("model", 0, "budget"), {"parms": 1}), (("model", 1, "name"), 1), (("model", 2, "forward"), ["x"]),
    (("serach-path",), []), (("tool",), {}),
]  # fmt: skip


def is_valid(document: Any) -> bool:
    return bool(jsonschema.Draft7Validator(SCHEMA).is_valid(document))


def is_read(document: Any, folder: Path) -> bool:
    """Whether the reader takes a document, written as TOML."""
    (folder / "flopslint.toml").write_text(toml(document), encoding="utf-8")
    try:
        load_config(folder, folder)
    except ConfigError:
        return False
    return True


def toml(document: dict[str, Any]) -> str:
    """A document as TOML, every table inline."""

    def value(one: Any) -> str:
        if isinstance(one, dict):
            return "{" + ", ".join(f"{json.dumps(key)} = {value(item)}" for key, item in one.items()) + "}"
        if isinstance(one, list):
            return "[" + ", ".join(map(value, one)) + "]"
        return json.dumps(one)

    return "".join(f"{json.dumps(key)} = {value(item)}\n" for key, item in document.items())


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run flopslint/devtools/write_config_schema.py"
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_both_take_what_is_right(tmp_path: Path) -> None:
    document = tomllib.loads(RIGHT)
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    assert is_read(document, tmp_path)
    assert is_valid({})
    assert is_read({}, tmp_path)


def test_the_right_document_has_every_key() -> None:
    document = tomllib.loads(RIGHT)
    assert set(document) == {key.name for key in KEYS} == set(SCHEMA["properties"])
    assert {name for model in document["model"] for name in model} == {key.name for key in MODEL_KEYS}


@pytest.mark.parametrize(("place", "value"), WRONG, ids=[f"{place} {value}" for place, value in WRONG])
def test_both_refuse_what_is_wrong(place: tuple[str | int, ...], value: Any, tmp_path: Path) -> None:
    document = copy.deepcopy(tomllib.loads(RIGHT))
    holder: Any = document
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    assert not is_valid(document)
    assert not is_read(document, tmp_path)


@pytest.mark.parametrize("key", [key.name for key in KEYS])
@pytest.mark.parametrize("value", [3, "", True, [], [3], {}, {"x": 3}, [{}]], ids=str)
def test_both_agree_on_every_type_for_every_key(key: str, value: Any, tmp_path: Path) -> None:
    assert is_read({key: value}, tmp_path) == is_valid({key: value})
