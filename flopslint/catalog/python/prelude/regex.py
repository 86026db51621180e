"""The module ``regex`` as far as it is ``re``: the patterns that both know."""

from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    A,
    I,
    M,
    Match,
    Pattern,
    S,
    U,
    X,
    compile,  # noqa: A004
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    purge,
    search,
    split,
    sub,
    subn,
)

V0 = 0x2000
V1 = 0x100
