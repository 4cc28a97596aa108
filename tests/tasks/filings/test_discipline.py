"""The arithmetic of filing discipline: rates, medians, what counts and what does not."""

import datetime as dt
import statistics
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.filings.discipline import Discipline, FilingRecord, Review, discipline_of, spread_of
from tasks.filings.timeliness import Timeliness

ON = dt.date(2021, 11, 22)
OPENS, DUE = dt.date(2021, 10, 1), dt.date(2021, 10, 20)
DAY = dt.timedelta(days=1)
days = st.integers(min_value=0, max_value=3000)


def record(
    filed_on: dt.date | None = None, *, due_on: dt.date = DUE, was_there: bool = True, returns: int = 0
) -> FilingRecord:
    return FilingRecord(1, 1, 1, OPENS, due_on, filed_on, was_there, returns)


@st.composite
def records(draw: st.DrawFn) -> FilingRecord:
    due_on = draw(st.dates(dt.date(2020, 1, 1), dt.date(2022, 3, 1)))
    filed_on = draw(st.none() | st.dates(dt.date(2020, 1, 1), ON))
    reviews = []
    for submitted_on, taken in draw(st.lists(st.tuples(st.dates(dt.date(2020, 1, 1), ON), days), max_size=3)):
        reviews.append(Review(submitted_on, submitted_on + DAY * (taken % 60)))
    return FilingRecord(
        pk=draw(days),
        organization=draw(days),
        period=draw(days),
        opens_on=due_on - DAY * 19,
        due_on=due_on,
        filed_on=filed_on,
        was_there=draw(st.booleans()),
        returns=draw(st.integers(0, 4)) if filed_on else 0,
        reviews=tuple(reviews) if filed_on else (),
    )


class TestOneFiling:
    def test_the_due_day_itself_is_on_time_and_the_next_is_a_day_late(self) -> None:
        assert record(DUE).is_on_time
        assert not record(DUE + DAY).is_on_time
        assert [record(DUE).days_late(ON), record(DUE + DAY).days_late(ON)] == [0, 1]

    def test_a_missing_filing_is_late_up_to_the_day_on_which_one_looks(self) -> None:
        assert record().days_late(ON) == (ON - DUE).days
        assert record().days_late(DUE + DAY) == 1

    def test_what_is_not_due_yet_counts_for_nobody_though_it_was_filed(self) -> None:
        assert not record(due_on=ON).is_asked(ON)
        assert not record(ON - DAY, due_on=ON).is_asked(ON)
        assert record(due_on=ON - DAY).is_asked(ON)

    def test_who_was_gone_is_asked_only_for_what_came_all_the_same(self) -> None:
        assert not record(was_there=False).is_asked(ON)
        assert record(DUE, was_there=False).is_asked(ON)

    @given(records())
    def test_days_late_and_timeliness_agree(self, one: FilingRecord) -> None:
        is_behind = one.timeliness(ON) in {Timeliness.LATE, Timeliness.OVERDUE}
        assert (one.days_late(ON) > 0) is is_behind


class TestSpread:
    @given(st.lists(days, min_size=1))
    def test_the_median_is_that_of_the_textbook(self, values: list[int]) -> None:
        assert spread_of(values).median == Decimal(str(statistics.median(values)))

    @given(st.lists(days, min_size=1))
    def test_nine_in_ten_do_not_pass_the_ninetieth_and_no_smaller_one_does_that(
        self, values: list[int]
    ) -> None:
        most = spread_of(values).most
        assert most is not None
        assert sum(value <= most for value in values) >= Decimal("0.9") * len(values)
        assert sum(value < most for value in values) < Decimal("0.9") * len(values)

    @given(st.lists(days, min_size=1))
    def test_the_order_does_not_matter_and_the_largest_is_the_longest(self, values: list[int]) -> None:
        assert spread_of(values) == spread_of(sorted(values, reverse=True))
        assert spread_of(values).longest == max(values)

    def test_of_an_even_number_the_median_lies_between_the_two_in_the_middle(self) -> None:
        assert spread_of([1, 2, 5, 30]).median == Decimal("3.5")

    def test_without_days_nothing_is_said(self) -> None:
        spread = spread_of([])
        assert (spread.count, spread.median, spread.most, spread.longest) == (0, None, None, None)


