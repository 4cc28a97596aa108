"""A spreadsheet with a row for each city: what it says for the filing of each."""

from collections.abc import Iterable, Iterator, Sequence

from spreadsheets.incoming.cell_text import levelled
from spreadsheets.incoming.values import Book
from tasks.line_imports.edits import FilingEdits, Finding, Weight
from tasks.own_spreadsheets import drift
from tasks.own_spreadsheets.labels import Labels, wording_of
from tasks.own_spreadsheets.location import head_place
from tasks.own_spreadsheets.mapping import CityFiling, CityMapping, ColumnEntry
from tasks.own_spreadsheets.reading import Gathering, drift_of_unit
from tasks.own_spreadsheets.units import units_above

type CityRow = tuple[int, CityFiling]


def city_edits(
    mapping: CityMapping, book: Book, cities: Sequence[CityFiling]
) -> tuple[tuple[FilingEdits, ...], tuple[Finding, ...]]:
    """What the spreadsheet says for the filing of each city that it has a row of, and what was found on the
    whole. Rows that name none of ``cities`` are left out and said; of a city with two rows none is read."""
    findings = [Finding(said, weight=Weight.NOTE) for said in book.cautions]
    sheet = book.sheet(mapping.sheet)
    if sheet is None:
        return (), (*findings, drift.sheet_gone(mapping.sheet))
    labels = Labels(sheet)
    key = head_place(mapping.key_head, labels)
    if isinstance(key, Finding):
        return (), (*findings, key)
    columns = list(columns_of(mapping.columns, labels, findings))
    rows = list(rows_of(key, labels, cities, findings))
    return tuple(row_edits(row, city, columns, labels) for row, city in rows), tuple(findings)


def columns_of(
    columns: Iterable[ColumnEntry], labels: Labels, findings: list[Finding]
) -> Iterator[tuple[int, ColumnEntry]]:
    """The columns that are headed as they were; the drift of others is added to ``findings``."""
    for entry in columns:
        head = head_place(entry.head, labels)
        if isinstance(head, Finding):
            findings.append(head)
        else:
            stated = (labels.at(*head), *units_above(labels, head[0]))
            findings += drift_of_unit(entry.answer, stated, labels.place(*head))
            yield head[1], entry


def rows_of(
    key: tuple[int, int], labels: Labels, cities: Sequence[CityFiling], findings: list[Finding]
) -> Iterator[CityRow]:
    """The rows of cities below the head of their names, each city once."""
    head_row, column = key
    by_name = cities_by_name(cities)
    found: dict[int, list[int]] = {}
    for row in labels.sheet.rows:
        cell = labels.sheet.cell(row, column)
        if row <= head_row or cell is None or not wording_of(cell):
            continue
        named = by_name.get(wording_of(cell), [])
        if not named:
            findings.append(drift.unknown_city(str(cell.value), labels.place(row, column)))
        elif len(named) > 1:
            findings.append(drift.several_cities(str(cell.value), labels.place(row, column)))
        else:
            found.setdefault(named[0].filing.filing, []).append(row)
    for city in cities:
        rows = found.get(city.filing.filing, [])
        if len(rows) > 1:
            findings.append(drift.stands_twice(city.names[0], [labels.place(row, column) for row in rows]))
        elif rows and labels.merged_at(rows[0], column):
            findings.append(drift.merged(labels.place(rows[0], column)))
        elif rows:
            yield rows[0], city


def cities_by_name(cities: Iterable[CityFiling]) -> dict[str, list[CityFiling]]:
    """The cities that each name stands for; of several it tells none."""
    found: dict[str, list[CityFiling]] = {}
    for city in cities:
        for name in {levelled(name) for name in city.names if name}:
            found.setdefault(name, []).append(city)
    return found


def row_edits(
    row: int, city: CityFiling, columns: Iterable[tuple[int, ColumnEntry]], labels: Labels
) -> FilingEdits:
    """What the row of a city says for its filing."""
    gathering = Gathering(city.filing)
    for column, entry in columns:
        if labels.merged_at(row, column):
            gathering.findings.append(drift.merged(labels.place(row, column)))
        else:
            gathering.take(entry.answer, labels.sheet.cell(row, column), labels.place(row, column))
    return gathering.edits()
