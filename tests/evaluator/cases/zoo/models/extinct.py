from ..registry import register


@register
def dodo():
    return "nobody imports this"
