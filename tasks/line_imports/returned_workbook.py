"""The workbook that a person brought for a filing, given back with what was found in it."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from spreadsheets.incoming.places import place_of
from spreadsheets.incoming.reading import read_book
from spreadsheets.outgoing.marked_book import (
    DOUBTFUL,
    GOOD,
    PLAIN,
    WRONG,
    CellNote,
    RowResult,
    SheetFindings,
    marked_book,
    marking_allowance,
)
from tasks.line_imports.edits import Place
from tasks.line_imports.preview import Preview
from tasks.line_imports.weighing import Outcome, Weighed

COLOURS = {Outcome.ERROR: WRONG, Outcome.CONFLICT: DOUBTFUL, Outcome.CHANGED: GOOD}


def returned_workbook(content: bytes, preview: Preview) -> bytes:
    """The workbook ``content``, which was read before, with the findings of ``preview``. Raises NotReadable
    where it holds more than is marked."""
    places = [row.edit.place for row in preview.rows]
    titles = {place.sheet for place in places} | {place.sheet for place, _message in findings_in(preview)}
    read = read_book(content, "", marking_allowance())
    return marked_book(content, read, {title: findings_on(title, preview) for title in titles})


def findings_on(title: str, preview: Preview) -> SheetFindings:
    """What was found on a sheet. Its titles stand above the first row that says something for a line."""
    results = results_on(title, preview)
    notes = [
        CellNote(*found, message)
        for place, message in findings_in(preview)
        if place.sheet == title and (found := row_and_column(place))
    ]
    return SheetFindings(min(results) - 1 if results else 0, results, notes)


def results_on(title: str, preview: Preview) -> Mapping[int, RowResult]:
    """What became of each row of a sheet that says something for a line."""
    return {
        place[0]: RowResult(in_words(row), COLOURS.get(row.outcome, PLAIN))
        for row in preview.rows
        if row.edit.place.sheet == title and (place := row_and_column(row.edit.place))
    }


def row_and_column(place: Place) -> tuple[int, int] | None:
    """Where a place is; the column of a whole row is 0."""
    if place.cell.isdigit():
        return int(place.cell), 0
    return place_of(place.cell)


def in_words(row: Weighed) -> str:
    """What became of a row, and why."""
    match row.outcome:
        case Outcome.ERROR:
            return "\n".join([_("Error"), *(error.message for error in row.errors)])
        case Outcome.CONFLICT:
            return "\n".join([_("Changed by somebody else as well"), *row.hints])
        case Outcome.CHANGED:
            return "\n".join([_("Changed"), *row.hints])
        case Outcome.SAID:
            return _("Stands there already")
        case Outcome.UNCHANGED:
            return _("Unchanged")


def findings_in(preview: Preview) -> Iterator[tuple[Place, str]]:
    """What is wrong at which cell."""
    for row in preview.rows:
        for error in row.errors:
            yield error.place, error.message
    for found in preview.errors:
        if found.place is not None:
            yield found.place, found.message
