"""How far an export is: never backwards, never beyond the end, and no oftener than anybody sees."""

from hypothesis import given
from hypothesis import strategies as st

from reports.exports.stages import PARTS, Course, Stage, Step
from reports.snapshot.year import Name

GATHERING = Stage(Step.GATHER, Name("广东", "Guangdong"))


@given(st.lists(st.lists(st.integers(-3, 2000), max_size=8), min_size=1, max_size=8), st.integers(-1, 1500))
def test_progress_only_grows_and_ends_at_the_end(steps: list[list[int]], total: int) -> None:
    told: list[tuple[int, int]] = []
    course = Course(len(steps), lambda _stage, done, whole: told.append((done, whole)))
    for numbers in steps:
        tell = course.begin(GATHERING)
        for number in numbers:
            tell(number, total)
    tell(1, 1)
    done = [parts for parts, _whole in told]
    assert done == sorted(done)
    assert {whole for _parts, whole in told} == {PARTS * len(steps)}
    assert (done[0], done[-1]) == (0, PARTS * len(steps))


def test_a_chatty_step_is_told_of_so_often_and_no_oftener() -> None:
    told: list[int] = []
    tell = Course(1, lambda _stage, done, _whole: told.append(done)).begin(GATHERING)
    for row in range(100_000):
        tell(row, 100_000)
    assert len(told) <= PARTS + 1


def test_a_step_that_is_skipped_counts_as_done() -> None:
    told: list[int] = []
    course = Course(3, lambda _stage, done, _whole: told.append(done))
    course.begin(GATHERING)
    course.skip()
    course.begin(GATHERING)
    assert told == [0, 2 * PARTS]
