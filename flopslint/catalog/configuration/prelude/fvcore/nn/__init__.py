"""The package of ``fvcore.nn.weight_init``."""
