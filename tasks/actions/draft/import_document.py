"""From a document as read to a guidance in the database."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from organizations.calendar import is_unwritten
from organizations.models import Organization, User
from reading import Caution, Document, SpanKind, TaskRead, read_document
from reading import Section as SectionRead
from reading.structure.prose import unwrap
from tasks.actions.draft.history import Action, keep_event
from tasks.drafts.owner_matching import OwnerMatcher
from tasks.drafts.plan_parts import PLAN_PARTS
from tasks.models import (
    LONGEST_OWNER,
    Basis,
    Guidance,
    Measure,
    ReadingCaution,
    Responsibility,
    Section,
    Task,
    UnmatchedOwner,
)
from tasks.task_titles import owner_marks
from texts.file_names import file_name

NOTICE_PATH, PREAMBLE_PATH, CLOSING_PATH = "通知", "序言", "落款"
LONGEST_TITLE = 200
LONGEST_NOTE = 500
LONGEST_NUMBER = 60
LONGEST_ISSUER = 100
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
) -> Imported:
    """Write a document as a draft guidance: sections, tasks, measures, owners, and what the rooms above read;
    who read it in, and when, stands in the guidance's history. ``by`` is None where a command does.

    ``year`` is that of the plan where the document does not say it. The sections' stretches tile
    ``source_text`` in order, so that nothing of it is dropped. An owner that is no known organization is
    kept as it is printed, and a doubt of the reader as a caution, both to be settled before publication.
    Raises ``ImportRefused``, changing nothing.
    """
    refuse_ahead(document)
    matcher = OwnerMatcher(Organization.objects.all())
    guidance = create_guidance(document, source_text, source_name, year)
    doubts = write_plan(guidance, document, matcher)
    keep_event(guidance, Action.IMPORT, guidance.source_name, by=by, at=at)
    return Imported(guidance, (*map(str, doubts), *unmatched_sentences(guidance)))


def read_again(guidance: Guidance) -> None:
    """Write a draft from which everything was removed as its source text says. The caller holds the
    transaction."""
    document = read_document(guidance.source_text)
    refuse_ahead(document)
    for name, value in facts_of(document).items():
        setattr(guidance, name, value)
    write_plan(guidance, document, OwnerMatcher(Organization.objects.all()))


def write_plan(guidance: Guidance, document: Document, matcher: OwnerMatcher) -> list[Caution]:
    """Everything that ``document`` says beneath its title, written to a new guidance; returns the doubts."""
    sections = create_sections(guidance, document, len(guidance.source_text))
    create_tasks(guidance, document.tasks, sections, matcher)
    for part in PLAN_PARTS.values():
        part.read(guidance, document, sections)
    doubts = list(document.warnings)
    if document.receiving_department:
        receiver = matcher.match(document.receiving_department)
        guidance.receiving_department = receiver if isinstance(receiver, Organization) else None
        if guidance.receiving_department is None:
            doubts.append(Caution(RECEIVER_UNKNOWN, (("name", document.receiving_department),)))
    guidance.save()
    keep_cautions(guidance, doubts, sections)
    return doubts


def keep_cautions(guidance: Guidance, doubts: Iterable[Caution], sections: dict[str, Section]) -> None:
    """Keep the doubts of the reader, each at the section that it names."""
    ReadingCaution.objects.bulk_create(
        ReadingCaution(
            guidance=guidance,
            section=sections.get(dict(doubt.values).get("section", "")),
            message=doubt.message,
            values=dict(doubt.values),
        )
        for doubt in doubts
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
        "title": document.title[:LONGEST_TITLE],
        "document_number": (document.document_number or "")[:LONGEST_NUMBER],
        "issuer": (document.issuer or "")[:LONGEST_ISSUER],
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
    closing_at = next((span.starts_at for span in document.spans if span.kind is SpanKind.CLOSING), length)
    if closing_at < length:
        rows.append(frame_row(CLOSING_PATH, Section.Kind.NOTICE, closing_at))
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
    title_at = next((span.starts_at for span in document.spans if span.kind is SpanKind.TITLE), 0)
    rows = []
    if title_at > 0:
        rows.append(frame_row(NOTICE_PATH, Section.Kind.NOTICE, 0))
    if title_at < ends_at:
        rows.append(frame_row(PREAMBLE_PATH, Section.Kind.PREAMBLE, title_at))
    return rows


def frame_row(path: str, kind: Section.Kind, starts_at: int) -> Section:
    return Section(path=path, kind=kind, level=0, starts_at=starts_at)


def section_row(read: SectionRead) -> Section:
    return Section(
        path=read.path,
        kind=read.kind.value,
        level=read.level,
        number=read.number,
        title=read.title[:LONGEST_TITLE],
        text=read.text,
        starts_at=read.starts_at,
    )


def create_tasks(
    guidance: Guidance,
    tasks: Iterable[TaskRead],
    sections: dict[str, Section],
    matcher: OwnerMatcher,
) -> None:
    """Tasks with measures and owners."""
    tasks = list(tasks)
    marks = owner_marks([(read.section, read.lead or read.support) for read in tasks])
    for order, (read, mark) in enumerate(zip(tasks, marks, strict=True), start=1):
        task = Task.objects.create(
            guidance=guidance,
            section=sections[read.section],
            order=order,
            title=read.title[: LONGEST_TITLE - len(mark)] + mark,
            text=read.text,
            starts_at=read.starts_at,
            ends_at=read.ends_at,
            as_printed=read.as_printed[:LONGEST_NOTE],
            and_others=read.and_others,
            due_on=read.due_on,
        )
        Measure.objects.bulk_create(
            Measure(task=task, order=place, text=measure.text)
            for place, measure in enumerate(read.measures, start=1)
        )
        create_responsibilities(task, read, matcher)


def create_responsibilities(task: Task, read: TaskRead, matcher: OwnerMatcher) -> None:
    """The owners that the note states; one that is nobody known waits to be matched."""
    owners: dict[Organization | str, Responsibility] = {}
    unmatched: dict[str, UnmatchedOwner] = {}
    for role, printed in ((Responsibility.Role.LEAD, read.lead), (Responsibility.Role.SUPPORT, read.support)):
        for name in printed:
            row = Responsibility(task=task, role=role, basis=Basis.STATED)
            meant = matcher.match(name)
            if isinstance(meant, Organization):
                row.organization = meant
            elif meant is not None:
                row.collective = meant
            else:
                kept = name[:LONGEST_OWNER]
                unmatched.setdefault(kept, UnmatchedOwner(task=task, name=kept, role=role))
                continue
            owners.setdefault(row.organization or row.collective, row)
    Responsibility.objects.bulk_create(owners.values())
    UnmatchedOwner.objects.bulk_create(unmatched.values())
