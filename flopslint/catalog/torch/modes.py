"""Modes, context managers and decorators at once, none of which changes a figure: no_grad, autocast and the like."""

from __future__ import annotations

from flopslint.catalog.entry import function, native_class
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import BoundMethod, Class, Function, Instance, NativeFunction, Partial, Value

CALLABLES = (Function, BoundMethod, NativeFunction, Partial, Class)


GIVING_SELF = frozenset({
    "torch.amp.autocast", "torch.cuda.amp.autocast", "torch.cpu.amp.autocast", "torch.autograd.profiler.profile",
    "torch.autograd.profiler.record_function", "torch.cuda.Stream", "torch.autograd.profiler.emit_nvtx",
    "torch.utils.flop_counter.FlopCounterMode",
})  # fmt: skip
"""Modes that ``with ... as`` binds; the others give None."""


def _register_mode(*names: str) -> None:
    """A class whose values do nothing at the start and the end of a block, and give back what they decorate."""

    def make(context: Context, cls: Class, *arguments: Value, **keywords: Value) -> Value:
        """A mode; the function itself where it stands before one without parentheses."""
        if len(arguments) == 1 and not keywords and isinstance(arguments[0], CALLABLES):
            return arguments[0]
        return Instance(cls, context.site)

    native_class(*names, takes_unknown=True)(make)
    function(f"{names[0]}.__enter__")(_enter_as_self if names[0] in GIVING_SELF else _enter)
    function(f"{names[0]}.__exit__", takes_unknown=True)(_exit)
    function(f"{names[0]}.__call__", takes_unknown=True)(_decorate)


def _enter(context: Context, self: Instance) -> Value:
    """``as`` gives nothing."""
    return None


def _enter_as_self(context: Context, self: Instance) -> Value:
    """``as`` gives the mode itself."""
    return self


def _exit(context: Context, self: Instance, *exception: Value) -> Value:
    """Exceptions pass."""
    return None


def _decorate(context: Context, self: Instance, func: Value) -> Value:
    """The function as it is."""
    return func


MODES: tuple[tuple[str, ...], ...] = (
    ("torch.no_grad", "torch.autograd.no_grad", "torch.autograd.grad_mode.no_grad"),
    ("torch.enable_grad", "torch.autograd.enable_grad", "torch.autograd.grad_mode.enable_grad"),
    ("torch.set_grad_enabled", "torch.autograd.set_grad_enabled", "torch.autograd.grad_mode.set_grad_enabled"),
    ("torch.inference_mode", "torch.autograd.inference_mode", "torch.autograd.grad_mode.inference_mode"),
    ("torch.autograd.set_multithreading_enabled", "torch.autograd.grad_mode.set_multithreading_enabled"),
    ("torch.autograd.detect_anomaly", "torch.autograd.anomaly_mode.detect_anomaly"),
    ("torch.autograd.set_detect_anomaly", "torch.autograd.anomaly_mode.set_detect_anomaly"),
    ("torch.autograd.graph.save_on_cpu",),
    ("torch.autograd.graph.saved_tensors_hooks",),
    ("torch.autograd.graph.disable_saved_tensors_hooks",),
    ("torch.amp.autocast", "torch.autocast", "torch.amp.autocast_mode.autocast"),
    ("torch.cuda.amp.autocast", "torch.cuda.amp.autocast_mode.autocast"),
    ("torch.cpu.amp.autocast", "torch.cpu.amp.autocast_mode.autocast"),
    ("torch.autograd.profiler.record_function", "torch.profiler.record_function"),
    ("torch.autograd.profiler.profile", "torch.profiler.profile"),
    ("torch.autograd.profiler.emit_nvtx",),
    ("torch.random.fork_rng",),
    ("torch.nn.attention.sdpa_kernel",),
    ("torch.backends.cuda.sdp_kernel",),
    ("torch.backends.cudnn.flags",),
    ("torch.backends.mkldnn.flags",),
    ("torch.jit.optimized_execution",),
    ("torch.jit.fuser",),
    ("torch.jit.strict_fusion",),
    ("torch.cuda.device", "torch.cuda._DeviceGuard"),
    ("torch.cuda.device_of",),
    ("torch.cuda.StreamContext", "torch.cuda.stream"),
    ("torch.cuda.Stream", "torch.Stream"),
    ("torch.cuda.Event", "torch.Event"),
    ("torch.cuda.nvtx.range",),
    ("torch.utils.flop_counter.FlopCounterMode",),
    ("torch.sparse.check_sparse_tensor_invariants",),
    ("torch.nn.utils.parametrize.cached",),
    ("torch._C.DisableTorchFunctionSubclass", "torch.DisableTorchFunctionSubclass",
     "torch._C.DisableTorchFunction"),
    ("torch._C._DisableFuncTorch",),
    ("torch._dynamo.config.patch",),
)  # fmt: skip

for _names in MODES:
    _register_mode(*_names)


@function("torch.cuda.Stream.synchronize", "torch.cuda.Stream.wait_stream", "torch.cuda.Stream.wait_event",
          "torch.cuda.Event.record", "torch.cuda.Event.wait", "torch.cuda.Event.synchronize",
          takes_unknown=True)  # fmt: skip
def waits(context: Context, self: Instance, *arguments: Value) -> Value:
    """Streams do not run here."""
    return None


@function("torch.autograd.profiler.profile.step", takes_unknown=True)
def step(context: Context, self: Instance) -> Value:
    """Nothing is measured."""
    return None


@function("torch.seed", "torch.random.seed", "torch.set_rng_state",
          "torch.random.set_rng_state", "torch.cuda.manual_seed", "torch.cuda.manual_seed_all", "torch.cuda.set_device",
          "torch.cuda.synchronize", "torch.cuda.empty_cache", "torch.cuda.set_rng_state", "torch.cuda.init",
          "torch.cuda.reset_peak_memory_stats", "torch.cuda.ipc_collect", "torch.mps.empty_cache",
          "torch.mps.synchronize",
          "torch.mps.manual_seed", "torch.cuda.nvtx.range_push", "torch.cuda.nvtx.range_pop", "torch.cuda.nvtx.mark",
          "torch.autograd.backward", takes_unknown=True)  # fmt: skip
def does_nothing(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """Seeds and devices change no figure."""
    return None


@function("torch.get_rng_state", "torch.random.get_rng_state", "torch.cuda.get_rng_state", "torch.initial_seed",
          "torch.random.initial_seed", takes_unknown=True)  # fmt: skip
def random_state(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """Random numbers are not drawn."""
    return context.unknown(GapKind.DATA_DEPENDENT, "the state of the random number generator")


@function("torch.manual_seed", "torch.random.manual_seed", takes_unknown=True)
def manual_seed(context: Context, seed: Value) -> Value:
    """The generator of random numbers that are not drawn."""
    return Instance(context.find_class("torch.Generator"), context.site)


@native_class("torch.Generator", "torch._C.Generator", takes_unknown=True)
def generator(context: Context, cls: Class, device: Value = None) -> Value:
    """A source of random numbers that are not drawn."""
    return Instance(cls, context.site)


@function("torch.Generator.manual_seed", "torch.Generator.set_state", takes_unknown=True)
def seeded(context: Context, self: Instance, *arguments: Value) -> Value:
    """The generator itself."""
    return self


@function("torch.Generator.seed", "torch.Generator.initial_seed", "torch.Generator.get_state")
def drawn(context: Context, self: Instance) -> Value:
    """Random numbers are not drawn."""
    return context.unknown(GapKind.DATA_DEPENDENT, "the state of a random number generator")
