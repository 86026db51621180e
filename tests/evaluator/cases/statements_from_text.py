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
