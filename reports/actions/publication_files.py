"""Keeping the files of a published report, and telling everybody of it."""

import datetime as dt

import msgspec
from django.core.files import File
from django.db import transaction

from organizations.models import User
from reports.actions.publication import announcement_key
from reports.gathering.bilingual import short_name_of
from reports.models import FormKey, Publication, PublicationFile, ReportFile
from reports.publications.addresses import published_address
from reports.publications.files import LANGUAGE, MadeFile
from tasks.actions.notices import announce
from tasks.models import NoticeKind
from tasks.notices.announcements import Announcement


@transaction.atomic
def keep_publication_file(*, publication: Publication, made: MadeFile, at: dt.datetime) -> PublicationFile:
    """Keep a file for everybody to take away, and note it so that a copy is known again; one of its kind that
    is there already stays."""
    locked = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    if kept := locked.files.filter(kind=made.kind).first():
        return kept
    row = PublicationFile(publication=locked, kind=made.kind, name=made.name, size=made.size, made_at=at)
    row.sha256, row.sm3 = made.digests.sha256, made.digests.sm3
    with made.path.open("rb") as content:
        row.file.save(f"{locked.pk}-{made.path.name}", File(content), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            note_form(row, at)
    except BaseException:
        row.file.storage.delete(str(row.file.name))
        raise
    return row


def note_form(file: PublicationFile, at: dt.datetime) -> None:
    """Note a form of the report among all that the portal has made of it; data carry a list of their own."""
    if file.kind not in FormKey.values:
        return
    known = {"report": file.publication.report, "sha256": file.sha256}
    made = {"form": file.kind, "size": file.size, "language": LANGUAGE, "made_at": at}
    ReportFile.objects.bulk_create([ReportFile(**known | made)], ignore_conflicts=True)


@transaction.atomic
def finish_publication_files(*, publication: Publication, problems: list[str]) -> None:
    """Say that the files are made, and in sentences which could not be."""
    said = " ".join(dict.fromkeys(problems))
    Publication.objects.filter(pk=publication.pk).update(is_made=True, problem=said)


@transaction.atomic
def announce_publication(*, publication: Publication) -> int:
    """Tell everybody who may sign in of a published report, but for who published it; how many were told.
    What is withdrawn or replaced meanwhile is told to nobody; again tells nobody twice."""
    current = Publication.objects.select_for_update(of=("self",)).for_page().get(pk=publication.pk)
    if not current.stands:
        return 0
    organization, year = current.report.organization, current.guidance.year
    values = {
        "year": year,
        "organization": msgspec.to_builtins(short_name_of(organization)),
        "person": str(current.published_by),
        "address": published_address(year),
    }
    people = User.objects.filter(is_active=True).exclude(pk=current.published_by_id)
    told = announce(
        announcement=Announcement(NoticeKind.REPORT_PUBLIC, announcement_key(current), values),
        people=set(people.values_list("pk", flat=True)),
        on=current.published_on,
        at=current.published_at,
    )
    return len(told)
