__all__ = ["point"]
__all__ += ["cube"]
__all__.append("shape")

point, cube, ball = "point", "cube", "ball"


def shape():
    return "of grown"