class TestTheWhole:
    @given(st.lists(records()))
    def test_rates_lie_between_0_and_100_and_counts_add_up(self, several: list[FilingRecord]) -> None:
        found = discipline_of(several, ON)
        assert found.asked == found.on_time + found.late + found.missing
        assert found.returned <= found.reported <= found.asked <= len(several)
        for rate in (found.reporting_rate, found.on_time_rate):
            assert (rate is None) is (found.asked == 0)
            assert rate is None or 0 <= rate <= 100
        assert (found.on_time_rate == 100) is (found.asked > 0 and found.on_time == found.asked)

    @given(st.lists(records()))
    def test_a_slow_count_comes_to_the_same(self, several: list[FilingRecord]) -> None:
        """Each number asked for by itself, over the timeliness of the page."""
        found = discipline_of(several, ON)
        asked = [one for one in several if one.due_on < ON and (one.filed_on or one.was_there)]
        by_timeliness = [one.timeliness(ON) for one in asked]
        assert found.asked == len(asked)
        assert found.on_time == by_timeliness.count(Timeliness.ON_TIME)
        assert found.late == by_timeliness.count(Timeliness.LATE)
        assert found.missing == by_timeliness.count(Timeliness.OVERDUE)
        late = [((one.filed_on or ON) - one.due_on).days for one in asked]
        assert found.days_late == spread_of([days for days in late if days > 0])
        taken = [(each.decided_on - each.submitted_on).days for one in asked for each in one.reviews]
        assert found.review == spread_of(taken)

    @given(st.lists(records()), st.lists(records()))
    def test_two_parts_come_to_the_whole(self, ones: list[FilingRecord], others: list[FilingRecord]) -> None:
        whole, one, other = (discipline_of(part, ON) for part in (ones + others, ones, others))
        for name in ("asked", "reported", "on_time", "returned", "returns"):
            assert getattr(whole, name) == getattr(one, name) + getattr(other, name)

    def test_a_nil_return_is_a_report_like_any_other(self) -> None:
        """It is submitted, and what it says is not asked here."""
        assert discipline_of([record(DUE)], ON).reporting_rate == 100

    def test_returns_are_counted_each_and_returned_filings_once(self) -> None:
        found = discipline_of([record(DUE, returns=3), record(DUE, returns=1), record(DUE), record()], ON)
        assert (found.returned, found.returns, found.returns_per_filing) == (2, 4, Decimal("1.33"))

    def test_nearly_all_is_not_all(self) -> None:
        assert discipline_of([record(DUE)] * 4999 + [record()], ON).on_time_rate == Decimal("99.9")

    def test_where_nobody_was_asked_there_is_no_rate(self) -> None:
        assert discipline_of([record(due_on=ON)], ON) == Discipline()
        assert Discipline().reporting_rate is None
        assert Discipline().returns_per_filing is None


@pytest.mark.parametrize(
    ("submitted", "decided", "taken", "workdays"),
    [
        ((2021, 10, 20), (2021, 10, 20), 0, 0),
        ((2021, 10, 20), (2021, 10, 21), 1, 1),
        ((2021, 9, 30), (2021, 10, 8), 8, 1),  # over the National Day
        ((2021, 10, 22), (2021, 10, 25), 3, 1),  # over a weekend
    ],
)
def test_time_to_review_in_days_and_in_workdays(
    submitted: tuple[int, int, int], decided: tuple[int, int, int], taken: int, workdays: int
) -> None:
    review = Review(dt.date(*submitted), dt.date(*decided))
    assert (review.days, review.workdays) == (taken, workdays)
    found = discipline_of([replace(record(DUE), reviews=(review,))], ON)
    assert (found.review.median, found.review_workdays.median) == (taken, workdays)
