"""Scores and cases of the year: one score a person and case, nothing of others before one's own."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from organizations.models import User
from organizations.permissions import Role
from reports.actions.cases import choose_case_of_year, score_case, withdraw_case_of_year
from reports.material.ranking import mean_of, ranked_rows, scored_cases, scores_of
from reports.models import CaseOfYear, CaseScore
from tasks.actions import reopen_filing
from tasks.errors import NotYourOwn, ReasonMissing, TransitionNotAllowed
from tests.factories import MembershipFactory
from tests.reports.material.told import approved_cases, editors, scored
from tests.world import World

pytestmark = pytest.mark.django_db
REASON = "成效突出。"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def seen_by(user: User) -> list[tuple[str, int | None, Decimal | None, int]]:
    """The ranking as somebody sees it: title, rank, mean, how many scored."""
    cases = scored_cases(fresh(user)).select_related("filing", "of_year")
    return [
        (row.case.title, row.rank, row.mean.points if row.mean else None, row.scorers)
        for row in ranked_rows(fresh(user), cases)
    ]


def test_a_second_score_of_a_person_takes_the_place_of_the_first(world: World) -> None:
    (case,) = approved_cases(world)
    scored(case, world.reviewer, 2)
    scored(case, world.reviewer, 5)
    assert list(CaseScore.objects.values_list("innovation", "effect", "case_version")) == [(5, 5, 1)]


def test_nobody_scores_a_case_of_their_own_organization(world: World) -> None:
    (case,) = approved_cases(world)
    MembershipFactory(user=world.reviewer, organization=world.province, role=Role.FILER)
    with pytest.raises(NotYourOwn):
        scored(case, fresh(world.reviewer))
    assert not CaseScore.objects.exists()


def test_a_score_stands_under_the_version_that_was_read(world: World) -> None:
    (case,) = approved_cases(world)
    points = {"innovation": 1, "effect": 1, "transferability": 1}
    with pytest.raises(TransitionNotAllowed, match="filed again"):
        score_case(case=case, points=points, remark="", version=7, by=world.reviewer, at=timezone.now())


def test_a_case_that_is_reopened_is_neither_scored_nor_chosen(world: World) -> None:
    (case,) = approved_cases(world)
    reopen_filing(filing=case.filing, by=world.reviewer, at=timezone.now(), reason="有误。", version=1)
    for act in (
        lambda: scored(case, world.reviewer),
        lambda: choose_case_of_year(case=case, reason=REASON, by=world.administrator, at=timezone.now()),
    ):
        with pytest.raises(TransitionNotAllowed, match="not approved any more"):
            act()
    assert seen_by(world.reviewer) == []


def test_what_others_gave_is_told_once_one_has_scored_oneself(world: World) -> None:
    (case,) = approved_cases(world)
    scored(case, world.second_reviewer, 4)
    before = scores_of(fresh(world.reviewer), case)
    assert (before.own, before.others, before.mean, before.count) == (None, (), None, 1)
    assert seen_by(world.reviewer) == [("案例1", None, None, 1)]
    own = scored(case, world.reviewer, 3)
    after = scores_of(fresh(world.reviewer), case)
    assert (after.own, len(after.others), after.count) == (own, 1, 2)
    assert seen_by(world.reviewer) == [("案例1", 1, Decimal("3.50"), 2)]


def test_below_two_scores_there_is_no_rank(world: World) -> None:
    (case,) = approved_cases(world)
    scored(case, world.reviewer, 5)
    assert seen_by(world.reviewer) == [("案例1", None, Decimal("5.00"), 1)]


def test_what_is_to_be_scored_stands_first_then_the_best(world: World) -> None:
    """The order tells nothing of what others gave to what one has not scored."""
    cases = approved_cases(world, 5)
    other = world.second_reviewer
    for case, (own, others) in zip(cases[:4], [(2, 2), (5, 5), (5, 5), (4, None)], strict=True):
        scored(case, world.reviewer, own)
        if others:
            scored(case, other, others)
    scored(cases[4], other, 5)
    assert seen_by(world.reviewer) == [
        ("案例5", None, None, 1),
        ("案例2", 1, Decimal("5.00"), 2),
        ("案例3", 1, Decimal("5.00"), 2),
        ("案例1", 3, Decimal("2.00"), 2),
        ("案例4", None, Decimal("4.00"), 1),
    ]


def test_the_order_of_what_one_has_not_scored_is_that_of_the_document(world: World) -> None:
    first, second = approved_cases(world, 2)
    for person in editors(world, 2):
        scored(first, person, 1)
        scored(second, person, 5)
    scored(second, world.second_reviewer, 5)
    assert seen_by(world.reviewer) == [("案例1", None, None, 2), ("案例2", None, None, 3)]


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), max_size=9))
def test_a_mean_is_that_of_all_points(given_points: list[tuple[int, int, int]]) -> None:
    mean = mean_of(sum(map(sum, given_points)), len(given_points))
    if not given_points:
        assert mean is None
        return
    assert mean is not None
    exact = sum((Fraction(sum(points), 3) for points in given_points), Fraction()) / len(given_points)
    assert abs(Fraction(mean.points) - exact) <= Fraction(1, 200)
    assert mean.is_ranked is (len(given_points) >= 2)


def test_as_many_cases_are_chosen_as_the_office_allows(world: World, settings: Settings) -> None:
    settings.MOST_CASES_OF_YEAR = 2
    first, second, third = approved_cases(world, 3)
    for case in (first, second, first):
        choose_case_of_year(case=case, reason=REASON, by=world.administrator, at=timezone.now())
    with pytest.raises(TransitionNotAllowed, match="2 cases of the year are chosen"):
        choose_case_of_year(case=third, reason=REASON, by=world.administrator, at=timezone.now())
    for _again in range(2):
        withdraw_case_of_year(case=first, by=world.administrator, at=timezone.now())
    choose_case_of_year(case=third, reason=REASON, by=world.administrator, at=timezone.now())
    assert {chosen.case for chosen in CaseOfYear.objects.standing()} == {second, third}


def test_a_case_that_was_taken_back_can_be_chosen_again_with_another_reason(world: World) -> None:
    (case,) = approved_cases(world)
    choose_case_of_year(case=case, reason=REASON, by=world.administrator, at=timezone.now())
    withdraw_case_of_year(case=case, by=world.administrator, at=timezone.now())
    choose_case_of_year(case=case, reason="可推广。", by=world.administrator, at=timezone.now())
    assert [(row.reason, row.is_standing) for row in CaseOfYear.objects.all()] == [("可推广。", True)]


def test_a_choice_needs_a_reason(world: World) -> None:
    (case,) = approved_cases(world)
    with pytest.raises(ReasonMissing):
        choose_case_of_year(case=case, reason=" ", by=world.administrator, at=timezone.now())


def test_only_who_sees_a_case_sees_it_ranked(world: World) -> None:
    approved_cases(world)
    assert seen_by(world.outsider) == []
    assert scored_cases(fresh(world.reviewer)).count() == 1
