"""Random programs that rest on unknown conditions ``c0``, ``c1``, ``c2`` and an unknown number ``n``."""

from __future__ import annotations

from random import Random

NUMBERS = ("a", "b", "o.v", "o.w", "d['k']", "g")
LISTS = ("x", "y", "o.items", "d['l']")
HEAD = """
class Box:
    v = 0
    w = 0
def change(box, value):
    box.v = value
    return value
def numbers(stop):
    for i in range(stop):
        yield i
def maybe(stop):
    for i in range(stop):
        if c2:
            return
        yield i
def pick(flag, first, second):
    if flag:
        return first
    return second
a = b = 1
g = 0
x = [1, 2]
y = [3]
d = {'k': 1, 'l': [7], 'm': 2}
s = {1}
o = Box()
o.items = [5]
it = iter([1, 2, 3])
"""


class Maker:
    """Writes one program; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - programs to try, the same every time
        self.lines: list[str] = []

    def program(self) -> str:
        """The text, without what ``c0`` to ``n`` are."""
        self.block(0, self.random.randint(3, 6), in_loop=False, in_function=False)
        self.lines.append("def run(p):")
        self.lines.append("    global a, b, x, y, g")
        self.lines.append("    local = 0")
        self.block(1, self.random.randint(2, 5), in_loop=False, in_function=True)
        self.lines.append(f"    return {self.value()}")
        self.lines.append("r = run(2)")
        self.block(0, self.random.randint(1, 3), in_loop=False, in_function=False)
        return HEAD + "\n".join(self.lines) + "\n"

    def block(self, depth: int, count: int, *, in_loop: bool, in_function: bool) -> None:
        """Statements at a depth of indentation."""
        for _ in range(count):
            self.statement(depth, in_loop=in_loop, in_function=in_function)

    def add(self, depth: int, line: str) -> None:
        """One line."""
        self.lines.append("    " * depth + line)

    def number(self) -> str:
        """An expression that gives a number."""
        pick = self.random.random()
        if pick < 0.35:
            return self.random.choice(NUMBERS)
        if pick < 0.6:
            return str(self.random.randint(0, 3))
        if pick < 0.75:
            return f"{self.random.choice(NUMBERS)} + {self.random.randint(0, 2)}"
        if pick < 0.85:
            return f"len({self.random.choice(LISTS)})"
        if pick < 0.9:
            return f"({self.number()} if {self.condition()} else {self.number()})"
        if pick < 0.95:
            return f"pick({self.condition()}, {self.number()}, {self.number()})"
        return f"sum(i for i in {self.random.choice(LISTS)} if i < 5)"

    def value(self) -> str:
        """An expression that gives anything."""
        return self.random.choice(
            (self.number(), self.list(), f"({self.number()}, {self.number()})", f"[{self.number()}]")
        )

    def list(self) -> str:
        """An expression that gives a list, a new one or one that is there."""
        pick = self.random.random()
        if pick < 0.6:
            return self.random.choice(LISTS)
        if pick < 0.75:
            return f"[{self.number()}, {self.number()}]"
        if pick < 0.85:
            return f"({self.random.choice(LISTS)} if {self.condition()} else {self.random.choice(LISTS)})"
        if pick < 0.95:
            return f"[i for i in {self.random.choice(LISTS)}]"
        return f"{self.random.choice(LISTS)}[:1]"

    def condition(self) -> str:
        """An expression that decides, often unknown."""
        pick = self.random.random()
        if pick < 0.6:
            return self.random.choice(("c0", "c1", "c2", "not c0", "c1 and c2", "c0 or c1"))
        return f"{self.random.choice(NUMBERS)} {self.random.choice(('<', '==', '!='))} {self.random.randint(0, 3)}"

    def statement(self, depth: int, *, in_loop: bool, in_function: bool) -> None:
        """One statement with what is in it."""
        pick = self.random.random()
        room = depth < 4
        if pick < 0.22 and room:
            self.add(depth, f"if {self.condition()}:")
            self.block(depth + 1, self.random.randint(1, 2), in_loop=in_loop, in_function=in_function)
            if self.random.random() < 0.6:
                self.add(depth, "else:")
                self.block(depth + 1, self.random.randint(1, 2), in_loop=in_loop, in_function=in_function)
        elif pick < 0.36 and room:
            source = self.random.choice(
                ("range(n)", "range(3)", "numbers(2)", "maybe(3)", f"{self.random.choice(LISTS)}[:3]", "numbers(n)")
            )
            self.add(depth, f"for i{depth} in {source}:")
            self.block(depth + 1, self.random.randint(1, 3), in_loop=True, in_function=in_function)
            if self.random.random() < 0.3:
                self.add(depth, "else:")
                self.block(depth + 1, 1, in_loop=in_loop, in_function=in_function)
        elif pick < 0.41 and in_loop:
            self.jump(depth, self.random.choice(("break", "continue")))
        elif pick < 0.45 and in_function:
            self.jump(depth, f"return {self.value()}")
        elif pick < 0.51 and room:
            self.attempt(depth, in_loop=in_loop, in_function=in_function)
        else:
            self.add(depth, self.simple())

    def attempt(self, depth: int, *, in_loop: bool, in_function: bool) -> None:
        """A ``try``. What it raises is certain: a raise under an unknown condition is taken not to happen."""
        self.add(depth, "try:")
        self.block(depth + 1, self.random.randint(1, 2), in_loop=in_loop, in_function=in_function)
        kind = self.random.randint(0, 2)
        if kind:
            if self.random.random() < 0.5:
                self.add(depth + 1, "raise KeyError")
            self.add(depth, "except KeyError:")
            self.block(depth + 1, 1, in_loop=in_loop, in_function=in_function)
        if kind != 1:
            self.add(depth, "finally:")
            self.block(depth + 1, 1, in_loop=False, in_function=False)

    def jump(self, depth: int, jump: str) -> None:
        """A jump, under a condition."""
        self.add(depth, f"if {self.condition()}:")
        self.add(depth + 1, jump)

    def simple(self) -> str:
        """One line that changes something."""
        number, items = self.random.choice(NUMBERS), self.random.choice(LISTS)
        return self.random.choice(
            (
                f"{number} = {self.number()}",
                f"{number} = {self.number()}",
                f"{number} += {self.random.randint(1, 2)}",
                f"{items}.append({self.number()})",
                f"{items}.append({self.number()})",
                f"{items} = {self.list()}",
                f"{items} += [{self.number()}]",
                f"{items}.extend({self.random.choice(LISTS)}[:2])",
                f"if {items}: {items}.pop()",
                f"if {items}: {items}[0] = {self.number()}",
                f"if {items}: {items}[-1] = {self.number()}",
                f"d['new'] = {self.number()}",
                "d.pop('m', None)",
                f"d[{self.random.choice(NUMBERS)}] = {self.number()}",
                f"s.add({self.number()})",
                f"s.discard({self.random.randint(0, 2)})",
                f"Box.v = {self.number()}",
                f"change(o, {self.number()})",
                "a = next(it, 9)",
                f"t = (a, {self.random.choice(LISTS)})",
                f"u = d.get('new', {self.number()})",
                "d.setdefault('new', 4)",
                f"z = {self.random.choice(LISTS)}",
                "x, y = y, x",
            )
        )
