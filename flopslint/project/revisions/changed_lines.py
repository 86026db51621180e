"""The lines of a file that are new or other than before."""

from __future__ import annotations

from difflib import SequenceMatcher


def changed_lines(before: str, after: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The 1-based numbers of the lines that are only in the one text, and of those that are only in the other."""
    old, new = before.splitlines(), after.splitlines()
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    gone: list[int] = []
    added: list[int] = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            gone.extend(range(head + old_start + 1, head + old_end + 1))
            added.extend(range(head + new_start + 1, head + new_end + 1))
    return tuple(gone), tuple(added)


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines at the beginning are the same."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
