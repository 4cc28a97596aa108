"""The report that was signed out, published with one of its files, and withdrawn."""

from django.utils import timezone

from organizations.calendar import today
from organizations.models import User
from reports.actions import withdraw_publication
from reports.models import AnnualReport, Publication, PublicationFile
from tasks.models import Guidance


def publish_and_withdraw(guidance: Guidance, by: User) -> None:
    """As a job and an administrator do it; whose report it is makes no difference to the rows."""
    report = AnnualReport.objects.latest("pk")
    day, at = today(), timezone.now()
    publication = Publication.objects.create(
        guidance=guidance, report=report, published_on=day, published_at=at, published_by=by, is_made=True
    )
    sums = {"size": 9, "sha256": "0" * 64, "sm3": "0" * 64}
    kept = {"kind": "pdf", "name": "报告.pdf", "file": "publications/kept.pdf", "made_at": at}
    PublicationFile.objects.create(publication=publication, **kept, **sums)
    withdraw_publication(publication=publication, reason="有一处笔误。", by=by, at=at)
