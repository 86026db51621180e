"""Fractions in lowest terms."""

import math
import numbers


class Fraction(numbers.Rational):
    def __new__(cls, numerator=0, denominator=None):
        made = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, Fraction):
                top, bottom = numerator.numerator, numerator.denominator
            elif isinstance(numerator, str):
                first, slash, second = numerator.strip().partition("/")
                top, bottom = (int(first), int(second)) if slash else float(first).as_integer_ratio()
            else:
                top, bottom = numerator.as_integer_ratio()
        else:
            first, second = Fraction(numerator), Fraction(denominator)
            top = first.numerator * second.denominator
            bottom = first.denominator * second.numerator
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        shared = math.gcd(top, bottom)
        if bottom < 0:
            shared = -shared
        made.numerator = top // shared
        made.denominator = bottom // shared
        return made

    def __init__(self, numerator=0, denominator=None):
        pass

    def limit_denominator(self, max_denominator=1000000):
        if self.denominator <= max_denominator:
            return self
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self.numerator, self.denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        first = Fraction(p0 + k * p1, q0 + k * q1)
        second = Fraction(p1, q1)
        return second if abs(second - self) <= abs(first - self) else first

    def as_integer_ratio(self):
        return self.numerator, self.denominator

    def _with(self, other, exact, inexact):
        if isinstance(other, float):
            return inexact(float(self), other)
        if isinstance(other, (int, Fraction)):
            return exact(self, Fraction(other))
        return NotImplemented

    def __add__(self, other):
        return self._with(
            other,
            lambda a, b: Fraction(
                a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator
            ),
            lambda a, b: a + b,
        )

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.numerator, self.denominator)

    def __pos__(self):
        return self

    def __abs__(self):
        return Fraction(abs(self.numerator), self.denominator)

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return self._with(
            other,
            lambda a, b: Fraction(a.numerator * b.numerator, a.denominator * b.denominator),
            lambda a, b: a * b,
        )

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._with(
            other,
            lambda a, b: Fraction(a.numerator * b.denominator, a.denominator * b.numerator),
            lambda a, b: a / b,
        )

    def __rtruediv__(self, other):
        if isinstance(other, float):
            return other / float(self)
        return Fraction(other) / self

    def __floordiv__(self, other):
        return math.floor(self / other)

    def __mod__(self, other):
        return self - other * (self // other)

    def __pow__(self, exponent):
        if isinstance(exponent, int):
            if exponent < 0:
                return Fraction(self.denominator**-exponent, self.numerator**-exponent)
            return Fraction(self.numerator**exponent, self.denominator**exponent)
        return float(self) ** float(exponent)

    def __float__(self):
        return self.numerator / self.denominator

    def __int__(self):
        return self.__trunc__()

    def __trunc__(self):
        return -(-self.numerator // self.denominator) if self.numerator < 0 else self.numerator // self.denominator

    def __floor__(self):
        return self.numerator // self.denominator

    def __ceil__(self):
        return -(-self.numerator // self.denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            low = self.numerator // self.denominator
            rest = self - low
            half = Fraction(1, 2)
            return low + 1 if rest > half or (rest == half and low % 2) else low
        return Fraction(round(self * 10**ndigits), 10**ndigits)

    def __bool__(self):
        return bool(self.numerator)

    def __eq__(self, other):
        if isinstance(other, float):
            return float(self) == other
        if isinstance(other, (int, Fraction)):
            other = Fraction(other)
            return self.numerator == other.numerator and self.denominator == other.denominator
        return NotImplemented

    def __hash__(self):
        return hash(self.numerator) if self.denominator == 1 else hash((self.numerator, self.denominator))

    def __lt__(self, other):
        return (self - other).numerator < 0 if isinstance(other, (int, Fraction)) else float(self) < other

    def __le__(self, other):
        return self < other or self == other

    def __gt__(self, other):
        return not self <= other

    def __ge__(self, other):
        return not self < other

    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

    def __repr__(self):
        return f"Fraction({self.numerator}, {self.denominator})"
