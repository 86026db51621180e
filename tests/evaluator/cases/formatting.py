"""f-strings, format and percent."""

RESULT = {}
n, f, s, neg = 1234567, 3.14159, "text", -42
width, digits = 12, 3


class Shown:
    def __repr__(self):
        return "repr!"

    def __str__(self):
        return "str!"


class OnlyRepr:
    def __repr__(self):
        return "only"


RESULT["integers"] = (
    f"{n}", f"{n:,}", f"{n:_}", f"{n:>12}", f"{n:<12}|", f"{n:^13}", f"{n:012d}", f"{n:+}", f"{neg:+d}", f"{n:x}", f"{n:#X}",
    f"{n:b}", f"{n:o}", f"{n:e}", f"{n:.2f}", f"{neg:05}", f"{n:*^15,}", f"{5:c}", f"{n: d}", f"{n:n}", f"{0:d}", f"{True}", f"{True:d}",
)  # fmt: skip
RESULT["floats"] = (
    f"{f}", f"{f:.2f}", f"{f:8.3f}", f"{f:<8.1f}|", f"{f:e}", f"{f:g}", f"{1e20:g}", f"{0.00001}", f"{f:%}", f"{0.256:.1%}", f"{1.0}",
    f"{1e16}", f"{-0.0}", f"{float('inf')}", f"{float('nan')}", f"{1234.5:,.1f}", f"{f:010.4f}", f"{2.0:.0f}", f"{1e-7}", f"{100.0:g}",
)  # fmt: skip
RESULT["strings"] = (f"{s}", f"{s:>8}", f"{s:<8}|", f"{s:^8}|", f"{s:.2}", f"{s:*>6.3}", f"{s!r}", f"{s!r:>10}", f"{'é'!a}", f"{s!s:5}|")
RESULT["nested fields"] = (f"{f:{width}.{digits}}", f"{s:{'>'}{width}}", f"{f'{n}':>10}", f"{'a' if n else 'b'}", f"{n:{width},}")
RESULT["braces and quotes"] = (f"{{}}", f"{{{n}}}", f"a{s}b{n}c", f"", f"{s}{s}")
RESULT["self-documenting"] = (f"{n=}", f"{s = }", f"{f=:.1f}", f"{n + 1=}", f"{s=!s}")
RESULT["objects"] = (f"{Shown()}", f"{Shown()!r}", f"{Shown()!s:>6}", f"{OnlyRepr()}", f"{[Shown()]}", str([OnlyRepr(), "a"]))
RESULT["containers"] = (
    f"{[1, 'a', None]}", f"{(1,)}", f"{()}", f"{ {'k': 1.0} }", f"{ {1} }", f"{set()}", f"{None}", f"{...}", f"{b'x'}", f"{range(3)}",
    f"{frozenset([1])}", f"{slice(1, None)}", f"{1 + 2j}", f"{[[]]}", f"{ {} }", f"{(1, [2, (3,)])}", f"{dict(a=[1])}",
)  # fmt: skip
RESULT["types in text"] = (f"{int}", f"{type('a')}", f"{ValueError('x', 1)!r}", f"{type(None)}", str(list), f"{KeyError('k')}")
RESULT["lambda and calls"] = (f"{(lambda x: x * 2)(4)}", f"{max(1, 2)}", f"{s.upper()}", f"{[x for x in range(3)]}", f"{(y := 5)}{y}")
RESULT["percent"] = (
    "%s" % 5, "%s and %s" % ("a", 1.5), "%d" % 3.9, "%5d|%-5d|%05d" % (1, 2, 3), "%.2f" % f, "%x %X %o" % (255, 255, 8), "%%",
    "%(a)s %(b)03d" % {"a": 1, "b": 2}, "%r" % "q", "%s" % [1], "%s" % (None,), "%e" % 12345.678, "%g" % 0.0001, "%c" % "z", "%+d" % 5,
    "%*d" % (5, 3), "%.3s" % "abcdef", "%s" % {"k": 1}, "%i" % 7, "%5.1f" % 2.25, "%-6s|" % "ab", "%a" % "é",
)  # fmt: skip
RESULT["format method"] = (
    "{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{x} {y:>4}".format(x=1, y=2), "{0[1]} {0[0]}".format([1, 2]),
    "{0.real}".format(5), "{a[k]}".format(a={"k": "v"}), "{:{}}".format("x", 4), "{!r:>5}".format("q"), "{{}}".format(), "{:,}".format(n),
    "{:.{p}f}".format(f, p=2), "{} {name}".format(0, name="n"), "{0!s}".format(Shown()), "{:>{w}}".format("r", w=3),
)  # fmt: skip
RESULT["format_map"] = "{a}{b}".format_map({"a": 1, "b": 2})
RESULT["format function"] = (format(5), format(n, ","), format(f, ".1f"), format("x", ">3"), format(None), format([1]), format(True))
RESULT["str and repr"] = (
    str(1.0), str(1e100), repr("it's"), repr('say "x"'), repr("a\nb\t\\"), str(None), repr(b"a\x00"), repr("é"), str(True), repr(1e-5),
    str(123456789.123456789), repr(0.1 + 0.2), str(1e15), str(-1e-10), repr("\x01"), str(2**70), repr([1.0, "a"]), ascii("é"),
)  # fmt: skip
RESULT["numbers in other bases"] = (hex(255), oct(8), bin(5), hex(-1), f"{-255:x}", int("ff", 16), int("0b101", 0), int("-7"), int(" 12 "))
multi = f"""line {n}
  {s:>6} \
end"""
RESULT["several lines"] = (multi, "a" "b" f"{n}" "c", "x\
y")
errors = []
for template, value in (("{:d}", "a"), ("{:q}", 1), ("{:.2d}", 1), ("{x}", 1), ("{", 1)):
    try:
        template.format(value)
        errors.append("formatted")
    except (ValueError, KeyError, IndexError) as error:
        errors.append(type(error).__name__)
RESULT["errors"] = errors
