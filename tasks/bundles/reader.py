"""What somebody brings for many filings, read: fill-in workbooks, or their own sheet with a row for each
city."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from organizations.models import User
from spreadsheets.incoming.reading import read_book
from tasks.bundles.way_in import WayIn, way_in
from tasks.file_edits import Reader, fill_in_edits, is_own
from tasks.line_imports.edits import FilingEdits
from tasks.models import Filing
from tasks.own_spreadsheets.city_files import city_edits_for


def reader_for(user: User, *, on: dt.date) -> Reader:
    """The reader of what a person brings on a day. Raises ``NotReadable``; ``SpreadsheetUnknown`` for a sheet
    that is neither a fill-in workbook nor one that the person's organization has mapped."""

    def read(content: bytes, name: str) -> tuple[FilingEdits, ...]:
        book = read_book(content, name)
        if not is_own(book):
            return fill_in_edits(book)
        filings = lately_asked_for(user, on)
        by_id = {filing.pk: filing for filing in filings}
        found = city_edits_for(user, content, name, filings=filings)
        return tuple(as_brought(edits, user, by_id[edits.filing]) for edits in found)

    return read


def lately_asked_for(user: User, on: dt.date) -> Sequence[Filing]:
    """Filings into which the person may bring something, of the period that opened last: a row for a city
    says nothing of the period, and the sheet of one is never read into another that waits still (two
    queries)."""
    opened = Filing.objects.visible_to(user).filter(period__opens_on__lte=on, reports_to__isnull=False)
    last = opened.order_by("-period__opens_on", "-period").values_list("period", flat=True).first()
    return list(Filing.objects.to_bring_by(user, on).for_list().filter(period=last))


def as_brought(edits: FilingEdits, user: User, filing: Filing) -> FilingEdits:
    """What a sheet says, which knows no versions. Somebody who carries was shown nothing of what the filing
    says, so that whatever its people wrote otherwise stands (decision 0068)."""
    if way_in(user, filing) is not WayIn.CARRIED:
        return edits
    return replace(edits, lines=tuple(replace(line, version=0) for line in edits.lines))
