"""Records what real torch gives for the models in ``cases``: the truth that ``test_wild.py`` replays.

Run it with a Python that has torch: ``python tests/wild/record.py [NAME...]``; without names every file is recorded.
A file of cases says in comments what to build and what to call it with::

    # case: Net(num_classes=10) <- torch.zeros(1, 3, 32, 32)

A case without ``<-`` is only built. The model is built on the CPU and run, in eval mode and without gradients, on the
meta device and on the CPU; where both work they have to agree.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import tempfile
import warnings
from contextlib import ExitStack, redirect_stdout
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
CASES = FOLDER / "cases"
EXPECTED = FOLDER / "expected.json"
CASE = re.compile(r"^# case: (.+?)(?: <- (.+))?$", re.MULTILINE)


def read_cases(path: Path) -> list[tuple[str, str | None]]:
    """The expression that builds and the arguments of the call, for each case of a file."""
    return [(match[1].strip(), match[2]) for match in CASE.finditer(path.read_text(encoding="utf-8"))]


def main(names: list[str]) -> None:
    """Records the files named, or all of them, and keeps what was recorded of the others."""
    warnings.simplefilter("ignore")
    sys.argv = ["record.py"]
    sys.path.insert(0, str(CASES))
    files = [path for path in sorted(CASES.rglob("*.py")) if read_cases(path)]
    kept = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.is_file() else {}
    recorded = {}
    for path in files:
        name = path.relative_to(CASES).as_posix()
        if names and path.stem not in names:
            recorded.update({key: row for key, row in kept.items() if key.startswith(f"{name}::")})
            continue
        for expression, arguments in read_cases(path):
            recorded[f"{name}::{expression}"] = record(path, expression, arguments)
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(row)}" for key, row in recorded.items())
    EXPECTED.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def record(path: Path, expression: str, arguments: str | None) -> dict[str, Any]:
    """One case: parameters, buffers, and if it can be called FLOPs and the structure of the output."""
    torch = importlib.import_module("torch")
    torch.backends.mha.set_fastpath_enabled(False)
    module = importlib.import_module(".".join(path.relative_to(CASES).with_suffix("").parts))
    scope = vars(module)
    try:
        model = build(expression, scope)
    except Exception as error:  # noqa: BLE001 - whatever the model raises
        return {"error": type(error).__name__, "message": first_line(error)}
    row: dict[str, Any] = {
        "params": sum(parameter.numel() for parameter in model.parameters()),
        "buffers": sum(buffer.numel() for buffer in model.buffers()),
    }
    if arguments is None:
        return row
    row["forward"] = arguments
    try:
        on_cpu = run(model, arguments, scope, "cpu")
    except Exception as error:  # noqa: BLE001
        return row | {"error": type(error).__name__, "message": first_line(error)}
    try:
        on_meta = run(build(expression, scope).to("meta"), arguments, scope, "meta")
    except Exception as error:  # noqa: BLE001 - values decide, or a tensor that is no parameter stayed on the CPU
        print(f"{path.stem}: only on the CPU: {first_line(error)[:150]}")
        return row | on_cpu
    if on_meta != on_cpu:
        print(f"{path.stem}: meta {on_meta} is not CPU {on_cpu}")
    return row | on_meta


def build(expression: str, scope: dict[str, Any]) -> Any:
    """The model in eval mode."""
    importlib.import_module("torch").manual_seed(0)
    with tempfile.TemporaryDirectory() as scratch, redirect_stdout(None):
        os.chdir(scratch)
        try:
            return eval(expression, scope).eval()  # noqa: S307 - our own cases
        finally:
            os.chdir("/")


def run(model: Any, arguments: str, scope: dict[str, Any], device: str) -> dict[str, Any]:
    """FLOPs by torch's own counter and the structure of the output."""
    torch = importlib.import_module("torch")
    counter = importlib.import_module("torch.utils.flop_counter").FlopCounterMode(display=False)
    torch.manual_seed(0)
    with ExitStack() as stack:
        stack.enter_context(torch.no_grad())
        stack.enter_context(torch.backends.mkldnn.flags(enabled=False))
        stack.enter_context(redirect_stdout(None))
        attention = importlib.import_module("torch.nn.attention")
        stack.enter_context(
            attention.sdpa_kernel(attention.SDPBackend.MATH)
        )  # the counter sees no fused kernel of the CPU
        if device != "cpu":
            stack.enter_context(torch.device(device))
        names = {"torch": torch, **scope, "_model": model}
        call = f"(lambda *a, **k: (a, k))({arguments})"
        positional, keywords = eval(call, names)  # noqa: S307 - our own cases
        for parameter in model.parameters():
            parameter.requires_grad_(requires_grad=False)  # the counter's module tracker trips over views of parameters
        stack.enter_context(counter)
        output = model(*positional, **keywords)
    return {"flops": counter.get_total_flops(), "output": structure(output)}


def structure(value: Any) -> Any:
    """Shapes of tensors within lists and dicts, plain values as they are, null for anything else."""
    torch = importlib.import_module("torch")
    if isinstance(value, torch.Tensor):
        return {"shape": list(value.shape), "dtype": str(value.dtype).removeprefix("torch.")}
    if isinstance(value, (list, tuple)):
        return [structure(item) for item in value]
    if isinstance(value, dict):
        return {str(key): structure(item) for key, item in value.items()}
    return value if isinstance(value, (str, int, float)) else None


def first_line(error: Exception) -> str:
    """The first line of an error's message."""
    return str(error).partition("\n")[0]


if __name__ == "__main__":
    main(sys.argv[1:])
