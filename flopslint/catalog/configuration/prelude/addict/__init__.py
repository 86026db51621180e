"""``Dict``: a dict whose items are attributes too, and whose missing ones are dicts."""

from .addict import Dict

__all__ = ["Dict"]
