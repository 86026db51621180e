"""Wall time of `flopslint report` against doing the same with torch, side by side, cold, in processes of their own.

    python benchmarks/against_torch.py --torch-python PATH [--search-path .corpus] [--rounds 5]

PATH is a Python that has torch and torchvision. The torch side imports torch and torchvision, builds ResNet-50 on the
meta device and runs it under `FlopCounterMode`; the flopslint side is the command `flopslint report`, its cache off,
with the Python that runs this script. Rounds alternate between the two, after one round of each that is not counted (so
that both read their files from memory). Prints both times, the ratio of the medians, and whether the figures agree.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOAL = 6.0

TORCH_PROGRAM = """
import json, torch, torchvision
from torch.utils.flop_counter import FlopCounterMode

with torch.device("meta"):
    model = torchvision.models.resnet50(weights=None).eval()
    image = torch.zeros(1, 3, 224, 224)
with torch.no_grad(), FlopCounterMode(display=False) as counter:
    model(image)
print(json.dumps([sum(p.numel() for p in model.parameters()), counter.get_total_flops()]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall time, and the parameters and FLOPs that came out."""

    seconds: float
    params: int
    flops: int


def timed(command: list[str]) -> tuple[float, str]:
    """Seconds and standard output of a command."""
    started = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return time.perf_counter() - started, output


def run_torch(python: str) -> Run:
    """Import, build on meta, count."""
    seconds, output = timed([python, "-c", TORCH_PROGRAM])
    params, flops = json.loads(output)
    return Run(seconds, params, flops)


def run_flopslint(search_path: str) -> Run:
    """The command a user would give."""
    target = "torchvision/models/resnet.py::resnet50(weights=None)"
    flags = ["--input", "1x3x224x224", "--search-path", search_path, "--format", "json", "--no-cache"]
    seconds, output = timed([sys.executable, "-m", "flopslint", "report", target, *flags])
    model = json.loads(output)["models"][0]
    return Run(seconds, model["params"]["total"], model["flops"]["total"])


def describe(name: str, runs: list[Run]) -> str:
    """One line for one side."""
    seconds = [run.seconds for run in runs]
    spread = f"{min(seconds):.2f} to {max(seconds):.2f} s"
    return f"{name:10} median {statistics.median(seconds):6.2f} s   ({spread}, {len(runs)} rounds)"


def main() -> int:
    """Runs both sides by turns; exit status 1 if they disagree or the ratio is below the goal."""
    parser = argparse.ArgumentParser(description="flopslint against torch on ResNet-50")
    parser.add_argument("--torch-python", required=True, help="a Python with torch and torchvision")
    parser.add_argument("--search-path", default=str(ROOT / ".corpus"), help="a folder that holds torchvision's source")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    run_torch(options.torch_python)
    run_flopslint(options.search_path)
    theirs: list[Run] = []
    ours: list[Run] = []
    for _ in range(options.rounds):
        theirs.append(run_torch(options.torch_python))
        ours.append(run_flopslint(options.search_path))
    ratio = statistics.median(run.seconds for run in theirs) / statistics.median(run.seconds for run in ours)
    agree = {(run.params, run.flops) for run in theirs} == {(run.params, run.flops) for run in ours}
    print(describe("torch", theirs), describe("flopslint", ours), sep="\n")
    print(f"ratio      {ratio:.1f} (goal: at least {GOAL:.0f})")
    print(f"figures    {'the same' if agree else 'DIFFERENT'}: {ours[0].params:,} parameters, {ours[0].flops:,} FLOPs")
    return 0 if agree and ratio >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
