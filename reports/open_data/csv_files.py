"""Tables of open data as files of separated values, which spreadsheets open and do not run."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from reports.snapshot.tables import Row, Scalar
from texts.outgoing.csv_text import field_text

# Spreadsheets tell UTF-8 by this mark, and read Chinese wrongly without it.
MARK = "\ufeff"
WORDS = {True: "true", False: "false"}


def as_csv(keys: Iterable[str], rows: Iterable[Row]) -> bytes:
    """A head with the keys of the columns, and the rows; every field in quotes (RFC 4180)."""
    file = StringIO()
    writer: Any = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([in_words(value) for value in row] for row in rows)
    return (MARK + file.getvalue()).encode()


def in_words(value: Scalar) -> str:
    """A value as its field says it; what is absent is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return WORDS[value]
    return field_text(str(value))
