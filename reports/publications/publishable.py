"""Which version of the office's report can be published, and what stands in the way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.models import Organization
from reports.models import AnnualReport, Publication
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class Publishable:
    """The latest version of the office's report that was signed out (None while none was), the latest one at
    all, what is published, and in words why nothing can be published; "" where it can."""

    report: AnnualReport | None
    latest: AnnualReport | None
    standing: Publication | None
    obstacle: str

    @property
    def is_published(self) -> bool:
        """Whether just this version is what everybody reads."""
        return self.standing is not None and self.standing.report_id == (self.report and self.report.pk)

    @property
    def is_outdated(self) -> bool:
        """Whether a later version was frozen that nobody has signed out yet."""
        return bool(self.report and self.latest and self.latest.version > self.report.version)


def publishable(guidance: Guidance, office: Organization) -> Publishable:
    """How the office's report of a year stands for publication (three queries)."""
    versions = AnnualReport.objects.of(guidance, office).for_list()
    issued = versions.filter(edition__isnull=False).select_related(
        "organization", "verification", "number", "frozen_by", "frozen_in_place_of"
    )
    report, latest = issued.defer(None).first(), versions.first()
    standing = Publication.objects.of(guidance).standing().for_page().first()
    return Publishable(report, latest, standing, obstacle(report))


def obstacle(report: AnnualReport | None) -> str:
    """Why a version cannot be published: it is not signed out, or has no number."""
    if report is None:
        return _("No version of the office's report is signed out yet. Only what is signed out is published.")
    if not hasattr(report, "number"):
        return _(
            "Version %(version)d was signed out without a document number. Set the mark in document numbers"
            " under “Letterhead and contact”, and have it signed out anew."
        ) % {"version": report.version}
    return ""
