"""Versions, build information, back-end switches and processes: what a program asks of its surroundings."""

from __future__ import annotations

import math

from flopslint.catalog.entry import constant, function, native_class
from flopslint.core.dtype import BFLOAT16, FLOAT16, DType
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Class, Value

VERSION = "2.14.1"
"""The release of torch that the catalog describes."""

NUMBERS: dict[str, Value] = {
    "torch.pi": math.pi, "torch.e": math.e, "torch.inf": math.inf, "torch.nan": math.nan, "torch.newaxis": None,
}  # fmt: skip

BUILD: dict[str, Value] = {
    "torch.version.cuda": None, "torch.version.hip": None,
    "torch.version.xpu": None, "torch.version.debug": False, "torch.version.git_version": "",
    "torch.has_mkl": True, "torch.has_lapack": True, "torch.has_openmp": True, "torch.has_spectral": True,
    "torch.cuda.has_half": False, "torch.cuda.has_magma": False, "torch._C._has_mkldnn": True,
    "torch._C._has_cuda": False,
    "torch._C._has_mps": False, "torch._C._GLIBCXX_USE_CXX11_ABI": True,
}  # fmt: skip

FLAGS: dict[str, Value] = {
    "torch.backends.cudnn.enabled": True, "torch.backends.cudnn.benchmark": False,
    "torch.backends.cudnn.deterministic": False, "torch.backends.cudnn.allow_tf32": True,
    "torch.backends.cudnn.benchmark_limit": 10, "torch.backends.cudnn.fp32_precision": "none",
    "torch.backends.cudnn.conv.fp32_precision": "none", "torch.backends.cudnn.rnn.fp32_precision": "none",
    "torch.backends.cuda.matmul.allow_tf32": False,
    "torch.backends.cuda.matmul.allow_fp16_reduced_precision_reduction": True,
    "torch.backends.cuda.matmul.allow_bf16_reduced_precision_reduction": True,
    "torch.backends.cuda.matmul.fp32_precision": "none", "torch.backends.fp32_precision": "none",
    "torch.backends.mkldnn.enabled": True, "torch.backends.mkldnn.deterministic": False,
    "torch.backends.mkldnn.allow_tf32": False, "torch.backends.quantized.engine": "x86",
    "torch.backends.opt_einsum.enabled": True, "torch.backends.opt_einsum.strategy": "auto",
    "torch._dynamo.config.suppress_errors": False, "torch._dynamo.config.cache_size_limit": 8,
    "torch._dynamo.config.verbose": False, "torch._dynamo.config.capture_scalar_outputs": False,
    "torch._dynamo.config.capture_dynamic_output_shape_ops": False, "torch._dynamo.config.optimize_ddp": True,
    "torch._dynamo.config.recompile_limit": 8, "torch._dynamo.config.accumulated_recompile_limit": 256,
    "torch._dynamo.config.inline_inbuilt_nn_modules": True, "torch._dynamo.config.allow_unspec_int_on_nn_module": False,
    "torch.utils.checkpoint.DefaultDeviceType": None,
}  # fmt: skip

for _name, _value in (*NUMBERS.items(), *BUILD.items(), *FLAGS.items()):
    constant(_name, _value)
constant("torch.backends.quantized.supported_engines", ["qnnpack", "onednn", "x86", "fbgemm"])


@function("_flopslint.version")
def version(context: Context) -> Value:
    """The release of torch."""
    return VERSION


