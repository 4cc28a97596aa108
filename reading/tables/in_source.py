"""A document that was read from a laid-out text, led back to the source that it was laid out from."""

from bisect import bisect_right
from dataclasses import replace
from itertools import chain

from reading.document import Caution, Document, ReportDuty, Section, Span, TableRead, TaskRead
from reading.tables.doubts import unread_tables
from reading.tables.finding import Found
from reading.tables.laid_out import LaidOut


def in_source(document: Document, laid: LaidOut) -> Document:
    """``document`` with all its offsets in ``laid.source``, and with the tables of the source."""
    if not (laid.tables or laid.others):
        return document
    led = _led_back(document, laid) if document.source != laid.source else document
    warnings = (*led.warnings, *unread_tables(laid))
    return replace(led, tables=tuple(_tables(led, laid)), warnings=warnings)


def _led_back(document: Document, laid: LaidOut) -> Document:
    return replace(
        document,
        source=laid.source,
        sections=tuple(_section(section, laid) for section in document.sections),
        tasks=tuple(_task(task, laid) for task in document.tasks),
        spans=tuple(_spans(document.spans, laid)),
        warnings=tuple(_caution(warning, laid) for warning in document.warnings),
        reports=tuple(_report(report, laid) for report in document.reports),
    )


def _section(section: Section, laid: LaidOut) -> Section:
    starts_at, ends_at = laid.boundary(section.starts_at), laid.boundary(section.ends_at)
    runs = laid.runs(section.runs, starts_at, ends_at)
    return replace(section, starts_at=starts_at, ends_at=ends_at, runs=runs)


def _task(task: TaskRead, laid: LaidOut) -> TaskRead:
    if task.note_at is None or task.note_to is None:
        return task
    note_at, note_to = laid.place(task.note_at, task.note_to)
    return replace(task, note_at=note_at, note_to=note_to)


def _spans(spans: tuple[Span, ...], laid: LaidOut) -> list[Span]:
    led = [
        replace(span, starts_at=laid.boundary(span.starts_at), ends_at=laid.boundary(span.ends_at))
        for span in spans
    ]
    return [span for span in led if span.starts_at < span.ends_at]


def _caution(caution: Caution, laid: LaidOut) -> Caution:
    if caution.starts_at is None or caution.ends_at is None:
        return caution
    starts_at, ends_at = laid.place(caution.starts_at, caution.ends_at)
    return replace(caution, starts_at=starts_at, ends_at=ends_at)


def _report(report: ReportDuty, laid: LaidOut) -> ReportDuty:
    starts_at, ends_at = laid.place(report.starts_at, report.ends_at)
    return replace(report, starts_at=starts_at, ends_at=ends_at)


def _tables(document: Document, laid: LaidOut) -> list[TableRead]:
    found = chain((table.found for table in laid.tables), laid.others)
    sections = sorted(document.sections, key=lambda section: section.starts_at)
    begins = [section.starts_at for section in sections]
    return [_table(each, sections, begins) for each in sorted(found, key=lambda each: each.table.starts_at)]


def _table(found: Found, sections: list[Section], begins: list[int]) -> TableRead:
    number = bisect_right(begins, found.table.starts_at) - 1
    around = sections[number] if number >= 0 else None
    is_inside = around is not None and found.table.starts_at < around.ends_at
    return TableRead(
        rows=tuple(row.printed for row in found.table.rows),
        header_rows=found.header.end if found.header else 0,
        is_read=found.header is not None,
        section=around.path if around and is_inside else None,
        starts_at=found.table.starts_at,
        ends_at=found.table.ends_at,
    )
