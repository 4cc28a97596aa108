"""What one line states as a number, and whether its subordinates come to the same (design R7, R8)."""

from decimal import Decimal

from targets.arithmetic.plausibility import Numbers, is_rounding
from targets.arithmetic.rollup import Figure
from targets.arithmetic.rules import NumberForm, Rule
from targets.arithmetic.sums import quotient
from targets.figures.terms import rule_of
from targets.models import Measurement


def attested(line: Measurement) -> Decimal | None:
    """What a measurement states in its indicator's unit: the value, or the scaled ratio (design R8)."""
    return attested_in(numbers_of(line), rule_of(line.target.indicator))


def attested_in(numbers: Numbers, rule: Rule) -> Decimal | None:
    """``attested`` of bare numbers."""
    if rule.form is NumberForm.VALUE:
        return numbers.value
    if numbers.numerator is None or numbers.denominator is None:
        return None
    return quotient(numbers.numerator, numbers.denominator, rule)


def numbers_of(line: Measurement) -> Numbers:
    """The numbers of a line as the arithmetic takes them."""
    return Numbers(line.value, line.numerator, line.denominator)


def is_apart(line: Measurement, beneath: Figure) -> bool:
    """Whether the figure is not what the subordinates' filings come to, and rounding does not explain it;
    False where one of the two is not there."""
    stated, indicator = attested(line), line.target.indicator
    if stated is None or beneath.value is None:
        return False
    parts = sum(part.value is not None for part in beneath.contributors)
    return not is_rounding(stated, beneath.value, rule_of(indicator), step=indicator.quantum, parts=parts)
