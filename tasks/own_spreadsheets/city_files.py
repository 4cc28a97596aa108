"""A spreadsheet with a row for each city, read for the filings of all its cities at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organizations.models import User
from spreadsheets.incoming.values import Book
from tasks.line_imports.edits import FilingEdits, Finding, Weight
from tasks.models import Filing, OwnSpreadsheet
from tasks.own_spreadsheets.books import own_book
from tasks.own_spreadsheets.city_names import names_of
from tasks.own_spreadsheets.city_rows import city_edits
from tasks.own_spreadsheets.filing_files import SpreadsheetUnknown, told
from tasks.own_spreadsheets.mapping import CityFiling
from tasks.own_spreadsheets.stored import city_mapping_of
from tasks.own_spreadsheets.subjects import subjects_of


def city_spreadsheets_of(user: User, filings: Iterable[Filing]) -> QuerySet[OwnSpreadsheet]:
    """The spreadsheets with a row for each city that can fill one of ``filings``: those of the person's own
    organizations, and of the organizations that the filings go to (two queries, with what is mapped)."""
    above = {filing.reports_to_id for filing in filings}
    held = {organization.pk for organization in user.organizations_held}
    mapped = OwnSpreadsheet.objects.filter(
        shape=OwnSpreadsheet.Shape.CITY_ROWS, organization__in=above & held, entries__isnull=False
    )
    return mapped.distinct().prefetch_related("entries").select_related("organization").order_by("name", "pk")


def city_edits_for(
    user: User,
    content: bytes,
    name: str,
    *,
    filings: Iterable[Filing],
    chosen: OwnSpreadsheet | None = None,
) -> tuple[FilingEdits, ...]:
    """What a spreadsheet with a row for each city says for ``filings``, those into which the caller lets the
    person bring something, of one period, each with organization and period at hand.

    The findings on the whole sheet (rows of unknown cities, columns that drifted) come with each filing.
    Raises ``NotReadable``; ``SpreadsheetUnknown`` where it is none of the mapped ones, or may be several.
    """
    wanted = list(filings)
    book = own_book(content, name)
    spreadsheets = list(city_spreadsheets_of(user, wanted))
    named = [each for each in spreadsheets if each == chosen]
    spreadsheet = named[0] if named else told(spreadsheets, book)
    of_cities = [filing for filing in wanted if filing.reports_to_id == spreadsheet.organization_id]
    return edits_of_cities(spreadsheet, book, of_cities)


def edits_of_cities(
    spreadsheet: OwnSpreadsheet, book: Book, filings: Sequence[Filing]
) -> tuple[FilingEdits, ...]:
    """What the rows of a sheet say for filings, one of each city."""
    cities = [CityFiling(subjects_of(filing), names_of(filing.organization)) for filing in filings]
    rows, findings = city_edits(city_mapping_of(spreadsheet), book, cities)
    if not rows and (errors := [found for found in findings if found.weight is Weight.ERROR]):
        raise SpreadsheetUnknown(errors[0].message)
    note = _("Read as your own spreadsheet “%(name)s”, as it was mapped.") % {"name": spreadsheet.name}
    on_all = (Finding(note, weight=Weight.NOTE), *findings)
    return tuple(replace(row, findings=(*on_all, *row.findings)) for row in rows)
