"""Tables: fixed widths, a head on every page, rows that stay whole, lines of their own pitch."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from reports.snapshot.document import Align, Cell, Column, Table
from reports.word.markup import attribute
from reports.word.styles import Style
from reports.word.text_width import width_of
from reports.word.typesetting import Typesetting

JUSTIFIED = {Align.START: "", Align.CENTRE: '<w:jc w:val="center"/>', Align.END: '<w:jc w:val="right"/>'}
# Left and right of the text of a cell together, in twips.
CELL_MARGINS = 170
# The ending of the styles of a table by the width that its columns have on average, in twips.
GRADES = ((1500, ""), (950, "Small"), (0, "Fine"))


def set_table(setting: Typesetting, table: Table) -> Iterator[str]:
    """The title, the table and its notes."""
    if table.title:
        yield setting.paragraph("TableTitle", table.title)
    if table.columns:
        widths = column_widths(table.columns, setting.frame.width)
        yield grid(setting, table, widths)
    for note in table.notes:
        yield setting.paragraph("TableNote", note)
    # Parts it from a table that follows, which Word would take for more of the same.
    yield setting.paragraph("TableEnd")


def column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """The widths of the columns by their shares: whole twips that make up the whole width."""
    total = sum(max(column.share, 1) for column in columns)
    edges = [0]
    for column in columns:
        edges.append(edges[-1] + max(column.share, 1))
    return [width * right // total - width * left // total for left, right in pairwise(edges)]


def grid(setting: Typesetting, table: Table, widths: Sequence[int]) -> str:
    """The table itself. Widths stand in its grid as well, from which WPS takes them."""
    grade = next(name for least, name in GRADES if sum(widths) >= least * len(widths))
    text, head = setting.sheet.styles[f"TableText{grade}"], setting.sheet.styles[f"TableHead{grade}"]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = f"<w:tblCaption w:val={attribute(table.title)}/>" if table.title else ""
    titles = "".join(
        f"{opening(width)}{setting.paragraph(head.id, column.title)}</w:tc>"
        for width, column in zip(widths, table.columns, strict=True)
    )
    openings = [
        opening(width) + paragraph_opening(text.id, column.align)
        for width, column in zip(widths, table.columns, strict=True)
    ]
    rows = "".join(row(setting, cells, openings, widths, text) for cells in table.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/>{caption}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{titles}</w:tr>{rows}</w:tbl>"
    )


def opening(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'


def paragraph_opening(style: str, align: Align) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{JUSTIFIED[align]}</w:pPr>'


def row(
    setting: Typesetting, cells: Sequence[Cell], openings: Sequence[str], widths: Sequence[int], style: Style
) -> str:
    """A row that stays whole, unless it would leave most of a page empty or fits on none."""
    lines = max(lines_of(cell.text, width, style) for cell, width in zip(cells, widths, strict=True))
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if lines * style.pitch * 2 < setting.frame.height else ""
    texts = "".join(
        f"{start}{setting.run(style.id, cell.text)}</w:p></w:tc>"
        for start, cell in zip(openings, cells, strict=True)
    )
    return f"<w:tr>{whole}{texts}</w:tr>"


def lines_of(text: str, width: int, style: Style) -> int:
    """About how many lines a text takes in a cell."""
    room = max(width - CELL_MARGINS, style.sign)
    if len(text) * style.sign <= room:
        return 1
    return sum(ceil(width_of(line) * style.sign / room) for line in text.split("\n"))
