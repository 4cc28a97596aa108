"""What the reader of an official document returns: plain values, no database."""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class DocumentError(Exception):
    """The text or file is no document the reader can read; the message says so in plain words on one line.

    ``line`` is the number of the line that made it so, from 1, and ``text`` what stands there; both None
    where no line did, as with a file that has no text.
    """

    def __init__(self, message: str, *, line: int | None = None, text: str | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.text = text


class SectionKind(StrEnum):
    """How a section is numbered: 一、 (also 第一章), （一）, ——, or 1. / （1） / ①."""

    PART = "part"
    SECTION = "section"
    BULLET = "bullet"
    ITEM = "item"


class SpanKind(StrEnum):
    """What a stretch of the source is. ``FURNITURE`` is what only the printed page needed."""

    NOTICE = "notice"
    TITLE = "title"
    PREAMBLE = "preamble"
    SECTION = "section"
    CLOSING = "closing"
    FURNITURE = "furniture"


class Comparator(StrEnum):
    """How a goal compares the value reached with the value set (design R11): the one enumeration of them.

    The contract writes the names, the database the values; ``targets/arithmetic/comparators.py`` says what
    each means for a figure.
    """

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    HOLD_AT = "hold_at"
    BETWEEN = "between"
    ALL = "all"
    INCREASE = "increase"
    QUALITATIVE = "qualitative"


class Rhythm(StrEnum):
    """How often a report is asked for."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class IssuerPart(StrEnum):
    """What an issuer did with a document: put it out, passed on what another wrote, or wrote it."""

    ISSUED = "issued"
    FORWARDED = "forwarded"
    WROTE = "wrote"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source, as offsets; the spans of a document lie end to end and cover it."""

    kind: SpanKind
    starts_at: int
    ends_at: int
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters that stand at ``at`` in an unwrapped text and at ``source_at`` in the source."""

    at: int
    source_at: int
    length: int


@dataclass(frozen=True, slots=True)
class Section:
    """条目: a numbered node of the document.

    ``path`` is made of the printed numbers without their marks (二/三); bullets count from 1. ``text`` is its
    own text without the heading, with hard line breaks and page furniture removed; real paragraphs stay apart
    by a line feed. ``starts_at`` and ``ends_at`` are source offsets of the whole own range, heading included.
    ``runs`` lead from ``text`` back to the source.
    """

    path: str
    parent: str | None
    number: str
    kind: SectionKind
    level: int
    title: str
    text: str
    starts_at: int
    ends_at: int
    runs: tuple[Run, ...] = ()

    def source_offset(self, at: int) -> int:
        """The source offset of the character at ``at`` in ``text``; one past the end is allowed."""
        if not self.runs:
            return self.starts_at
        run = self.runs[max(0, bisect_right(self.runs, at, key=lambda run: run.at) - 1)]
        return run.source_at + min(at - run.at, run.length)

    def source_range(self, starts_at: int, ends_at: int) -> tuple[int, int]:
        """Where in the source the characters of ``text`` from ``starts_at`` to ``ends_at`` stand."""
        return self.source_offset(starts_at), self.source_offset(max(starts_at, ends_at - 1)) + 1


@dataclass(frozen=True, slots=True)
class MeasureRead:
    """举措: one sentence of a task; offsets into the section's ``text``."""

    text: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class TaskRead:
    """工作任务: the stretch of a section's text that one responsibility note covers.

    ``lead``, ``support`` and ``guide`` (指导) are names of organizations; ``collective`` repeats those of
    them that mean many (各地方知识产权局). ``people`` are the persons that the note names, as printed.
    ``and_others`` is the 等 of the note. Offsets are into the section's ``text``: from the end of the
    note before to the start of this one. ``note_at`` and ``note_to`` are where the note stands in the
    source, both None where a rule set elsewhere names the owners.
    """

    section: str
    title: str
    text: str
    lead: tuple[str, ...]
    support: tuple[str, ...]
    collective: tuple[str, ...]
    and_others: bool
    due_on: dt.date | None
    as_printed: str
    measures: tuple[MeasureRead, ...]
    starts_at: int
    ends_at: int
    guide: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    note_at: int | None = None
    note_to: int | None = None


@dataclass(frozen=True, slots=True)
class TargetRead:
    """目标: one goal; ``value`` is a decimal string in ``unit``, as printed (2400 亿元), never converted.

    Of a range it is the lower end, and ``upper_value`` the upper one in the same unit; None for other goals.
    ``reason`` says by which words it is one (a message of ``reading.goals.reasons``, in English; pages
    translate it). ``section`` is the path of a section, or "" for the text before the first one.
    """

    section: str
    indicator: str
    text: str
    comparator: Comparator
    value: str | None
    unit: str | None
    upper_value: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FigureLeftOut:
    """A clause with a figure that was not offered as a goal, and why not (``reason`` as of a goal)."""

    section: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A report that the document asks for: on which days, or how often, to whom, and who answers questions.

    ``due_on`` has every day that is named, in order; with a rhythm the days within the plan's year that
    follow from it, when they can be told. ``contact`` is as printed. Offsets are into the source.
    """

    text: str
    due_on: tuple[dt.date, ...]
    rhythm: Rhythm | None
    receiver: str | None
    contact: str | None
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class Issuer:
    """One of those whose document it is, and what it did with it."""

    name: str
    part: IssuerPart


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table as it stands in the source: ``rows`` of cells as printed, ``header_rows`` the first of them
    that name the columns. ``is_read`` tells whether its rows were read as tasks; ``section`` is where it
    stands. Offsets are into the source.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int
    is_read: bool
    section: str | None
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should look at. ``message`` is a %-template, so that pages can translate it.

    ``starts_at`` and ``ends_at`` are where the words stand in the source that it is about; None where it is
    about no words.
    """

    message: str
    values: tuple[tuple[str, str], ...] = ()
    starts_at: int | None = None
    ends_at: int | None = None

    def __str__(self) -> str:
        return self.message % dict(self.values)


@dataclass(frozen=True, slots=True)
class Document:
    """An official document as read from ``source``; what it does not say is ``None``.

    ``issuer`` has the names of all ``issuers``, parted by 、.
    """

    title: str
    document_number: str | None
    issuer: str | None
    issued_on: dt.date | None
    year: int | None
    report_due_on: dt.date | None
    receiving_department: str | None
    sections: tuple[Section, ...]
    tasks: tuple[TaskRead, ...]
    targets: tuple[TargetRead, ...]
    spans: tuple[Span, ...]
    warnings: tuple[Caution, ...]
    source: str = field(default="", repr=False)
    issuers: tuple[Issuer, ...] = ()
    reports: tuple[ReportDuty, ...] = ()
    figures_left_out: tuple[FigureLeftOut, ...] = ()
    tables: tuple[TableRead, ...] = ()
