"""The hidden head of a sheet of lines, by which its columns are found."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from spreadsheets.incoming.cell_text import text_of
from spreadsheets.incoming.values import Cell, Sheet
from tasks.fill_in.imprint import KEY_HEAD, VERSION_HEAD

# The head stands in the first row; people may have put some above it.
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head stands on its sheet, and the columns that it names, from 1; a name that stands there
    several times has several."""

    sheet: Sheet
    row: int
    kind: str
    columns: Mapping[str, tuple[int, ...]]

    @property
    def key_column(self) -> int:
        return self.columns[f"{KEY_HEAD}{self.kind}"][0]

    @property
    def version_column(self) -> int:
        return self.columns[VERSION_HEAD][0]

    def column(self, name: str) -> int | None:
        """The column of a name; None where it stands nowhere, or several times."""
        places = self.columns.get(name, ())
        return places[0] if len(places) == 1 else None


def head_of(sheet: Sheet) -> Head | None:
    """The technical head of a sheet; None where it has none that names key and version."""
    for number, cells in islice(sheet.rows.items(), LOOKED_AT):
        named = names_in(cells)
        keys = [name for name in named if name.startswith(KEY_HEAD)]
        if len(keys) == 1 and VERSION_HEAD in named and len(named) > 2:
            return Head(sheet, number, keys[0].removeprefix(KEY_HEAD), named)
    return None


def names_in(cells: Mapping[int, Cell]) -> dict[str, tuple[int, ...]]:
    """The columns of a row by the text that stands there."""
    named: dict[str, tuple[int, ...]] = {}
    for column, cell in cells.items():
        text = text_of(cell).text.strip()
        if text:
            named[text] = (*named.get(text, ()), column)
    return named
