"""Tools beside layers."""
