"""Lines of many filings made ready for a page: with evidence, remarks, who has seen them, and in whose name
the person may speak."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from organizations.models import Organization, User
from tasks.filings.remark_authority import department_voices
from tasks.lines.checked_lines import CheckedLine
from tasks.lines.kinds import LineKind
from tasks.models import CaseStudy, Evidence, Filing, FilingLine, LineSeen, Remark, RemarkStep

type KindLine = tuple[LineKind[Any], Any]


@dataclass(frozen=True, slots=True)
class StreamLine:
    """A line as a page of the stream shows it. ``seen`` says who of the reading department saw this version,
    and when; ``voice`` is the department in whose name the person may speak on it."""

    checked: CheckedLine
    filing: Filing
    seen: LineSeen | None
    voice: Organization | None
    remarks: tuple[Remark, ...]
    is_readable: bool

    @property
    def name(self) -> str:
        """What the line is called within a page and in forms: kind, filing and subject."""
        return f"{self.checked.kind.key}-{self.filing.pk}-{self.checked.line.subject_id}"

    @property
    def version_name(self) -> str:
        """The same with the version that is shown."""
        return f"{self.name}-{self.filing.version}"

    @property
    def is_progress(self) -> bool:
        return self.checked.kind.key == "progress"

    @property
    def is_figure(self) -> bool:
        return self.checked.kind.key == "measurement"

    @property
    def theme(self) -> str:
        """The section or task by which lines are grouped."""
        line = self.checked.line
        if isinstance(line, CaseStudy):
            return str(next(iter(line.sections), ""))
        return self.checked.subject


def read_lines(user: User, reader: Organization, lines: Sequence[KindLine]) -> list[StreamLine]:
    """The lines with all that a page shows beside them (three queries, and one for each kind and department
    of the person's)."""
    filings = {line.filing_id: line.filing for _kind, line in lines}
    for _kind, line in lines:
        line.filing = filings[line.filing_id]
    bring_remarks(filings)
    bring_evidence(filings)
    seen, voices = seen_lines(reader, filings), speaking_on(user, lines)
    return [
        StreamLine(
            CheckedLine(kind, line, kind.subject(line), (), evidence_at(line.filing, kind, line)),
            line.filing,
            seen.get((line.filing_id, kind.key, line.subject_id)),
            voices.get((kind.key, line.pk)),
            tuple(line.filing.remarks_by_line.get((kind.key, line.subject_id), ())),
            user.scope.covers(line.filing.organization),
        )
        for kind, line in lines
    ]


def evidence_at(filing: Filing, kind: LineKind[Any], line: FilingLine) -> tuple[Evidence, ...]:
    return tuple(filing.evidence_by_line.get((kind.key, line.subject_id), ()))


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


def seen_lines(reader: Organization, filings: dict[int, Filing]) -> dict[tuple[int, str, int], LineSeen]:
    """What the organization has seen of the filings as they stand, by filing, kind and subject (one
    query)."""
    seen = LineSeen.objects.filter(organization=reader, filing__in=filings).select_related("seen_by")
    return {
        (each.filing_id, each.kind, each.subject_id): each
        for each in seen
        if each.version == filings[each.filing_id].version
    }


def speaking_on(user: User, lines: Iterable[KindLine]) -> dict[tuple[str, int], Organization]:
    """In the name of which department the person may speak about each saved line, by its kind and id (a query
    for each kind and department of theirs)."""
    by_kind: dict[LineKind[Any], list[int]] = {}
    for kind, line in lines:
        by_kind.setdefault(kind, []).append(line.pk)
    speaking: dict[tuple[str, int], Organization] = {}
    for department in department_voices(user):
        for kind, shown in by_kind.items():
            owned = kind.model._default_manager.filter(kind.owned_by([department.pk]), pk__in=shown)
            for pk in owned.values_list("pk", flat=True):
                speaking.setdefault((kind.key, pk), department)
    return speaking
