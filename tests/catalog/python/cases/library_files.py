"""pathlib, io, argparse, fractions, threading, contextvars, concurrent.futures, queue, weakref, numbers."""

import argparse
import concurrent.futures
import contextvars
import io
import numbers
import os
import pathlib
import queue
import threading
import weakref
from fractions import Fraction
from pathlib import Path, PurePosixPath

RESULT = {}
path = Path("/a/b") / "c.tar.gz"
RESULT["pathlib"] = (
    path.name, path.stem, path.suffix, str(path.parent), path.parts, Path("x") / "y" == Path("x/y"), str(path.with_suffix(".z")),
    path.suffixes, isinstance(path, pathlib.PurePath), f"{path}", str(path.relative_to("/a")), path.is_absolute(),
    [str(p) for p in path.parents], os.path.join(Path("a"), "b"), os.fspath(path), isinstance(path, os.PathLike),
    str(path.with_name("d")), {Path("a"): 1}[Path("a")], str(PurePosixPath("a", "b")), path.match("*.gz"), "x" / Path("y") == Path("x/y"),
)
text = io.StringIO("a\nb\n")
written = io.StringIO()
written.write("one ")
written.write("two")
RESULT["io"] = (text.readline(), text.read(), list(io.StringIO("a\nb")), io.BytesIO(b"abc").read(2), written.getvalue())
parser = argparse.ArgumentParser(description="x")
parser.add_argument("--lr", type=float, default=0.1)
parser.add_argument("-b", "--batch-size", type=int, default=4)
parser.add_argument("--flag", action="store_true")
parser.add_argument("--dims", nargs="+", type=int, default=[1, 2])
parser.add_argument("--text", default="5", type=int)
parser.add_argument("--mode", choices=["a", "b"], default="a")
group = parser.add_argument_group("g")
group.add_argument("--no-x", dest="x", action="store_false")
options = parser.parse_args([])
given = parser.parse_args(["--lr", "0.5", "--flag", "--dims", "3", "4", "-b", "8", "--mode=b"])
parser.add_argument("file")
parser.set_defaults(extra=1)
known, rest = parser.parse_known_args(["f.txt", "--unknown"])
RESULT["argparse"] = (vars(options), "lr" in options, vars(given), known.file, rest, known.extra, options == argparse.Namespace(**vars(options)))
try:
    parser.parse_args(["f", "--mode", "c"])
except SystemExit:
    RESULT["wrong choice"] = True
RESULT["fractions"] = (
    str(Fraction(1, 3) + Fraction(1, 6)), float(Fraction("0.75")), Fraction(7, 2) // 1, int(Fraction(-7, 2)), Fraction(1, 2) == 0.5,
    round(Fraction(5, 2)), Fraction(3, 4) > 0.5, str(Fraction(2, 4) * 3), Fraction(0.25).denominator, isinstance(Fraction(1), numbers.Rational),
)
done = []
thread = threading.Thread(target=done.append, args=(3,))
thread.start()
thread.join()
variable = contextvars.ContextVar("variable", default=1)
token = variable.set(5)
before = variable.get()
variable.reset(token)
with concurrent.futures.ThreadPoolExecutor() as pool:
    mapped = list(pool.map(lambda x: x + 1, [1, 2]))
waiting = queue.Queue()
waiting.put(1)
RESULT["others"] = (
    done, before, variable.get(), mapped, waiting.get(), waiting.empty(),
    weakref.ref(parser)() is parser, isinstance(3, numbers.Integral), isinstance(2.5, numbers.Integral), isinstance(True, numbers.Number),
)
