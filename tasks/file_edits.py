"""From the bytes of a file to what it says for a filing."""

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import NotReadable
from tasks.fill_in.reading import read_fill_in
from tasks.line_imports.edits import FilingEdits

__all__ = ["NotReadable", "edits_in"]


def edits_in(content: bytes, name: str) -> FilingEdits:
    """What a file of any kind says for a filing. Raises ``NotReadable``, whose text says why and what to
    do."""
    return read_fill_in(read_book(content, name))
