"""Layers of quantization."""
