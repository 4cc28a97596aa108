"""What people call a reporting period, in each language."""

import datetime as dt

import pytest
from django.contrib.admin.utils import label_for_field
from django.utils.translation import override

from tasks.models import Guidance, ReportingPeriod

Kind = ReportingPeriod.Kind
NAMES = [
    (Kind.QUARTER, 3, "First quarter of 2021", "2021 年第一季度"),
    (Kind.QUARTER, 9, "Third quarter of 2021", "2021 年第三季度"),
    (Kind.QUARTER, 12, "Fourth quarter of 2021", "2021 年第四季度"),
    (Kind.HALF_YEAR, 6, "First half of 2021", "2021 年上半年"),
    (Kind.HALF_YEAR, 12, "Second half of 2021", "2021 年下半年"),
    (Kind.MONTH, 3, "March 2021", "2021 年 3 月"),
    (Kind.MONTH, 12, "December 2021", "2021 年 12 月"),
    (Kind.YEAR_END, 12, "Year end 2021", "2021 年终"),
    (Kind.OWN, 5, "2021-01-01 to 2021-05-28", "2021-01-01 至 2021-05-28"),
]


@pytest.mark.parametrize(("kind", "month", "english", "chinese"), NAMES)
def test_a_period_is_called_by_its_name(
    kind: ReportingPeriod.Kind, month: int, english: str, chinese: str
) -> None:
    first, last = dt.date(2021, 1, 1), dt.date(2021, month, 28)
    period = ReportingPeriod(guidance=Guidance(year=2021), kind=kind, starts_on=first, ends_on=last)
    with override("en"):
        assert str(period) == english
    with override("zh-hans"):
        assert str(period) == chinese


def test_the_administration_heads_the_names_in_chinese() -> None:
    with override("zh-hans"):
        assert str(label_for_field("name", ReportingPeriod)) == "报告期"
