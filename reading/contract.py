"""A document as the JSON that ``import_guidance --json`` prints (design §5)."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from reading.cautions import certainty_of
from reading.document import Caution, Document, ReportDuty, Section, Span, TableRead, TargetRead, TaskRead


def to_json(document: Document) -> dict[str, Any]:
    """The contract of design §5: absent values are null, days are ISO dates, values are decimal strings.

    The texts of ``spans``, put together, are the source again; ``section`` is the path of the section that a
    stretch stands in. A goal's ``comparator`` is the name of a ``Comparator``; only a range has an
    ``upper_value``. ``doubts`` are the warnings once more, with how certain the reading is and where the
    words stand in the source, in characters.
    """
    return {
        "title": document.title,
        "document_number": document.document_number,
        "issuer": document.issuer,
        "issued_on": _day(document.issued_on),
        "year": document.year,
        "report_due_on": _day(document.report_due_on),
        "receiving_department": document.receiving_department,
        "sections": [_section(section) for section in document.sections],
        "tasks": [_task(task) for task in document.tasks],
        "targets": [_target(target) for target in document.targets],
        "warnings": [str(warning) for warning in document.warnings],
        "spans": [_span(span, document.source) for span in document.spans],
        "issuers": [{"name": issuer.name, "part": str(issuer.part)} for issuer in document.issuers],
        "reports": [_report(report) for report in document.reports],
        "figures_left_out": [asdict(figure) for figure in document.figures_left_out],
        "tables": [_table(table) for table in document.tables],
        "doubts": [_doubt(warning) for warning in document.warnings],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "level": section.level,
        "title": section.title,
        "parent": section.parent,
        "text": section.text,
        "path": section.path,
    }


def _task(task: TaskRead) -> dict[str, Any]:
    return {
        "section": task.section,
        "text": task.text,
        "lead": list(task.lead),
        "support": list(task.support),
        "collective": list(task.collective),
        "and_others": task.and_others,
        "due_on": _day(task.due_on),
        "as_printed": task.as_printed,
        "measures": [measure.text for measure in task.measures],
        "guide": list(task.guide),
        "people": list(task.people),
    }


def _target(target: TargetRead) -> dict[str, Any]:
    return {
        "section": target.section,
        "indicator": target.indicator,
        "text": target.text,
        "comparator": target.comparator.name,
        "value": target.value,
        "upper_value": target.upper_value,
        "unit": target.unit,
        "reason": target.reason,
    }


def _report(report: ReportDuty) -> dict[str, Any]:
    return {
        "text": report.text,
        "due_on": [day.isoformat() for day in report.due_on],
        "rhythm": str(report.rhythm) if report.rhythm else None,
        "receiver": report.receiver,
        "contact": report.contact,
    }


def _table(table: TableRead) -> dict[str, Any]:
    return {
        "section": table.section,
        "rows": [list(row) for row in table.rows],
        "header_rows": table.header_rows,
        "is_read": table.is_read,
    }


def _doubt(caution: Caution) -> dict[str, Any]:
    """A warning with the place in the source that it is about."""
    return {
        "message": str(caution),
        "certainty": str(certainty_of(caution.message)),
        "starts_at": caution.starts_at,
        "ends_at": caution.ends_at,
    }


def _span(span: Span, source: str) -> dict[str, Any]:
    return {
        "kind": str(span.kind),
        "section": span.section,
        "text": source[span.starts_at : span.ends_at],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
