from __future__ import annotations

from pathlib import Path

import pytest

import flopslint
from tests.project.projects import net, write

# A linear layer of 4 x 2 and a bias: 40 bytes; an input of 16 bytes and an output of 8.
BYTES = 40 + 16 + 8


@pytest.mark.parametrize(
    ("budget", "codes"),
    [
        ('"64B"', []),
        ('"63B"', ["FL106 error"]),
        ("63", ["FL106 error"]),
        ('"0.06kB"', ["FL106 error"]),
        ('"1KiB"', []),
        ('{ max = "1KiB", warn = "5%" }', ["FL106 warning"]),
        ('{ max = "1KiB", warn = "0.1KiB" }', []),
        ('{ max = "1GiB", warn = "50MB" }', []),
    ],
)
def test_budgets_of_memory(tmp_path: Path, budget: str, codes: list[str]) -> None:
    folder = write(tmp_path, {
        "pyproject.toml": f"[tool.flopslint.budget]\nmodel-memory = {budget}\n",
        "net.py": net(comment="  # flopslint: input=1x4"),
    })  # fmt: skip
    found = flopslint.check([folder])
    assert [f"{one.code} {one.severity.word}" for one in found] == codes
    assert all(one.value == BYTES for one in found)


def test_a_budget_beside_the_model(tmp_path: Path) -> None:
    folder = write(tmp_path, {"net.py": net(comment="  # flopslint: input=1x4, memory<=32B")})
    (finding,) = flopslint.check([folder])
    assert (finding.code, finding.line, finding.budget) == ("FL106", 4, 32)


@pytest.mark.parametrize("figure", ["3M", "3%", "3mib", "-1MiB", "5ms"])
def test_figures_that_are_no_bytes(tmp_path: Path, figure: str) -> None:
    folder = write(
        tmp_path, {"pyproject.toml": f'[tool.flopslint.budget]\nmodel-memory = "{figure}"\n', "net.py": net()}
    )
    with pytest.raises(flopslint.ConfigError, match=r"pyproject.toml:2: .*64MiB"):
        flopslint.check([folder])
