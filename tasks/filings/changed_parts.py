"""What of a filing is another than was read, as a page shows it: from what to what, by whom and when."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tasks.lines.checked_lines import CheckedLine
from tasks.lines.differences import Change, Field, Form, change_of, differences
from tasks.lines.kinds import LINE_KINDS
from tasks.models import Evidence, Filing, LineRevision
from tasks.statement import Difference

# The keys of ``filing_statement``; a form may send others, which say nothing.
KEY = re.compile(
    r"(?P<part>line|asked):(?P<kind>[a-z]{1,20}):(?P<subject>[0-9]{1,12})"
    r"|(?P<thing>file|remark):(?P<id>[0-9]{1,12})"
)


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One thing that is another than was read: what it stands at, what happened, and from what to what; by
    whom and when, as far as that is known."""

    subject: str
    happened: str
    changes: Sequence[Change] = ()
    by: str = ""
    at: dt.datetime | None = None


class ChangedParts:
    """The differences of one filing's statement, each looked up where its history is kept (a few queries for
    each)."""

    def __init__(self, filing: Filing, lines: Iterable[CheckedLine]) -> None:
        self.filing = filing
        self.at_place = {checked.place: checked for checked in lines}

    def of(self, found: Iterable[Difference]) -> list[ChangedPart]:
        return [part for difference in found for part in self.shown(difference)]

    def shown(self, difference: Difference) -> Iterator[ChangedPart]:
        key = KEY.fullmatch(difference.key)
        if key is None:
            return
        place = (key["kind"], int(key["subject"] or 0))
        if key["part"] == "line" and place in self.at_place:
            yield from self.edited(self.at_place[place], difference)
        elif key["part"] == "line" and place[0] in LINE_KINDS:
            yield from self.taken_away(place, difference)
        elif key["part"] == "asked" and place[0] in LINE_KINDS:
            yield self.asked_otherwise(place, difference)
        elif key["thing"] == "file":
            yield from self.files(int(key["id"]))
        elif key["thing"] == "remark":
            yield from self.remarks(int(key["id"]))

    def edited(self, checked: CheckedLine, difference: Difference) -> Iterator[ChangedPart]:
        """A line that was saved since; one that is only asked for anew is told by its question."""
        read = count(difference.before)
        if checked.line.version == read:
            return
        place = {"filing": self.filing, "kind": checked.kind.key, "line_id": checked.line.pk}
        revisions = LineRevision.objects.filter(**place, version__gte=read).select_related("by")
        kept = {revision.version: revision for revision in revisions.order_by("version")}
        said = kept.pop(read, None)
        yield ChangedPart(
            checked.subject,
            _("The line was edited"),
            differences(
                said.content if said else {},
                checked.kind.content(checked.line),
                checked.kind.fields(checked.line),
            ),
            by=names(str(revision.by) for revision in kept.values()),
            at=checked.line.edited_at,
        )

    def taken_away(self, place: tuple[str, int], difference: Difference) -> Iterator[ChangedPart]:
        """A line that was there when it was read, and that somebody has emptied since."""
        kind, subject = LINE_KINDS[place[0]], place[1]
        line = kind.stored_line(self.filing, subject)
        if line is None or not line.version:
            return
        kept = LineRevision.objects.filter(filing=self.filing, kind=kind.key, line_id=line.pk)
        said = kept.filter(version=count(difference.before)).first()
        yield ChangedPart(
            kind.subject(line),
            _("The line was taken away"),
            differences(said.content if said else {}, kind.content(line), kind.fields(line)),
            by=str(line.edited_by),
            at=line.edited_at,
        )

    def asked_otherwise(self, place: tuple[str, int], difference: Difference) -> ChangedPart:
        """A line that an amendment added or took away, or of which it changed what is asked."""
        kind, subject = LINE_KINDS[place[0]], place[1]
        before, after = difference.before or "", difference.after or ""
        happened = _("An amendment changed what is asked")
        if not before:
            happened = _("An amendment added the line")
        elif not after:
            happened = _("An amendment took the line away")
        last = kind.amendments(self.filing.period.guidance, subject).select_related("by").first()
        return ChangedPart(
            (after or before).partition("\n")[0],
            happened,
            [change_of(Field((), _("Asked"), Form.TEXT), before, after)],
            by=str(last.by) if last else "",
            at=last.at if last else None,
        )

    def files(self, pk: int) -> Iterator[ChangedPart]:
        """A file that was attached or taken away."""
        people = ("uploaded_by", "removed_by")
        for file in Evidence.objects.filter(filing=self.filing, pk=pk).select_related(*people):
            checked, is_gone = self.at_place.get((file.kind, file.subject_id)), file.removed_at is not None
            yield ChangedPart(
                checked.subject if checked else "",
                _("A file was removed") if is_gone else _("A file was added"),
                [Change("", Form.FILE, file.name, "") if is_gone else Change("", Form.FILE, "", file.name)],
                by=str(file.removed_by if is_gone else file.uploaded_by),
                at=file.removed_at or file.uploaded_at,
            )

    def remarks(self, pk: int) -> Iterator[ChangedPart]:
        """A remark that was made, answered, resolved or taken up again."""
        for remark in self.filing.all_remarks:
            if remark.pk != pk:
                continue
            checked, last = self.at_place.get((remark.kind, remark.subject_id or 0)), remark.talk[-1]
            yield ChangedPart(
                checked.subject if checked else "",
                last.label,
                [change_of(Field((), _("Remark"), Form.TEXT), "", last.text or remark.text)],
                by=str(last.by),
                at=last.at,
            )


def count(text: str | None) -> int:
    """The version that a statement names; 0 for none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else 0


def names(people: Iterable[str]) -> str:
    """Each name once, in a row."""
    return pgettext("between names", ", ").join(dict.fromkeys(people))
