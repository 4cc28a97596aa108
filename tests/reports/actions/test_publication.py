"""Publishing the office's report and withdrawing it: every state, and who is told."""

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from background.models import Job
from organizations.models import User
from reports.actions import publish_report, withdraw_publication
from reports.jobs import give_up_published_files, make_published_files, tell_of_publication
from reports.models import Publication, PublicationFile, ReportFile
from reports.publications import files
from reports.rendering import FormRefused
from tasks.actions.notices import choose_channels
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tasks.models import Notice, NoticeKind
from tests.background.queue import QUEUE
from tests.reports.publications.signed_out import (
    done,
    frozen_office_report,
    published,
    published_whole,
    signed_out,
)
from tests.world import World

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
KIND = NoticeKind.REPORT_PUBLIC


@pytest.fixture
def queue(settings: "Settings") -> None:
    """Let jobs wait, as they do outside of tests."""
    settings.TASKS = QUEUE


def withdraw(world: World, publication: Publication, reason: str = "有一处笔误。") -> Publication:
    return withdraw_publication(
        publication=publication, reason=reason, by=world.administrator, at=timezone.now()
    )


def told() -> set[int]:
    return set(Notice.objects.filter(kind=KIND).values_list("user", flat=True))


def test_what_was_signed_out_and_numbered_is_published(queue: None, world: World) -> None:
    report = signed_out(world)
    publication = published(world, report)
    assert (publication.report, publication.stands) == (report, True)
    assert str(report.number) == "国知发〔2021〕1号"
    assert Job.objects.of(make_published_files, publication.pk).count() == 1
    assert Job.objects.of(tell_of_publication, publication.pk).count() == 1


def test_what_is_merely_frozen_is_not_published(world: World) -> None:
    frozen_office_report(world)
    with pytest.raises(TransitionNotAllowed, match="No version of the office's report is signed out"):
        publish_report(guidance=world.guidance, seen=1, by=world.administrator, at=timezone.now())


def test_what_has_no_number_is_not_published(world: World) -> None:
    report = signed_out(world, mark="")
    with pytest.raises(TransitionNotAllowed, match="without a document number"):
        published(world, report)
    assert not Publication.objects.exists()


def test_another_version_than_was_read_is_not_published(world: World) -> None:
    signed_out(world)
    with pytest.raises(TransitionNotAllowed, match="Version 2 was signed out meanwhile"):
        publish_report(guidance=world.guidance, seen=1, by=world.administrator, at=timezone.now())


def test_a_version_frozen_later_leaves_the_one_signed_out_to_be_published(world: World) -> None:
    report = signed_out(world)
    assert published(world, report).report == report


def test_twice_changes_nothing(queue: None, world: World) -> None:
    report = signed_out(world)
    first = published(world, report)
    assert published(world, report) == first
    assert Publication.objects.count() == 1
    assert Job.objects.of(make_published_files, first.pk).count() == 1
    assert Job.objects.of(tell_of_publication, first.pk).count() == 1


def test_a_newer_version_replaces_the_one_before(world: World) -> None:
    first = published_whole(world)
    second = published(world, signed_out(world))
    first.refresh_from_db()
    assert (first.replaced_by, first.withdrawn_at) == (world.administrator, None)
    assert list(Publication.objects.standing()) == [second]
    # Whoever has not read of the first reads of the second alone.
    assert set(Notice.objects.filter(kind=KIND).values_list("key", flat=True)) == {f"publication-{second.pk}"}
    assert first.files.count() == 3


def test_a_withdrawal_wants_a_reason_and_twice_changes_nothing(world: World) -> None:
    publication = published_whole(world)
    with pytest.raises(ReasonMissing):
        withdraw(world, publication, " ")
    first = withdraw(world, publication)
    again = withdraw(world, publication, "别的原因。")
    assert (again.withdrawn_at, again.withdrawal_reason) == (first.withdrawn_at, "有一处笔误。")
    assert not Publication.objects.standing().exists()
    assert told() == set()


def test_what_was_withdrawn_can_be_published_anew(world: World) -> None:
    report = signed_out(world)
    withdraw(world, published(world, report))
    again = published(world, report)
    assert again.stands
    assert Publication.objects.count() == 2


def test_what_was_replaced_is_not_withdrawn(world: World) -> None:
    first = published(world)
    published(world, signed_out(world))
    with pytest.raises(TransitionNotAllowed, match="A newer version has replaced"):
        withdraw(world, first)


def test_one_stands_a_year_whoever_writes(world: World) -> None:
    publication = published(world)
    publication.pk = None
    publication._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        publication.save()


def test_everybody_who_may_sign_in_is_told_once(world: World) -> None:
    User.objects.filter(pk=world.outsider.pk).update(is_active=False)
    choose_channels(by=world.filer, channels={KIND: (False, False)})
    choose_channels(by=world.lead, channels={KIND: (True, False)})
    publication = published_whole(world)
    done(tell_of_publication.func, publication)
    quiet = {world.outsider.pk, world.filer.pk, world.administrator.pk}
    assert told() == set(User.objects.values_list("pk", flat=True)) - quiet
    assert Notice.objects.filter(kind=KIND).count() == len(told())
    assert not Notice.objects.get(kind=KIND, user=world.lead).is_by_mail
    assert Notice.objects.get(kind=KIND, user=world.lead).values["address"] == "/reports/published/2021/"


def test_nobody_is_told_of_what_was_withdrawn_meanwhile(queue: None, world: World) -> None:
    publication = published(world)
    withdraw(world, publication)
    done(tell_of_publication.func, publication)
    done(make_published_files.func, publication)
    assert told() == set()
    assert not PublicationFile.objects.exists()


def test_its_files_are_made_once_and_known_again(world: World) -> None:
    publication = published_whole(world)
    made = list(publication.files.order_by("pk"))
    assert [file.kind for file in made] == ["pdf", "docx", "data"]
    assert (publication.is_made, publication.problem) == (True, "")
    done(make_published_files.func, publication)
    assert list(publication.files.order_by("pk")) == made
    known = ReportFile.objects.filter(report=publication.report).values_list("form", "sha256")
    assert set(known) == {(file.kind, file.sha256) for file in made if file.kind != "data"}


def test_a_form_that_is_refused_leaves_the_others_and_is_made_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write

    def refuse_pdf(*given: object) -> None:
        if given[2] == "pdf":
            raise FormRefused("No Chinese font is installed.")
        write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "write", refuse_pdf)
    publication = published_whole(world)
    assert publication.problem == "No Chinese font is installed."
    assert set(publication.files.values_list("kind", flat=True)) == {"docx", "data"}
    monkeypatch.setattr(files, "write", write)
    assert published(world, publication.report) == publication
    publication.refresh_from_db()
    assert (publication.problem, publication.files.count()) == ("", 3)


def test_what_is_given_up_is_said(world: World) -> None:
    publication = published(world)
    give_up_published_files(publication.pk)
    publication.refresh_from_db()
    assert publication.is_made
    assert "Not all files could be made" in publication.problem
