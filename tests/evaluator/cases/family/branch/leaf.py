from family import plain
from ..colors import GREEN

_hidden_leaf = "hidden leaf"


class Leaf:
    color = GREEN

    def late(self):
        from ..shared import exported
        from .. import VERSION

        return exported, VERSION, plain.NAME
