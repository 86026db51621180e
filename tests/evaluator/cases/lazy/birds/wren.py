__all__ = ["Wren"]


class Wren:
    def name(self):
        return "wren"
