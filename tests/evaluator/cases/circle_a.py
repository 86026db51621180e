import circle_b

VALUE = "a"


def both():
    return VALUE + circle_b.VALUE


def through():
    return circle_b.back()
