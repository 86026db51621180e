__all__ = ["circle", "square", "shape"]


def circle():
    return "circle"


def square():
    return "square"


def shape():
    return "of listed"


def hidden():
    return "not exported"
