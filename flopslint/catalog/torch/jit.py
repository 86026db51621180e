"""``torch.jit`` and other decorators and wrappers that give back what they are given: eager mode runs the source."""

from __future__ import annotations

from flopslint.catalog.entry import function, native_class
from flopslint.catalog.torch.modes import CALLABLES
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.value import Alias, Class, Instance, Unknown, Value


@function("torch.jit.script", "torch.jit.trace", "torch.jit.trace_module", "torch.jit.script_if_tracing",
          "torch.jit._script.script", "torch.jit._trace.trace",
          "torch.jit._script_if_tracing", "torch.jit._trace._script_if_tracing", "torch.jit.interface",
          "torch.jit.freeze",
          "torch.jit.optimize_for_inference", "torch.jit.script_method", "torch.jit._overload",
          "torch.jit._overload_method",
          "torch._jit_internal._overload", "torch._jit_internal._overload_method", "torch.jit._drop",
          "torch.jit.run_frozen_optimizations", "torch.jit.set_module", "torch._jit_internal._copy_to_script_wrapper",
          "torch._jit_internal.export", "torch.jit.export", "torch._jit_internal.boolean_dispatched",
                "torch.compiler.assume_constant_result", "torch._dynamo.assume_constant_result",
                "torch.compiler.nested_compile_region",
          takes_unknown=True)  # fmt: skip
def same(context: Context, obj: Value, *arguments: Value, **keywords: Value) -> Value:
    """The first argument as it is."""
    return obj


def _as_decorator(context: Context, function_or_option: Value) -> Value:
    """The function itself, or for options a decorator that gives functions back."""
    if isinstance(function_or_option, (*CALLABLES, Instance, Unknown)):
        return function_or_option
    return context.look_up("_flopslint.identity")


@function("_flopslint.identity", takes_unknown=True)
def identity(context: Context, value: Value) -> Value:
    """The argument as it is."""
    return value


@function("torch.jit.ignore", "torch.jit.unused", "torch._jit_internal.ignore", "torch._jit_internal.unused",
          "torch.compiler.disable", "torch.compiler.allow_in_graph", "torch._dynamo.disable",
          "torch._dynamo.allow_in_graph",
          "torch._dynamo.disallow_in_graph", "torch._dynamo.run", "torch._dynamo.forbid_in_graph",
          "torch._disable_dynamo",
          "torch._dynamo.disable_nested_graph_breaks", "torch._dynamo.dont_skip_tracing",
          "torch._dynamo.nonstrict_trace",

          takes_unknown=True)  # fmt: skip
def decorator_or_factory(context: Context, fn: Value = None, *arguments: Value, **keywords: Value) -> Value:
    """A decorator with and without parentheses."""
    return _as_decorator(context, fn)


@function("torch.compile", takes_unknown=True)
def compile_(
    context: Context,
    model: Value = None,
    *,
    fullgraph: Value = False,
    dynamic: Value = None,
    backend: Value = "inductor",
    mode: Value = None,
    options: Value = None,
    disable: Value = False,
    **others: Value,
) -> Value:
    """The model as it is: a compiled one computes the same."""
    return _as_decorator(context, model)


