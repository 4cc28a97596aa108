"""Reading an official document: pure functions over text, without the database.

What a document is, is known at once; how it is read is loaded by the first call, since its patterns take
longer to make than most processes live, and few of them read.
"""

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


def read_document(text: str) -> Document:
    """``reading.reader.read_document``."""
    from reading import reader  # noqa: PLC0415 (see above)

    return reader.read_document(text)


def read_by_hand(text: str, title: str = "") -> Document:
    """``reading.by_hand.read_by_hand``."""
    from reading import by_hand  # noqa: PLC0415 (see above)

    return by_hand.read_by_hand(text, title)


def read_source(data: bytes, name: str = "") -> str:
    """``reading.sources.read_source``."""
    from reading import sources  # noqa: PLC0415 (see above)

    return sources.read_source(data, name)


def decode(data: bytes) -> str:
    """``reading.sources.decode``."""
    from reading import sources  # noqa: PLC0415 (see above)

    return sources.decode(data)
