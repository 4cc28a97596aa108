"""What filing discipline says beside the year before: better, worse, or nothing where one is unknown."""

from decimal import Decimal

import pytest

from reports.dashboards.discipline.points import moved, returns, shorter
from tasks.filings.discipline import Discipline

pytestmark = pytest.mark.usefixtures("english")


def test_returns_are_told_where_somebody_reported_in_both_years() -> None:
    now, before = Discipline(asked=4, reported=4, returns=1), Discipline(asked=4, reported=2, returns=2)
    [point] = returns(now, before)
    assert (point.text, point.note) == ("Returns for each filing: 0.25", "Before: 1.00")
    assert point.urgency == "success"
    assert list(returns(now, Discipline(asked=4))) == []
    assert list(returns(Discipline(asked=4), before)) == []


def test_rates_are_to_be_high_and_days_few() -> None:
    assert moved("Rate", Decimal("80.0"), Decimal("75.5")).urgency == "success"
    assert moved("Rate", Decimal("75.5"), Decimal("80.0")).urgency == "warning"
    [point] = shorter("Days", Decimal(3), Decimal(2))
    assert (point.urgency, point.note) == ("warning", "Before: 2 days")
    assert list(shorter("Days", None, Decimal(2))) == []
