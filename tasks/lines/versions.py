"""What a filing is compared with when it is read: last period's, and what it said when it was returned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.functional import cached_property

from organizations.prepared_queries import PreparedQuery
from tasks.lines.checked_lines import CheckedLine
from tasks.lines.differences import Change, differences, is_changed
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Filing, FilingEvent, FilingSnapshot

SOURCE_TEXT = "filing__period__guidance__source_text"
BACK = frozenset({FilingEvent.Action.RETURN, FilingEvent.Action.REOPEN})


def last_return(events: Iterable[FilingEvent]) -> FilingEvent | None:
    """The move that gave a filing back last, a return or a reopening, whatever the order of ``events``."""
    return max((event for event in events if event.action in BACK), key=lambda event: event.pk, default=None)


@dataclass(frozen=True)
class Version:
    """A submitted version with its lines by what they answer."""

    snapshot: FilingSnapshot

    @cached_property
    def lines(self) -> dict[tuple[str, Any], dict[str, Any]]:
        """What each line said, by the kind of line and its identity within the guidance."""
        return {
            (line["kind"], line.get(LINE_KINDS[line["kind"]].identity_field)): line
            for line in self.snapshot.content["lines"]
            if line["kind"] in LINE_KINDS
        }

    def said(self, checked: CheckedLine) -> dict[str, Any] | None:
        """What the same line said then; None where it was not there."""
        content = checked.kind.content(checked.line)
        return self.lines.get((checked.kind.key, content[checked.kind.identity_field]))

    def may_hold(self, checked: CheckedLine) -> bool:
        """Whether the same line can stand in it: cases are of one filing alone, and none of another period
        goes on."""
        return checked.kind.is_asked or checked.line.filing_id == self.snapshot.filing_id

    def lost(self, lines: Iterable[CheckedLine]) -> list[CheckedLine]:
        """The lines that it had and the same filing, which has ``lines`` now, has no more, as they were (no
        query)."""
        there = {(checked.kind.key, checked.line.subject_id) for checked in lines}
        found = []
        for content in self.lines.values():
            kind = LINE_KINDS[content["kind"]]
            line = kind.lost_line(self.snapshot.filing, content)
            if line is not None and (kind.key, line.subject_id) not in there:
                kind.restore(line, content)
                found.append(CheckedLine(kind, line, kind.subject(line), ()))
        return found

    def changed_count(self, lines: Sequence[CheckedLine]) -> int:
        """How many of ``lines`` it does not have so, and how many more it has."""
        changed = sum(self.differs(checked) for checked in lines)
        is_same = any(checked.line.filing_id == self.snapshot.filing_id for checked in lines)
        return changed + (len(self.lost(lines)) if is_same else 0)

    def differs(self, checked: CheckedLine) -> bool:
        """Whether the line was not there then, or says anything else now."""
        if not self.may_hold(checked):
            return False
        before = self.said(checked)
        shown = [field.path for field in checked.kind.fields(checked.line)]
        return before is None or is_changed(before, checked.as_content(), shown)

    def changes(self, checked: CheckedLine) -> list[Change] | None:
        """What the line says otherwise now; None where it was not there then."""
        before = self.said(checked)
        if before is None:
            return None
        return differences(before, checked.as_content(), checked.kind.fields(checked.line))


@dataclass(frozen=True, slots=True)
class Versions:
    """What a filing can be compared with; None where there is no such version."""

    period: Version | None = None
    returned: Version | None = None


def versions_beside(filing: Filing, events: Iterable[FilingEvent]) -> Versions:
    """The filing of the last period that was filed, and the version that was returned last, if the filing
    was changed since (a query for each, in which an index leads to the one snapshot). ``events`` are the
    filing's, in any order."""
    back = last_return(events)
    is_changed_since = back is not None and (filing.is_in_draft or back.version < filing.version)
    returned = (
        snapshots_of_version.rows(filing=filing.pk, version=back.version) if back and is_changed_since else ()
    )
    return Versions(version_of(period_before(filing)), version_of(returned))


def period_before(filing: Filing) -> Iterable[FilingSnapshot]:
    """What the organization handed in last for a period of the same year before that of its filing."""
    period = filing.period
    if period.order <= 1:
        return ()
    asked = {"organization": filing.organization_id, "guidance": period.guidance_id}
    return last_snapshots.rows(**asked, before=period.order)


def snapshots_with_period() -> QuerySet[FilingSnapshot]:
    return FilingSnapshot.objects.select_related("filing__period__guidance").defer(SOURCE_TEXT)


@PreparedQuery
def snapshots_of_version(filing: int, version: int) -> QuerySet[FilingSnapshot]:
    return snapshots_with_period().filter(filing=filing, version=version).order_by()


@PreparedQuery
def last_snapshots(organization: int, guidance: int, before: int) -> QuerySet[FilingSnapshot]:
    earlier = snapshots_with_period().filter(
        filing__organization=organization,
        filing__period__guidance=guidance,
        filing__period__order__lt=before,
        filing__status__in=Filing.HANDED_IN,
        version=F("filing__version"),
    )
    return earlier.order_by("-filing__period__order")[:1]


def version_of(snapshots: Iterable[FilingSnapshot]) -> Version | None:
    """The version that the first of some snapshots keeps."""
    return next(map(Version, snapshots), None)
