"""A trial of a regular expression on a text, with a budget: whether the host's matcher would end soon.

Matches by backtracking as the host does, but counts its steps. Only that it ends within the budget is used; what
matches is then asked of the host.
"""

from __future__ import annotations

from collections.abc import Callable
from re import DOTALL, IGNORECASE, MULTILINE
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from flopslint.catalog.python.pattern_cost import REPEATS

BUDGET = 400_000
"""Steps of a trial; the host takes a fraction of a second for as many."""

TEXT_LIMIT = 200_000
SINGLE = frozenset({"LITERAL", "NOT_LITERAL", "IN", "ANY"})
LOOKS = frozenset({"ASSERT", "ASSERT_NOT"})

Matcher = Callable[[int], bool]
"""Whether the rest of the pattern matches from a position."""


class BudgetSpentError(Exception):
    """The trial took too many steps, or the pattern has a part that is not tried."""


def ends_soon(pattern: str, flags: int, text: str, *, every: bool, whole: bool) -> bool:
    """Whether matching takes few steps: one match from the start, or (``every``) all matches in the text.

    ``whole`` says that a match has to reach the end.
    """
    if len(text) > TEXT_LIMIT:
        return False
    try:
        parsed = parser.parse(pattern, flags)
        trial = Trial(text, parsed.state.flags)
        trial.run(list(parsed), every=every, whole=whole)
    except (BudgetSpentError, RecursionError):
        return False
    return True


