"""Write `sample_models/<model>.expected.json` by really building and running each sample with torch.

Needs an interpreter that has torch, which flopslint itself never does:

    PYTHON_WITH_TORCH tests/sample_models/record_expected.py

Every model is built and run on the meta device, in `eval()` and without gradients, with the fast path of multi-head
attention off, under `torch.utils.flop_counter.FlopCounterMode`.
"""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode

SAMPLES = Path(__file__).resolve().parents[2] / "sample_models"
ELEMENT_TYPES = {"int64": torch.int64, "float32": torch.float32}


@dataclass(frozen=True, slots=True)
class Sample:
    """What to record: the builder's name, two inputs, and whether each bias belongs to a convolution or a linear."""

    file: str
    builder: str
    inputs: tuple[str, str]
    has_recurrent_bias: bool = False


RUNNABLE = (
    Sample("alexnet_2012", "AlexNet", ("1x3x227x227", "4x3x227x227")),
    Sample("alexnet_ungrouped", "AlexNet", ("1x3x227x227", "2x3x231x227")),
    Sample("vgg_from_config", "vgg13_bn", ("1x3x224x224", "2x3x96x160")),
    Sample("resnet_make_layer", "resnet18", ("1x3x32x32", "8x3x48x40")),
    Sample("depthwise", "DepthwiseNet", ("1x3x224x224", "3x3x160x192")),
    Sample("unet", "UNet", ("1x3x128x128", "2x3x64x200")),
    Sample("small_gpt", "SmallGPT", ("1x128:int64", "3x200:int64")),
    Sample("lstm_tagger", "Tagger", ("1x40:int64", "16x25:int64"), has_recurrent_bias=True),
    Sample("over_budget", "Classifier", ("1x3x32x32", "5x3x32x32")),
)
FAILING = Sample("wrong_flatten", "Classifier", ("1x3x32x32", "1x3x36x36"))


def input_tensor(spec: str) -> torch.Tensor:
    """The meta tensor that an input spec such as `1x40:int64` describes."""
    dims, _, element_type = spec.partition(":")
    shape = [int(dim) for dim in dims.split("x")]
    return torch.zeros(shape, dtype=ELEMENT_TYPES[element_type or "float32"], device="meta")


def class_name(layer: torch.nn.Module) -> str:
    """torch's layers under their public name, others under their module's."""
    module = type(layer).__module__
    return f"{'torch.nn' if module.startswith('torch.nn.modules') else module}.{type(layer).__qualname__}"


def shape_of(output: Any) -> Any:
    """The shape of a tensor, or the same for each part of a tuple."""
    return [shape_of(part) for part in output] if isinstance(output, tuple) else list(output.shape)


def build(sample: Sample) -> torch.nn.Module:
    """The sample's model on the meta device, in evaluation mode."""
    module = importlib.import_module(sample.file)
    with torch.device("meta"):
        model: torch.nn.Module = getattr(module, sample.builder)()
    return model.eval()


class Recorder:
    """Per layer: uses, output shape of the first use, FLOPs of all uses without those of the layers inside."""

    def __init__(self, model: torch.nn.Module, counter: FlopCounterMode) -> None:
        self.counter = counter
        self.calls: dict[str, int] = {}
        self.own_flops: dict[str, int] = {}
        self.outputs: dict[str, Any] = {}
        self.bias_additions = 0
        # One entry per running layer call: the counter when it began, and what the calls inside it have spent.
        self.running: list[tuple[int, int]] = []
        for name, layer in model.named_modules():
            layer.register_forward_pre_hook(lambda *_: self.running.append((self.counter.get_total_flops(), 0)))
            layer.register_forward_hook(lambda layer, _, output, name=name: self.leave(name, layer, output))

    def leave(self, name: str, layer: torch.nn.Module, output: Any) -> None:
        """Close the innermost running call, which is one of this layer."""
        start, inside = self.running.pop()
        spent = self.counter.get_total_flops() - start
        if self.running:
            outer_start, outer_inside = self.running.pop()
            self.running.append((outer_start, outer_inside + spent))
        self.calls[name] = self.calls.get(name, 0) + 1
        self.own_flops[name] = self.own_flops.get(name, 0) + spent - inside
        self.outputs.setdefault(name, shape_of(output))
        weighted = isinstance(layer, torch.nn.Linear | torch.nn.modules.conv._ConvNd)
        if weighted and layer.bias is not None:
            self.bias_additions += output.numel()


