"""Counting: from the layer tree and the events of a run to figures, by named conventions."""
