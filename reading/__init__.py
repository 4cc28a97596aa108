"""Reading an official document: pure functions over text, without the database."""

from reading.by_hand import read_by_hand
from reading.cautions import Certainty, certainty_of
from reading.contract import to_json
from reading.document import (
    Caution,
    Comparator,
    Document,
    DocumentError,
    FigureLeftOut,
    Issuer,
    IssuerPart,
    MeasureRead,
    ReportDuty,
    Rhythm,
    Run,
    Section,
    SectionKind,
    Span,
    SpanKind,
    TableRead,
    TargetRead,
    TaskRead,
)
from reading.reader import read_document
from reading.sources import decode, read_source

__all__ = [
    "Caution",
    "Certainty",
    "Comparator",
    "Document",
    "DocumentError",
    "FigureLeftOut",
    "Issuer",
    "IssuerPart",
    "MeasureRead",
    "ReportDuty",
    "Rhythm",
    "Run",
    "Section",
    "SectionKind",
    "Span",
    "SpanKind",
    "TableRead",
    "TargetRead",
    "TaskRead",
    "certainty_of",
    "decode",
    "read_by_hand",
    "read_document",
    "read_source",
    "to_json",
]
