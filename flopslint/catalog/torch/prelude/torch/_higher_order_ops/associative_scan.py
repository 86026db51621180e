"""A scan with a function that is associative; how often it is applied is up to the backend."""

import _flopslint


def associative_scan(combine_fn, xs, dim, reverse=False, combine_mode="pointwise"):
    return _flopslint.unknown_operator("higher_order.associative_scan")
