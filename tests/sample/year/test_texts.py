"""What the sample says on tasks: a headline, and counts of the year so far that never fall."""

import re

import pytest

from sample.year.phrases import LOCAL, SINCE
from sample.year.texts import TOLD, year_so_far

NUMBER = re.compile(r"[0-9]+")
PLACES = ("上海", "河南", "苏州")


def said(section: str, place: str, period: int) -> tuple[str, list[str]]:
    """The headline, and each fact behind it."""
    text = year_so_far(LOCAL[section], place, section, period, 0)
    headline, _sign, facts = text.partition(f"{SINCE[period - 1]}，")
    return headline, facts.rstrip("。").split("；")


@pytest.mark.parametrize("section", LOCAL)
@pytest.mark.parametrize("place", PLACES)
def test_a_later_period_restates_the_year_with_counts_that_never_fall(section: str, place: str) -> None:
    before: list[str] = []
    for period in (1, 2, 3, 4):
        headline, facts = said(section, place, period)
        assert headline.endswith("。")
        assert len(facts) == TOLD[period - 1]
        for earlier, later in zip(before, facts, strict=False):
            assert NUMBER.sub("#", earlier) == NUMBER.sub("#", later)
            counts = zip(NUMBER.findall(earlier), NUMBER.findall(later), strict=True)
            assert all(int(was) <= int(now) for was, now in counts)
        before = facts


@pytest.mark.parametrize("section", LOCAL)
def test_no_two_places_say_the_same(section: str) -> None:
    assert len({year_so_far(LOCAL[section], place, section, 4, 0) for place in PLACES}) == len(PLACES)
