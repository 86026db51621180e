"""YAML as text and from files, by each of PyYAML's loaders."""

from pathlib import Path

import yaml

TEXT = """
nc: 80
scales: {n: [0.33, 0.25, 1024], s: [0.33, 0.50, 1024]}
backbone:
  - [-1, 1, Conv, [64, 3, 2]]
  - [-1, 3, C2f, [128, True]]
anchors: &anchors
  - [10, 13]
again: *anchors
base: &base {a: 1, b: two}
derived: {<<: *base, b: 3}
flags: [yes, off, null, ~, 1e3, 1.5e3, 0x1F, 0o17, 017, 1_000, .inf, '12', "a\\tb"]
text: |
  first
  second
folded: >
  one
  line
empty:
"""
RESULT = {}
RESULT["safe"] = yaml.safe_load(TEXT)
RESULT["full"] = yaml.load(TEXT, Loader=yaml.FullLoader)
RESULT["c"] = yaml.load(TEXT, yaml.CSafeLoader) == RESULT["safe"]
RESULT["base"] = yaml.load("a: 1\nb: [yes, ~]\n", Loader=yaml.BaseLoader)
RESULT["documents"] = list(yaml.safe_load_all("a: 1\n---\n- 2\n---\n"))
RESULT["nothing"] = yaml.safe_load(""), yaml.safe_load("~"), yaml.safe_load("plain text")
RESULT["shared"] = RESULT["safe"]["again"] is RESULT["safe"]["anchors"]
RESULT["bytes"] = yaml.safe_load(b"k: \xc3\xa9")
with open(Path(__file__).parent / "folders" / "deep" / "net.yaml") as f:
    RESULT["file"] = yaml.safe_load(f)


def error_of(text, load=yaml.safe_load):
    try:
        load(text)
    except yaml.YAMLError as error:
        return "YAMLError", isinstance(error, yaml.MarkedYAMLError)


RESULT["errors"] = [error_of(text) for text in ("a: [1", "a: b: c", "!!python/object:os.system {}", "!own 3", "a\n---\nb")]


class Loader(yaml.SafeLoader):
    pass


RESULT["of its own"] = yaml.load("a: 1", Loader)
