"""Keeping what came back of a text, and taking it over: as one change, beside what was seen, once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.actions import leave_returned, take_over_returned, undo_change
from reports.edited_text import text_as_of, text_of
from reports.editing.moves import left_out
from reports.editing.parts import part_of, standing
from reports.errors import EditionUnknown, StaleReview
from reports.models import Edition, EditionChange, ReturnedText
from tasks.errors import TransitionNotAllowed
from tests.reports.editions import came_back, edition_of, first_paragraph, handed_on, reword
from tests.world import World

pytestmark = pytest.mark.django_db


def take_over(world: World, row: ReturnedText, chosen: set[str], seen: int = 1) -> Edition:
    return take_over_returned(
        edition=row.edition_id, returned=row.pk, seen=seen, chosen=chosen, by=world.filer, at=timezone.now()
    )


def waiting(world: World) -> tuple[Edition, ReturnedText, int]:
    edition = edition_of(world)
    number = first_paragraph(edition)
    return edition, came_back(world, edition), number


def test_all_of_it_is_one_change_and_undone_as_one(world: World) -> None:
    edition, row, number = waiting(world)
    before = text_of(edition)
    new = f"new-{len(standing(before))}"
    take_over(world, row, {str(number), new})
    after = text_of(edition)
    assert part_of(after, number).words == "带回的话。"
    assert after[-1].words == "新的一段。"
    change = EditionChange.objects.get(edition=edition)
    assert (change.kind, change.by) == (EditionChange.Kind.BROUGHT_BACK, world.filer)
    row.refresh_from_db()
    assert (row.outcome, row.settled_by) == (ReturnedText.Outcome.TAKEN_OVER, world.filer)
    undo_change(edition=edition.pk, by=world.filer, at=timezone.now())
    assert standing(text_of(edition)) == standing(before)


def test_only_what_is_chosen_is_taken_over(world: World) -> None:
    edition, row, number = waiting(world)
    take_over(world, row, {str(number)})
    assert [part.words for part in text_of(edition) if part.compiled is None] == []


def test_nothing_chosen_is_refused_and_the_file_waits(world: World) -> None:
    _edition, row, _number = waiting(world)
    with pytest.raises(TransitionNotAllowed, match="Nothing is ticked"):
        take_over(world, row, {"no such"})
    assert ReturnedText.objects.waiting().exists()


def test_a_stale_review_is_refused_with_what_changed(world: World) -> None:
    edition, row, number = waiting(world)
    reword(edition, number, "同事所写。", by=world.lead)
    with pytest.raises(StaleReview) as refusal:
        take_over(world, row, {str(number)})
    assert [change.by for change in refusal.value.changes] == [world.lead]
    assert part_of(text_of(edition), number).words == "同事所写。"
    take_over(world, row, {str(number)}, seen=2)
    assert part_of(text_of(edition), number).words == "带回的话。"


def test_a_file_is_settled_once(world: World) -> None:
    edition, row, number = waiting(world)
    leave_returned(edition=edition.pk, returned=row.pk, by=world.lead, at=timezone.now())
    with pytest.raises(TransitionNotAllowed, match="reviewed or replaced"):
        take_over(world, row, {str(number)})
    assert not EditionChange.objects.exists()


def test_a_newer_file_replaces_one_that_is_known_to_wait(world: World) -> None:
    edition, row, _number = waiting(world)
    with pytest.raises(TransitionNotAllowed, match="another file waits"):
        came_back(world, edition)
    newer = came_back(world, edition, replaces=row.pk)
    row.refresh_from_db()
    assert row.outcome == ReturnedText.Outcome.REPLACED
    assert ReturnedText.objects.waiting().get() == newer


def test_a_text_being_signed_off_takes_nothing_back(world: World) -> None:
    edition, row, number = waiting(world)
    handed_on(world, edition)
    with pytest.raises(TransitionNotAllowed, match="signed off"):
        came_back(world, edition, replaces=row.pk)
    with pytest.raises(TransitionNotAllowed, match="signed off"):
        take_over(world, row, {str(number)})
    assert ReturnedText.objects.waiting().get() == row


def test_a_text_that_is_none_of_theirs_is_unknown(world: World) -> None:
    edition, row, number = waiting(world)
    none = Edition.objects.none()
    said = {"edition": edition.pk, "returned": row.pk, "by": world.filer, "at": timezone.now(), "among": none}
    with pytest.raises(EditionUnknown):
        take_over_returned(seen=1, chosen={str(number)}, **said)
    with pytest.raises(EditionUnknown):
        leave_returned(**said)


def test_every_version_of_a_text_can_be_had_again(world: World) -> None:
    edition = edition_of(world)
    number = first_paragraph(edition)
    texts = [text_of(edition)]
    reword(edition, number, "一。", by=world.filer)
    texts.append(text_of(edition))
    row = came_back(world, Edition.objects.get(pk=edition.pk))
    take_over(world, row, {str(number), f"new-{len(standing(texts[1]))}"}, seen=2)
    texts.append(text_of(edition))
    undo_change(edition=edition.pk, by=world.filer, at=timezone.now())
    texts.append(text_of(edition))
    assert [text_as_of(edition, version) for version in range(1, 5)] == texts
    assert left_out(texts[3], number) != texts[3]


@pytest.mark.parametrize(
    "values",
    [
        {"outcome": "taken_over"},
        {"settled_at": timezone.now()},
    ],
)
def test_what_is_settled_is_so_wholly(world: World, values: dict[str, object]) -> None:
    _edition, row, _number = waiting(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnedText.objects.filter(pk=row.pk).update(**values)


def test_one_file_waits_at_most(world: World) -> None:
    _edition, row, _number = waiting(world)
    row.pk = None
    with pytest.raises(IntegrityError, match=r"one_waiting|UNIQUE"), transaction.atomic():
        row.save(force_insert=True)