class Trial:
    """One pattern on one text."""

    def __init__(self, text: str, flags: int) -> None:
        self.text = text
        self.flags = flags
        self.steps = 0
        self.groups: dict[int, str] = {}
        self.letters = frozenset(text)
        self.end = 0

    def run(self, items: list[Any], *, every: bool, whole: bool) -> None:
        """Tries each start in turn, as a search for all matches does."""

        def finish(position: int) -> bool:
            self.end = position
            return not whole or position == len(self.text)

        first = self.sequence(items, finish)
        start = 0
        while start <= len(self.text):
            found = first(start)
            if not every:
                return
            start = max(self.end, start + 1) if found else start + 1

    def step(self) -> None:
        """One unit of the budget."""
        self.steps += 1
        if self.steps > BUDGET:
            raise BudgetSpentError

    def sequence(self, items: list[Any], then: Matcher) -> Matcher:
        """Items one after the other, and then the rest."""
        for item in reversed(items):
            then = self.item(str(item[0]), item[1], then)
        return then

    def item(self, name: str, argument: Any, then: Matcher) -> Matcher:
        """One item, and then the rest."""
        if name in SINGLE:
            return self._single(self.accepted(name, argument), then)
        if name in REPEATS:
            return self._repeat(name, argument, then)
        if name == "SUBPATTERN":
            return self._group(argument, then)
        if name == "BRANCH":
            branches = [self.sequence(list(branch), then) for branch in argument[1]]
            return lambda position: any(branch(position) for branch in branches)
        if name in LOOKS:
            look = self.look(name, argument)
            return lambda position: look(position) and then(position)
        if name == "ATOMIC_GROUP":
            return self._atomic(list(argument), then)
        if name == "AT":
            return self._at(str(argument), then)
        if name == "GROUPREF":
            return self._reference(argument, then)
        raise BudgetSpentError

    def accepted(self, name: str, argument: Any) -> frozenset[str]:
        """Which letters of the text an item for one letter takes."""
        if name == "ANY":
            return self.letters if self.flags & DOTALL else self.letters - {"\n"}
        if name == "IN":
            members = [(str(kind), value) for kind, value in argument]
            negated = ("NEGATE", None) in members
            taken = {
                letter
                for letter in self.letters
                if any(self._is_member(kind, value, letter) for kind, value in members)
            }
            return self.letters - taken if negated else frozenset(taken)
        same = {letter for letter in self.letters if self._is_same(ord(letter), argument)}
        return frozenset(same) if name == "LITERAL" else self.letters - same

    def _is_same(self, code: int, wanted: int) -> bool:
        return code == wanted or bool(self.flags & IGNORECASE and chr(code).lower() == chr(wanted).lower())

    def _is_member(self, kind: str, value: Any, letter: str) -> bool:
        if kind == "LITERAL":
            return self._is_same(ord(letter), value)
        if kind == "RANGE":
            forms = {letter, letter.lower(), letter.upper()} if self.flags & IGNORECASE else {letter}
            return any(len(form) == 1 and value[0] <= ord(form) <= value[1] for form in forms)
        if kind == "CATEGORY":
            category = str(value).removeprefix("CATEGORY_")
            wanted = not category.startswith("NOT_")
            return _in_category(category.removeprefix("NOT_"), letter) is wanted
        return False

    def _single(self, letters: frozenset[str], then: Matcher) -> Matcher:
        text = self.text

        def match(position: int) -> bool:
            self.step()
            return position < len(text) and text[position] in letters and then(position + 1)

        return match

    def _group(self, argument: Any, then: Matcher) -> Matcher:
        number, added, removed, body = argument
        if added or removed:
            raise BudgetSpentError
        starts: list[int] = []

        def close(position: int) -> bool:
            start = starts.pop()
            before = self.groups.get(number)
            self.groups[number] = self.text[start:position]
            if then(position):
                return True
            starts.append(start)
            self.groups[number] = before or ""
            return False

        if number is None:
            return self.sequence(list(body), then)
        inner = self.sequence(list(body), close)

        def match(position: int) -> bool:
            depth = len(starts)
            starts.append(position)
            found = inner(position)
            del starts[depth:]
            return found

        return match

    def look(self, name: str, argument: Any) -> Matcher:
        """A look ahead or behind: whether it holds at a position."""
        direction, body = argument
        inner = self.sequence(list(body), lambda position: True)
        width = body.getwidth()[0] if direction < 0 else 0

        def holds(position: int) -> bool:
            self.step()
            found = position >= width and inner(position - width)
            return found is (name == "ASSERT")

        return holds

    def _atomic(self, body: list[Any], then: Matcher) -> Matcher:
        reached: list[int] = []

        def stop(position: int) -> bool:
            reached.append(position)
            return True

        inner = self.sequence(body, stop)
        return lambda position: inner(position) and then(reached.pop())

    def _reference(self, number: int, then: Matcher) -> Matcher:
        def match(position: int) -> bool:
            self.step()
            held = self.groups.get(number)
            if held is None:
                return False
            there = self.text[position : position + len(held)]
            is_same = there.lower() == held.lower() if self.flags & IGNORECASE else there == held
            return is_same and then(position + len(held))

        return match

    def _at(self, name: str, then: Matcher) -> Matcher:
        text = self.text
        lines = bool(self.flags & MULTILINE)

        def is_word(position: int) -> bool:
            return 0 <= position < len(text) and _in_category("WORD", text[position])

        def holds(position: int) -> bool:
            if name in {"AT_BEGINNING", "AT_BEGINNING_STRING"}:
                return position == 0 or (lines and name == "AT_BEGINNING" and text[position - 1] == "\n")
            if name == "AT_END":
                return position >= len(text) - (text[-1:] == "\n") or (lines and text[position] == "\n")
            if name == "AT_END_STRING":
                return position == len(text)
            return (is_word(position - 1) != is_word(position)) is (name == "AT_BOUNDARY")

        def match(position: int) -> bool:
            self.step()
            return holds(position) and then(position)

        return match

    def _repeat(self, kind: str, argument: Any, then: Matcher) -> Matcher:
        least, most, body = int(argument[0]), int(argument[1]), list(argument[2])
        taking = [item for item in body if str(item[0]) not in LOOKS]
        if len(taking) == 1 and taking[0] is body[-1] and str(taking[0][0]) in SINGLE:
            letters = self.accepted(str(taking[0][0]), taking[0][1])
            looks = [self.look(str(item[0]), item[1]) for item in body[:-1]]
            return self._run_of_letters(kind, least, most, letters, looks, then)
        if kind == "POSSESSIVE_REPEAT":
            raise BudgetSpentError
        return self._repeated_group(kind, least, most, body, then)

    def _run_of_letters(
        self, kind: str, least: int, most: int, letters: frozenset[str], looks: list[Matcher], then: Matcher
    ) -> Matcher:
        text = self.text

        def takes(position: int) -> bool:
            return position < len(text) and text[position] in letters and all(look(position) for look in looks)

        def match(position: int) -> bool:
            end = position
            if kind == "MIN_REPEAT":
                while end - position < least and takes(end):
                    end += 1
                while end - position >= least:
                    self.step()
                    if then(end):
                        return True
                    if end - position >= most or not takes(end):
                        return False
                    end += 1
                return False
            while end - position < most and takes(end):
                end += 1
            self.steps += (end - position) // 8
            last = end if kind == "POSSESSIVE_REPEAT" else position + least
            while end >= max(last, position + least):
                self.step()
                if then(end):
                    return True
                end -= 1
            return False

        return match

    def _repeated_group(self, kind: str, least: int, most: int, body: list[Any], then: Matcher) -> Matcher:
        waiting: list[Matcher] = []

        def resume(position: int) -> bool:
            current = waiting.pop()
            found = current(position)
            waiting.append(current)
            return found

        inner = self.sequence(body, resume)

        def attempt(position: int, count: int) -> bool:
            self.step()
            if kind == "MIN_REPEAT" and count >= least and then(position):
                return True
            if count < most:
                waiting.append(lambda end: (end > position or count < least) and attempt(end, count + 1))
                found = inner(position)
                waiting.pop()
                if found:
                    return True
            return kind != "MIN_REPEAT" and count >= least and then(position)

        return lambda position: attempt(position, 0)


def _in_category(category: str, letter: str) -> bool:
    if category == "DIGIT":
        return letter.isdecimal()
    if category == "SPACE":
        return letter.isspace()
    return letter.isalnum() or letter == "_"
