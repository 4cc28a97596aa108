"""From a cell that somebody picked to where a field is read from, or a sentence on why it cannot be."""

from django.utils.translation import gettext as _

from spreadsheets.incoming.places import place_of
from tasks.models import LONGEST_LABEL, LONGEST_SHEET, LONGEST_UNIT, OwnSpreadsheetEntry
from tasks.own_spreadsheets.mapping import FixedCell, HeadAndKey, MappedField
from tasks.own_spreadsheets.mapping_page import MappingPage
from tasks.own_spreadsheets.stored import anchor_values
from tasks.own_spreadsheets.subjects import AskedField
from tasks.own_spreadsheets.units import labels_of, unit_beside

Anchor = OwnSpreadsheetEntry.Anchor


class NotPicked(Exception):  # noqa: N818 (says what is wrong with the cell)
    """A cell from which nothing can be read; the text says why and what to do."""


def picked_place(address: str) -> tuple[int, int]:
    """The row and column of an address as people type it. Raises ``NotPicked``."""
    place = place_of(address.strip())
    if place is None:
        raise NotPicked(
            _("“%(address)s” is no address of a cell. Type its column and row, such as B3.")
            % {"address": address.strip()[:20]}
        )
    return place


def picked(page: MappingPage, field: AskedField, sheet: str, address: str) -> MappedField:
    """Where a field is read from when somebody picks a cell: by the surest way to find it again. Raises
    ``NotPicked``."""
    around = page.units_at(sheet, picked_place(address))
    if page.spreadsheet.has_city_rows:
        head = picked_head(page, sheet, address)
        unit = unit_beside(field, [head], around)
        return mapped_field(field, unit, {"anchor": Anchor.COLUMN, "head": head})
    anchors = ways_to(page, sheet, address)
    return mapped_at(field, sheet, anchors[0], unit_beside(field, labels_of(anchors[0]), around))


def ways_to(page: MappingPage, sheet: str, address: str) -> tuple[FixedCell | HeadAndKey, ...]:
    """The ways to find a picked cell again, at least one. Raises ``NotPicked``."""
    anchors = page.anchors_at(sheet, picked_place(address))
    fitting = tuple(anchor for anchor in anchors if fits_columns(anchor))
    if not fitting:
        raise NotPicked(
            _("%(address)s is merged with other cells, or its labels are too long: pick another cell.")
            % {"address": address.strip().upper()}
        )
    return fitting


def fits_columns(anchor: FixedCell | HeadAndKey) -> bool:
    return all(len(label) <= LONGEST_LABEL for label in labels_of(anchor))


def picked_head(page: MappingPage, sheet: str, address: str) -> str:
    """The head of the column of a picked cell. Raises ``NotPicked``."""
    wanted = page.spreadsheet.sheet
    if wanted and wanted.casefold() != sheet.casefold():
        raise NotPicked(
            _("The cities stand in the sheet “%(sheet)s”: pick a column of that one.") % {"sheet": wanted}
        )
    heads = [head for head in page.heads_at(sheet, picked_place(address)) if len(head) <= LONGEST_LABEL]
    if not heads:
        raise NotPicked(
            _("No head of its own stands above %(address)s, by which the column could be found again.")
            % {"address": address.strip().upper()}
        )
    return heads[0]


def mapped_at(field: AskedField, sheet: str, anchor: FixedCell | HeadAndKey, unit: str) -> MappedField:
    return mapped_field(field, unit, {**anchor_values(anchor), "sheet": sheet[:LONGEST_SHEET]})


def mapped_field(field: AskedField, unit: str, anchor: dict[str, str | int]) -> MappedField:
    return MappedField(
        field.kind,
        field.identity,
        field.name,
        field.subject[:200],
        field.is_number,
        unit[:LONGEST_UNIT],
        anchor,
    )
