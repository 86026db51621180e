from .marks import exported

__all__ = ["line"]


def line():
    return "line"


@exported
def shape():
    return "of decorated"


@exported
def curve():
    return "curve"
