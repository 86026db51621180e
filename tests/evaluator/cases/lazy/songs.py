feathers = 7


def song(text):
    return text * 2


def notes():
    return "notes"
