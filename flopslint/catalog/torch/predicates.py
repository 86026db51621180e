"""What inference on a CPU answers to every question about the mode it runs in: one closed table.

Analysis is eager, without gradients, without an accelerator, in one process, outside scripting, tracing, export,
compilation, autocast and overrides. Source: the pages of torch.jit, torch.compiler, torch.cuda, torch.distributed and
torch.overrides under https://docs.pytorch.org/docs/stable/
"""

from __future__ import annotations

from flopslint.catalog.entry import FunctionEntry, register
from flopslint.values.context import Context
from flopslint.values.signature import Signature
from flopslint.values.value import Value

NO = (
    # torch.jit, torch.fx, torch.onnx
    "torch.jit.is_scripting", "torch.jit.is_tracing", "torch.jit._trace.is_scripting",
    "torch.jit._trace.is_tracing", "torch._jit_internal.is_scripting", "torch._C._is_tracing",
    "torch.onnx.is_in_onnx_export",
    "torch.fx._symbolic_trace.is_fx_tracing", "torch.fx._symbolic_trace.is_fx_symbolic_tracing",
    "torch.fx._symbolic_trace._is_fx_tracing_context", "torch.fx.traceback.has_preserved_node_meta",
    "torch.fx.traceback._is_preserving_node_seq_nr",
    # torch.compile
    "torch.compiler.is_compiling", "torch.compiler.is_dynamo_compiling", "torch.compiler.is_exporting",
    "torch.compiler._is_non_strict_tracing", "torch._utils.is_compiling", "torch._dynamo.is_compiling",
    "torch._dynamo.is_dynamo_disable_recursive", "torch._dynamo.external_utils.is_compiling",
    "torch.utils.checkpoint._is_compiling",
    # accelerators
    "torch.cuda.is_available", "torch.cuda.is_initialized", "torch.cuda._is_compiled", "torch.cuda.is_bf16_supported",
    "torch.cuda.is_tf32_supported", "torch.cuda.is_current_stream_capturing",
    "torch.cuda.graphs.is_current_stream_capturing", "torch.cuda.graphs._is_mem_pool",
    "torch.cuda.memory.is_initialized", "torch.cuda.random.is_initialized",
    "torch.cuda.nccl.is_available", "torch.cuda.gds.is_available", "torch.cuda.tunable.is_enabled",
    "torch.cuda.graph_annotations.is_available", "torch.mps.is_available", "torch.mps.profiler.is_capturing_metal",
    "torch.mps.profiler.is_metal_capture_enabled", "torch.mtia.is_available", "torch.mtia.is_initialized",
    "torch.mtia._is_compiled", "torch.mtia._is_in_bad_fork", "torch.mtia.is_bf16_supported", "torch.mtia.is_fbcode",
    "torch.mtia.is_prod", "torch.xpu.is_available", "torch.xpu.is_initialized", "torch.xpu._is_compiled",
    "torch.xpu._is_in_bad_fork", "torch.xpu.is_bf16_supported", "torch.xpu.is_tf32_supported",
    "torch.xpu.is_current_stream_capturing", "torch.xpu.graphs.is_current_stream_capturing",
    "torch.xpu.memory.is_initialized", "torch.xpu.random.is_initialized", "torch.accelerator.is_available",
    "torch.is_vulkan_available", "torch._utils._is_privateuse1_backend_available", "torch.cuda._is_in_bad_fork",
    "torch.backends.cuda.is_built", "torch.backends.cuda.is_ck_sdpa_available", "torch.backends.mps.is_available",
    "torch.backends.mps.is_built", "torch.backends.mps.is_macos13_or_newer", "torch.backends.mps.is_macos_or_newer",
    "torch.backends.cusparselt.is_available", "torch.backends.kleidiai.is_available",
    "torch.backends.mkldnn.is_acl_available", "torch.backends.cudnn.is_available", "torch.backends.cudnn.is_acceptable",
    "torch.backends.cuda.is_flash_attention_available",
    "torch.backends.python_native.is_dsl_disabled", "torch.backends.python_native.is_operation_disabled",
    # gradients, autocast, determinism
    "torch.is_grad_enabled", "torch._C.is_grad_enabled", "torch.is_autocast_enabled", "torch.is_autocast_cpu_enabled",
    "torch.is_autocast_ipu_enabled", "torch.is_autocast_xla_enabled", "torch.is_inference_mode_enabled",
    "torch.is_anomaly_enabled", "torch.are_deterministic_algorithms_enabled", "torch.is_warn_always_enabled",
    "torch.is_deterministic_algorithms_warn_only_enabled", "torch.autograd.is_view_replay_enabled",
    "torch._C._is_torch_function_mode_enabled", "torch._C._functorch.is_batchedtensor",
    # distribution
    "torch.distributed.is_initialized", "torch.distributed.is_nccl_available", "torch.distributed.is_mpi_available",
    "torch.distributed.is_ucc_available", "torch.distributed.is_xccl_available",
    "torch.distributed.is_torchelastic_launched", "torch.distributed._is_spmd_types_available",
    "torch.distributed.distributed_c10d.is_initialized", "torch.distributed.device_mesh.is_initialized",
    "torch.is_distributed", "torch.distributed.rpc._is_current_rpc_agent_set",
    # overrides
    "torch.overrides.has_torch_function", "torch.overrides.has_torch_function_unary",
    "torch.overrides.has_torch_function_variadic", "torch._C._has_torch_function", "torch._C._has_torch_function_unary",
    "torch._C._has_torch_function_variadic", "torch.functional.has_torch_function",
    "torch.functional.has_torch_function_unary", "torch.functional.has_torch_function_variadic",
    "torch.nn.functional.has_torch_function", "torch.nn.functional.has_torch_function_unary",
    "torch.nn.functional.has_torch_function_variadic", "torch._tensor.has_torch_function",
    "torch._tensor.has_torch_function_unary", "torch._tensor.has_torch_function_variadic",
    "torch.autograd.has_torch_function", "torch.jit._script.has_torch_function",
    "torch.jit._script.has_torch_function_unary", "torch.jit._script.has_torch_function_variadic",
    "torch.utils.backend_registration.has_torch_function_unary", "torch.masked.is_masked_tensor",
    "torch.utils._python_dispatch.is_in_torch_dispatch_mode",
    "torch.utils._python_dispatch.is_in_any_mode_without_ignore_compile_internals",
    "torch.utils._python_dispatch.is_traceable_wrapper_subclass",
    "torch.utils._python_dispatch.is_traceable_wrapper_subclass_type", "torch.package.is_from_package",
    "torch.profiler.is_fbcode", "torch._is_functional_tensor", "torch._is_functional_tensor_base",
    "torch._is_zerotensor",
)  # fmt: skip

