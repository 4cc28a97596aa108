"""How an organization stands with handing in, as rules over plain values."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.hand_ins.standing import Electronic, Form, Paper, Standing, State, Submission, Timing

DUE = dt.date(2021, 12, 15)
DAYS = st.dates(dt.date(2021, 11, 1), dt.date(2022, 1, 31))
SUBMISSIONS = st.lists(st.builds(Submission, st.integers(1, 9), DAYS, st.booleans()), max_size=5)


def stands(
    submissions: Sequence[Submission] = (),
    arrivals: Sequence[dt.date] = (),
    *,
    version: int | None = 1,
    due_on: dt.date | None = DUE,
    today: dt.date = DUE,
) -> Standing:
    return Standing(version, submissions, arrivals, due_on, today)


STANDINGS = st.builds(
    Standing,
    st.none() | st.integers(1, 9),
    SUBMISSIONS,
    st.lists(DAYS, max_size=3),
    st.none() | DAYS,
    DAYS,
)


@pytest.mark.parametrize(
    ("submissions", "version", "expected"),
    [
        ([], None, Electronic.NOT_READY),
        ([], 1, Electronic.READY),
        ([Submission(1, DUE)], 1, Electronic.HANDED_IN),
        ([Submission(1, DUE, is_returned=True)], 1, Electronic.RETURNED),
        ([Submission(1, DUE, is_returned=True), Submission(2, DUE)], 2, Electronic.HANDED_IN),
    ],
)
def test_the_last_version_handed_in_decides(
    submissions: list[Submission], version: int | None, expected: Electronic
) -> None:
    assert stands(submissions, version=version).electronic is expected


def test_the_due_day_itself_is_in_time() -> None:
    late = DUE + dt.timedelta(days=1)
    assert stands([Submission(1, DUE)]).timing(Form.ELECTRONIC) is Timing.ON_TIME
    assert stands([Submission(1, late)]).timing(Form.ELECTRONIC) is Timing.LATE
    assert stands(arrivals=[DUE]).timing(Form.PAPER) is Timing.ON_TIME
    assert stands(arrivals=[late]).timing(Form.PAPER) is Timing.LATE
    assert stands().timing(Form.PAPER) is Timing.TO_COME
    assert stands(today=late).timing(Form.PAPER) is Timing.OVERDUE


def test_a_correction_of_ones_own_stays_in_time_and_one_that_was_asked_for_counts_anew() -> None:
    late = DUE + dt.timedelta(days=5)
    corrected = [Submission(1, DUE), Submission(2, late)]
    assert stands(corrected).timing(Form.ELECTRONIC) is Timing.ON_TIME
    asked_for = [Submission(1, DUE, is_returned=True), Submission(2, late)]
    assert stands(asked_for).timing(Form.ELECTRONIC) is Timing.LATE


def test_a_later_frozen_version_makes_what_was_handed_in_outdated() -> None:
    assert stands([Submission(1, DUE)], version=2).is_outdated
    assert not stands([Submission(2, DUE)], version=2).is_outdated
    assert not stands([Submission(1, DUE, is_returned=True)], version=2).is_outdated


@given(STANDINGS)
def test_done_and_missing_are_opposites_in_each_form_and_in_both(standing: Standing) -> None:
    for form in (*Form, None):
        assert standing.fits(form, State.DONE) is not standing.fits(form, State.MISSING)
    assert standing.fits(None, State.DONE) is standing.is_complete


@given(STANDINGS)
def test_everybody_is_in_one_electronic_state(standing: Standing) -> None:
    of_electronic = [State.RETURNED, State.READY, State.NOT_READY]
    found = [state for state in of_electronic if standing.fits(None, state)]
    assert len(found) == (0 if standing.is_handed_in else 1)


@given(STANDINGS)
def test_nobody_is_in_time_and_late_and_nobody_is_late_without_a_due_day(standing: Standing) -> None:
    assert not (standing.fits(None, State.ON_TIME) and standing.fits(None, State.LATE))
    if standing.due_on is None:
        assert not standing.fits(None, State.LATE)


@given(STANDINGS)
def test_the_day_that_counts_is_a_day_on_which_something_was_handed_in(standing: Standing) -> None:
    assert (standing.handed_in_on is not None) is standing.is_handed_in
    if standing.handed_in_on is not None:
        assert standing.handed_in_on in {each.on for each in standing.submissions if not each.is_returned}
    assert (standing.arrived_on is not None) is (standing.paper is Paper.ARRIVED)
