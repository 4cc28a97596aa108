"""What the reader of an official document returns: plain values, no database."""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class DocumentError(Exception):
    """The text or file is no document the reader can read; the message is one plain sentence."""


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


@dataclass(frozen=True, slots=True)
class MeasureRead:
    """举措: one sentence of a task; offsets into the section's ``text``."""

    text: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class TaskRead:
    """工作任务: the stretch of a section's text that one responsibility note covers.

    ``lead`` and ``support`` are names of organizations; ``collective`` repeats those of them that mean many
    (各地方知识产权局). ``and_others`` is the 等 of the note. Offsets are into the section's ``text``:
    from the end of the note before to the start of this one.
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


@dataclass(frozen=True, slots=True)
class TargetRead:
    """目标: one goal; ``value`` is a decimal string in ``unit``, as printed (2400 亿元), never converted.

    Of a range it is the lower end, and ``upper_value`` the upper one in the same unit; None for other goals.
    """

    section: str
    indicator: str
    text: str
    comparator: Comparator
    value: str | None
    unit: str | None
    upper_value: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should look at. ``message`` is a %-template, so that pages can translate it."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.message % dict(self.values)


@dataclass(frozen=True, slots=True)
class Document:
    """An official document as read from ``source``; what it does not say is ``None``."""

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
