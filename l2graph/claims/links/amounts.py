"""Amounts compared as measures: with their units, with the precision that they are given in, and with the words before them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from l2graph.model import Quantity

UNITS = {  # unit: measure, and how many of its smallest unit it is
    "g": ("mass", "1"), "kg": ("mass", "1000"), "t": ("mass", "1000000"), "oz": ("mass", "28.349523125"), "lb": ("mass", "453.59237"),
    "nm": ("length", "0.000001"), "μm": ("length", "0.001"), "mm": ("length", "1"), "cm": ("length", "10"), "m": ("length", "1000"),
    "km": ("length", "1000000"), "in": ("length", "25.4"), "ft": ("length", "304.8"),
    "Hz": ("frequency", "1"), "MHz": ("frequency", "1000000"), "GHz": ("frequency", "1000000000"),
}  # fmt: skip
INCOMPARABLE = {"K", "p", "dots"}  # a thing may have several: 4K at one rate, 8K at another
ABOUT = Decimal("0.05")  # how far "about" reaches, of the number; twice as far, and two amounts are apart
BOUNDS = ("at least", "at most")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in the smallest unit of its measure: what it covers, and how coarse its ends are."""

    quantity: Quantity
    hedge: str

    @property
    def measure(self) -> str:
        return UNITS.get(self.quantity.unit, (self.quantity.unit, ""))[0]

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        numbers = [number * self._factor for number in self.quantity.numbers]
        return min(numbers), max(numbers)

    @property
    def steps(self) -> tuple[Decimal, Decimal]:
        """Return what the last digit that is given of each end is worth ("9000" is given to the thousand)."""
        numbers = sorted(self.quantity.numbers)
        steps = [Decimal(1).scaleb(int(n.normalize().as_tuple().exponent)) * self._factor for n in numbers]
        return steps[0], steps[-1]

    @property
    def _factor(self) -> Decimal:
        return Decimal(UNITS.get(self.quantity.unit, ("", "1"))[1])


def is_same(left: Amount, right: Amount) -> bool:
    """Tell whether two amounts are the same to the last digit, in whatever unit."""
    return (left.measure, left.hedge, left.ends) == (right.measure, right.hedge, right.ends)


def agree(left: Amount, right: Amount) -> bool:
    """Tell whether two amounts are one, each as precise as it is given: "about 650 g" and "0.65 kg"."""
    if left.measure != right.measure:
        return False
    if {left.hedge, right.hedge} & set(BOUNDS):
        return left.hedge == right.hedge and left.ends == right.ends
    return _near(left, right, ABOUT)


def are_apart(left: Amount, right: Amount) -> bool:
    """Tell whether no reading makes two amounts one."""
    if left.measure != right.measure or {left.quantity.unit, right.quantity.unit} & INCOMPARABLE:
        return False
    for one, other in ((left, right), (right, left)):
        if one.hedge in BOUNDS and (other.hedge == one.hedge or _fits(other, one)):
            return False
    (low, high), (other_low, other_high) = left.ends, right.ends
    return (high < other_low or other_high < low) and not _near(left, right, 2 * ABOUT)


def _fits(amount: Amount, bound: Amount) -> bool:
    """Tell whether an amount keeps a bound: "650 g" is "over 600 g"."""
    return amount.ends[1] >= bound.ends[0] if bound.hedge == "at least" else amount.ends[0] <= bound.ends[1]


def _near(left: Amount, right: Amount, about: Decimal) -> bool:
    """Tell whether both ends meet within what rounding, a conversion of units, or "about" leaves open."""
    wide = 1 if left.quantity.unit == right.quantity.unit else 2
    for a, b, step, other_step in zip(left.ends, right.ends, left.steps, right.steps, strict=True):
        slack = wide * max(step, other_step) / 2
        if "about" in (left.hedge, right.hedge):
            slack = max(slack, about * max(abs(a), abs(b)))
        if abs(a - b) > slack:
            return False
    return True
