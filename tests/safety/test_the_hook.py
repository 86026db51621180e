"""The audit hook itself sees what it is there to see: otherwise its silence would mean nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FORBIDDEN = {
    "exec('1')": "exec",
    "eval('1')": "exec",
    "compile('1', 'x', 'eval')": "compile",
    "__import__('os').system('true')": "os.system",
    "open('file', 'w')": "open",
    "__import__('os').mkdir('folder')": "os.mkdir",
    "__import__('socket').socket()": "socket.__new__",
    "__import__('subprocess').run(['true'])": "subprocess.Popen",
    "__import__('pickle').loads(b'cos\\nsystem\\n.')": "pickle.find_class",
    "__import__('analyzed')": "import",
}


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_forbidden_act_is_found(statement: str, tmp_path: Path) -> None:
    (tmp_path / "analyzed.py").write_text("x = 1\n", encoding="utf-8")
    program = (
        "import ast, sys\n"
        f"sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(tmp_path)!r}]\n"
        "import audited\n"
        f"watch = audited.Watch([{str(tmp_path / 'analyzed.py')!r}], [{str(tmp_path / 'cache')!r}])\n"
        "sys.dont_write_bytecode = True\n"
        "sys.addaudithook(watch)\n"
        "ast.parse('x = 1')\n"
        "import wave\n"
        "assert not watch.found, watch.found\n"
        f"{statement}\n"
        "found = list(watch.found)\n"
        "print(*found, sep='\\n')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    assert any(line.startswith(f"{FORBIDDEN[statement]}:") for line in result.stdout.splitlines()), result.stdout
