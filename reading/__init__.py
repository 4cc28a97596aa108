"""Reading an official document: pure functions over text, without the database."""

from reading.contract import to_json
from reading.document import (
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
from reading.reader import read_document
from reading.sources import decode, read_source

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
    "read_source",
    "to_json",
]
