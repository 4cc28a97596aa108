"""Figures are rounded half up (四舍五入)."""

from decimal import Decimal

import pytest

from organizations.rounding import half_up, in_tenths_of_percent, reached_in_percent


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("0.85", "0.9"), ("0.25", "0.3"), ("-0.25", "-0.3"), ("0.24999", "0.2"), ("2.5", "2.5")],
)
def test_a_half_goes_away_from_zero(value: str, wanted: str) -> None:
    assert half_up(Decimal(value)) == Decimal(wanted)


def test_a_share_of_089_percent_is_09_percent() -> None:
    assert in_tenths_of_percent(Decimal("0.0089")) == Decimal("0.9")


@pytest.mark.parametrize(
    ("share", "wanted"),
    [("0.9996", "99.9"), ("0.99949", "99.9"), ("0.9985", "99.9"), ("1", "100.0"), ("1.2904", "129.0")],
)
def test_what_is_not_reached_never_reads_100(share: str, wanted: str) -> None:
    assert reached_in_percent(Decimal(share)) == Decimal(wanted)
