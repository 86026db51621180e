"""Branches that nobody can decide, explored on both sides and joined."""
