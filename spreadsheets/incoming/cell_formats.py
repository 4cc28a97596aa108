"""The formats of a workbook's cells, which they refer to by number: how each shows its number."""

from collections.abc import Iterable

from spreadsheets.incoming import refusals
from spreadsheets.incoming.limits import MOST_FORMATS
from spreadsheets.incoming.markup import Attributes, read_markup
from spreadsheets.incoming.number_formats import BUILT_IN, GENERAL

LONGEST = 255


def read_cell_formats(pieces: Iterable[bytes]) -> list[str]:
    """How numbers are shown in the formats of cells, in their order; "General" where nothing else is said."""
    own: dict[str, str] = {}
    used: list[str] = []
    is_of_cells = False

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal is_of_cells
        if name == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", GENERAL)[:LONGEST]
        elif name == "cellXfs":
            is_of_cells = True
        elif name == "xf" and is_of_cells:
            used.append(attributes.get("numFmtId", "0"))
        if len(own) > MOST_FORMATS or len(used) > MOST_FORMATS:
            raise refusals.refusal(refusals.DAMAGED)

    def end(name: str) -> None:
        nonlocal is_of_cells
        if name == "cellXfs":
            is_of_cells = False

    read_markup(pieces, begin, end)
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    return [own.get(number) or built_in.get(number, GENERAL) for number in used]
