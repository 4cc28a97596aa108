"""From the bytes of a file to what it says for a filing, or for each of many."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spreadsheets.incoming.reading import read_book
from spreadsheets.incoming.values import Book, NotReadable
from tasks.fill_in.many_filings import is_of_many, read_many
from tasks.fill_in.reading import is_fill_in, read_fill_in
from tasks.line_imports.edits import FilingEdits
from tasks.models import Filing, OwnSpreadsheet
from tasks.own_spreadsheets.books import with_lasting_titles
from tasks.own_spreadsheets.filing_files import SpreadsheetUnknown, edits_by, spreadsheet_of

__all__ = ["NotReadable", "ReadFile", "Reader", "SpreadsheetUnknown", "all_edits_in", "edits_in", "read_file"]

# From the bytes and the name of a file to what it says for each filing; raises ``NotReadable``.
type Reader = Callable[[bytes, str], tuple[FilingEdits, ...]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file says for a filing, and which of an organization's own spreadsheets it is; None for a
    fill-in workbook."""

    edits: FilingEdits
    spreadsheet: OwnSpreadsheet | None = None


def read_file(
    content: bytes, name: str, *, filing: Filing | None = None, chosen: OwnSpreadsheet | None = None
) -> ReadFile:
    """Read a file of any kind.

    A fill-in workbook names its filing itself; of one that speaks of many filings that of ``filing`` is read.
    Any other file is read for ``filing`` by what its organization has mapped: as the spreadsheet ``chosen``,
    else as the one that it fits. Raises ``NotReadable``, whose text says why and what to do;
    ``SpreadsheetUnknown`` where the person has to say which spreadsheet it is.
    """
    book = read_book(content, name)
    if filing is None or not is_own(book):
        return ReadFile(one_of(fill_in_edits(book), filing))
    book = with_lasting_titles(book, name)
    spreadsheet = spreadsheet_of(book, filing, chosen)
    return ReadFile(edits_by(spreadsheet, book, filing), spreadsheet)


def edits_in(
    content: bytes, name: str, *, filing: Filing | None = None, chosen: OwnSpreadsheet | None = None
) -> FilingEdits:
    """What a file says for a filing, as ``read_file`` reads it."""
    return read_file(content, name, filing=filing, chosen=chosen).edits


def all_edits_in(content: bytes, name: str) -> tuple[FilingEdits, ...]:
    """What a fill-in workbook says for each filing that it speaks of. Raises ``NotReadable``, whose text says
    why and what to do."""
    return fill_in_edits(read_book(content, name))


def is_own(book: Book) -> bool:
    """Whether a file is no workbook of the portal's, but one that an organization keeps itself."""
    return not (is_fill_in(book) or is_of_many(book))


def fill_in_edits(book: Book) -> tuple[FilingEdits, ...]:
    """What a fill-in workbook says for each filing that it speaks of. Raises ``NotReadable``."""
    return read_many(book) if is_of_many(book) else (read_fill_in(book),)


def one_of(found: tuple[FilingEdits, ...], filing: Filing | None) -> FilingEdits:
    """What is said for ``filing``; of a workbook of one filing whatever it says, which its preview judges."""
    named = next((edits for edits in found if filing is not None and edits.filing == filing.pk), None)
    if named is None and len(found) > 1:
        raise NotReadable(
            _("This workbook holds many filings. Bring it in where many are brought in at once.")
        )
    return named or found[0]
