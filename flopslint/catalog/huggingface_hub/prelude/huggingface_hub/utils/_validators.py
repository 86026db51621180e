"""Decorators of functions that take the name of a repository."""


def validate_hf_hub_args(fn):
    return fn
