"""Pictures of a layer graph: what is drawn (`drawing.py`), and one file for each way to draw it."""
