"""What an evaluation holds: its source files, the heap with its undo journal, signals, the record of an op call."""
