"""Whether rounding explains that a figure is not the total of its parts."""

from decimal import Decimal

import pytest

from targets.arithmetic.plausibility import is_rounding
from targets.arithmetic.rules import NumberForm, OverOrganizations, OverPeriods, Rule

SUM = Rule(NumberForm.VALUE, OverOrganizations.SUM, OverPeriods.SUM)
LARGEST = Rule(NumberForm.VALUE, OverOrganizations.MAX, OverPeriods.SUM)
RATIO = Rule(NumberForm.RATIO, OverOrganizations.WEIGHTED_MEAN, OverPeriods.SUM, scale=100)
ADDED_RATIO = Rule(NumberForm.RATIO, OverOrganizations.SUM, OverPeriods.SUM, scale=100)


@pytest.mark.parametrize(
    ("rule", "stated", "step", "parts", "explained"),
    [
        # Three parts and the figure itself, half of a tenth each.
        (SUM, "100.2", "0.1", 3, True),
        (SUM, "99.8", "0.1", 3, True),
        (SUM, "100.21", "0.1", 3, False),
        (SUM, "99.79", "0.1", 3, False),
        (SUM, "100", "0.1", 0, True),
        # What is counted in whole ones is exact.
        (SUM, "100", "1", 3, True),
        (SUM, "101", "1", 3, False),
        (SUM, "99", "1", 30, False),
        (SUM, "110", "10", 3, False),
        # Of other rules, two figures are rounded, however many parts there are.
        (LARGEST, "101", "1", 30, True),
        (LARGEST, "102", "1", 30, False),
        (RATIO, "100.1", "0.1", 30, True),
        (RATIO, "99.9", "0.1", 30, True),
        (RATIO, "100.11", "0.1", 30, False),
        (ADDED_RATIO, "101", "1", 30, True),
    ],
)
def test_rounding_explains_half_a_step_of_each_number(
    rule: Rule, stated: str, step: str, parts: int, *, explained: bool
) -> None:
    found = is_rounding(Decimal(stated), Decimal(100), rule, step=Decimal(step), parts=parts)
    assert found is explained
