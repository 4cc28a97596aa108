"""Editors at the same moment, in transactions of their own: each marks once and scores what is theirs."""

import datetime as dt
from functools import partial

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from reports.actions.cases import choose_case_of_year
from reports.models import CaseOfYear, CaseScore, MaterialPick
from tasks.errors import TransitionNotAllowed
from tests.races import at_once
from tests.reports.material.told import approved_cases, editors, picked, scored
from tests.world import World, make_world


@pytest.fixture
def busy_world(transactional_db: None, settings: Settings) -> World:
    """The small world with real transactions and a running clock."""
    settings.PORTAL_TODAY = dt.date(2021, 11, 20)
    return make_world()


def test_four_who_mark_the_same_at_once_mark_it_once(busy_world: World) -> None:
    name, people = f"figure-{busy_world.pledge.pk}", editors(busy_world, 4)
    marked = at_once(*[partial(picked, name, person) for person in people])
    assert len({pick.pk for pick in marked if isinstance(pick, MaterialPick)}) == 1
    assert MaterialPick.objects.count() == 1


def test_marks_at_once_have_places_of_their_own(busy_world: World) -> None:
    names = [
        f"{kind}-{target.pk}"
        for kind in ("figure", "chart")
        for target in (busy_world.pledge, busy_world.growth)
    ]
    at_once(*[partial(picked, name, busy_world.reviewer) for name in names])
    assert sorted(MaterialPick.objects.values_list("place", flat=True)) == [1, 2, 3, 4]


def test_scores_at_once_are_each_their_own(busy_world: World) -> None:
    (case,) = approved_cases(busy_world)
    people = editors(busy_world, 4)
    at_once(*[partial(scored, case, person, points) for points, person in enumerate(people, start=1)])
    kept = CaseScore.objects.order_by("effect").values_list("scored_by", "effect")
    assert list(kept) == [(person.pk, points) for points, person in enumerate(people, start=1)]


def test_one_person_in_two_windows_has_one_score(busy_world: World) -> None:
    (case,) = approved_cases(busy_world)
    at_once(*[partial(scored, case, busy_world.reviewer, points) for points in (1, 5)])
    assert CaseScore.objects.get().effect in {1, 5}


def test_no_more_are_chosen_at_once_than_allowed(busy_world: World, settings: Settings) -> None:
    settings.MOST_CASES_OF_YEAR = 1
    cases = approved_cases(busy_world, 3)
    choose = [
        partial(choose_case_of_year, case=case, reason="好。", by=busy_world.administrator, at=timezone.now())
        for case in cases
    ]
    outcomes = at_once(*choose)
    assert len([each for each in outcomes if isinstance(each, TransitionNotAllowed)]) == 2
    assert CaseOfYear.objects.standing().count() == 1
