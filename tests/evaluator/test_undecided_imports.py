"""Modules that first run, and names that are first looked up, inside an undecided branch or loop."""

from __future__ import annotations

import pytest

from tests.evaluator.conftest import Evaluate

MODULES = {
    "helpers": """
        import constants
        from registry import register

        def one():
            return constants.ONE

        register("helpers")
        TWO = 2
        """,
    "constants": "ONE = 1\n",
    "registry": """
        ENTRIES = {}
        ORDER = []
        KINDS = set()

        def register(name):
            ENTRIES[name] = len(ENTRIES)
            ORDER.append(name)
            KINDS.add(name)
        """,
}
HEAD = "import nowhere\nc = nowhere.flag\nimport registry\nfrom helpers import TWO, one\n"


@pytest.mark.parametrize(
    "branch",
    [
        "if c:\n    x = one()\nelse:\n    x = 2\n",
        "if c:\n    x = 2\nelse:\n    x = one()\n",
        "if c:\n    x = one()\nelse:\n    x = one() + 1\n",
        "x = one() if c else 2\n",
        "x = c and one()\n",
        "for item in c:\n    x = one()\n",
        "while c > 1:\n    x = one()\n",
        "for item in c:\n    if item:\n        x = one()\n    elif item > 1:\n        x = TWO\n",
        "def f():\n    if c:\n        return one()\n    return 3\nx = f()\n",
        "x = [one() for item in c]\n",
    ],
)
def test_names_are_known_after_the_branch(evaluate: Evaluate, branch: str) -> None:
    found = evaluate(
        HEAD + branch + "after = one(), TWO, list(registry.ORDER), 'helpers' in registry.KINDS\n", **MODULES
    )
    assert found.ended_by is None
    assert found.plain("after") == (1, 2, ["helpers"], True)


def test_a_container_changed_before_and_by_the_module(evaluate: Evaluate) -> None:
    found = evaluate(
        HEAD
        + "registry.register('first')\nif c:\n    registry.register('second')\n    x = one()\n"
        + "after = one(), 'helpers' in registry.ENTRIES\n",
        **MODULES,
    )
    assert found.plain("after") == (1, True)


def test_imports_inside_the_branch(evaluate: Evaluate) -> None:
    found = evaluate(
        """
        import nowhere

        def pick(flag):
            if flag:
                import constants
                from helpers import one
                y = one()
            else:
                import constants
                from helpers import one
                y = 1
            return constants.ONE + one()

        def loop():
            for item in nowhere.items:
                import constants
                from helpers import one
                one()
            import constants
            return constants.ONE

        after = pick(nowhere.flag), loop()
        """,
        **MODULES,
    )
    assert found.plain("after") == (2, 1)


def test_an_import_of_one_side_only_is_not_known(evaluate: Evaluate) -> None:
    found = evaluate(HEAD + "if c:\n    from constants import ONE as n\nelse:\n    n = 1\nx = n\n", **MODULES)
    assert found.is_unknown("x")
    found = evaluate(
        HEAD + "if c:\n    from constants import ONE as n\nelse:\n    from helpers import TWO as n\nx = n\n", **MODULES
    )
    assert found.is_unknown("x")


def test_a_chain_of_many_tests_is_no_nesting(evaluate: Evaluate) -> None:
    chain = (
        "if c == 0:\n    x = 0\n"
        + "".join(f"elif c == {n}:\n    x = {n}\n" for n in range(1, 40))
        + "else:\n    x = -1\n"
    )
    found = evaluate(HEAD + chain + "y = 1\n", **MODULES)
    assert found.ended_by is None
    assert found.is_unknown("x")
    assert found.plain("y") == 1


def test_a_comprehension_nobody_can_count_changes_what_its_calls_may(evaluate: Evaluate) -> None:
    found = evaluate(
        HEAD
        + "seen, kept, n = [], [1], 0\ndef note(i):\n    seen.append(i)\n    return i\n"
        + "d = {note(i): j for i, j in c if i}\nfound, untouched = len(seen), len(kept)\n",
        **MODULES,
    )
    assert found.is_unknown("d")
    assert found.is_unknown("found")
    assert found.plain("untouched") == 1
