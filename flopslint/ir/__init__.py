"""The lowered language: what evaluation walks over. Depends on ``core`` only."""
