"""The meaning of ``yaml`` (PyYAML): text of the project read as plain data."""