YES = (
    "torch.distributed.is_available", "torch.distributed.is_gloo_available", "torch.distributed.rpc.is_available",
    "torch.distributed.autograd.is_available", "torch.distributed.device_mesh.is_available", "torch.cpu.is_available",
    "torch.cpu.is_initialized", "torch.backends.mkl.is_available", "torch.backends.mkldnn.is_available",
    "torch.backends.openmp.is_available", "torch.is_autocast_cache_enabled",
    "torch.is_anomaly_check_nan_enabled", "torch.autograd.is_multithreading_enabled",
    "torch._dynamo.is_dynamo_supported",
    "torch.backends.cuda.flash_sdp_enabled", "torch.backends.cuda.math_sdp_enabled",
    "torch.backends.cuda.mem_efficient_sdp_enabled", "torch.backends.cuda.cudnn_sdp_enabled",
    "torch.backends.nnpack.is_available", "torch._C._get_cudnn_enabled",
)  # fmt: skip

NOTHING = (
    "torch._C._get_tracing_state", "torch._C._log_api_usage_once",
    "torch.cuda.get_rng_state_all", "torch._C._jit_set_profiling_executor",
    "torch._C._jit_set_profiling_mode", "torch._C._set_graph_executor_optimize",
    "torch._C._jit_set_texpr_fuser_enabled",
    "torch._C._cuda_clearCublasWorkspaces", "torch._logging.set_logs", "torch._C._jit_override_can_fuse_on_cpu",
    "torch._C._jit_override_can_fuse_on_gpu", "torch._C._jit_set_nvfuser_enabled", "torch._C._set_dispatch_mode",
    "torch.backends.cuda.enable_flash_sdp", "torch.backends.cuda.enable_math_sdp",
    "torch.backends.cuda.enable_mem_efficient_sdp", "torch.backends.cuda.enable_cudnn_sdp", "torch._dynamo.reset",
    "torch._dynamo.graph_break", "torch.compiler.reset", "torch.compiler.cudagraph_mark_step_begin",
    "torch._dynamo.mark_dynamic", "torch._dynamo.maybe_mark_dynamic", "torch._dynamo.mark_static",
    "torch._dynamo.mark_static_address", "torch.set_autocast_enabled", "torch.set_autocast_cache_enabled",
    "torch.set_autocast_dtype", "torch.set_autocast_cpu_enabled", "torch.set_autocast_gpu_dtype",
    "torch.clear_autocast_cache", "torch.autograd._enable_record_function",
)  # fmt: skip

NUMBERS = {
    "torch.cuda.device_count": 0, "torch.mps.device_count": 0, "torch.xpu.device_count": 0, "torch.cpu.device_count": 1,
    "torch.accelerator.device_count": 0, "torch.mtia.device_count": 0,
    "torch.cuda.memory_allocated": 0, "torch.cuda.max_memory_allocated": 0, "torch.cuda.memory_reserved": 0,
    "torch.cuda.max_memory_reserved": 0,
}  # fmt: skip


def _register(names: tuple[str, ...], answer: Value) -> None:
    def answer_always(context: Context, *arguments: Value, **keywords: Value) -> Value:
        """Always the same."""
        return answer

    for name in names:
        signature = Signature.of(answer_always, skip=1)
        register((name,), FunctionEntry(name=name, function=answer_always, signature=signature, takes_unknown=True))


_register(NO, False)
_register(YES, True)
_register(NOTHING, None)
for _name, _number in NUMBERS.items():
    _register((_name,), _number)
