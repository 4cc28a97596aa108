"""The periods that follow from the reports a document asks for."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.drafts.planned_periods import PlannedPeriod, period_problems, plan_periods
from tasks.drafts.planned_periods import Rhythm as Planned
from tasks.drafts.proposed_periods import ProposedPeriods, propose_periods
from tasks.models import ReportDuty, ReportingPeriod

Rhythm = ReportDuty.Rhythm
YEAR_END = dt.date(2021, 12, 10)


def duty(rhythm: str = "", *days: dt.date) -> ReportDuty:
    return ReportDuty(text="报送", rhythm=rhythm, days=[day.isoformat() for day in days])


def each(months: range, day: int) -> list[dt.date]:
    return [dt.date(2021, month, day) for month in months]


def shown(proposed: ProposedPeriods | None) -> list[tuple[str, str, str, str]]:
    """Kind, end, opening and due day of each period."""
    assert proposed is not None
    return [
        (str(one.kind), *(f"{day:%y-%m-%d}" for day in (one.ends_on, one.opens_on, one.due_on)))
        for one in proposed.planned
    ]


def test_the_twenty_fifth_of_the_last_month_is_on_its_own_quarter() -> None:
    quarterly = duty(Rhythm.QUARTERLY, *each(range(3, 13, 3), 25))
    proposed = propose_periods(2021, [quarterly, duty("", YEAR_END)], due_on=YEAR_END)
    assert shown(proposed) == [
        ("quarter", "21-03-31", "21-03-05", "21-03-25"),
        ("quarter", "21-06-30", "21-06-05", "21-06-25"),
        ("quarter", "21-09-30", "21-09-05", "21-09-25"),
        ("year_end", "21-12-31", "21-11-10", "21-12-10"),
    ]
    assert proposed is not None
    assert proposed.duties == (quarterly,)


def test_the_fifth_of_the_first_month_is_on_the_quarter_before() -> None:
    days = [dt.date(2021, 1, 5), *each(range(4, 13, 3), 5)]
    assert shown(propose_periods(2021, [duty(Rhythm.QUARTERLY, *days)])) == [
        ("quarter", "21-03-31", "21-04-01", "21-04-05"),
        ("quarter", "21-06-30", "21-07-01", "21-07-05"),
        ("quarter", "21-09-30", "21-10-01", "21-10-05"),
        ("year_end", "21-12-31", "21-12-06", "22-01-05"),
    ]


def test_every_month_until_the_year_end() -> None:
    proposed = propose_periods(2021, [duty(Rhythm.MONTHLY, *each(range(1, 13), 25))], due_on=YEAR_END)
    rows = shown(proposed)
    assert rows[0] == ("month", "21-01-31", "21-01-15", "21-01-25")
    assert rows[-2:] == [
        ("month", "21-11-30", "21-11-16", "21-11-25"),
        ("year_end", "21-12-31", "21-12-01", "21-12-10"),
    ]
    assert len(rows) == 12


def test_what_was_due_before_the_issue_is_left_to_the_first_period() -> None:
    days = each(range(6, 13, 3), 25)
    proposed = propose_periods(2021, [duty(Rhythm.QUARTERLY, *days)], issued_on=dt.date(2021, 4, 1))
    assert proposed is not None
    assert proposed.planned[0].starts_on == dt.date(2021, 1, 1)
    assert [row[3] for row in shown(proposed)] == ["21-06-25", "21-09-25", "21-12-25"]


@pytest.mark.parametrize("rhythm", [Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.HALF_YEARLY])
def test_a_rhythm_without_days_has_the_usual_windows(rhythm: str) -> None:
    proposed = propose_periods(2021, [duty(rhythm)], due_on=YEAR_END)
    assert proposed is not None
    assert proposed.planned == plan_periods(2021, Planned(rhythm), due_on=YEAR_END)


def test_the_closest_rhythm_counts() -> None:
    duties = [duty(Rhythm.HALF_YEARLY), duty(Rhythm.QUARTERLY), duty(Rhythm.YEARLY, YEAR_END)]
    proposed = propose_periods(2021, duties, due_on=YEAR_END)
    assert proposed is not None
    assert proposed.duties == (duties[1],)


@pytest.mark.parametrize(
    ("days", "rows"),
    [
        (
            (dt.date(2021, 6, 30), dt.date(2021, 12, 31)),
            [
                ("half_year", "21-06-30", "21-06-10", "21-06-30"),
                ("year_end", "21-12-31", "21-12-01", "21-12-31"),
            ],
        ),
        (
            (dt.date(2021, 7, 15), dt.date(2021, 11, 30)),
            [
                ("half_year", "21-06-30", "21-07-01", "21-07-15"),
                ("year_end", "21-12-31", "21-10-31", "21-11-30"),
            ],
        ),
        (
            (dt.date(2021, 5, 31), dt.date(2021, 12, 10)),
            [("own", "21-05-31", "21-05-11", "21-05-31"), ("year_end", "21-12-31", "21-11-10", "21-12-10")],
        ),
    ],
)
def test_days_that_are_named_have_a_period_each(
    days: tuple[dt.date, ...], rows: list[tuple[str, str, str, str]]
) -> None:
    assert shown(propose_periods(2021, [duty("", *days)])) == rows
    assert shown(propose_periods(2021, [duty("", days[0]), duty("", days[1])])) == rows


@pytest.mark.parametrize(
    "duties", [[], [duty("", YEAR_END)], [duty(Rhythm.YEARLY)], [duty(Rhythm.YEARLY, YEAR_END)]]
)
def test_one_report_a_year_proposes_nothing(duties: list[ReportDuty]) -> None:
    assert propose_periods(2021, duties, due_on=YEAR_END) is None


DUTIES = st.builds(
    lambda rhythm, days: duty(rhythm, *sorted(days)),
    st.sampled_from(["", *Rhythm.values]),
    st.sets(st.dates(dt.date(2021, 1, 1), dt.date(2022, 3, 31)), max_size=13),
)


@given(
    duties=st.lists(DUTIES, max_size=4),
    due_on=st.none() | st.dates(dt.date(2021, 2, 1), dt.date(2022, 6, 30)),
    issued_on=st.none() | st.dates(dt.date(2020, 12, 1), dt.date(2021, 12, 31)),
)
def test_whatever_is_asked_for_the_periods_fit_together(
    duties: list[ReportDuty], due_on: dt.date | None, issued_on: dt.date | None
) -> None:
    proposed = propose_periods(2021, duties, due_on=due_on, issued_on=issued_on)
    planned: list[PlannedPeriod] = proposed.planned if proposed else []
    assert period_problems(planned, due_on) == {}
    if planned:
        assert planned[0].starts_on == dt.date(2021, 1, 1)
        assert planned[-1].ends_on == dt.date(2021, 12, 31)
        assert [one.kind for one in planned].count(ReportingPeriod.Kind.YEAR_END) == 1
    for one, following in pairwise(planned):
        assert one.ends_on + dt.timedelta(days=1) == following.starts_on
