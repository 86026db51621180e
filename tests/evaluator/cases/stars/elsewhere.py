from .marks import export_into

__all__ = ["plane"]

plane, space = "plane", "space"
export_into(__name__, "space")
