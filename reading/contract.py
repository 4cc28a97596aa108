"""A document as the JSON that ``import_guidance --json`` prints (design §5)."""

import datetime as dt
from typing import Any

from reading.document import Document, Section, Span, TargetRead, TaskRead


def to_json(document: Document) -> dict[str, Any]:
    """The contract of design §5: absent values are null, days are ISO dates, values are decimal strings.

    The texts of ``spans``, put together, are the source again; ``section`` is the path of the section that a
    stretch stands in. A goal's ``comparator`` is the name of a ``Comparator``; only a range has an
    ``upper_value``.
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
    }


def _span(span: Span, source: str) -> dict[str, Any]:
    return {
        "kind": str(span.kind),
        "section": span.section,
        "text": source[span.starts_at : span.ends_at],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
