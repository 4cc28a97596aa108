"""R4 at the sign-off: who drafted and who checked stay apart, deputies with whom they stand in for."""

from hypothesis import given
from hypothesis import strategies as st

from reports.sign_off.course import Course, Done, Order, Step, may_check, may_sign_out
from tests.reports.sign_off.courses import OWNER, courses

DRAFTER, EDITOR, LEAD, DEPUTY = 11, 12, 13, 14


def course(*done: Done) -> Course:
    return Course(Order.FULL, (Done(Step.HANDED_ON, OWNER, DRAFTER), *done))


def test_who_drafted_checks_neither_as_a_deputy_nor_by_one() -> None:
    handed_on = course()
    for own in (DRAFTER, EDITOR):
        assert not may_check(handed_on, {own}, {EDITOR})
        assert not may_check(handed_on, {own, LEAD}, {EDITOR}), "as a deputy"
        assert not may_check(handed_on, {DEPUTY, own}, {EDITOR}), "by a deputy"
    assert may_check(handed_on, {LEAD}, {EDITOR})
    assert may_check(handed_on, {DEPUTY, LEAD}, {EDITOR})


def test_who_had_it_checked_by_a_deputy_does_not_sign_it_out() -> None:
    checked = course(Done(Step.CHECKED, OWNER, DEPUTY, LEAD))
    assert not may_sign_out(checked, {LEAD})
    assert not may_sign_out(checked, {DEPUTY})
    assert not may_sign_out(checked, {EDITOR, LEAD})
    assert may_sign_out(checked, {EDITOR})


@given(courses())
def test_no_name_of_the_check_is_one_of_the_draft_or_of_the_signature(
    found: tuple[Course, frozenset[int]],
) -> None:
    round_, editors = found
    drafting = editors | round_.people(Step.HANDED_ON)
    checking, signing = round_.people(Step.CHECKED), round_.people(Step.SIGNED_OUT)
    assert drafting.isdisjoint(checking)
    assert checking.isdisjoint(signing)


@given(courses(), st.sets(st.integers(11, 16), min_size=1, max_size=2))
def test_whoever_stands_in_may_do_less_never_more(
    found: tuple[Course, frozenset[int]], acting: set[int]
) -> None:
    """What two may do together each of them may do alone."""
    round_, editors = found
    if may_check(round_, acting, editors):
        assert all(may_check(round_, {each}, editors) for each in acting)
    if may_sign_out(round_, acting):
        assert all(may_sign_out(round_, {each}) for each in acting)
