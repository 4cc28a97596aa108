"""Who is waited for: everybody who can do the next step, and nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from reports.sign_off.course import Course, Done, Order, Step, may_do
from reports.sign_off.waiting import Signer, Signers, waited_for
from tests.reports.sign_off.courses import OTHERS, OWNER, courses, signers

LISTS = st.lists(signers(), max_size=8).map(tuple)


@given(courses(), LISTS, LISTS)
def test_exactly_those_who_can_do_the_next_step_are_waited_for(
    found: tuple[Course, frozenset[int]], checking: tuple[Signer, ...], signing: tuple[Signer, ...]
) -> None:
    course, editors = found
    step = course.waits_for
    waiting = waited_for(course, OWNER, editors, Signers(checking, signing))
    if step is None:
        assert waiting == []
        return
    places = course.unsigned if step is Step.COUNTERSIGNED else {OWNER}
    offered = checking if step is Step.CHECKED else signing
    can = [
        each for each in offered if each.organization in places and may_do(course, step, each.acting, editors)
    ]
    assert set(waiting) <= set(can)
    assert {(each.organization, each.person) for each in waiting} == {
        (each.organization, each.person) for each in can
    }


@given(courses(), LISTS)
def test_nobody_is_waited_for_in_place_of_another_where_they_have_the_right(
    found: tuple[Course, frozenset[int]], offered: tuple[Signer, ...]
) -> None:
    course, editors = found
    waiting = waited_for(course, OWNER, editors, Signers(offered, offered))
    own = {(each.organization, each.person) for each in waiting if each.in_place_of is None}
    standing_in = {(each.organization, each.person) for each in waiting if each.in_place_of is not None}
    assert own.isdisjoint(standing_in)


def test_of_several_who_countersign_those_are_waited_for_who_have_not_yet() -> None:
    done = (Done(Step.HANDED_ON, OWNER, 11), Done(Step.CHECKED, OWNER, 12))
    course = Course(Order.FULL, (*done, Done(Step.COUNTERSIGNED, OTHERS[0], 13)), frozenset(OTHERS))
    leads = tuple(Signer(place, 20 + place) for place in (OWNER, *OTHERS))
    assert waited_for(course, OWNER, (), Signers(signing=leads)) == [Signer(OTHERS[1], 20 + OTHERS[1])]


def test_who_drafted_is_not_waited_for_to_check() -> None:
    course = Course(Order.FULL, (Done(Step.HANDED_ON, OWNER, 11),))
    people = (Signer(OWNER, 11), Signer(OWNER, 12), Signer(OWNER, 13, 12), Signer(OWNER, 14), Signer(2, 15))
    assert waited_for(course, OWNER, {12}, Signers(checking=people)) == [Signer(OWNER, 14)]
