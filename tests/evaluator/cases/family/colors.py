from .plain import NAME as plain_name

RED = "red"
GREEN = "green"


def paint(thing):
    return f"{RED} {thing}"
