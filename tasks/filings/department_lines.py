"""What a department reads of others' filings: the lines that it is responsible for (design R18)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from organizations.models import Organization, User
from tasks.filings.remark_authority import department_voices
from tasks.lines.kinds import CheckedLine, LineKind
from tasks.models import Evidence, Filing, FilingLine, Guidance, LineSeen, RemarkStep


def lines_for(kind: LineKind[Any], departments: Iterable[int]) -> QuerySet[Any]:
    """Others' submitted and approved lines of a kind for which one of ``departments``, by id, is responsible:
    first those that none of them has seen in this version (annotated ``is_seen``), the latest first."""
    departments = list(departments)
    seen = LineSeen.objects.filter(
        organization__in=departments,
        filing=OuterRef("filing"),
        kind=kind.key,
        subject_id=OuterRef(kind.subject_field),
        version=OuterRef("filing__version"),
    )
    lines: QuerySet[Any] = kind.saved_lines().filter(
        kind.owned_by(departments),
        filing__status__in=Filing.HANDED_IN,
        filing__period__guidance__status=Guidance.Status.PUBLISHED,
    )
    others: QuerySet[Any] = lines.exclude(filing__organization__in=departments).annotate(is_seen=Exists(seen))
    return (
        others.select_related("filing__organization", "filing__reports_to", "filing__period__guidance")
        .defer("filing__period__guidance__source_text")
        .order_by("is_seen", "-filing__submitted_at", "filing", kind.order_field)
    )


def read_lines(kind: LineKind[Any], lines: Sequence[FilingLine]) -> list[CheckedLine]:
    """The lines with their evidence; remarks and evidence are brought along for all of them (two queries)."""
    filings = {line.filing_id: line.filing for line in lines}
    for line in lines:
        line.filing = filings[line.filing_id]
    bring_remarks(filings)
    bring_evidence(filings)
    return [
        CheckedLine(
            kind,
            line,
            kind.subject(line),
            (),
            tuple(line.filing.evidence_by_line.get((kind.key, line.subject_id), ())),
        )
        for line in lines
    ]


def bring_remarks(filings: dict[int, Filing]) -> None:
    """Read what ``Filing.all_remarks`` reads, for all of them at once."""
    for filing in filings.values():
        filing.all_remarks = []
    for remark in RemarkStep.objects.filter(remark__filing__in=filings).as_remarks():
        remark.filing = filings[remark.filing_id]
        remark.filing.all_remarks.append(remark)


def bring_evidence(filings: dict[int, Filing]) -> None:
    """Read what ``Filing.evidence_by_line`` reads, for all of them at once."""
    for filing in filings.values():
        filing.evidence_by_line = {}
    found = Evidence.objects.standing().filter(filing__in=filings).select_related("uploaded_by")
    for file in found.order_by("pk"):
        at_line = filings[file.filing_id].evidence_by_line
        at_line.setdefault((file.kind, file.subject_id), []).append(file)


def speaking_on(user: User, kind: LineKind[Any], lines: Iterable[FilingLine]) -> dict[int, Organization]:
    """In the name of which department the person may speak about each saved line, by the line's id (a query
    for each department of theirs)."""
    shown = kind.model._default_manager.filter(pk__in=[line.pk for line in lines])
    speaking: dict[int, Organization] = {}
    for department in department_voices(user):
        for line in shown.filter(kind.owned_by([department.pk])).values_list("pk", flat=True):
            speaking.setdefault(line, department)
    return speaking
