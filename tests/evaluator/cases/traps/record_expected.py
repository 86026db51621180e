"""Write `expected.json` by really building and running each trap with torch, which flopslint itself never does:

    PYTHON_WITH_TORCH tests/evaluator/cases/traps/record_expected.py

A module that is not there (`nowhere_to_be_found`) is replaced by a mock that answers everything.
"""

import importlib
import json
import sys
from pathlib import Path
from unittest.mock import MagicMock

import torch
from torch.utils.flop_counter import FlopCounterMode

HERE = Path(__file__).parent


class Anything(MagicMock):
    __format__ = lambda self, spec: ""  # noqa: E731
    version = name = x = y = z = q = "text"


def main():
    """Records every trap that has an INPUT."""
    sys.path.insert(0, str(HERE))
    sys.modules["nowhere_to_be_found"] = Anything()
    sys.modules["nowhere_to_be_found"].ImageDraw.ImageDraw = type("ImageDraw", (), {})
    found = {}
    for path in sorted(HERE.glob("trap_*")):
        if path.suffix not in {".py", ""} or (path.suffix == "" and not path.is_dir()):
            continue
        module = importlib.import_module(path.stem)
        model = module.Model().eval()
        counter = FlopCounterMode(display=False)
        shape = [int(dim) for dim in module.INPUT.split("x")]
        with torch.no_grad(), counter:
            output = model(torch.zeros(shape))
        found[path.stem] = {
            "input": module.INPUT,
            "params": sum(p.numel() for p in model.parameters()),
            "buffers": sum(b.numel() for b in model.buffers()),
            "trainable": sum(p.numel() for p in model.parameters() if p.requires_grad),
            "flops": counter.get_total_flops(),
            "output": list(output.shape),
        }
    (HERE / "expected.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
