"""The meaning of ``PIL``: its enumerations and its image class; no image is ever opened."""
