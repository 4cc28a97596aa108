"""A bureau with a share of a target is judged by it, by the rules of the whole (design R11, R12)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from reading import Comparator
from targets.actions import set_milestones, show_ranks
from targets.allocation.shares import place_of, standings
from targets.arithmetic.outcome import Outcome
from targets.figures.queries import TargetFigure, figures_of
from targets.figures.terms import goal_of
from targets.models import Target
from targets.target_statement import target_statement
from tasks.errors import TransitionNotAllowed
from tests.conftest import SignIn
from tests.targets.shared_out import fresh, share_out
from tests.world import World

AUTUMN = dt.date(2021, 9, 30)


def shown(world: World, organization: Any = None, *, on: dt.date | None = None) -> TargetFigure:
    return figures_of(organization or world.province, [fresh(world)], on=on)[world.pledge.pk]


def test_a_share_is_the_goal_of_the_bureau_and_the_target_that_of_the_country(world: World) -> None:
    share_out(world)
    world.approve(world.filing(), value="250")
    found = shown(world)
    assert found.is_compared
    assert found.goal.value == 1000
    assert found.assessment.attainment == Decimal("0.25")
    assert found.assessment.gap == -750
    assert "750" in found.sentence
    assert shown(world, world.office).goal.value == 2400


def test_a_share_that_is_reached_is_met(world: World) -> None:
    share_out(world, province=200)
    world.approve(world.filing(), value="250")
    assert shown(world).outcome is Outcome.MET


def test_without_a_share_a_part_of_a_sum_is_not_judged(world: World) -> None:
    world.approve(world.filing(), value="250")
    assert not shown(world).is_compared
    assert shown(world).share is None


def test_a_share_of_nothing_is_a_share(world: World) -> None:
    share_out(world, province=0, neighbour=2400)
    world.approve(world.filing(), value="0")
    assert (shown(world).share, shown(world).outcome) == (0, Outcome.MET)


def test_milestones_bend_the_path_of_a_share_as_that_of_the_whole(world: World) -> None:
    set_milestones(
        target=fresh(world),
        by=world.administrator,
        at=timezone.now(),
        reason="下半年集中放款",
        seen=target_statement(fresh(world)),
        milestones={AUTUMN: Decimal(600)},
    )
    assert goal_of(fresh(world), Decimal(1000)).expected_on(AUTUMN) == 250


def test_a_share_does_not_begin_where_the_whole_country_stood(world: World) -> None:
    Target.objects.filter(pk=fresh(world).pk).update(baseline=Decimal(900))
    target = fresh(world)
    whole, share = (
        replace(goal, accumulates=False) for goal in (goal_of(target), goal_of(target, Decimal(1000)))
    )
    assert whole.expected_on(whole.starts_on) < whole.expected_on(AUTUMN)
    assert share.expected_on(share.starts_on) == share.expected_on(AUTUMN) == 1000


def test_the_place_among_siblings_is_told_only_where_allowed(world: World) -> None:
    share_out(world)
    world.approve(world.filing(), value="250")
    world.approve(world.filing(world.neighbour), value="700")
    assert place_of(shown(world)) is None
    show_ranks(target=fresh(world), by=world.administrator, are_shown=True)
    place = place_of(shown(world))
    assert place is not None
    assert (place.rank, place.of) == (2, 2)
    assert place_of(shown(world, world.office)) is None
    assert place_of(shown(world, on=dt.date(2021, 10, 1))) is None


def test_only_the_offices_administrators_decide_about_places(world: World) -> None:
    for person in (world.lead, world.reviewer):
        with pytest.raises(TransitionNotAllowed):
            show_ranks(target=fresh(world), by=person, are_shown=True)
    with pytest.raises(TransitionNotAllowed):
        show_ranks(target=world.cycle, by=world.administrator, are_shown=True)


def test_a_provincial_filing_tells_the_national_goal_from_its_own_share(
    world: World, signed_in: SignIn
) -> None:
    filing = world.submit(world.filing(), value="250")
    url = reverse("tasks:filing-detail", args=[filing.pk])
    page = signed_in("reviewer").get(url).content.decode()
    assert "National goal: at least" in page
    assert "Own share of the goal" not in page
    share_out(world)
    page = signed_in("reviewer").get(url).content.decode()
    assert f"Own share of the goal: {shown(world).goal_in_words}" in page
    assert "National goal: at least" in page


def test_the_place_is_told_by_the_tolerance_of_the_share(world: World) -> None:
    Target.objects.filter(pk=world.pledge.pk).update(
        comparator=Comparator.HOLD_AT, value=1000, tolerance=100, ranks_shown=True
    )
    share_out(world, province=10, neighbour=990)
    world.approve(world.filing(), value="100")
    world.approve(world.filing(world.neighbour), value="500")
    reached = standings(fresh(world), [world.province, world.neighbour])[world.province.pk].attainment
    assert (reached, shown(world).assessment.attainment) == (Decimal("0.1"), Decimal("0.1"))
    place = place_of(shown(world))
    assert place is not None
    assert (place.rank, place.of) == (2, 2)


def test_a_share_is_told_with_the_tolerance_of_its_own(world: World) -> None:
    Target.objects.filter(pk=world.pledge.pk).update(comparator=Comparator.HOLD_AT, value=1000, tolerance=100)
    share_out(world, province=10, neighbour=990)
    assert "(± 1)" in shown(world).goal_in_words
    assert "(± 100)" in shown(world, world.office).goal_in_words
