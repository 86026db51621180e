"""Exceptions: order of blocks, chaining, classes, arguments."""

RESULT = {}


def order(kind):
    log = []
    try:
        log.append("try")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            raise KeyError("k")
        if kind == "return":
            return log
    except ValueError as error:
        log.append(("except", str(error)))
    except (TypeError, KeyError):
        log.append("tuple")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log


RESULT["order"] = [order(k) for k in ("none", "value", "key", "return")]


def finally_returns():
    try:
        raise ValueError
    finally:
        return "finally"


def finally_in_loop():
    log = []
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            log.append(i)
    return log


def return_value_is_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


RESULT["finally"] = (finally_returns(), finally_in_loop(), return_value_is_kept())


def nested():
    log = []
    try:
        try:
            raise ValueError("inner")
        except KeyError:
            log.append("wrong")
        finally:
            log.append("inner finally")
    except ValueError as error:
        log.append(error.args)
    try:
        try:
            {}["missing"]
        except KeyError:
            log.append("again")
            raise
    except LookupError as error:
        log.append((type(error).__name__, error.args))
    return log


RESULT["nested and raised again"] = nested()


class Custom(Exception):
    pass


class Detailed(Custom):
    def __init__(self, code, message="none"):
        super().__init__(code, message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


def custom():
    out = []
    for error in (Custom("a", 1), Detailed(3), Custom()):
        try:
            raise error
        except Detailed as caught:
            out.append(("detailed", str(caught), caught.code, caught.args))
        except Custom as caught:
            out.append(("custom", str(caught), caught.args, repr(caught)))
    return out


RESULT["own classes"] = custom()


def chained():
    try:
        try:
            raise KeyError("first")
        except KeyError as error:
            raise ValueError("second") from error
    except ValueError as error:
        return type(error.__cause__).__name__, str(error.__cause__), error.__suppress_context__


def implicit():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("x")
    except KeyError as error:
        return type(error.__context__).__name__, error.__cause__


def from_none():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("x") from None
    except KeyError as error:
        return error.__cause__, error.__suppress_context__


RESULT["chaining"] = (chained(), implicit(), from_none())


def kind_of(function, *args):
    try:
        function(*args)
    except Exception as error:
        return type(error).__name__
    return "nothing"


RESULT["kinds"] = [
    kind_of(f)
    for f in (
        lambda: 1 / 0, lambda: 1 % 0, lambda: [][0], lambda: {}["a"], lambda: int("x"), lambda: "a" + 1, lambda: None.x,
        lambda: nowhere, lambda: [1][1:2][0], lambda: float("abc"), lambda: (1, 2).index(5), lambda: [].pop(), lambda: {}.popitem(),
        lambda: next(iter([])), lambda: len(5), lambda: iter(5), lambda: 5(), lambda: {[]: 1}, lambda: "abc".index("z"),
        lambda: [1, 2].remove(3), lambda: max([]), lambda: int([]), lambda: "%d" % "x", lambda: "{}".format(), lambda: "abc"[10],
        lambda: range(0, 1, 0), lambda: chr(-1), lambda: set().pop(), lambda: {1}.remove(2), lambda: (1)[0], lambda: 1 << -1,
        lambda: 2.0 ** 10000, lambda: [1, 2].index(3), lambda: bytes([300]), lambda: ord("ab"), lambda: sorted([1, "a"]),
        lambda: sum(["a"]), lambda: int("12", 1), lambda: "a" * "b", lambda: [1] < [None], lambda: isinstance(1, 1), lambda: 0 ** -1,
        lambda: round("a"), lambda: abs("a"), lambda: divmod(1, 0), lambda: [][:"a"], lambda: {}.fromkeys(5), lambda: dict([1]),
        lambda: dict(a=1)["b"], lambda: getattr(1, "nothing"), lambda: setattr(1, "x", 2), lambda: object().x, lambda: type(1)("z"),
        lambda: "abc".encode("ascii").decode("utf-8") + 1, lambda: __import__("no_such_module_at_all"), lambda: (lambda: (yield))().send(1),
    )
]  # fmt: skip


def unpack():
    out = []
    for value in ([1], [1, 2, 3], 5, "ab"):
        try:
            a, b = value
            out.append((a, b))
        except (ValueError, TypeError) as error:
            out.append(type(error).__name__)
    try:
        a, *b, c = [1]
    except ValueError:
        out.append("star")
    return out


RESULT["unpacking"] = unpack()
RESULT["args"] = (ValueError().args, ValueError(1, "b").args, str(ValueError(1, "b")), str(KeyError("q")), repr(KeyError("q")))
RESULT["attributes"] = (StopIteration(5).value, str(OSError(2, "gone")), OSError(2, "gone").errno, SystemExit(3).code)
RESULT["hierarchy"] = (
    issubclass(KeyError, LookupError), issubclass(ModuleNotFoundError, ImportError), issubclass(NotImplementedError, RuntimeError),
    isinstance(ZeroDivisionError(), ArithmeticError), issubclass(Exception, BaseException), issubclass(KeyboardInterrupt, Exception),
    issubclass(IOError, OSError), issubclass(UnicodeDecodeError, ValueError), issubclass(RecursionError, RuntimeError),
)  # fmt: skip


def asserting():
    out = []
    for condition, message in ((True, "no"), (False, "yes"), ([], 5)):
        try:
            assert condition, message
            out.append("held")
        except AssertionError as error:
            out.append(error.args)
    try:
        assert 1 == 2
    except AssertionError as error:
        out.append((str(error), error.args))
    return out


RESULT["assert"] = asserting()


def raise_class():
    try:
        raise ValueError
    except ValueError as error:
        return error.args


def raise_nonsense():
    try:
        raise 5
    except TypeError:
        return "TypeError"


def no_active():
    try:
        raise
    except RuntimeError:
        return "RuntimeError"


RESULT["raise forms"] = (raise_class(), raise_nonsense(), no_active())


def through_calls():
    log = []

    def inner():
        try:
            raise ValueError("deep")
        finally:
            log.append("inner")

    def middle():
        try:
            inner()
        except KeyError:
            log.append("never")
        finally:
            log.append("middle")

    try:
        middle()
    except Exception as error:
        log.append(str(error))
    return log


RESULT["through calls"] = through_calls()


def fallback(kwargs):
    def strict(a):
        return ("strict", a)

    try:
        return strict(**kwargs)
    except TypeError:
        return ("fallback", sorted(kwargs))


RESULT["fallback on TypeError"] = (fallback({"a": 1}), fallback({"a": 1, "inplace": True}))


def base_exceptions():
    out = []
    for kind in (KeyboardInterrupt, SystemExit, GeneratorExit):
        try:
            try:
                raise kind
            except Exception:
                out.append("Exception")
        except BaseException as error:
            out.append(type(error).__name__)
    return out


RESULT["base exceptions"] = base_exceptions()
RESULT["notes and traceback"] = (ValueError("a").with_traceback(None).args, ValueError("x").__traceback__)


def groups():
    seen = []
    try:
        raise ExceptionGroup("several", [ValueError("a"), KeyError("b")])
    except ExceptionGroup as group:
        seen.append((group.message, [type(e).__name__ for e in group.exceptions]))
    return seen


RESULT["exception group"] = groups()


def membership_of(container):
    try:
        return 1 in container
    except TypeError as error:
        return str(error)


class Boxed:
    def __getitem__(self, position):
        return [3, 1][position]


RESULT["in what holds nothing"] = [membership_of(c) for c in (None, 5, object(), Boxed, len, Boxed(), iter([2, 1]), (1,))]
