"""A file that is no fill-in workbook, read for a filing by what its organization has mapped."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organizations.models import Organization
from spreadsheets.incoming.values import Book, NotReadable
from tasks.line_imports.edits import FilingEdits, Finding, Weight
from tasks.models import Filing, OwnSpreadsheet
from tasks.own_spreadsheets.city_names import names_of
from tasks.own_spreadsheets.city_rows import city_edits
from tasks.own_spreadsheets.fitting import Fit, LabelledBook, fitting
from tasks.own_spreadsheets.mapping import CityFiling, FilingSubjects
from tasks.own_spreadsheets.reading import edits_of
from tasks.own_spreadsheets.stored import city_mapping_of, entries_of
from tasks.own_spreadsheets.subjects import subjects_of
from texts.punctuation import listed

Shape = OwnSpreadsheet.Shape


class SpreadsheetUnknown(NotReadable):
    """A file that is none of the mapped spreadsheets, or may be several: the person has to say which, or to
    map it."""


def spreadsheets_for(organization: Organization) -> QuerySet[OwnSpreadsheet]:
    """Those that can fill filings of ``organization``: its own with cells, and those with a row for each city
    of the organization above it, which keeps its row (two queries, with what is mapped)."""
    above = Organization.objects.filter(path=organization.parent_path).values("pk")
    own = Q(organization=organization.pk, shape=Shape.CELLS)
    of_parent = Q(organization__in=above, shape=Shape.CITY_ROWS)
    mapped = OwnSpreadsheet.objects.filter(own | of_parent).filter(entries__isnull=False).distinct()
    return mapped.prefetch_related("entries").order_by("name", "pk")


def fit_of(spreadsheet: OwnSpreadsheet, book: LabelledBook) -> Fit:
    if spreadsheet.has_city_rows:
        return book.fit_of_cities(city_mapping_of(spreadsheet))
    return book.fit_of_cells(entries_of(spreadsheet))


def told(spreadsheets: Sequence[OwnSpreadsheet], book: Book) -> OwnSpreadsheet:
    """The one of ``spreadsheets`` that a file is. Raises ``SpreadsheetUnknown``, whose text says why it
    cannot be told, and what to do."""
    labelled = LabelledBook(book)
    fits = {each: fit_of(each, labelled) for each in spreadsheets}
    found = fitting(spreadsheets, fits)
    if len(found) == 1:
        return found[0]
    if found:
        raise SpreadsheetUnknown(
            _("The file fits several of your own spreadsheets (%(names)s): say which one it is.")
            % {"names": in_words(found)}
        )
    if spreadsheets:
        raise SpreadsheetUnknown(
            _(
                "The file is no fill-in workbook, and fits none of your own spreadsheets (%(names)s). Say"
                " which one it is, or map it as a further one."
            )
            % {"names": in_words(spreadsheets)}
        )
    raise SpreadsheetUnknown(
        _(
            "This is no fill-in workbook. Download the workbook of the filing and fill it in; or, if you keep"
            " this spreadsheet anyway, map its cells once under “Own spreadsheets”, and it is read every"
            " period."
        )
    )


def spreadsheet_of(book: Book, filing: Filing, chosen: OwnSpreadsheet | None = None) -> OwnSpreadsheet:
    """The one that a file is read as for a filing: ``chosen``, where it can fill this filing, else the one
    that the file fits. Raises ``SpreadsheetUnknown``."""
    spreadsheets = list(spreadsheets_for(filing.organization))
    named = [each for each in spreadsheets if each == chosen]
    if named:
        return named[0]
    try:
        return told(spreadsheets, book)
    except SpreadsheetUnknown:
        refuse_rows_of_cities(book, filing.organization)
        raise


def refuse_rows_of_cities(book: Book, organization: Organization) -> None:
    """Raise ``SpreadsheetUnknown`` where a file is the organization's own with a row for each city, which
    says nothing for the organization itself (two queries)."""
    kept = OwnSpreadsheet.objects.filter(organization=organization, shape=Shape.CITY_ROWS)
    labelled = LabelledBook(book)
    for each in kept.prefetch_related("entries").order_by("name", "pk"):
        if fit_of(each, labelled).is_whole:
            raise SpreadsheetUnknown(
                _(
                    "This is “%(name)s”, which has a row for each city: it fills the filings of the cities,"
                    " and not this one. Bring it in under “Many filings at once”."
                )
                % {"name": each.name}
            )


def in_words(spreadsheets: Iterable[OwnSpreadsheet]) -> str:
    return listed([each.name for each in spreadsheets][:4])


def edits_by(spreadsheet: OwnSpreadsheet, book: Book, filing: Filing) -> FilingEdits:
    """What a file says for a filing by a mapping, with a note by which."""
    subjects = subjects_of(filing)
    if spreadsheet.has_city_rows:
        edits = own_row(spreadsheet, book, filing, subjects)
    else:
        edits = edits_of(entries_of(spreadsheet), book, subjects)
    note = _("Read as your own spreadsheet “%(name)s”, as it was mapped.") % {"name": spreadsheet.name}
    return FilingEdits(filing.pk, edits.lines, (Finding(note, weight=Weight.NOTE), *edits.findings))


def own_row(spreadsheet: OwnSpreadsheet, book: Book, filing: Filing, subjects: FilingSubjects) -> FilingEdits:
    """The row of the filing's own city, with what was found on the sheet; the rows of others are no news."""
    city = CityFiling(subjects, names_of(filing.organization))
    rows, findings = city_edits(city_mapping_of(spreadsheet), book, (city,))
    errors = tuple(found for found in findings if found.weight is Weight.ERROR)
    if rows:
        return FilingEdits(filing.pk, rows[0].lines, (*errors, *rows[0].findings))
    if errors:
        return FilingEdits(filing.pk, (), errors)
    missing = _("No row of the sheet “%(sheet)s” names %(city)s: nothing was read.")
    sentence = missing % {"sheet": spreadsheet.sheet, "city": filing.organization}
    return FilingEdits(filing.pk, (), (Finding(sentence),))
