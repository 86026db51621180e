"""What is in the folders beside a file, by ``pathlib``, ``glob`` and ``os``."""

import glob
import json
import os
from pathlib import Path

HERE = Path(__file__).parent / f"folders/"
RESULT = {}


def shown(paths):
    return sorted(str(Path(path).relative_to(HERE)) for path in paths)


RESULT["kinds"] = HERE.is_dir(), HERE.is_file(), (HERE / "one.json").is_file(), (HERE / "two.json").exists()
RESULT["iterdir"] = shown(HERE.iterdir()), sorted(path.stem for path in HERE.iterdir()), type(next(HERE.iterdir())).__name__[-4:]
RESULT["glob"] = [
    shown(HERE.glob(pattern)) for pattern in ("*.json", "*", "**/*.json", "**", "deep/*.json", "d*/*", "no*", "**/three.*")
]
RESULT["rglob"] = shown(HERE.rglob("*.json")), shown(HERE.rglob("deep/*"))
RESULT["glob.glob"] = [
    shown(glob.glob(str(HERE / pattern), recursive=recursive))
    for pattern in ("*.json", "*", "**/*.json", "one.json", "two.json", "d??p/[t]*", "**")
    for recursive in (False, True)
]
RESULT["from a root"] = sorted(glob.glob("*.json", root_dir=HERE)), sorted(glob.glob("**", root_dir=HERE, recursive=True))
RESULT["escaped"] = glob.escape("a[1]*"), glob.has_magic("a?"), glob.has_magic("ab")
RESULT["listed"] = sorted(os.listdir(HERE)), os.path.isdir(HERE / "deep")
with open(next(HERE.glob("*.json"))) as f:
    RESULT["read"] = json.load(f)
try:
    list(HERE.glob(""))
except ValueError as error:
    RESULT["no pattern"] = str(error)
