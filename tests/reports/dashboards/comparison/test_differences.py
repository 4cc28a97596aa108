"""Which way a figure went: by the goal, by the share, and by what cannot be compared."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from reading import Comparator
from reports.dashboards.comparison.differences import Difference, Way, difference_of, way_of
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.terms import goal_of
from targets.models import Target
from tests.world import World

pytestmark = pytest.mark.django_db


def shown(
    world: World, value: str, share: str | None = None, *, is_level: bool = False, **changed: object
) -> TargetFigure:
    """The province's figure on the pledge, a sum of increments, as it would be with this value."""
    Target.objects.filter(pk=world.pledge.pk).update(**changed)
    target = Target.objects.select_related("indicator", "guidance").get(pk=world.pledge.pk)
    found = figures_of(world.province, [target])[target.pk]
    part = None if share is None else Decimal(share)
    goal = replace(goal_of(target, part), accumulates=not is_level)
    reached = None if part is None else Decimal(value) / part
    return replace(
        found,
        figure=replace(found.figure, value=Decimal(value)),
        goal=goal,
        share=part,
        assessment=replace(found.assessment, attainment=reached),
    )


@pytest.mark.parametrize(
    ("comparator", "way"), [(Comparator.AT_LEAST, Way.BETTER), (Comparator.AT_MOST, Way.OPEN)]
)
def test_what_grows_towards_a_limit_within_its_year_is_no_worse(
    world: World, comparator: Comparator, way: Way
) -> None:
    before, now = (shown(world, value, comparator=comparator) for value in ("10", "20"))
    assert way_of(before, now, is_of_parts=False) is way


def test_a_level_that_is_to_fall_is_better_when_it_falls(world: World) -> None:
    before, now = (
        shown(world, value, comparator=Comparator.AT_MOST, is_level=True) for value in ("20", "10")
    )
    assert way_of(before, now, is_of_parts=False) is Way.BETTER
    assert way_of(now, before, is_of_parts=False) is Way.WORSE
    assert way_of(now, now, is_of_parts=False) is Way.UNCHANGED


def test_of_two_parts_of_a_sum_the_larger_is_no_better(world: World) -> None:
    assert way_of(shown(world, "10"), shown(world, "20"), is_of_parts=True) is Way.OPEN


def test_of_organizations_the_part_of_the_share_decides(world: World) -> None:
    small, large = shown(world, "10", share="10"), shown(world, "20", share="100")
    assert way_of(small, large, is_of_parts=True) is Way.WORSE
    assert way_of(large, small, is_of_parts=True) is Way.BETTER


def sides(before: TargetFigure, now: TargetFigure) -> tuple[Any, Any]:
    """A comparison of two figures of one organization, and its second side."""
    first, second = (SimpleNamespace(figures={each.target.indicator.code: each}) for each in (before, now))
    return SimpleNamespace(sides=(first, second), is_of_parts=False), second


@pytest.mark.parametrize(
    ("unit", "values", "share"),
    [
        ("亿元", ("10", "12"), Decimal("0.2")),
        ("%", ("10", "12"), None),  # of percent the points alone are told
        ("亿元", ("0", "12"), None),
        ("亿元", ("-10", "12"), None),
    ],
)
def test_a_part_of_the_first_figure_is_told_where_it_says_something(
    world: World, unit: str, values: tuple[str, str], share: Decimal | None
) -> None:
    before, now = (shown(world, value) for value in values)
    now.target.indicator.unit = unit
    comparison, second = sides(before, now)
    found = difference_of(comparison, now.target, second)
    assert (found.amount, found.share) == (Decimal(values[1]) - Decimal(values[0]), share)


def test_a_difference_is_said_with_its_sign_and_part(world: World) -> None:
    found = Difference(world.pledge, Way.WORSE, Decimal(-12), Decimal("-0.25"))
    assert found.in_words.startswith("−CNY") or found.in_words.startswith("−12")
    assert found.share_in_words == "−25.0%"
    assert Difference(world.pledge, Way.OPEN).in_words == ""
    assert Difference(world.pledge, Way.OPEN).share_in_words == "—"
