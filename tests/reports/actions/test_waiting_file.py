"""A file from Word that waits is settled with the text that ends, by people who know that it waits."""

import pytest
from django.utils import timezone

from reports.actions import begin_edition, check_text, give_up_text, renew_edition, sign_out_text
from reports.actions.returned_text import content_of
from reports.models import Edition, ReturnedText
from tasks.errors import TransitionNotAllowed
from tests.reports.editions import came_back, edition_of, handed_on, said_again
from tests.world import World

pytestmark = pytest.mark.django_db


def outcome(row: ReturnedText) -> tuple[str, object]:
    row.refresh_from_db()
    return row.outcome, row.settled_by


def test_it_is_left_with_a_text_that_is_given_up_and_stays_on_record(world: World) -> None:
    edition = edition_of(world)
    row = came_back(world, edition)
    said = content_of(row)
    give_up_text(edition=edition.pk, waiting=row.pk, by=world.lead, at=timezone.now())
    assert outcome(row) == ("left", world.lead)
    assert content_of(row) == said


def test_it_is_left_with_a_text_that_goes_on_from_a_newer_version(world: World) -> None:
    edition = edition_of(world)
    row = came_back(world, edition)
    said_again(edition)
    renewed = renew_edition(edition=edition.pk, waiting=row.pk, by=world.lead, at=timezone.now())
    assert outcome(row) == ("left", world.lead)
    assert not renewed.returned_texts.exists()
    assert came_back(world, renewed).edition == renewed


@pytest.mark.parametrize("known", [None, 0])
def test_nobody_ends_a_text_without_knowing_of_it(world: World, known: int | None) -> None:
    edition = edition_of(world)
    row = came_back(world, edition)
    said_again(edition)
    for act in (give_up_text, renew_edition):
        with pytest.raises(TransitionNotAllowed, match="brought back from Word"):
            act(edition=edition.pk, waiting=known, by=world.lead, at=timezone.now())
    assert ReturnedText.objects.waiting().get() == row
    assert Edition.objects.get().status == Edition.Status.EDITING


def test_where_nothing_newer_was_composed_it_waits_on(world: World) -> None:
    edition = edition_of(world)
    row = came_back(world, edition)
    renew_edition(edition=edition.pk, waiting=row.pk, by=world.lead, at=timezone.now())
    assert ReturnedText.objects.waiting().get() == row


def test_it_is_left_with_a_text_that_is_signed_out(world: World) -> None:
    edition = edition_of(world)
    row = came_back(world, edition)
    handed_on(world, edition)
    act = {"edition": edition.pk, "seen": 1, "at": timezone.now()}
    check_text(by=world.provincial_reviewer, **act)
    assert ReturnedText.objects.waiting().get() == row
    sign_out_text(by=world.lead, **act)
    assert outcome(row) == ("left", world.lead)
    begin_edition(guidance=world.guidance, organization=world.province, by=world.filer, at=timezone.now())
    assert not ReturnedText.objects.waiting().exists()
