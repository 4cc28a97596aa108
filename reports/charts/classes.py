"""Values to classes of a map or a heat table: at most five, with limits that are easy to say.

Round steps of one size where the values spread over them evenly enough; else about as many values in each
class (quantiles), parted at the roundest number that lies between them. So a few large ones never leave all
others in one colour. Plain arithmetic over plain values.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, localcontext

# More digits than any value has.
PRECISION = 80
MOST = 5
FEWEST_STEPS = 3
# How many different values a class needs so that one more or less does not empty it.
ROOM = 2
# The sizes of round steps, times a power of ten.
ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# Of round steps no class may hold more than this many times its even part.
MOST_UNEVEN = 2


@dataclass(frozen=True, slots=True)
class ValueClass:
    """One class: from ``low`` on, and below ``high``; None where it is open to that side. ``count`` values
    lie in it."""

    low: Decimal | None
    high: Decimal | None
    count: int


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes from the smallest values to the largest. ``breaks`` part them: each is the first number of the
    class above it."""

    breaks: tuple[Decimal, ...]
    counts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def ranges(self) -> list[ValueClass]:
        """The classes one by one."""
        if not self.counts:
            return []
        return list(map(ValueClass, (None, *self.breaks), (*self.breaks, None), self.counts))

    def place_of(self, value: Decimal) -> int:
        """Which class a value lies in, 0 for the one of the smallest."""
        return bisect_right(self.breaks, value)


def classes_of(values: Iterable[Decimal], most: int = MOST) -> Classes:
    """The classes of ``values``, at most ``most``; one where all are equal, none without any. Equal values
    lie in the same class, and no class is empty."""
    counted = Counter(values)
    distinct = sorted(counted)
    if not distinct:
        return Classes((), ())
    sizes = [counted[value] for value in distinct]
    breaks = round_steps(distinct, sizes, most) or parted(distinct, sizes, most)
    return Classes(breaks, counts_in(breaks, distinct, sizes))


def by_steps(values: Iterable[Decimal], breaks: Sequence[Decimal]) -> Classes:
    """The classes of given limits, with those that hold nothing."""
    counted = Counter(values)
    return Classes(tuple(breaks), counts_in(breaks, list(counted), list(counted.values())))


def counts_in(
    breaks: Sequence[Decimal], distinct: Sequence[Decimal], sizes: Sequence[int]
) -> tuple[int, ...]:
    """How many values lie in each class."""
    counts = [0] * (len(breaks) + 1)
    for value, size in zip(distinct, sizes, strict=True):
        counts[bisect_right(breaks, value)] += size
    return tuple(counts)


# --- Round steps ------------------------------------------------------------------------------------
def round_steps(distinct: Sequence[Decimal], sizes: Sequence[int], most: int) -> tuple[Decimal, ...]:
    """The limits of equal round steps, the finest that ``most`` classes reach; empty where they leave a class
    empty, or too many values in one."""
    lowest, highest = distinct[0], distinct[-1]
    if len(distinct) < FEWEST_STEPS:
        return ()
    power = Decimal(1).scaleb(((highest - lowest) / most).adjusted())
    for step in (size * power for size in ROUND):
        first = (lowest / step).to_integral_value(ROUND_FLOOR) + 1
        number = int((highest / step).to_integral_value(ROUND_FLOOR) - first) + 1
        if number < most:
            breaks = tuple(Decimal(format((first + place) * step, "f")) for place in range(number))
            return breaks if is_even(counts_in(breaks, distinct, sizes)) else ()
    return ()


def is_even(counts: Sequence[int]) -> bool:
    """Whether classes tell about as much as quantiles would."""
    is_enough = len(counts) >= FEWEST_STEPS and all(counts)
    return is_enough and max(counts) * len(counts) <= MOST_UNEVEN * sum(counts)


# --- Quantiles --------------------------------------------------------------------------------------
def parted(distinct: Sequence[Decimal], sizes: Sequence[int], most: int) -> tuple[Decimal, ...]:
    """The limits of classes that hold about as many values each."""
    cuts: list[int] = []
    left, held = sum(sizes), 0
    for place in range(len(distinct) - 1):
        held += sizes[place]
        classes_left = most - len(cuts)
        even = Decimal(left) / classes_left
        # The next values go in as long as that brings the class nearer to its even part, and leave at least
        # one for each class to come.
        is_full = held + Decimal(sizes[place + 1]) / 2 >= even
        if is_full or len(distinct) - 1 - place < classes_left:
            cuts.append(place)
            left, held = left - held, 0
    return tuple(limit(distinct, cuts, number) for number in range(len(cuts)))


def limit(distinct: Sequence[Decimal], cuts: Sequence[int], number: int) -> Decimal:
    """Where one class ends: behind the value of its cut, or one value before or after that if a rounder
    number lies there. No class becomes empty so, even if both of its ends move."""
    cut = cuts[number]
    before = cuts[number - 1] if number else -1
    after = cuts[number + 1] if number + 1 < len(cuts) else len(distinct) - 1
    places = [cut]
    if cut - before > ROOM:
        places.append(cut - 1)
    if after - cut > ROOM:
        places.append(cut + 1)
    limits = [roundest(distinct[place], distinct[place + 1]) for place in places]
    return min(limits, key=digits)


def digits(number: Decimal) -> int:
    """How many digits a number is said with, without the zeros that it begins or ends with."""
    return len(number.normalize().as_tuple().digits)


def roundest(below: Decimal, upper: Decimal) -> Decimal:
    """The number with the fewest digits above ``below`` and at most ``upper``: what parts the two."""
    with localcontext() as context:
        context.prec = PRECISION
        power = max(abs(below), abs(upper)).adjusted() + 1
        while True:
            for step in (Decimal(1).scaleb(power), Decimal(5).scaleb(power - 1)):
                found = (upper / step).to_integral_value(ROUND_FLOOR) * step
                if below < found <= upper:
                    return Decimal(format(found, "f"))
            power -= 1
