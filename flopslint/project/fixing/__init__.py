"""Edits of checked files: fixes, applied in rounds, and comments that suppress."""
