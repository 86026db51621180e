__all__ = ["Owl"]

Wren = "only mentioned here"


class Owl:
    def name(self):
        return "owl"
