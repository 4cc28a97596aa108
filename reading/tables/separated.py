"""Tables whose cells are parted by signs: tabs, or the bars of a drawn table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reading.late_pattern import LatePattern
from reading.tables.cells import Cell, Piece, Row, Table, cell
from reading.tables.headers import is_header_row, read_header
from reading.tables.limits import MOST_COLUMNS
from reading.tables.lines import SourceLine

TAB = "\t"
BARS = LatePattern(r"[|｜│┃║]")
_DASHES = "-—–─━┄┈=═"
_DRAWN = _DASHES + " \t\u3000|｜│┃║:+＋_┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╟╢╤╧╪"
QUOTE = '"'
_MOST_QUOTED = 40
_LONGEST_HEADING = 60
_WIDEST_GAP = 3
_FIRST_ROWS = 8
_MOST_UNREAD = 2_000

Sign = str | LatePattern


def is_rule(line: SourceLine) -> bool:
    """Whether a line only draws: the rule below a header, the frame of a table."""
    return not line.text.strip(_DRAWN) and any(dash * 2 in line.text for dash in _DASHES)


def sign_of(line: SourceLine) -> Sign | None:
    """What parts the cells of a line, if it is a row."""
    text = line.text
    if TAB in text and TAB in text.strip() and text.count(TAB) < MOST_COLUMNS:
        return TAB
    if BARS.search(text) and text.strip(_DRAWN) and len(BARS.findall(text)) < MOST_COLUMNS:
        return BARS
    return None


def separated_table(lines: Sequence[SourceLine], start: int, sign: Sign) -> tuple[Table | None, int]:
    """The table whose first row is ``lines[start]``, and the place after its last line; no table where rows
    without names of duties are more than anybody would read.

    A line without the sign is a heading over all columns where rows go on below it; blank lines, rules and
    page numbers between the rows are passed over.
    """
    found: list[tuple[SourceLine, bool]] = []
    rules: list[int] = []
    at = end = start
    while at < len(lines) and at - end <= _WIDEST_GAP:
        line = lines[at]
        if _is_row(line, sign):
            quoted = _quoted_end(lines, at) if sign == TAB and QUOTE in line.text else at + 1
            found.append((_quoted(lines[at:quoted]), True))
            at = quoted - 1
            end = quoted
        elif is_rule(line):
            rules.append(len(found))
        elif not (line.is_blank or line.is_page_number):
            if not _is_heading(lines, at, sign):
                break
            found.append((line, False))
            end = at + 1
        at += 1
    opening = [_row(line, sign) if is_row else _heading(line) for line, is_row in found[:_FIRST_ROWS]]
    if len(found) > _MOST_UNREAD and not read_header(opening):
        return None, end
    rows = opening + [_row(line, sign) if is_row else _heading(line) for line, is_row in found[_FIRST_ROWS:]]
    rows = _with_frame(lines, start, end, rows)
    is_of_word = _is_of_word(lines, start)
    is_marked = is_of_word or any(each.continues for row in rows for each in row.cells)
    return Table(tuple(_joined(rows, rules)), is_marked=is_marked, is_of_word=is_of_word), end


def _is_row(line: SourceLine, sign: Sign) -> bool:
    """Whether a line goes on with the rows above it; one of tabs may have nothing behind its first cell."""
    if sign_of(line) == sign:
        return True
    return sign == TAB and TAB in line.text[1:] and not line.is_blank and line.text.count(TAB) < MOST_COLUMNS


def _with_frame(lines: Sequence[SourceLine], start: int, end: int, rows: list[Row]) -> list[Row]:
    """The rows with the rules right above the first and below the last as parts of their ranges."""
    if start and is_rule(lines[start - 1]):
        rows[0] = replace(rows[0], starts_at=lines[start - 1].at)
    if end < len(lines) and is_rule(lines[end]):
        rows[-1] = replace(rows[-1], ends_at=lines[end].ends_at)
    return rows


def _quoted_end(lines: Sequence[SourceLine], at: int) -> int:
    """The place after the last line of a row with line ends in a cell, which workbooks put in quotation marks
    when they are copied."""
    quotes = 0
    for place in range(at, min(at + _MOST_QUOTED, len(lines))):
        quotes += lines[place].text.count(QUOTE)
        if quotes % 2 == 0:
            return place + 1
    return at + 1


def _quoted(lines: Sequence[SourceLine]) -> SourceLine:
    """Several lines as one, in which line feeds fill the places of the line ends."""
    if len(lines) == 1:
        return lines[0]
    first, last = lines[0], lines[-1]
    text = "".join(line.text + "\n" * (line.ends_at - line.at - len(line.text)) for line in lines[:-1])
    return SourceLine(text + last.text, first.at, last.ends_at)


def _is_of_word(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether the source knows its paragraphs, and so its tables."""
    return lines[at].ends_at - lines[at].at - len(lines[at].text) == len("\u2029\n")


def _is_heading(lines: Sequence[SourceLine], at: int, sign: Sign) -> bool:
    """Whether a line without cells stands between the rows of one table: a row follows that is no header."""
    if len(lines[at].text.strip()) > _LONGEST_HEADING:
        return False
    following = next((line for line in lines[at + 1 : at + 3] if not (line.is_blank or is_rule(line))), None)
    if following is None or not _is_row(following, sign):
        return False
    return not is_header_row(_row(following, sign))


def _heading(line: SourceLine) -> Row:
    return Row((cell(0, line.text, line.at),), line.at, line.ends_at)


def _row(line: SourceLine, sign: Sign) -> Row:
    cells = tuple(cell(column, text, at) for column, (text, at) in enumerate(_parts(line, sign)))
    return Row(cells, line.at, line.ends_at)


def _parts(line: SourceLine, sign: Sign) -> Iterator[tuple[str, int]]:
    """The texts of the cells with their places; of a drawn row what lies between the outer bars."""
    if isinstance(sign, str):
        at = line.at
        for text in line.text.split(sign):
            is_quoted = len(text) > 1 and text.startswith(QUOTE) and text.endswith(QUOTE)
            yield (text[1:-1], at + 1) if is_quoted else (text, at)
            at += len(text) + len(sign)
        return
    begin, end = 0, len(line.text)
    bars = [found.start() for found in sign.finditer(line.text)]
    if not line.text[: bars[0]].strip():
        begin = bars.pop(0) + 1
    if bars and not line.text[bars[-1] + 1 :].strip():
        end = bars.pop()
    for bar in [*bars, end]:
        yield line.text[begin:bar], line.at + begin
        begin = bar + 1


def _joined(rows: list[Row], rules: list[int]) -> list[Row]:
    """The rows of a drawn table, those between two rules as one where rules part more than the header."""
    parted = sorted({place for place in rules if 0 < place < len(rows)})
    if all(is_header_row(rows[place - 1]) for place in parted) or len(parted) + 1 >= len(rows):
        return rows
    return [_one_row(rows[begin:end]) for begin, end in zip([0, *parted], [*parted, len(rows)], strict=True)]


def _one_row(rows: list[Row]) -> Row:
    """Several lines that are one row: the lines of each cell in turn, put together."""
    if len(rows) == 1:
        return rows[0]
    count = max(len(row.cells) for row in rows)
    cells = []
    for column in range(count):
        pieces: list[Piece] = []
        for row in rows:
            pieces += row.cells[column].lines if column < len(row.cells) else ()
        cells.append(Cell(column, tuple(pieces), is_wrapped=True))
    return replace(rows[0], cells=tuple(cells), ends_at=rows[-1].ends_at)
