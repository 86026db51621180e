"""``vmap``: the function run on each slice, the results stacked."""

import torch
from torch.utils._pytree import tree_flatten, tree_map, tree_unflatten


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    def wrapped(*args, **kwargs):
        dims = in_dims if isinstance(in_dims, (tuple, list)) else (in_dims,) * len(args)
        size = None
        for arg, dim in zip(args, dims, strict=True):
            if isinstance(arg, torch.Tensor) and dim is not None:
                size = arg.shape[dim]
        if size is None:
            raise ValueError("vmap: at least one tensor argument must be mapped over")
        results = []
        for place in range(size):
            picked = [_slice(arg, dim, place) for arg, dim in zip(args, dims, strict=True)]
            results.append(func(*picked, **kwargs))
        flat, spec = tree_flatten(results[0])
        outs = out_dims if isinstance(out_dims, (tuple, list)) else (out_dims,) * len(flat)
        columns = [tree_flatten(result)[0] for result in results]
        stacked = [torch.stack([column[i] for column in columns], outs[i]) for i in range(len(flat))]
        return tree_unflatten(stacked, spec)

    return wrapped


def _slice(arg, dim, place):
    if dim is None:
        return arg
    return tree_map(lambda leaf: leaf.select(dim, place) if isinstance(leaf, torch.Tensor) else leaf, arg)
