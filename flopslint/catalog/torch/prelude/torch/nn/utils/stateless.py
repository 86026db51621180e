"""A layer called with other parameters than its own."""

__public_module__ = "torch.nn.utils.stateless"


def _owner_of(module, path):
    parent, _, name = path.rpartition(".")
    return module.get_submodule(parent), name


def _swap(module, tensors):
    saved = []
    for path, tensor in tensors.items():
        owner, name = _owner_of(module, path)
        table = owner._parameters if name in owner._parameters else owner._buffers
        if name not in table:
            raise AttributeError(f"{owner._get_name()} has no attribute `{name}`")
        saved.append((table, name, table[name]))
        table[name] = tensor
    return saved


def functional_call(module, parameters_and_buffers, args=None, kwargs=None, *, tie_weights=True, strict=False):
    if args is None:
        args = ()
    elif not isinstance(args, tuple):
        args = (args,)
    saved = _swap(module, parameters_and_buffers)
    try:
        return module(*args, **({} if kwargs is None else kwargs))
    finally:
        for table, name, tensor in reversed(saved):
            table[name] = tensor
