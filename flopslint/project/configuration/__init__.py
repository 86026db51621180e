"""``[tool.flopslint]``: which keys there are, how they are read, their schema, and a first file of them."""
