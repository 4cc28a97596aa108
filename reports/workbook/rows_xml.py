"""Rows of cells as the XML of a sheet (ECMA-376): what is written most is written here, without detours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name

from reports.workbook.contents import REMEMBERED, Numeral
from reports.workbook.continuation import WIDEST, lines_of
from reports.workbook.paper import row_height
from reports.workbook.plan import Contents, SheetColumn
from reports.workbook.styles import number_style, text_style
from texts.outgoing.workbook_text import escaped

# So many rows are handed on at once.
STEP = 256
# Headings are bold, and break between words: so much of a column's width they make use of.
BOLD = 0.7
BLANKS = (" ", "\t", "\n")


class RowWriter:
    """Writes the rows of one sheet. ``styles`` are the numbers by which the workbook knows its styles."""

    def __init__(self, columns: Sequence[SheetColumn], styles: Mapping[str, int]) -> None:
        self.columns = columns
        self.styles = styles
        self.cells = [f'<c r="{xl_col_to_name(place)}' for place in range(len(columns))]
        self.words = [(place, column.width) for place, column in enumerate(columns) if column.kind == "text"]
        self.text = lru_cache(REMEMBERED)(self.text_after)
        self.number = lru_cache(REMEMBERED)(self.number_after)

    def written(self, head: Contents, rows: Iterable[Contents]) -> Iterator[bytes]:
        """The head and the rows, some at a time."""
        written = [self.head_row(head)]
        for number, row in enumerate(rows, start=2):
            written.append(self.row(number, row))
            if len(written) == STEP:
                yield "".join(written).encode()
                written = []
        yield "".join(written).encode()

    def head_row(self, head: Contents) -> str:
        style = self.styles["head"]
        cells = (f'{cell}1"{inline(str(title), style)}' for cell, title in zip(self.cells, head, strict=True))
        lines = max(lines_of(column.title, column.width * BOLD) for column in self.columns)
        return f"{opening(1, lines)}{''.join(cells)}</row>"

    def row(self, number: int, row: Contents) -> str:
        """One row; what is absent has no cell."""
        written = [opening(number, self.lines(row))]
        for cell, column, content in zip(self.cells, self.columns, row, strict=True):
            if content is not None:
                if isinstance(content, Numeral):
                    after = self.number(content, content.decimals, column)
                else:
                    after = self.text(content)
                written.append(f'{cell}{number}"{after}')
        written.append("</row>")
        return "".join(written)

    def lines(self, row: Contents) -> int:
        """How many lines the longest text of a row takes."""
        most = 1
        for place, width in self.words:
            text = row[place]
            if text is not None and (len(text) * WIDEST > width or "\n" in text):
                most = max(most, lines_of(text, width))
        return most

    def text_after(self, text: str) -> str:
        """What follows the place of a cell with text."""
        return inline(text, self.styles[text_style(text)])

    def number_after(self, number: Numeral, decimals: int | None, column: SheetColumn) -> str:
        """What follows the place of a cell with a number; numbers that differ in ``decimals`` alone are
        equal."""
        style = self.styles[number_style(column.kind, Numeral(number, decimals), column.decimals)]
        return f' s="{style}"><v>{number}</v></c>'


def opening(number: int, lines: int) -> str:
    """The beginning of a row, as high as its texts need: programs differ over finding that out themselves."""
    return f'<row r="{number}" ht="{row_height(lines)}" customHeight="1">'


def inline(text: str, style: int) -> str:
    """Text that stands in its cell, not in a table of all texts, which would grow with the rows."""
    if "_x" in text:
        text = escaped(text)
    space = ' xml:space="preserve"' if text[:1] in BLANKS or text[-1:] in BLANKS else ""
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' s="{style}" t="inlineStr"><is><t{space}>{said}</t></is></c>'
