"""Files of organizations with titles that last."""

from dataclasses import replace

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import Book

WORKBOOKS = (".xlsx", ".xlsm")
SEPARATED = "CSV"


def with_lasting_titles(book: Book, name: str) -> Book:
    """The book, of a file of separated values with one title whatever its name is: its sheet would else be
    called after a file that has another name each period."""
    if name.lower().endswith(WORKBOOKS) or len(book.sheets) != 1:
        return book
    return replace(book, sheets=(replace(book.sheets[0], title=SEPARATED),))


def own_book(content: bytes, name: str) -> Book:
    """A file read. Raises ``NotReadable``."""
    return with_lasting_titles(read_book(content, name), name)