@function("_flopslint.unknown_operator", takes_unknown=True)
def unknown_operator(context: Context, name: Value) -> Value:
    """An operator, or a namespace of operators, without an entry."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, f"torch.ops.{name} is not in the catalog")


@function("torch.get_autocast_gpu_dtype", "torch.get_autocast_ipu_dtype", "torch.get_autocast_xla_dtype")
def autocast_gpu_dtype(context: Context) -> Value:
    """The type that autocast uses on accelerators."""
    return FLOAT16


@function("torch.get_autocast_cpu_dtype")
def autocast_cpu_dtype(context: Context) -> Value:
    """The type that autocast uses on the CPU."""
    return BFLOAT16


@function("torch.get_autocast_dtype")
def autocast_dtype(context: Context, device_type: Value) -> Value:
    """The type that autocast uses on a device."""
    found: DType = BFLOAT16 if device_type == "cpu" else FLOAT16
    return found


@function("torch.amp.is_autocast_available", "torch.amp.autocast_mode.is_autocast_available")
def is_autocast_available(context: Context, device_type: Value) -> Value:
    """Whether autocast knows a device."""
    return device_type in {"cpu", "cuda", "xpu", "mps", "hpu", "mtia", "xla", "maia", "ipu"}


@function("torch.get_float32_matmul_precision")
def matmul_precision(context: Context) -> Value:
    """The precision of matrix products."""
    return "highest"


@function("torch.get_deterministic_debug_mode")
def deterministic_debug_mode(context: Context) -> Value:
    """No check of determinism."""
    return 0


@function("torch.accelerator.current_accelerator")
def current_accelerator(context: Context, check_available: Value = False) -> Value:
    """There is none, as ``torch.accelerator.is_available()`` says."""
    return None


@function("torch.backends.cudnn.version", takes_unknown=True)
def cudnn_version(context: Context) -> Value:
    """There is no cuDNN."""
    return None


@function("torch.get_num_threads", "torch.get_num_interop_threads", "torch.__config__.show",
          "torch.__config__.parallel_info", "torch.backends.cpu.get_cpu_capability", "torch.cuda.get_device_properties",
          "torch.cuda.get_device_name", "torch.cuda.get_device_capability", "torch.cuda.current_device",
          "torch.cuda.current_stream", "torch.cuda.default_stream", "torch.cuda.mem_get_info",
          "torch.cuda.memory_summary",
          "torch.cuda.get_arch_list", takes_unknown=True)  # fmt: skip
def surroundings(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """What depends on the machine is not known."""
    return context.unknown(GapKind.ENVIRONMENT, "what machine the program runs on")


@function("torch.distributed.get_rank", "torch.distributed.get_world_size", "torch.distributed.get_backend",
          "torch.distributed.barrier", "torch.distributed.get_process_group_ranks",
          "torch.distributed.distributed_c10d.get_rank", "torch.distributed.distributed_c10d.get_world_size",
          takes_unknown=True)  # fmt: skip
def without_group(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """There is one process and no group.

    Raises:
        Raised: ValueError, as torch does without a process group.
    """
    raise context.error(
        "ValueError", "Default process group has not been initialized, please make sure to call init_process_group."
    )


@function("torch.distributed.init_process_group", "torch.distributed.destroy_process_group",
          "torch.distributed.new_group", "torch.distributed.all_reduce", "torch.distributed.all_gather",
          "torch.distributed.broadcast", "torch.distributed.reduce", "torch.distributed.all_gather_into_tensor",
          "torch.distributed.reduce_scatter_tensor", "torch.distributed.gather", "torch.distributed.scatter",
          "torch.distributed.all_to_all", "torch.distributed.all_to_all_single", "torch.distributed.send",
          "torch.distributed.recv", "torch.distributed.isend", "torch.distributed.irecv",
          "torch.distributed.all_gather_object", "torch.distributed.broadcast_object_list",
          "torch.distributed.nn.all_gather",
          "torch.distributed.nn.functional.all_gather", "torch.distributed.nn.functional.all_reduce",
          "torch.distributed.nn.all_reduce", "torch.distributed.init_device_mesh",
          "torch.distributed.device_mesh.init_device_mesh", takes_unknown=True)  # fmt: skip
def between_processes(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """What other processes send is not known."""
    return context.unknown(GapKind.ENVIRONMENT, "communication between processes")


def _never_made(context: Context, cls: Class, *arguments: Value) -> Value:
    """Made only by the program itself."""
    return context.unknown(GapKind.UNKNOWN_FUNCTION, f"a value of {cls.name}")


for _names in (
    ("torch.SymInt",), ("torch.SymFloat",), ("torch.SymBool",), ("torch.Node",), ("torch.ScriptFunction",),
    ("torch.fx.Proxy", "torch.fx.proxy.Proxy"), ("torch.fx.Node", "torch.fx.node.Node"),
    ("torch.nn.attention.flex_attention.BlockMask",),
    ("torch.distributed.tensor.DTensor", "torch.distributed._tensor.DTensor"),
):  # fmt: skip
    native_class(*_names)(_never_made)


@function("torch.sym_int")
def sym_int(context: Context, a: Value) -> Value:
    """``int`` of a plain number."""
    return context.call(context.look_up("builtins.int"), (a,))


@function("torch.sym_float")
def sym_float(context: Context, a: Value) -> Value:
    """``float`` of a plain number."""
    return context.call(context.look_up("builtins.float"), (a,))


@function("torch.sym_max")
def sym_max(context: Context, a: Value, b: Value) -> Value:
    """``max`` of plain numbers."""
    return context.call(context.look_up("builtins.max"), (a, b))


@function("torch.sym_min")
def sym_min(context: Context, a: Value, b: Value) -> Value:
    """``min`` of plain numbers."""
    return context.call(context.look_up("builtins.min"), (a, b))
