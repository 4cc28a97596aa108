"""Publishing the office's report to everybody in the portal, and withdrawing it (design R20)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from background.models import Job
from organizations.calendar import day_of
from organizations.models import Organization, User
from reports.actions.freeze import locked_guidance
from reports.models import Publication
from reports.publications.publishable import publishable
from tasks.actions.notices import withdraw_announcement
from tasks.errors import ReasonMissing, TransitionNotAllowed
from tasks.models import Guidance, NoticeKind


@transaction.atomic
def publish_report(*, guidance: Guidance, seen: int, by: User, at: dt.datetime) -> Publication:
    """Publish the version ``seen`` of the office's report: the latest that was signed out and numbered. What
    is published replaces what was before it. Again it makes the files that are missing, and nothing else.

    Raises ``TransitionNotAllowed`` where no version can be published, and where another is the latest by now.
    """
    guidance = locked_guidance(guidance.pk)
    found = publishable(guidance, Organization.objects.get(kind=Organization.Kind.OFFICE))
    if found.report is None or found.obstacle:
        raise TransitionNotAllowed(found.obstacle)
    if found.report.version != seen:
        raise TransitionNotAllowed(
            _("Version %(version)d was signed out meanwhile. Read it, and publish that one.")
            % {"version": found.report.version}
        )
    if found.standing is not None and found.is_published:
        queue_files(found.standing)
        return found.standing
    if found.standing is not None:
        replace(found.standing, by=by, at=at)
    publication = Publication.objects.create(
        guidance=guidance, report=found.report, published_on=day_of(at), published_at=at, published_by=by
    )
    queue_files(publication)
    queue_news(publication)
    return publication


def replace(publication: Publication, *, by: User, at: dt.datetime) -> None:
    """Let a newer version stand in the place of a published one; those who have not read of it read of the
    newer one alone."""
    publication.replaced_at, publication.replaced_by = at, by
    publication.save(update_fields=["replaced_at", "replaced_by"])
    withdraw_announcement(kind=NoticeKind.REPORT_PUBLIC, key=announcement_key(publication))


@transaction.atomic
def withdraw_publication(*, publication: Publication, reason: str, by: User, at: dt.datetime) -> Publication:
    """Withdraw what is published, with a reason that stays on record: nobody reads it there from now on.
    Again changes nothing. Raises ``ReasonMissing``, and ``TransitionNotAllowed`` where a newer version has
    replaced it."""
    locked_guidance(publication.guidance_id)
    current = Publication.objects.select_related("guidance").get(pk=publication.pk)
    if not reason.strip():
        raise ReasonMissing(_("Say why it is withdrawn; the reason stays on record."))
    if current.replaced_at is not None:
        raise TransitionNotAllowed(_("A newer version has replaced this one. Withdraw that one instead."))
    if current.withdrawn_at is None:
        current.withdrawn_at, current.withdrawn_by = at, by
        current.withdrawal_reason = reason.strip()
        current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
        withdraw_announcement(kind=NoticeKind.REPORT_PUBLIC, key=announcement_key(current))
    return current


def announcement_key(publication: Publication) -> str:
    return f"publication-{publication.pk}"


def queue_files(publication: Publication) -> None:
    """Have the files made that are not there yet, unless somebody is at it."""
    from reports.jobs import make_published_files  # noqa: PLC0415 (the job calls back here)

    is_at_work = Job.objects.of(make_published_files, publication.pk).unfinished().exists()
    is_whole = publication.is_made and not publication.problem
    if not is_whole and not is_at_work:
        make_published_files.enqueue(publication.pk)


def queue_news(publication: Publication) -> None:
    """Have everybody told."""
    from reports.jobs import tell_of_publication  # noqa: PLC0415 (the job calls back here)

    tell_of_publication.enqueue(publication.pk)
