from ..registry import LAYERS, Base, nests, register

__all__ = ["owl"]


@nests
@register
def owl():
    return "an owl"


@register
def wren():
    return "a wren"


@LAYERS.register("nest")
class Nest:
    size = 3


@Base.register("egg")
class Egg(Base):
    pass
