"""From a document as read to a guidance in the database."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from organizations.calendar import day_of, is_unwritten
from organizations.models import Organization, User
from reading import Caution, Document, SpanKind, TableRead, read_document
from reading import Section as SectionRead
from reading.by_hand import read_by_hand
from reading.structure.prose import unwrap
from tasks.actions.draft.drafted_tasks import create_tasks
from tasks.actions.draft.history import Action, keep_event
from tasks.drafts.learnt_owners import PrintedOwners
from tasks.drafts.lengths import LONGEST_NUMBER, LONGEST_TITLE, cut, cuts
from tasks.drafts.owner_matching import OwnerMatcher
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.drafts.source_offsets import place
from tasks.models import (
    LONGEST_CONTACT,
    LONGEST_ISSUER,
    LONGEST_RECEIVER,
    Guidance,
    GuidanceTable,
    ReadingCaution,
    ReportDuty,
    Section,
    UnmatchedOwner,
)
from texts.file_names import file_name

NOTICE_PATH, PREAMBLE_PATH, CLOSING_PATH = "通知", "序言", "落款"
OWNER_UNKNOWN = gettext_noop("Section %(section)s: “%(name)s” is no known organization.")
ISSUED_AHEAD = gettext_lazy("This day is still to come. Enter the day that the document bears.")
RECEIVER_UNKNOWN = gettext_noop("The receiving department “%(name)s” is no known organization.")


class ImportRefused(Exception):  # noqa: N818 (a refusal, not a fault)
    """The document cannot become a guidance; the text is one line that says why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The new draft and what a person should look at."""

    guidance: Guidance
    warnings: tuple[str, ...]


@transaction.atomic
def import_document(
    *,
    document: Document,
    source_text: str,
    source_name: str,
    by: User | None,
    at: dt.datetime,
    year: int | None = None,
    is_by_hand: bool = False,
) -> Imported:
    """Write a document as a draft guidance: sections, tasks, measures, owners, and what the rooms above read;
    who read it in, and when, stands in the guidance's history. ``by`` is None where a command does.

    ``year`` is that of the plan where the document does not say it; ``is_by_hand`` tells that people read the
    document themselves, as the reader could not. The sections' stretches tile
    ``source_text`` in order, so that nothing of it is dropped. An owner that is no known organization is
    settled as the same name was before, or kept as it is printed, and a doubt of the reader is kept as a
    caution; both are to be settled before publication.
    Raises ``ImportRefused``, changing nothing.
    """
    refuse_ahead(document)
    matcher = OwnerMatcher(Organization.objects.all())
    guidance = create_guidance(document, source_text, source_name, year)
    doubts = write_plan(guidance, document, PrintedOwners(matcher, on=day_of(at)))
    action = Action.IMPORT_BY_HAND if is_by_hand else Action.IMPORT
    keep_event(guidance, action, guidance.source_name, by=by, at=at)
    return Imported(guidance, (*map(str, doubts), *unmatched_sentences(guidance)))


def read_again(guidance: Guidance, *, on: dt.date) -> None:
    """Write a draft from which everything was removed as its source text says, by the organizations that
    there are ``on`` a day. The caller holds the transaction."""
    document = document_of(guidance)
    refuse_ahead(document)
    for name, value in facts_of(document).items():
        setattr(guidance, name, value)
    write_plan(guidance, document, PrintedOwners(OwnerMatcher(Organization.objects.all()), on=on))


def document_of(guidance: Guidance) -> Document:
    """The document of a draft as it was read first: by the reader, or by hand (one query)."""
    if guidance.events.filter(action=Action.IMPORT_BY_HAND).exists():
        return read_by_hand(guidance.source_text, guidance.title)
    return read_document(guidance.source_text)


def write_plan(guidance: Guidance, document: Document, printed: PrintedOwners) -> list[Caution]:
    """Everything that ``document`` says beneath its title, written to a new guidance; returns the doubts."""
    sections = create_sections(guidance, document, len(guidance.source_text))
    create_tasks(guidance, document.tasks, sections, printed)
    create_tables(guidance, document.tables)
    keep_report_duties(guidance, document)
    for part in PLAN_PARTS.values():
        part.read(guidance, document, sections)
    doubts = [*document.warnings, *cuts(document)]
    if document.receiving_department:
        receiver = printed.matcher.match(document.receiving_department)
        guidance.receiving_department = receiver if isinstance(receiver, Organization) else None
        if guidance.receiving_department is None:
            doubts.append(Caution(RECEIVER_UNKNOWN, (("name", document.receiving_department),)))
    guidance.save()
    keep_cautions(guidance, doubts, sections)
    return doubts


def keep_report_duties(guidance: Guidance, document: Document) -> None:
    """Keep the reports that the document asks for, in its order."""
    ReportDuty.objects.bulk_create(
        ReportDuty(
            guidance=guidance,
            order=order,
            text=duty.text,
            days=[day.isoformat() for day in duty.due_on],
            rhythm=duty.rhythm or "",
            receiver=(duty.receiver or "")[:LONGEST_RECEIVER],
            contact=(duty.contact or "")[:LONGEST_CONTACT],
            starts_at=duty.starts_at,
            ends_at=duty.ends_at,
        )
        for order, duty in enumerate(document.reports, start=1)
    )


def keep_cautions(guidance: Guidance, doubts: Iterable[Caution], sections: dict[str, Section]) -> None:
    """Keep the doubts of the reader, each at the section that it names, and at its words."""
    ReadingCaution.objects.bulk_create(
        ReadingCaution(
            guidance=guidance,
            section=sections.get(dict(doubt.values).get("section", "")),
            message=doubt.message,
            values=dict(doubt.values),
            **place(doubt.starts_at, doubt.ends_at, "starts_at", "ends_at"),
        )
        for doubt in doubts
    )


def create_tables(guidance: Guidance, tables: Iterable[TableRead]) -> None:
    """The tables as they stand in the document, to be checked beside what was read from them."""
    GuidanceTable.objects.bulk_create(
        GuidanceTable(
            guidance=guidance,
            order=order,
            rows=[list(row) for row in table.rows],
            header_rows=table.header_rows,
            is_read=table.is_read,
            starts_at=table.starts_at,
            ends_at=table.ends_at,
        )
        for order, table in enumerate(sorted(tables, key=lambda table: table.starts_at), start=1)
    )


def unmatched_sentences(guidance: Guidance) -> list[str]:
    """One sentence for each section and owner that is nobody known."""
    unmatched = UnmatchedOwner.objects.filter(task__guidance=guidance)
    found = dict.fromkeys(unmatched.values_list("task__section__path", "name"))
    return [OWNER_UNKNOWN % {"section": path, "name": name} for path, name in found]


def refuse_ahead(document: Document) -> None:
    """Raise ``ImportRefused`` for a document whose day of issue is still to come: it is misprinted, or not
    the one that was issued."""
    if document.issued_on is not None and is_unwritten(document.issued_on):
        raise ImportRefused(
            _(
                "The document is dated %(day)s, which is still to come; nothing was changed. Read the"
                " document that was issued, or correct its date in the file."
            )
            % {"day": date_format(document.issued_on)}
        )


def create_guidance(document: Document, source_text: str, source_name: str, year: int | None) -> Guidance:
    year = year or document.year
    if year is None:
        raise ImportRefused(_("The document does not say which year it is for: say it yourself."))
    if Guidance.objects.filter(year=year).exists():
        raise ImportRefused(
            _("There is already a guidance for %(year)s; nothing was changed.") % {"year": year}
        )
    return Guidance.objects.create(
        year=year,
        **facts_of(document),
        source_name=file_name(source_name, unnamed=_("file")),
        source_text=source_text,
        source_sha256=hashlib.sha256(source_text.encode()).hexdigest(),
    )


def facts_of(document: Document) -> dict[str, Any]:
    """What the document says of itself, cut to what fits."""
    return {
        "title": cut(document.title, LONGEST_TITLE),
        "document_number": cut(document.document_number or "", LONGEST_NUMBER),
        "issuer": cut(document.issuer or "", LONGEST_ISSUER),
        "issued_on": document.issued_on,
        "report_due_on": document.report_due_on,
    }


def create_sections(guidance: Guidance, document: Document, length: int) -> dict[str, Section]:
    """Every section by path; each reaches to where the next one starts."""
    numbered = sorted(document.sections, key=lambda section: section.starts_at)
    twice = [path for path, count in Counter(section.path for section in numbered).items() if count > 1]
    if twice:
        raise ImportRefused(
            _("The section number %(path)s stands twice; number the sections apart.") % {"path": twice[0]}
        )
    rows = [*head_sections(document, numbered[0].starts_at), *map(section_row, numbered)]
    rows = sorted([*rows, *closing_sections(document)], key=lambda row: row.starts_at)
    rows[0].starts_at = 0
    saved: dict[str, Section] = {}
    for order, (row, ends_at) in enumerate(
        zip(rows, [*(row.starts_at for row in rows[1:]), length], strict=True), start=1
    ):
        row.guidance, row.order, row.ends_at = guidance, order, ends_at
        row.parent = saved.get(row.path.rpartition("/")[0])
        if not row.text and row.kind in {Section.Kind.NOTICE, Section.Kind.PREAMBLE}:
            row.text = (
                unwrap(guidance.source_text, row.starts_at, row.ends_at).removeprefix(guidance.title).strip()
            )
        row.save()
        saved[row.path] = row
    return saved


def head_sections(document: Document, ends_at: int) -> list[Section]:
    """What stands before the first numbered section: the notice, then title and preamble."""
    if ends_at == 0:
        return []
    heads = (SpanKind.TITLE, SpanKind.PREAMBLE)
    title_at = next((span.starts_at for span in document.spans if span.kind in heads), ends_at)
    rows = []
    if title_at > 0:
        rows.append(frame_row(NOTICE_PATH, Section.Kind.NOTICE, 0))
    if title_at < ends_at:
        rows.append(frame_row(PREAMBLE_PATH, Section.Kind.PREAMBLE, title_at))
    return rows


def closing_sections(document: Document) -> list[Section]:
    """What closes the document; again behind an annex that the plan goes on in."""
    kinds = [span for span in document.spans if span.kind is not SpanKind.FURNITURE]
    begins = [
        span.starts_at
        for before, span in pairwise([None, *kinds])
        if span and span.kind is SpanKind.CLOSING and not (before and before.kind is SpanKind.CLOSING)
    ]
    return [
        frame_row(f"{CLOSING_PATH}-{count}" if count > 1 else CLOSING_PATH, Section.Kind.NOTICE, starts_at)
        for count, starts_at in enumerate(begins, start=1)
    ]


def frame_row(path: str, kind: Section.Kind, starts_at: int) -> Section:
    return Section(path=path, kind=kind, level=0, starts_at=starts_at)


def section_row(read: SectionRead) -> Section:
    return Section(
        path=read.path,
        kind=read.kind.value,
        level=read.level,
        number=read.number,
        title=cut(read.title, LONGEST_TITLE),
        text=read.text,
        starts_at=read.starts_at,
    )
