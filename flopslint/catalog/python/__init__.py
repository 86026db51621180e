"""Builtins and the standard library, as far as model code uses them: natives, and source of our own in ``prelude/``.

One module a library, named after it; those of the builtins begin with ``builtins_``. Hidden types of the interpreter
(functions, generators, dict views) are keyed below "_python", from where our prelude sources import natives too.
"""
