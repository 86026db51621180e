import circle_a

VALUE = "b"


def back():
    return circle_a.VALUE + VALUE
