"""From the bytes of a file that somebody chose to the values in it (decision 0064)."""

from django.utils.translation import gettext as _

from spreadsheets.incoming.limits import LARGEST_FILE, MEGABYTE, Allowance
from spreadsheets.incoming.recognition import Kind, recognise
from spreadsheets.incoming.separated_values import read_separated
from spreadsheets.incoming.values import Book, NotReadable
from spreadsheets.incoming.workbook import read_workbook
from texts.file_names import suffix_of

WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm"}
TEXT_SUFFIXES = {".csv", ".txt", ".tsv", ".tab", ".prn"}


def read_book(content: bytes, name: str, allowance: Allowance | None = None) -> Book:
    """The sheets of a file, with cautions on what of it was not taken in.

    The content tells what it is; a name that says otherwise is a caution. Time and memory are bounded by
    ``limits``, or by an ``allowance`` of one's own. Raises NotReadable, and nothing else, with a sentence for
    the person.
    """
    if len(content) > LARGEST_FILE:
        raise NotReadable(
            _(
                "The file has more than %(most)s MB. Delete pictures and sheets that are not needed and try "
                "again."
            )
            % {"most": LARGEST_FILE // MEGABYTE}
        )
    if recognise(content, name) is Kind.WORKBOOK:
        book = read_workbook(content, allowance)
        return with_caution(book, name, WORKBOOK_SUFFIXES, _("an Excel workbook"))
    return with_caution(read_separated(content, name, allowance), name, TEXT_SUFFIXES, _("separated values"))


def with_caution(book: Book, name: str, suffixes: set[str], kind: str) -> Book:
    """The book, with a caution where its name ends in what other kinds of files do."""
    suffix = suffix_of(name)
    if not suffix or suffix in suffixes:
        return book
    caution = _("The name ends in %(suffix)s, but the file is %(kind)s and was read as such.") % {
        "suffix": suffix,
        "kind": kind,
    }
    return Book(book.sheets, (caution, *book.cautions))
