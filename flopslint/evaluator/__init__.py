"""The abstract interpreter: evaluates the lowered program over abstract values. Depends on ``catalog``."""
