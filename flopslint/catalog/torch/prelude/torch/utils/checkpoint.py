"""Checkpointing, which in inference only calls."""


def checkpoint(
    function,
    *args,
    use_reentrant=None,
    context_fn=None,
    determinism_check="default",
    debug=False,
    early_stop=True,
    preserve_rng_state=True,
    **kwargs,
):
    return function(*args, **kwargs)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    children = functions.children() if hasattr(functions, "children") else functions
    for function in children:
        input = function(input)
    return input


class CheckpointPolicy:
    MUST_SAVE = 0
    PREFER_SAVE = 1
    MUST_RECOMPUTE = 2
    PREFER_RECOMPUTE = 3


class set_checkpoint_early_stop:
    def __init__(self, enable):
        pass

    def __enter__(self):
        pass

    def __exit__(self, *exception):
        pass


class set_checkpoint_debug_enabled(set_checkpoint_early_stop):
    pass


def noop_context_fn():
    return set_checkpoint_early_stop(True), set_checkpoint_early_stop(True)


def create_selective_checkpoint_contexts(policy_fn_or_list, allow_cache_entry_mutation=False):
    return noop_context_fn()
