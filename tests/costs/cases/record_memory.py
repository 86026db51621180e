"""Records what real torch holds in memory: `PYTHON_WITH_TORCH tests/costs/cases/record_memory.py > tests/costs/memory.json`.

Every function that a model calls is seen by a `TorchFunctionMode`, with the storages of the tensors given to it and of
those it gives. A storage is live from the call that makes it to the last call that takes or gives a tensor on it; those of
the model's inputs are live all the time, as are those that are there before and are neither parameter nor buffer; those
that forward returns are live to the end. Attributes (`x.shape`) and calls that give no tensor (`x.size()`) are no use of a
tensor. The peak is the largest sum of the bytes of live storages at one call. All on the meta device, in eval, without grad.
"""

import importlib.util
import json
import sys
from pathlib import Path

import torch
import torchvision
from torch.overrides import TorchFunctionMode

FOLDER = Path(__file__).with_name("memory")
MODELS = {
    "alexnet": "alexnet", "vgg16": "vgg", "resnet18": "resnet", "resnet50": "resnet", "mobilenet_v2": "mobilenetv2",
    "mobilenet_v3_large": "mobilenetv3", "efficientnet_b0": "efficientnet", "densenet121": "densenet",
    "squeezenet1_0": "squeezenet", "shufflenet_v2_x1_0": "shufflenetv2", "googlenet": "googlenet",
    "regnet_x_400mf": "regnet", "mnasnet1_0": "mnasnet", "convnext_tiny": "convnext", "swin_t": "swin_transformer",
    "vit_b_16": "vision_transformer",
}


def tensors(value):
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from tensors(one)


def storages(value):
    for one in tensors(value):
        storage = one.untyped_storage()
        yield storage._cdata, storage.nbytes()


class Watch(TorchFunctionMode):
    def __init__(self):
        super().__init__()
        self.calls = []
        self.kept = []  # so that no storage gets the place of one that is gone

    def __torch_function__(self, func, types, args=(), kwargs=None):
        given = [args, kwargs or {}]
        result = func(*args, **(kwargs or {}))
        name = getattr(func, "__name__", str(func))
        if name != "__get__" and (list(tensors(result)) or name == "__setitem__"):
            self.kept.append((given, result))
            self.calls.append((list(storages(given)), list(storages(result))))
        return result


def peak(model, inputs):
    watch = Watch()
    weights = {one for one, _ in storages([*model.parameters(), *model.buffers()])}
    with torch.no_grad(), watch:
        output = model(*inputs)
    end = len(watch.calls)
    size, first, last = {}, {}, {}

    def seen(storage, made, until):
        if storage[0] not in weights:
            size[storage[0]] = storage[1]
            first.setdefault(storage[0], made)
            last[storage[0]] = max(last.get(storage[0], 0), until)

    for one in storages(inputs):
        seen(one, 0, end)
    for position, (given, made) in enumerate(watch.calls):
        for one in given:
            seen(one, 0, position if one[0] in first else end)
        for one in made:
            seen(one, position, position)
    for one in storages(output):
        seen(one, end, end)
    return max(sum(size[one] for one in size if first[one] <= position <= last[one]) for position in range(end + 1))


def by_type(found):
    sizes = {}
    for one in found:
        name = str(one.dtype).removeprefix("torch.")
        sizes[name] = sizes.get(name, 0) + one.numel() * one.element_size()
    return dict(sorted(sizes.items()))


def measured(model, specs):
    model.eval()
    inputs = []
    for spec in specs:
        dims, _, dtype = spec.partition(":")
        shape = [int(dim) for dim in dims.split("x")]
        inputs.append(torch.empty(shape, dtype=getattr(torch, dtype or "float32"), device="meta"))
    return {
        "inputs": specs, "parameters": by_type(model.parameters()), "buffers": by_type(model.buffers()),
        "activations": peak(model, inputs),
    }


def main():
    found = {"torch": torch.__version__, "torchvision": torchvision.__version__, "cases": {}, "models": {}}
    for path in sorted(FOLDER.glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"case_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        with torch.device("meta"):  # moving a model there would part tensors that are tied
            model = module.Model()
        found["cases"][path.stem] = measured(model, module.INPUTS)
    for name, file in MODELS.items():
        options = {"init_weights": False} if name == "googlenet" else {}
        model = torchvision.models.get_model(name, weights=None, **options)
        arguments = ", ".join(f"{key}={value}" for key, value in options.items())
        target = f"torchvision/models/{file}.py::{name}({arguments})"
        found["models"][target] = measured(model.to("meta"), ["1x3x224x224"])
    json.dump(found, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