@function("torch._dynamo.optimize", "torch._dynamo.optimize_assert", takes_unknown=True)
def optimize(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """A decorator that gives functions back."""
    return context.look_up("_flopslint.identity")


@function("torch.fx.wrap", "torch.fx._symbolic_trace.wrap", takes_unknown=True)
def wrap(context: Context, fn_or_name: Value) -> Value:
    """As a statement with a name, and as a decorator."""
    return fn_or_name


@function("torch.library.custom_op", "torch.library.register_fake", "torch.library.impl", "torch.library.impl_abstract",
          "torch.library.register_kernel", "torch.library.register_autograd", "torch.library.register_vmap",
          "torch.library.triton_op", "torch.library.register_autocast",
          "torch.onnx.register_custom_op_symbolic", "torch.amp.custom_fwd", "torch.amp.custom_bwd",
          "torch.cuda.amp.custom_fwd", "torch.cuda.amp.custom_bwd", "torch.amp.autocast_mode.custom_fwd",
          "torch.amp.autocast_mode.custom_bwd", "torch.cuda.amp.autocast_mode.custom_fwd",
          "torch.cuda.amp.autocast_mode.custom_bwd", takes_unknown=True)  # fmt: skip
def registration(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """A decorator that gives functions back, or the function itself where it is the last argument."""
    given = [value for value in arguments if not isinstance(value, (str, Unknown))]
    if given and isinstance(given[-1], CALLABLES):
        return given[-1]
    return context.look_up("_flopslint.identity")


@function("torch.library.define", "torch.onnx.unregister_custom_op_symbolic", takes_unknown=True)
def defines(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """A name for an operator."""
    return None


@native_class("torch.library.Library", takes_unknown=True)
def library(context: Context, cls: Class, ns: Value, kind: Value, dispatch_key: Value = "") -> Value:
    """A namespace of operators."""
    return Instance(cls, context.site)


@function(
    "torch.library.Library.define", "torch.library.Library.impl", "torch.library.Library.fallback", takes_unknown=True
)
def library_defines(context: Context, self: Instance, *arguments: Value, **keywords: Value) -> Value:
    """A name for an operator."""
    return None


@function("torch.overrides.handle_torch_function", takes_unknown=True)
def handle_torch_function(
    context: Context, public_api: Value, relevant_args: Value, *args: Value, **kwargs: Value
) -> Value:
    """Never reached, as nothing overrides."""
    return context.call(public_api, args, kwargs)


@function("torch.overrides.is_tensor_like", takes_unknown=True)
def is_tensor_like(context: Context, inp: Value) -> Value:
    """Whether a value is a tensor."""
    return inp if isinstance(inp, Unknown) else context.is_instance(inp, context.find_class("torch.Tensor"))


@function("torch.jit.annotate", takes_unknown=True)
def annotate(context: Context, the_type: Value, the_value: Value) -> Value:
    """The value as it is."""
    return the_value


@function("torch.jit.Attribute", takes_unknown=True)
def attribute_of(context: Context, value: Value, type: Value = None) -> Value:
    """The value as it is."""
    return value


@function("torch.jit.isinstance")
def isinstance_(context: Context, obj: Value, target_type: Value) -> Value:
    """``isinstance`` that looks into containers: their first items stand for all."""
    if isinstance(target_type, tuple):
        return any(isinstance_(context, obj, each) for each in target_type)
    if not isinstance(target_type, Alias):
        return context.is_instance(obj, target_type)
    if target_type.origin is None or target_type.name in {"Union", "Optional"}:
        return any(each is None or isinstance_(context, obj, each) for each in target_type.arguments)
    if not context.is_instance(obj, target_type.origin):
        return False
    if isinstance(obj, dict):
        items = [*obj.keys(), *obj.values()][:1] + list(obj.values())
        kinds = target_type.arguments
        return all(isinstance_(context, item, kinds[min(1, len(kinds) - 1)]) for item in items[1:])
    if isinstance(obj, (list, tuple)) and target_type.arguments:
        kinds = target_type.arguments
        pairs = zip(obj, kinds, strict=False) if isinstance(obj, tuple) else ((item, kinds[0]) for item in obj)
        return all(isinstance_(context, item, kind) for item, kind in pairs)
    return True


@function("torch.jit.load", "torch.load", "torch.hub.load", "torch.hub.load_state_dict_from_url",
          "torch.hub.download_url_to_file", "torch.utils.model_zoo.load_url", "torch.serialization.load",
          "torch.hub._get_torch_home", "torch.hub.get_dir", "torch.hub.list", "torch.hub.help", "torch.export.load",
          takes_unknown=True)  # fmt: skip
def load(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """What a file or a download holds is not known."""
    return context.unknown(GapKind.FILE_CONTENT, "the content of a saved file or a download")


@function("torch.save", "torch.jit.save", "torch.hub.set_dir", "torch.serialization.save",
          "torch.serialization.add_safe_globals", "torch.jit.enable_onednn_fusion", "torch.jit.set_fusion_strategy",
          "torch.export.save",
          takes_unknown=True)  # fmt: skip
def saves(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """Nothing is written."""
    return None


@function("torch._assert", "torch._check", "torch._check_is_size", "torch._check_value", "torch._check_index",
          "torch._check_type", "torch._check_not_implemented", "torch._check_with", "torch._check_tensor_all",
          "torch._assert_async", takes_unknown=True)  # fmt: skip
def asserts(context: Context, *arguments: Value, **keywords: Value) -> Value:
    """A condition that is known to fail raises; any other is taken to hold.

    Raises:
        Raised: AssertionError.
    """
    condition = arguments[0] if arguments else next(iter(keywords.values()), True)
    if isinstance(condition, bool) and not condition:
        message = arguments[1] if len(arguments) > 1 else keywords.get("message", "")
        if isinstance(message, CALLABLES):
            message = context.call(message)
        text = context.text_of(message)
        raise context.error("AssertionError", text if isinstance(text, str) else "")
    return None
