"""The lines of a filing are those that the plan asks for and those that were saved, read in SQL that is
written once; and a filing is shown to those in whose scope it is."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from targets.measurement_line import measurement_rows
from tasks.lines import progress_rows
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, Guidance
from tasks.models.log import FilingEvent, events_told
from tests.supplements import on_day, opened, supplement_of
from tests.world import World


def everybodys(world: World) -> list[Filing]:
    return list(Filing.objects.select_related("organization", "period__guidance", "reports_to"))


def check_lines(filings: list[Filing]) -> None:
    """Compare the lines of each filing with what the querysets say that have a filing at hand."""
    for filing in filings:
        tasks = list(progress_rows.with_terms(progress_rows.answered_by(filing)))
        asked = progress_rows.tasks_to_answer(filing) if filing.is_in_draft else None
        assert [entry.task for entry in LINE_KINDS["progress"].lines_of(filing)] == tasks
        assert asked in (None, tasks)
        targets = measurement_rows.shown(measurement_rows.answered_by(filing), filing.organization_id)
        read = measurement_rows.targets_to_answer(filing)
        assert read == list(targets)
        for one, other in zip(read, targets, strict=True):
            assert getattr(one, "own", None) == getattr(other, "own", None)
            assert one.own_share == other.own_share


def test_lines_are_those_of_the_filing_at_hand(world: World) -> None:
    world.fill(world.filing(), by=world.filer)
    world.submit(world.filing(world.neighbour))
    world.approve(world.filing(world.department))
    check_lines(everybodys(world))


def test_lines_of_a_supplement_are_those_that_it_asks_for(world: World) -> None:
    with on_day():
        opened(world)
        check_lines([supplement_of(world), *everybodys(world)])


def test_states_of_measures_stand_at_their_entries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.submit(world.filing())
    filing = Filing.objects.select_related("period").get(pk=world.filing().pk)
    with django_assert_num_queries(2):
        entries = progress_rows.entries_handed_in(filing)
    for entry in entries:
        stored = entry.measure_states.order_by("measure__order")
        assert [(state.measure, state.state) for state in entry.states] == [
            (state.measure, state.state) for state in stored
        ]
        assert entry.filing is filing


@pytest.mark.parametrize("is_published", [True, False])
def test_a_filing_is_visible_to_those_in_whose_scope_it_is(world: World, *, is_published: bool) -> None:
    if not is_published:
        draft = {"status": Guidance.Status.DRAFT, "published_at": None, "published_by": None}
        Guidance.objects.filter(pk=world.guidance.pk).update(**draft)
    for person in map(world.person, world.people):
        seen = set(Filing.objects.visible_to(person))
        told = {filing for filing in everybodys(world) if filing.is_visible_to(person)}
        assert told == seen, person


def test_of_the_log_each_is_told_what_they_may_know(world: World) -> None:
    filing = world.submit(world.filing())
    FilingEvent.objects.create(
        filing=filing,
        action=FilingEvent.Action.HAND_OVER,
        version=0,
        at=filing.submitted_at,
        by=world.filer,
        from_status="draft",
        to_status="draft",
    )
    lengths = set()
    for person in map(world.person, world.people):
        told = events_told(filing, person)
        wanted = filing.events.told_to(person).with_side().order_by("pk")
        assert [(event, event.is_filers, event.is_reviewers) for event in told] == [
            (event, event.is_filers, event.is_reviewers) for event in wanted
        ]
        lengths.add(len(told))
    assert lengths == {1, 2}
