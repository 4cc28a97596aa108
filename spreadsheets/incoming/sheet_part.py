"""One sheet, read in one pass: values, formulas, what is hidden and what is merged."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from spreadsheets.incoming import refusals
from spreadsheets.incoming.cell_names import cell_name
from spreadsheets.incoming.cell_values import error_of, plain_text, value_of_day, value_of_number
from spreadsheets.incoming.limits import (
    LAST_COLUMN,
    LAST_ROW,
    LONGEST_FORMULA,
    MOST_MERGED,
    MOST_MERGED_ROWS,
    Allowance,
)
from spreadsheets.incoming.markup import Attributes, read_markup
from spreadsheets.incoming.number_formats import GENERAL
from spreadsheets.incoming.places import merged_of, place_of
from spreadsheets.incoming.shared_texts import TextReader
from spreadsheets.incoming.values import Cell, CellValue, Merged, Sheet

TOO_MANY_MERGED = gettext_noop(
    "The workbook has more than %(most)s merged areas in one sheet. Copy the cells that are needed into a "
    "new workbook and choose that file."
)
TRUE = {"1", "true"}
NUMBER = "n"


@dataclass(frozen=True, slots=True)
class BookFrame:
    """What the cells of all sheets refer to. ``texts`` are the shared ones, ``formats`` those of cells."""

    texts: list[str]
    formats: list[str]
    from_1904: bool


@dataclass(slots=True)
class RawCell:
    """A cell while it is read. ``kept`` is what the file keeps for its value, None where it keeps none."""

    place: str
    kind: str
    style: str
    kept: str | None = None
    formula: str = ""


@dataclass(slots=True)
class SheetReader:
    """Takes the elements of a sheet as they come; only cells that hold something are kept."""

    title: str
    frame: BookFrame
    allowance: Allowance
    is_sheet: bool = False
    row: int = 0
    column: int = 0
    is_row_hidden: bool = False
    cell: RawCell | None = None
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    columns_hidden: int = 0
    merged: list[Merged] = field(default_factory=list)
    merged_rows: int = 0
    formulas: dict[str, str] = field(default_factory=dict)
    texts: TextReader = field(init=False)
    shared: str = ""
    is_kept: bool = False
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.texts = TextReader(self.allowance)

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.begin_cell(attributes)
        elif self.cell is not None:
            self.begin_within(name, attributes)
        elif name == "row":
            self.begin_row(attributes)
        elif name == "col":
            self.hide_columns(attributes)
        elif name == "mergeCell":
            self.merge(attributes)
        elif name == "worksheet":
            self.is_sheet = True

    def begin_row(self, attributes: Attributes) -> None:
        self.allowance.take_row()
        number = attributes.get("r")
        self.row = int(number) if number and number.isdecimal() and len(number) < 8 else self.row + 1
        self.column = 0
        self.is_row_hidden = attributes.get("hidden", "") in TRUE
        if (number and str(self.row) != number) or not 0 < self.row <= LAST_ROW:
            raise refusals.cell_damaged(self.title, (number or "")[:10])

    def begin_cell(self, attributes: Attributes) -> None:
        self.cell = RawCell(attributes.get("r", ""), attributes.get("t", NUMBER), attributes.get("s", ""))
        # A cell without a name is the one behind the last.
        self.column += 1

    def begin_within(self, name: str, attributes: Attributes) -> None:
        """What stands in a cell: its value, its formula, or its text in the place itself."""
        if name in {"v", "f"}:
            self.pieces.clear()
            self.is_kept = True
            self.shared = attributes.get("si", "") if name == "f" and attributes.get("t") == "shared" else ""
        else:
            self.texts.begin(name)

    def text(self, piece: str) -> None:
        if self.is_kept:
            self.allowance.take_characters(len(piece))
            self.pieces.append(piece)
        else:
            self.texts.text(piece)

    def end(self, name: str) -> None:
        if self.cell is None:
            return
        if name == "c":
            self.end_cell(self.cell)
            self.cell = None
        elif name in {"v", "f"}:
            self.end_kept(self.cell, name, "".join(self.pieces))
        elif name == "is":
            self.cell.kept = self.texts.taken()
        else:
            self.texts.end(name)

    def end_kept(self, cell: RawCell, name: str, kept: str) -> None:
        self.is_kept = False
        if name == "v":
            cell.kept = kept
            return
        formula = plain_text(kept)[:LONGEST_FORMULA]
        if self.shared and formula:
            self.formulas[self.shared] = formula
        cell.formula = f"={formula or self.formulas.get(self.shared, '')}"

    def end_cell(self, cell: RawCell) -> None:
        if cell.kept is None and not cell.formula:
            if cell.place:
                self.column = self.column_of(cell)
            return
        self.column = self.column_of(cell)
        value, error, number_format = self.value_of(cell)
        if value in {None, ""} and not error and not cell.formula:
            return
        self.allowance.take_cell()
        cells = self.rows.setdefault(self.row, {})
        if self.column in cells:
            raise refusals.cell_twice(self.title, cell_name(self.row, self.column))
        cells[self.column] = Cell(value, cell.formula, error, number_format)
        if self.is_row_hidden:
            self.hidden_rows.add(self.row)

    def column_of(self, cell: RawCell) -> int:
        """The column of a cell in the row that is read; one that names another row is damaged."""
        if not cell.place:
            row, column = self.row, self.column
        else:
            row, column = place_of(cell.place) or (0, 0)
        if row != self.row or not 0 < column <= LAST_COLUMN:
            raise refusals.cell_damaged(self.title, cell.place[:10] or cell_name(self.row, column))
        return column

    def value_of(self, cell: RawCell) -> tuple[CellValue, str, str]:
        """The value of a cell, the error in its place, and how its number is shown."""
        number_format = self.format_of(cell)
        kept = cell.kept
        value: CellValue = None
        error = ""
        if kept is None:
            return None, "", number_format
        match cell.kind:
            case "s":
                value = self.shared_text(kept)
            case "str":
                value = plain_text(kept)
            case "inlineStr":
                value = kept
            case "b":
                value = kept.strip() in TRUE
            case "e":
                error = error_of(kept)
            case "d":
                value = value_of_day(kept)
            case _ if kept.strip():
                value, error = value_of_number(kept, number_format, from_1904=self.frame.from_1904)
        return value, error, number_format

    def format_of(self, cell: RawCell) -> str:
        formats, style = self.frame.formats, cell.style
        if not style.isdecimal() or len(style) > 6 or int(style) >= len(formats):
            return GENERAL
        return formats[int(style)]

    def shared_text(self, kept: str) -> str:
        number, texts = kept.strip(), self.frame.texts
        if not number.isdecimal() or len(number) > 7 or int(number) >= len(texts):
            raise refusals.cell_damaged(self.title, cell_name(self.row, self.column))
        return texts[int(number)]

    def hide_columns(self, attributes: Attributes) -> None:
        """Columns are told in stretches that do not overlap; more than a sheet has are none of a workbook."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden", "") not in TRUE:
            return
        if not (first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6):
            raise refusals.refusal(refusals.DAMAGED)
        stretch = range(max(int(first), 1), min(int(last), LAST_COLUMN) + 1)
        self.columns_hidden += len(stretch)
        if self.columns_hidden > LAST_COLUMN:
            raise refusals.refusal(refusals.DAMAGED)
        self.hidden_columns.update(stretch)

    def merge(self, attributes: Attributes) -> None:
        merged = merged_of(attributes.get("ref", ""))
        if merged:
            self.merged.append(merged)
            self.merged_rows += merged.bottom - merged.top + 1
        if len(self.merged) > MOST_MERGED:
            raise refusals.too_many(TOO_MANY_MERGED, MOST_MERGED)
        if self.merged_rows > MOST_MERGED_ROWS:
            raise refusals.refusal(refusals.DAMAGED)


def read_sheet(
    pieces: Iterable[bytes], title: str, frame: BookFrame, allowance: Allowance, *, is_hidden: bool
) -> Sheet | None:
    """The sheet; None where the part is one without cells, such as a chart. Raises NotReadable where it is
    damaged, or its cells are more than are read."""
    reader = SheetReader(title, frame, allowance)
    read_markup(pieces, reader.begin, reader.end, reader.text)
    if not reader.is_sheet:
        return None
    return Sheet(
        title=title,
        rows={row: in_order(reader.rows[row]) for row in sorted(reader.rows)},
        is_hidden=is_hidden,
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        merged=tuple(reader.merged),
    )


def in_order(cells: dict[int, Cell]) -> dict[int, Cell]:
    """The cells of a row by column, in whatever order they stood."""
    return {column: cells[column] for column in sorted(cells)}
