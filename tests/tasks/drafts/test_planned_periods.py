"""Reporting periods: planned in a rhythm or on dates of one's own, and set up."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tasks.actions.periods import set_up_periods, set_up_quarters
from tasks.drafts.draft_statement import drafted_windows
from tasks.drafts.planned_periods import (
    Choice,
    PlannedPeriod,
    Rhythm,
    choice_of,
    period_problems,
    plan_periods,
)
from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, ReportingPeriod

pytestmark = pytest.mark.django_db


def guidance(report_due_on: dt.date | None) -> Guidance:
    return Guidance.objects.create(
        year=2021,
        title="指引",
        issuer="局",
        source_name="a.txt",
        source_text="文",
        report_due_on=report_due_on,
    )


def test_set_up_quarters_gives_the_periods_of_2021() -> None:
    periods = set_up_quarters(guidance=guidance(dt.date(2021, 12, 15)), by=None, at=timezone.now())
    days = [(p.kind, p.starts_on, p.ends_on, p.opens_on, p.due_on) for p in periods]
    assert days == [
        ("quarter", dt.date(2021, 1, 1), dt.date(2021, 3, 31), dt.date(2021, 4, 1), dt.date(2021, 4, 20)),
        ("quarter", dt.date(2021, 4, 1), dt.date(2021, 6, 30), dt.date(2021, 7, 1), dt.date(2021, 7, 20)),
        ("quarter", dt.date(2021, 7, 1), dt.date(2021, 9, 30), dt.date(2021, 10, 1), dt.date(2021, 10, 20)),
        (
            "year_end",
            dt.date(2021, 10, 1),
            dt.date(2021, 12, 31),
            dt.date(2021, 11, 15),
            dt.date(2021, 12, 15),
        ),
    ]


def test_set_up_quarters_without_a_day_in_the_notice_takes_15_december() -> None:
    assert set_up_quarters(guidance=guidance(None), by=None, at=timezone.now())[-1].due_on == dt.date(
        2021, 12, 15
    )


def test_set_up_quarters_twice_is_refused() -> None:
    made = guidance(None)
    set_up_quarters(guidance=made, by=None, at=timezone.now())
    with pytest.raises(TransitionNotAllowed):
        set_up_quarters(guidance=made, by=None, at=timezone.now())
    assert made.periods.count() == 4


# --- Planning -------------------------------------------------------------------------------------


def days(periods: list[PlannedPeriod]) -> list[tuple[str, str, str]]:
    return [(str(p.kind), f"{p.starts_on:%m-%d}", f"{p.due_on:%m-%d}") for p in periods]


def test_months_end_where_the_year_end_begins() -> None:
    planned = plan_periods(2021, Rhythm.MONTHLY, due_on=dt.date(2021, 12, 15))
    assert days(planned)[:2] == [("month", "01-01", "02-20"), ("month", "02-01", "03-20")]
    assert days(planned)[-2:] == [("month", "10-01", "11-20"), ("year_end", "11-01", "12-15")]
    assert len(planned) == 11
    sooner = plan_periods(2021, Rhythm.MONTHLY, due_on=dt.date(2021, 12, 15), days_to_file=10)
    assert days(sooner)[-2:] == [("month", "11-01", "12-10"), ("year_end", "12-01", "12-15")]
    assert sooner[-1].opens_on == dt.date(2021, 12, 1)


def test_half_years_are_one_and_the_year_end() -> None:
    planned = plan_periods(2021, Rhythm.HALF_YEARLY, due_on=dt.date(2021, 12, 15), days_to_file=10)
    assert days(planned) == [("half_year", "01-01", "07-10"), ("year_end", "07-01", "12-15")]


def test_a_plan_of_mid_year_asks_for_the_months_before_in_its_first_period() -> None:
    planned = plan_periods(2021, Rhythm.QUARTERLY, issued_on=dt.date(2021, 5, 20))
    assert days(planned) == [
        ("own", "01-01", "07-20"),
        ("quarter", "07-01", "10-20"),
        ("year_end", "10-01", "12-15"),
    ]
    with_past = plan_periods(2021, Rhythm.QUARTERLY, issued_on=dt.date(2021, 5, 20), include_past=True)
    assert len(with_past) == 4


def test_a_plan_issued_late_has_its_year_end_alone() -> None:
    planned = plan_periods(2021, Rhythm.QUARTERLY, issued_on=dt.date(2021, 11, 1))
    assert days(planned) == [("year_end", "01-01", "12-15")]


def test_a_report_due_in_the_next_year_leaves_room_for_every_month_but_the_last() -> None:
    planned = plan_periods(2021, Rhythm.MONTHLY, due_on=dt.date(2022, 3, 1))
    assert len(planned) == 12
    assert planned[-1].starts_on == dt.date(2021, 12, 1)


@given(
    rhythm=st.sampled_from([Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.HALF_YEARLY]),
    due_on=st.dates(dt.date(2021, 2, 1), dt.date(2022, 6, 30)),
    days_to_file=st.integers(1, 60),
    issued_on=st.none() | st.dates(dt.date(2020, 12, 1), dt.date(2021, 12, 31)),
    include_past=st.booleans(),
)
def test_planned_periods_follow_each_other_through_the_whole_year(
    rhythm: Rhythm, due_on: dt.date, days_to_file: int, issued_on: dt.date | None, *, include_past: bool
) -> None:
    planned = plan_periods(
        2021,
        rhythm,
        due_on=due_on,
        days_to_file=days_to_file,
        issued_on=issued_on,
        include_past=include_past,
    )
    assert planned[0].starts_on == dt.date(2021, 1, 1)
    assert planned[-1].ends_on == dt.date(2021, 12, 31)
    assert planned[-1].due_on == due_on
    assert [one.kind for one in planned].count(ReportingPeriod.Kind.YEAR_END) == 1
    for one, following in pairwise(planned):
        assert one.ends_on + dt.timedelta(days=1) == following.starts_on
    assert period_problems(planned, due_on) == {}


OWN = PlannedPeriod(
    ReportingPeriod.Kind.OWN,
    dt.date(2021, 1, 1),
    dt.date(2021, 5, 31),
    dt.date(2021, 6, 1),
    dt.date(2021, 6, 10),
)
LAST = PlannedPeriod(
    ReportingPeriod.Kind.YEAR_END,
    dt.date(2021, 6, 1),
    dt.date(2021, 12, 31),
    dt.date(2021, 12, 1),
    dt.date(2021, 12, 15),
)


@pytest.mark.parametrize(
    ("place", "changes", "sentence"),
    [
        (0, {"ends_on": dt.date(2020, 1, 1)}, "ends before it starts"),
        (0, {"opens_on": dt.date(2021, 7, 1)}, "due before it opens"),
        (0, {"opens_on": dt.date(2020, 1, 1), "due_on": dt.date(2020, 2, 1)}, "before the period begins"),
        (1, {"starts_on": dt.date(2021, 5, 1)}, "before the one above has ended"),
        (1, {"opens_on": dt.date(2021, 6, 1), "due_on": dt.date(2021, 6, 2)}, "before the one above"),
        (1, {"opens_on": dt.date(2021, 5, 1)}, "opens before the one above"),
        (1, {"due_on": dt.date(2021, 12, 20)}, "the day that the document names, 2021-12-15"),
    ],
)
def test_what_is_wrong_with_own_dates_is_said_at_its_period(
    place: int, changes: dict[str, dt.date], sentence: str
) -> None:
    periods = [OWN, LAST]
    periods[place] = replace(periods[place], **changes)
    assert sentence in period_problems(periods, dt.date(2021, 12, 15))[place]


@pytest.mark.parametrize("rhythm", [Rhythm.MONTHLY, Rhythm.QUARTERLY])
@pytest.mark.parametrize("include_past", [False, True])
def test_the_choice_is_known_again_by_its_periods(rhythm: Rhythm, *, include_past: bool) -> None:
    issued_on = dt.date(2021, 5, 20)
    planned = plan_periods(2021, rhythm, days_to_file=15, issued_on=issued_on, include_past=include_past)
    choice = choice_of(planned, 2021, due_on=None, issued_on=issued_on)
    assert choice == Choice(rhythm, 15, include_past)


def test_periods_of_no_rhythm_are_on_dates_of_ones_own() -> None:
    assert choice_of([OWN, LAST], 2021, due_on=None, issued_on=None) == Choice(Rhythm.OWN)


def test_a_day_off_is_a_weekend_or_a_holiday_and_not_a_weekend_that_is_worked() -> None:
    due = {day: replace(OWN, due_on=day).is_due_on_a_day_off for day in DAYS_OFF}
    assert due == DAYS_OFF


DAYS_OFF = {
    dt.date(2021, 7, 20): False,
    dt.date(2021, 6, 20): True,
    dt.date(2021, 10, 1): True,
    dt.date(2021, 9, 26): False,
}


def test_a_report_that_was_due_before_the_year_began_is_refused() -> None:
    planned = plan_periods(2021, Rhythm.QUARTERLY, due_on=dt.date(2020, 12, 15))
    made = guidance(dt.date(2020, 12, 15))
    with pytest.raises(TransitionNotAllowed, match="due on 2020-12-15, before the period begins"):
        set_up_periods(guidance=made, by=None, at=timezone.now(), planned=planned, seen=drafted_windows(made))


def test_periods_take_the_place_of_those_before() -> None:
    made = guidance(dt.date(2021, 12, 15))
    set_up_quarters(guidance=made, by=None, at=timezone.now())
    set_up_periods(guidance=made, by=None, at=timezone.now(), planned=[OWN, LAST], seen=drafted_windows(made))
    assert [(one.order, one.kind) for one in made.periods.all()] == [(1, "own"), (2, "year_end")]


def test_a_published_guidance_keeps_its_periods() -> None:
    made = guidance(None)
    set_up_quarters(guidance=made, by=None, at=timezone.now())
    made.status, made.published_at = Guidance.Status.PUBLISHED, timezone.now()
    made.save()
    with pytest.raises(TransitionNotAllowed, match="published by now"):
        set_up_periods(
            guidance=made, by=None, at=timezone.now(), planned=[OWN, LAST], seen=drafted_windows(made)
        )
