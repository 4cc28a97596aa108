"""Which annual reports a person may open, and what a page shows of one."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from organizations.models import Organization, User
from organizations.permissions import Permission
from reports.assembly import Wanted, composed, gather, head_of
from reports.models import AnnualReport
from reports.snapshot.document import ReportDocument
from reports.snapshot.head import Head
from reports.snapshot.snapshot import Snapshot
from reports.snapshot.year import Source
from reports.stored_report import unpacked
from tasks.access import signed_in
from tasks.models import Guidance


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as its page shows it: frozen as ``report``, or made of what is approved now."""

    head: Head
    document: ReportDocument
    sources: tuple[Source, ...]
    report: AnnualReport | None = None


def shown_version(report: AnnualReport, language: str) -> ShownReport:
    """A frozen version as its snapshot has it (one query)."""
    with unpacked(report) as path:
        snapshot = Snapshot(path)
        return ShownReport(snapshot.head, snapshot.documents[language], snapshot.year.sources, report)


def shown_now(wanted: Wanted, language: str) -> ShownReport:
    """What is approved now, composed as a report that is not frozen."""
    gathered = gather(wanted)
    head = head_of(wanted, gathered, None, {})
    return ShownReport(head, composed(wanted, gathered, head)[language], gathered.year.sources)


def guidance_of_year(year: int) -> Guidance:
    """The published guidance of a year, without its text; 404 where there is none."""
    published = Guidance.objects.published().select_related("receiving_department")
    return get_object_or_404(published.defer("source_text"), year=year)


def organization_in_scope(request: HttpRequest, code: str) -> Organization:
    """An organization whose report the person may read; 404 outside their scope (design R18)."""
    scope = signed_in(request).scope
    found: Organization = get_object_or_404(Organization.objects.visible_to(scope), code=code)
    return found


def version_asked(request: HttpRequest, reports: list[AnnualReport]) -> AnnualReport | None:
    """The frozen version that the address names, else the latest; None where nothing is frozen. 404 for a
    version that there is not."""
    asked = request.GET.get("version", "")
    if not asked:
        return reports[0] if reports else None
    for report in reports:
        if str(report.version) == asked:
            return report
    raise Http404


def may_set(user: User, organization: Organization) -> bool:
    """Whether the person says how the organization's reports are headed: its leads and administrators."""
    rights = (Permission.SUBMIT_FILING, Permission.ADMINISTER)
    return any(user.can(right, at=organization) for right in rights)
