"""The place of a bureau among those beside it: told to it alone, where the office allows it, as of now."""

import datetime as dt
from typing import Any

import pytest

from reports.dashboards.placings import placings_of
from targets.actions import show_ranks
from tests.reports.dashboards.asked import question_of, rows_of
from tests.targets.shared_out import fresh, share_out
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranked(world: World) -> World:
    """Two provinces with shares and approved figures, whose places may be told."""
    share_out(world)
    world.approve(world.filing(), value="250")
    world.approve(world.filing(world.neighbour), value="700")
    show_ranks(target=fresh(world), by=world.administrator, are_shown=True)
    return world


def told(world: World, organization: Any = None, **asked: Any) -> list[tuple[str, str]]:
    question = question_of(world, organization or world.province, **asked)
    found = placings_of(question, rows_of(question))
    return [] if found is None else [(point.text, point.note) for point in found.points]


def test_a_bureau_reads_its_place_and_how_much_of_its_share_that_is(ranked: World) -> None:
    ((text, note),) = told(ranked)
    assert text.endswith("number 2 of 2")
    assert note.startswith("25.0% of its share of")
    ((text, note),) = told(ranked, ranked.neighbour)
    assert text.endswith("number 1 of 2")
    assert note.startswith("50.0% of its share of")


def test_no_place_is_told_that_the_office_keeps_to_itself(ranked: World) -> None:
    show_ranks(target=fresh(ranked), by=ranked.administrator, are_shown=False)
    assert told(ranked) == []


def test_only_official_figures_of_now_have_places(ranked: World) -> None:
    assert told(ranked, with_submitted=True) == []
    assert told(ranked, on=dt.date(2021, 10, 9)) == []
    assert told(ranked, period=ranked.year_end) == []


def test_those_who_look_at_all_read_no_place(ranked: World) -> None:
    assert told(ranked, ranked.office) == []
    assert told(ranked, ranked.department) == []
