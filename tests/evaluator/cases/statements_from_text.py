"""``exec`` and ``compile``: in a module, in a function, with dicts of names."""

RESULT = {}

exec("made = 3\ndef triple(x):\n    return x * made")
RESULT["module level"] = (made, triple(4))  # noqa: F821

names = {"a": 2}
exec("b = a + 1\na = 10", names)
RESULT["globals"] = {key: names[key] for key in ("a", "b")}

local = {"b": 5}
exec("c = a + b\nb = 6", {"a": 1}, local)
RESULT["globals and locals"] = local

empty = {}
exec("x = 1", {}, empty)
RESULT["empty locals"] = empty


class Holder:
    pass


def inside():
    value = 1
    holder = Holder()
    for name in ("p", "q"):
        exec(f"holder.{name} = value + 1")
        exec("value = 7")
    return value, holder.p, holder.q


RESULT["in a function"] = inside()
code = compile("y = [n * n for n in range(3)]", "<string>", "exec")
exec(code)
RESULT["compiled"] = y  # noqa: F821
RESULT["eval of compiled"] = eval(compile("1 + 1", "<string>", "eval"))

try:
    exec("a b")
except SyntaxError as error:
    RESULT["syntax error"] = type(error).__name__

import ast


def literal(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError) as error:
        return type(error).__name__


RESULT["literals"] = [
    literal(text)
    for text in (
        "[1, 2.5, -3]", "{'a': (1, None), 'b': {True}}", "GN", "print(1)", "1 < 2", "'x'.upper()", "  (1,)", "1 +", "'a' 'b'",
        "set()", "[x for x in (1,)]", "2 + 3j", "-1", "0.0", "a.b", "3 * 4", "b'x'", "...", "[1, *[2]]", "f'{1}'",
    )
]
