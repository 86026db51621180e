"""Integer and floating arithmetic, conversions, rounding."""

RESULT = {}


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


RESULT["division"] = (7 / 2, 7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 6 / 3, 1 / 3, 7.5 // 2, -7.5 // 2, 7.5 % 2, -0.5 % 1, 2**63 // 7)
RESULT["divmod"] = (divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(7, -2.0), divmod(10, 10))
RESULT["power"] = (2**10, 2**-1, 2.0**3, (-8) ** 3, 4**0.5, 0**0, pow(2, 10), pow(2, 10, 1000), pow(2, -1), 10**20, (-1) ** 0.5)
RESULT["round"] = (
    round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5), round(0.5), round(2.0), round(1e20), round(3.14159, 3),
    round(5), round(-0.4), round(7, 1), round(1.25, 1), round(1.35, 1), round(True), round(2.5, 0), round(15, -1), round(25, -1),
)  # fmt: skip
RESULT["int of"] = (int(3.9), int(-3.9), int("42"), int("-7"), int(True), int(1e18), int("1_000"), int(" 5\n"), int(2.0**62), int(), int("0x1f", 16))
RESULT["float of"] = (float("1.5"), float(3), float("1e-3"), float("inf"), float("-inf"), float(" 2 "), float(True), float(), float("1_0.5"), float(10**20))
RESULT["bool of"] = (bool(0), bool(0.0), bool(""), bool([]), bool(None), bool("False"), bool(-1), bool({}), bool([0]), bool(float("nan")), bool(0j))
RESULT["bits"] = (6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, 1000 >> 3, -1 >> 1, -8 & 0xFF, True & False, True | 2, True ^ True, 0b101, 0o17, 0xFF, 1_000)
RESULT["bit methods"] = ((10).bit_length(), (0).bit_length(), (255).bit_count(), (5).real, (5).imag, (5).numerator, (5).conjugate(), (-3).__abs__())
RESULT["types of results"] = (1 + 1.0, 1 + True, True + True, 2 * 1.5, 3 - 1.0, 4 // 2.0, 2**2.0, 1 + 1j, -True, +True, ~True, abs(-True), 5 % 2.0, 0 * 1.5)
RESULT["big"] = (2**100, 2**100 - 1, 10**30 // 7, 10**30 % 7, -(2**70), 3**50, 12345678901234567890 * 98765432109876543210, 2**64 >> 3, (1 << 70) | 1)
RESULT["floats"] = (0.1 + 0.2, 1e308 * 10, -1e308 * 10, 1e-320, 5e-324 / 2, 1.0 - 0.9, 1e16 + 1, 3 * 0.1, 1.1 * 1.1, 0.1 * 3 == 0.3, 1e22, 2.0**0.5)
RESULT["float methods"] = ((1.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (1.5).hex(), float.fromhex("0x1.8p+0"), (2.5).real, (3.7).__int__())
RESULT["comparison"] = (1 < 1.5, 1 == 1.0, 2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 1 < True, float("inf") > 10**400, float("nan") < 1, 0.0 == -0.0, 3 >= 3)
RESULT["complex"] = (1j * 1j, (1 + 2j).real, (1 + 2j).imag, abs(3 + 4j), (1 + 2j).conjugate(), complex(1, 2), complex("1+2j"), (1 + 2j) * 2, 1j**2, (1 + 1j) / 2)
RESULT["abs min max sum"] = (
    abs(-5), abs(-2.5), min(3, 1, 2), max([1, 5, 3]), min("b", "a"), max([], default=0), max(1, 2.0), max(2, 2.0), min(1, True), sum([1, 2, 3]), sum([0.1] * 3),
    sum([[1], [2]], []), sum((1, 2), 10), max("abc", "z", key=len), min([(2, "a"), (1, "b")]), max(range(5)), min({3: 1, 2: 5}), sum(x for x in ()), sum([True, True]),
)  # fmt: skip
RESULT["make divisible"] = [max(8, int(v + 4) // 8 * 8) for v in (3, 12, 12.5, 20.1, 35 * 1.4, 16 * 0.75)]
RESULT["channel arithmetic"] = (int(64 * 0.25), int(round(96 / 8) * 8), 512 // 4 * 3, -(-7 // 2), (224 + 2 * 3 - 7) // 2 + 1, int(3 * 0.66666), 2 ** (5 - 1), int(49**0.5))
RESULT["errors"] = [
    attempt(f)
    for f in (
        lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 0**-1, lambda: int("1.5"), lambda: int("a"), lambda: float(""), lambda: int(float("inf")),
        lambda: int(float("nan")), lambda: 1 << -1, lambda: round(float("inf")), lambda: pow(2, 3, 0), lambda: 1 + "a", lambda: -"a", lambda: 5 @ 5, lambda: 1.5 & 1,
        lambda: 10.0**400, lambda: 1j < 2j, lambda: int([]), lambda: float(1j), lambda: ~1.5, lambda: "a" * 1.5, lambda: [1] * 2.0, lambda: int(None), lambda: 1 < "a",
    )
]  # fmt: skip
RESULT["range"] = (
    list(range(3)), list(range(2, 8, 3)), list(range(5, 0, -2)), len(range(0, 10, 3)), 4 in range(0, 10, 2), range(5)[-1], range(10)[2:4], range(3) == range(0, 3),
    list(range(0)), list(range(3, 1)), range(0, 10, 3).step, range(5).index(3), range(5).count(9), bool(range(0)), sum(range(101)), list(reversed(range(3))), range(2).stop,
)  # fmt: skip
RESULT["is instance"] = (isinstance(True, int), isinstance(1, float), isinstance(1.0, (int, float)), isinstance(1, int | str), type(True) is int, issubclass(bool, int), isinstance(None, type(None)))
RESULT["augmented"] = [(lambda x: x)(x := 5), (x := x + 1.5), (x := x // 2), (x := -x), (x := x**2)]
