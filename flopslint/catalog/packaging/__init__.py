"""The meaning of ``packaging``: versions and their order."""
