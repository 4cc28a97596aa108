"""Tables: fixed widths, a head on every page, rows that stay whole, lines of their own pitch."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil

from django.utils.translation import gettext as _

from reports.rendering import FormRefused
from reports.snapshot.document import Align, Cell, Column, Table
from reports.word.markup import attribute
from reports.word.styles import Style
from reports.word.typesetting import Typesetting
from texts.sign_width import width_of

JUSTIFIED = {Align.START: "", Align.CENTRE: '<w:jc w:val="center"/>', Align.END: '<w:jc w:val="right"/>'}
# Left and right of the text of a cell together, in twips.
CELL_MARGINS = 170
# What is not to be broken: signs of half the width, up to a blank.
WORD = re.compile(r"[!-~]+")
# Word does not open a table with more.
MOST_COLUMNS = 63
# The ending of the styles of a table by the width that its columns have on average, in twips.
GRADES = ((2200, ""), (950, "Small"), (0, "Fine"))


def set_table(setting: Typesetting, table: Table) -> Iterator[str]:
    """The title, the table and its notes."""
    if table.title:
        yield setting.paragraph("TableTitle", table.title)
    if len(table.columns) > MOST_COLUMNS:
        said = {"title": table.title, "count": len(table.columns), "most": MOST_COLUMNS}
        raise FormRefused(_("The table “%(title)s” has %(count)d columns; Word holds %(most)d.") % said)
    if table.columns:
        yield grid(setting, table)
    for note in table.notes:
        yield setting.paragraph("TableNote", note)
    # Parts it from a table that follows, which Word would take for more of the same.
    yield setting.paragraph("TableEnd")


def column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """The widths of the columns by their shares: whole twips that make up the whole width."""
    return shared_out(width, [max(column.share, 1) for column in columns])


def with_room(widths: Sequence[int], least: Sequence[int]) -> list[int]:
    """The widths, each at least so wide that no number or word in it breaks; what that takes, the others
    give by what they can spare. Where there is not so much room, each has its part of it."""
    total, needed = sum(widths), sum(least)
    if needed > total:
        return shared_out(total, least)
    spare = [max(width - need, 0) for width, need in zip(widths, least, strict=True)]
    left = shared_out(total - needed, spare) if any(spare) else [0] * len(spare)
    return [need + part for need, part in zip(least, left, strict=True)]


def shared_out(width: int, parts: Sequence[int]) -> list[int]:
    """Whole numbers in the proportion of ``parts`` that make up ``width``."""
    edges = [0, *accumulate(parts)]
    return [width * right // edges[-1] - width * left // edges[-1] for left, right in pairwise(edges)]


def least_widths(table: Table, style: Style, width: int) -> list[int]:
    """How wide each column is at least, so that the longest of its numbers and words stands in one line; but
    a checksum or an address takes no more than its part of the width."""
    longest = [longest_word(column.title) for column in table.columns]
    for cells in table.rows:
        for place, cell in enumerate(cells):
            longest[place] = max(longest[place], longest_word(cell.text))
    return [min(signs * style.sign * 7 // 10 + CELL_MARGINS, width // 6) for signs in longest]


def longest_word(text: str) -> int:
    """In signs of half the width; a text of one or two full ones, such as 序号, is a word too."""
    if len(text) <= 2 and not text.isascii():
        return len(text) + 1
    return max(map(len, WORD.findall(text)), default=0)


def fitting(setting: Typesetting, table: Table) -> tuple[str, list[int]]:
    """The largest grade of text in which no number or word breaks, else the smallest, and the widths."""
    width = setting.frame.width
    grades = [name for least, name in GRADES if width >= least * len(table.columns)]
    needs = {grade: least_widths(table, setting.sheet.styles[f"TableText{grade}"], width) for grade in grades}
    grade = next((grade for grade in grades if sum(needs[grade]) <= width), grades[-1])
    return grade, with_room(column_widths(table.columns, width), needs[grade])


def grid(setting: Typesetting, table: Table) -> str:
    """The table itself. Widths stand in its grid as well, from which WPS takes them."""
    grade, widths = fitting(setting, table)
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
