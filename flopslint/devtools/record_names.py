"""Lists the public names of an installed library: modules, what they hold, and members of classes.

The name of a module ends with a colon: it is no value that could be called.

Run it with an interpreter that has the library::

    python flopslint/devtools/record_names.py torch flopslint/catalog/torch/names.txt
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import sys
import types
import warnings
from pathlib import Path

PRIVATE_MODULES = frozenset({
    "torch._C", "torch._C._nn", "torch._C._fft", "torch._C._linalg", "torch._C._special", "torch._dynamo",
    "torch._dynamo.config", "torch._functorch.apis", "torch._jit_internal", "torch._ops", "torch._tensor",
    "torch._utils", "torch._VF", "torch.fx._symbolic_trace", "torch.jit._script", "torch.jit._trace",
    "torch.utils._pytree", "torch._higher_order_ops", "torch._dynamo.eval_frame", "torch.distributed._tensor",
    "torch.nn.modules._functions", "torch.amp.autocast_mode", "torch.utils._python_dispatch",
    "torch.distributed._shard", "torch.distributed._composable.fsdp", "torch.optim._functional",
    "torch.nn._reduction", "torch._weights_only_unpickler", "torch.nn.utils._named_member_accessor",
    "torch.nn.parallel._functions", "torch.utils._device",
})  # fmt: skip
"""Private modules that programs reach into."""

SKIPPED = (
    "torch._inductor", "torch._refs", "torch._export", "torch._numpy", "torch._decomp", "torch._prims.",
    "torch._strobelight", "torch._vendor", "torch.testing._internal", "torch.utils.benchmark.examples",
    "torch.utils.hipify", "torch.utils.bottleneck", "torch.utils.tensorboard", "torch.utils.data.datapipes",
    "torch.utils._sympy", "torch.utils._strobelight", "torch.utils._cxx_pytree", "torch.onnx._internal",
    "torch.distributed.elastic", "torch.distributed.benchmarks", "torch.distributed.launcher",
    "torch.distributed.tensor.examples", "torch.distributed.flight", "torch.fx.experimental",
    "torch.fx.passes", "torch.ao.ns", "torch.ao.pruning", "torch.contrib", "torch.include.", "torch.lib.",
    "torch.share.", "torch.cpp.", "torch.backends._nnapi", "torch.export._", "torch._lazy", "torch._logging",
    "torch._subclasses", "torch._custom_op", "torch._library", "torch._awaits", "torch._native",
    "torch.ao.quantization.pt2e", "torch.ao.quantization.fx", "torch.ao.quantization.quantizer",
    "torch.ao.quantization.backend_config", "torch.csrc",
)  # fmt: skip
"""Modules below which programs do not reach, by the beginning of their names."""

LEGACY_TYPES = ("torch.cuda", "torch.sparse", "torch.cuda.sparse")
"""Modules of tensor types of old, whose members are those of ``torch.Tensor``."""

HIDDEN_MEMBERS = frozenset(dir(object)) | {"__dict__", "__weakref__", "__module__", "__annotations__", "__slots__"}


def is_public(module: str) -> bool:
    """Whether a module's public names are listed."""
    if module.startswith(SKIPPED):
        return False
    hidden = any(part.startswith("_") for part in module.split("."))
    return not hidden or module in PRIVATE_MODULES


def modules_of(library: str) -> dict[str, types.ModuleType]:
    """All listed modules of a library that import cleanly, by name."""
    root = importlib.import_module(library)
    found = {library: root}
    for info in pkgutil.walk_packages(root.__path__, f"{library}.", onerror=print):
        if is_public(info.name):
            module = _imported(info.name)
            if module is not None:
                found[info.name] = module
    found.update(
        (name, module)
        for name, module in list(sys.modules.items())
        if name.startswith(f"{library}.") and is_public(name) and isinstance(module, types.ModuleType)
    )
    return found


def _imported(name: str) -> types.ModuleType | None:
    try:
        return importlib.import_module(name)
    except BaseException as error:  # noqa: BLE001 - a module may do anything when imported, exit included
        print(f"not listed: {name}: {type(error).__name__}", file=sys.stderr)
        return None


def names_of(library: str) -> set[str]:
    """Dotted names: modules, their attributes, and the members of classes under the module that defines them."""
    modules = modules_of(library)
    names = set(modules)
    for module_name, module in modules.items():
        private_too = module_name in {"torch", "torch._C", "torch.jit"} or module_name.startswith("torch.nn.modules")
        # Some modules stand in for another of the same name, which they hold as ``m``.
        behind = dir(module.m) if isinstance(getattr(module, "m", None), types.ModuleType) else []
        own = {*dir(module), *vars(type(module)), *behind} - vars(types.ModuleType).keys() - vars(object).keys()
        for name in own:
            if (name.startswith("__") and name != "__version__") or (
                name.startswith("_") and not private_too and not _is_own(module, name)
            ):
                continue
            names.add(f"{module_name}.{name}")
            if module_name in LEGACY_TYPES and name.endswith("Tensor"):
                continue
            value = getattr(module, name, None)
            if inspect.isclass(value) and value.__module__ == module_name and value.__qualname__ == name:
                names.update(f"{module_name}.{name}.{member}" for member in _members(value, modules))
    return names


def _is_own(module: types.ModuleType, name: str) -> bool:
    """Whether a private name is a function or class that the module itself defines."""
    value = getattr(module, name, None)
    is_plain = inspect.isroutine(value) or inspect.isclass(value)
    return is_plain and getattr(value, "__module__", None) == module.__name__


def _members(cls: type, modules: dict[str, types.ModuleType]) -> set[str]:
    """A class's own members, and those of its bases up to the first that is listed itself."""
    if issubclass(cls, (BaseException, int, str)):
        return {name for name in vars(cls) if not name.startswith("_")}
    found: set[str] = set()
    for base in cls.__mro__:
        if base is object or (base is not cls and base.__module__ in modules and not base.__module__.endswith("._C")):
            break
        found.update(vars(base))
    return {name for name in found - HIDDEN_MEMBERS if not name.startswith("__")}


def main() -> None:
    """``record_names.py LIBRARY FILE``."""
    library, path = sys.argv[1:3]
    warnings.simplefilter("ignore")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
    modules = modules_of(library).keys()
    names = sorted(f"{name}:" if name in modules else name for name in names_of(library))
    Path(path).write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} names", file=sys.stderr)


if __name__ == "__main__":
    main()
