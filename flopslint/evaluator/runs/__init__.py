"""Whole evaluations: of a model, and of code that builds models."""
