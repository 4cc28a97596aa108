"""The place of each organization."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.gathering.office.ranks import ranked
from targets.arithmetic.comparators import Direction
from tests.reports.gathering.office.specimen import figure, yardstick


def ranks(
    values: dict[str, object], direction: Direction = Direction.UP, closed: str = ""
) -> dict[str, int | None]:
    figures = [figure(code, value) for code, value in values.items()]
    told = ranked(figures, {"pledge": yardstick(direction=direction)}, closed.split() or values)
    return {each.organization: each.rank for each in told}


def test_more_is_better_and_equal_ones_share_their_place() -> None:
    assert ranks({"11": 5, "12": 9, "13": 5, "14": 1}) == {"11": 2, "12": 1, "13": 2, "14": 4}


def test_less_is_better_where_the_goal_says_so() -> None:
    assert ranks({"11": 5, "12": 9}, Direction.DOWN) == {"11": 1, "12": 2}


def test_what_stays_at_a_mark_has_no_best() -> None:
    assert ranks({"11": 5, "12": 9}, Direction.MARK) == {"11": None, "12": None}


def test_who_has_not_closed_the_year_or_has_no_figure_has_no_place() -> None:
    assert ranks({"11": 5, "12": 9, "13": None}, closed="11 13") == {"11": 1, "12": None, "13": None}


def test_the_share_that_is_reached_decides_where_a_goal_is_shared_out() -> None:
    figures = [figure("11", 50, share="100"), figure("12", 9, share="10"), figure("13", 99)]

    told = ranked(figures, {"pledge": yardstick()}, {"11", "12", "13"})

    assert [each.rank for each in told] == [2, 1, None]


@given(st.dictionaries(st.text("123", min_size=1), st.decimals(-100, 100, places=1), max_size=8))
def test_a_place_is_one_more_than_those_who_are_better(values: dict[str, Decimal]) -> None:
    told = ranks(dict(values))

    for code, rank in told.items():
        assert rank == 1 + sum(value > values[code] for value in values.values())
