"""Reading an official document: pure functions over text, without the database."""

from tasks.reading.contract import to_json
from tasks.reading.decoding import decode
from tasks.reading.document import (
    Caution,
    Comparator,
    Document,
    DocumentError,
    MeasureRead,
    Run,
    Section,
    SectionKind,
    Span,
    SpanKind,
    TargetRead,
    TaskRead,
)
from tasks.reading.reader import read_document

__all__ = [
    "Caution",
    "Comparator",
    "Document",
    "DocumentError",
    "MeasureRead",
    "Run",
    "Section",
    "SectionKind",
    "Span",
    "SpanKind",
    "TargetRead",
    "TaskRead",
    "decode",
    "read_document",
    "to_json",
]
