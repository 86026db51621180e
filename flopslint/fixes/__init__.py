"""Edits of source text that take findings away: found with LibCST, so that all else in a file stays as it is."""
