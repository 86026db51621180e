from ..registry import register


@register
def pike():
    return "a pike"
