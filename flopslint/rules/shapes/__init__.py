"""FL2: models that cannot work."""
