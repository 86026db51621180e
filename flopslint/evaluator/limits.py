"""Budgets of an evaluation: running out of one is a gap, never a hang."""

from __future__ import annotations

STEP_LIMIT = 2_500_000
"""Statements, calls and loop rounds of one model; the largest known library model takes about a million nodes."""

DEPTH_LIMIT = 400
"""Nested calls of program functions; real models stay below a hundred and fifty."""

SIZE_LIMIT = 10_000_000
"""Items, characters or digits that one value may have."""

STEPS_OF_NATIVE = 4
"""What a call of a catalog entry takes from the step budget: it costs about as much as so many statements."""

STEPS_OF_OP = 20
"""What an op call takes beside that: its shapes, its work and its record."""

STEPS_OF_LAYER = 50
"""What making a layer takes beside the statements of its constructor."""

LARGE_SIZE = 1_000
"""Collections above this size take from the budget when made or counted, a step for every ``ITEMS_PER_STEP`` items."""

ITEMS_PER_STEP = 16

BRANCH_LIMIT = 8
"""Nested undecided branches that are explored."""

NUMBER_BITS = 1 << 20
"""Bits that an integer may grow to."""