def rows(model: torch.nn.Module, recorder: Recorder) -> list[dict[str, Any]]:
    """One row a layer in `named_modules()` order; parameters and FLOPs are the layer's own."""
    seen: set[int] = set()
    result = []
    for name, layer in model.named_modules():
        own = [p for p in layer.parameters(recurse=False) if id(p) not in seen]
        seen.update(map(id, own))
        result.append(
            {
                "name": name,
                "class": class_name(layer),
                "params": sum(p.numel() for p in own),
                "buffers": sum(b.numel() for b in layer.buffers(recurse=False)),
                "flops": recorder.own_flops.get(name, 0),
                "calls": recorder.calls.get(name, 0),
                "output": recorder.outputs.get(name),
            }
        )
    return result


def totals(model: torch.nn.Module) -> dict[str, int]:
    """Parameter and buffer elements of a model, shared ones once."""
    return {
        "params": sum(p.numel() for p in model.parameters()),
        "trainable": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "buffers": sum(b.numel() for b in model.buffers()),
    }


def run(sample: Sample, spec: str) -> dict[str, Any]:
    """One forward pass at one input."""
    model = build(sample)
    counter = FlopCounterMode(display=False)
    recorder = Recorder(model, counter)
    with torch.no_grad(), counter:
        output = model(input_tensor(spec))
    flops = counter.get_total_flops()
    layers = rows(model, recorder)
    if sum(row["flops"] for row in layers) != flops:
        raise SystemExit(f"the layers of {sample.file} do not add up to its total")
    result = {"input": spec, **totals(model), "torch": flops, "mac": flops // 2}
    if not sample.has_recurrent_bias:
        result["mac-bias"] = flops // 2 + recorder.bias_additions
    return result | {"output": list(output.shape), "layers": layers}


def fail(sample: Sample, spec: str) -> dict[str, Any]:
    """A pass that torch refuses: its parameters, and what it says."""
    model = build(sample)
    try:
        with torch.no_grad():
            model(input_tensor(spec))
    except RuntimeError as error:
        return {"input": spec, **totals(model), "error": str(error)}
    raise SystemExit(f"{sample.file} was expected to fail at {spec}")


def provenance() -> dict[str, str]:
    """Which tool gave which figure."""
    version = torch.__version__.split("+")[0]
    counter = f"torch {version}, torch.utils.flop_counter.FlopCounterMode on the meta device, eval(), no gradients"
    return {
        "params, trainable, buffers": f"torch {version}, elements of model.parameters() and model.buffers()",
        "torch, flops of a layer": counter,
        "mac": f"half of: {counter}",
        "mac-bias": "mac, plus one per output element of every call of a convolution or linear layer that has a bias",
        "output, calls": f"torch {version}, forward hooks",
        "error": f"torch {version}, the message of the RuntimeError",
    }


def write(sample: Sample, runs: list[dict[str, Any]]) -> None:
    """Store one sample's figures beside it, one layer a line."""
    document = {"target": f"sample_models/{sample.file}.py::{sample.builder}()", "tools": provenance(), "runs": runs}
    lines = {}
    for row in [row for record in runs for row in record.get("layers", [])]:
        lines[json.dumps(row, indent=1)] = json.dumps(row)
    text = json.dumps(document, indent=1)
    for spread, line in lines.items():
        text = text.replace(spread.replace("\n", "\n    "), line)
    (SAMPLES / f"{sample.file}.expected.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Record every sample."""
    sys.path.insert(0, str(SAMPLES))
    torch.backends.mha.set_fastpath_enabled(False)
    for sample in RUNNABLE:
        write(sample, [run(sample, spec) for spec in sample.inputs])
    write(FAILING, [fail(FAILING, FAILING.inputs[0])])


if __name__ == "__main__":
    main()
