"""A rule as a formula with the numbers put in (design R8, R10): plain text over plain values.

"120.5 + 98.2 = 218.7 亿元"; a ratio "(3 + 5) ÷ (10 + 12) × 100 = 8 ÷ 22 × 100 ≈ 36.4%"; money in English
"(120.5 + 98.2) × CNY 100 million = CNY 21.87 billion".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from targets.arithmetic.plausibility import Numbers
from targets.arithmetic.rollup import PRECISION
from targets.arithmetic.rules import NumberForm, OverOrganizations, Rule
from targets.money import scale_of
from targets.wording import plain

# So many numbers stand in one line; of more the first ones, and how it goes on.
MOST = 6
REST = "…"
NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with every number in it, and ``short`` with at most ``MOST`` of them in each sum."""

    full: str
    short: str

    @property
    def is_folded(self) -> bool:
        return self.full != self.short


def formula(
    parts: Sequence[Numbers], rule: Rule, value: Decimal | None, shown: str, unit: str = ""
) -> Formula | None:
    """How ``parts``, numbers of ``unit``, come to ``value``, which is ``shown`` with its unit; None where
    nothing counts.

    ``parts`` are those that count; a single value that is shown as it is needs no formula. "≈" stands before
    what was rounded to be shown.
    """
    if value is None or not parts or (is_alone(parts, rule) and not is_rounded(value, shown)):
        return None
    scale = scale_of(unit)
    full, short = (written(parts, rule, value, shown, scale, most=most) for most in (len(parts), MOST))
    return Formula(full, short)


def is_alone(parts: Sequence[Numbers], rule: Rule) -> bool:
    return len(parts) == 1 and rule.form is NumberForm.VALUE


def written(
    parts: Sequence[Numbers], rule: Rule, value: Decimal, shown: str, scale: str, *, most: int
) -> str:
    if rule.form is not NumberForm.VALUE:
        return " ".join([*quotients(parts, rule, most=most), "≈" if is_rounded(value, shown) else "=", shown])
    values = [part.value for part in parts if part.value is not None]
    sides = [combined(values, rule, most=most)]
    if len(values) > 1 and is_rounded(value, shown):
        sides.append(plain(value))
    before = " = ".join(times(side, scale) for side in sides)
    return f"{before} {'≈' if is_rounded(value, shown) else '='} {shown}"


def times(side: str, scale: str) -> str:
    """One side of the equation in the unit that its numbers are filed in, where what is shown has another."""
    if not scale:
        return side
    return f"({side}) × {scale}" if " + " in side else f"{side} × {scale}"


def combined(values: Sequence[Decimal], rule: Rule, *, most: int) -> str:
    """Values as the rule over organizations takes them."""
    if rule.over_organizations in {OverOrganizations.MIN, OverOrganizations.MAX} and len(values) > 1:
        return f"{rule.over_organizations.value}({listed(values, ', ', most=most)})"
    return listed(values, " + ", most=most)


def listed(values: Sequence[Decimal], between: str, *, most: int) -> str:
    shown = [plain(value) for value in values[:most]]
    return between.join([*shown, REST] if len(values) > most else shown)


def quotients(parts: Sequence[Numbers], rule: Rule, *, most: int) -> list[str]:
    """The quotient with every number, and, where there are several, with the two sums."""
    above = [part.numerator for part in parts if part.numerator is not None]
    below = [part.denominator for part in parts if part.denominator is not None]
    spelled = scaled(bracketed(above, most=most), bracketed(below, most=most), rule)
    if len(parts) == 1:
        return [spelled]
    with localcontext(prec=PRECISION):
        return [spelled, "=", scaled(plain(sum(above, Decimal(0))), plain(sum(below, Decimal(0))), rule)]


def bracketed(numbers: Sequence[Decimal], *, most: int) -> str:
    text = listed(numbers, " + ", most=most)
    return f"({text})" if len(numbers) > 1 else text


def scaled(above: str, below: str, rule: Rule) -> str:
    """A quotient in the indicator's unit, less the whole for a growth."""
    quotient = f"{above} ÷ {below}"
    if rule.form is NumberForm.GROWTH:
        quotient = f"({quotient} − 1)" if rule.scale != 1 else f"{quotient} − 1"
    return quotient if rule.scale == 1 else f"{quotient} × {rule.scale}"


def is_rounded(value: Decimal, shown: str) -> bool:
    """Whether ``shown`` says less than the exact value. Money in English moves the point and keeps all digits
    ("CNY 231.65 billion"), so that the digits alone are compared."""
    written_number = NUMBER.search(shown)
    return written_number is None or digits(Decimal(written_number[0].replace(",", ""))) != digits(value)


def digits(number: Decimal) -> tuple[int, ...]:
    """The digits of a number without zeros at its end, whatever its sign and point."""
    return number.normalize().as_tuple().digits
