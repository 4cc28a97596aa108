"""Rounds of a sign-off as chance makes them, legal step by step."""

from hypothesis import strategies as st

from reports.sign_off.course import Course, Done, Order, Step, may_do
from reports.sign_off.waiting import Signer

OWNER, OTHERS = 1, (2, 3)
PEOPLE = st.integers(11, 16)
PLACES = st.sampled_from((OWNER, *OTHERS))


@st.composite
def signers(draw: st.DrawFn, place: int | None = None) -> Signer:
    """Somebody in their own right or in place of somebody else."""
    person = draw(PEOPLE)
    principal = draw(st.none() | PEOPLE.filter(lambda each: each != person))
    return Signer(draw(PLACES) if place is None else place, person, principal)


@st.composite
def courses(draw: st.DrawFn) -> tuple[Course, frozenset[int]]:
    """A round that is as far as it goes by chance, with who has worded something in the text."""
    order = draw(st.sampled_from(Order))
    asked = draw(st.frozensets(st.sampled_from(OTHERS))) if order is Order.FULL else frozenset()
    editors = draw(st.frozensets(PEOPLE, max_size=2))
    course = Course(order, (Done(Step.HANDED_ON, OWNER, draw(PEOPLE)),), asked)
    for _turn in range(draw(st.integers(0, 4))):
        step = course.waits_for
        if step is None:
            break
        place = draw(st.sampled_from(sorted(course.unsigned))) if step is Step.COUNTERSIGNED else OWNER
        signer = draw(signers(place))
        if may_do(course, step, signer.acting, editors):
            done = Done(step, place, signer.person, signer.in_place_of)
            course = Course(order, (*course.done, done), asked)
    return course, editors
