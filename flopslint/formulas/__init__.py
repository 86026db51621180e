"""Arithmetic without framework names: pure functions of dims and shapes that give a shape or a ``Work``."""
