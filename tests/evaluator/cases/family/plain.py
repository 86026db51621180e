NAME = __name__
_private = "hidden"
counter = []


def bump():
    counter.append(len(counter))
    return len(counter)
