"""The head of the first page: letterhead, number and signer, title, addressee, and how the text stands."""

from collections.abc import Iterator, Sequence
from math import ceil

from django.utils.translation import gettext as _

from reports.snapshot.document import Form, Letterhead, ReportDocument
from reports.word.drawings import red_bar
from reports.word.measures import PAPER_HEIGHT, TOP, TYPE_WIDTH, twips
from reports.word.styles import RED
from reports.word.typesetting import Typesetting
from texts.sign_width import width_of

# The size of the mark in half-points: as large as its line allows, within these.
LEAST_MARK, LARGEST_MARK = 40, 96
MARK_BELOW_TYPE_AREA_TOP, MARK_BELOW_PAPER_TOP = twips(35), twips(30)
# Red lines: under an official letterhead one as wide as the type area; of the letter form two of 170 mm.
LINE_GAP, LETTER_LINE, LETTER_LINE_ABOVE_EDGE = twips(4), twips(170), twips(20)
SEVEN_EIGHTHS = 280
THICK_THIN, THIN_THICK = (50, 20, 14), (14, 20, 50)
# Between the upper edge of a line of the body and that of its signs.
ABOVE_SIGNS = 170
# To how many hundredths of its width a title is narrowed before it takes another line.
NARROWEST = 85
EIGHTHS_OF_RED_LINE = 12


def set_front(setting: Typesetting, document: ReportDocument) -> Iterator[str]:
    """Everything above the body."""
    letterhead, pitch = document.letterhead, setting.sheet.pitch
    above_title = 0
    if letterhead.form is Form.OFFICIAL:
        yield official_mark(setting, letterhead.mark)
        yield number_and_signer(setting, letterhead)
        above_title = 2 * pitch
    elif letterhead.form is Form.LETTER:
        yield letter_number(setting, letterhead)
        above_title = 2 * pitch
    yield set_title(setting, document.title, above_title)
    if document.addressee:
        yield setting.paragraph("Addressee", document.addressee)


def set_title(setting: Typesetting, lines: Sequence[str], before: int) -> str:
    """The title in the lines that it was broken into, its signs narrower where one would not hold."""
    longest = max(map(width_of, lines), default=0) * setting.sheet.styles["Title"].sign
    narrowed = max(NARROWEST, min(100, int(TYPE_WIDTH * 97 / max(longest, 1))))
    spacing = f'<w:spacing w:before="{before}"/>'
    run = setting.run("Title", "\n".join(lines), f'<w:w w:val="{narrowed}"/>' if narrowed < 100 else "")
    return setting.element("Title", [run], spacing)


def mark_size(mark: str) -> int:
    """In half-points. Capital and bold letters are wider than half a sign."""
    room = TYPE_WIDTH * (0.7 if mark.isascii() else 0.95)
    return max(LEAST_MARK, min(LARGEST_MARK, int(room / 10 / max(width_of(mark), 1))))


def sized(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def mark_spacing(size: int, before: int = 0) -> str:
    """Lines as high as the signs and a fifth, of which about half is above them."""
    return f'<w:spacing w:before="{before}" w:line="{size * 12}" w:lineRule="exact"/>'


def official_mark(setting: Typesetting, mark: str) -> str:
    """The mark, whose upper edge lies 35 mm below that of the type area."""
    size = mark_size(mark)
    spacing = mark_spacing(size, MARK_BELOW_TYPE_AREA_TOP - size)
    return setting.element("Mark", [setting.run("Mark", mark, sized(size))], spacing)


def number_and_signer(setting: Typesetting, letterhead: Letterhead) -> str:
    """Two lines below the mark, one sign from either edge: the number left, the signer right, for a report
    goes up; under them the red line. What is not known yet has room."""
    sign = setting.sheet.styles["DocumentNumber"].sign
    border = f'<w:bottom w:val="single" w:sz="{EIGHTHS_OF_RED_LINE}" w:space="6" w:color="{RED}"/>'
    stops = (("left", sign), ("right", TYPE_WIDTH - sign))
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in stops)
    before = f'<w:spacing w:before="{2 * setting.sheet.pitch}"/>'
    return setting.element(
        "DocumentNumber",
        [
            setting.run("DocumentNumber", f"\t{letterhead.document_number}\t{_('Signed by: ')}"),
            setting.run("Signer", letterhead.signer or "\u3000" * 4),
        ],
        f"<w:pBdr>{border}</w:pBdr><w:tabs>{tabs}</w:tabs>{before}",
    )


def letter_number(setting: Typesetting, letterhead: Letterhead) -> str:
    """In the letter form the number stands right, seven eighths of a sign below the first red line."""
    line = first_line(letterhead.mark) + sum(THICK_THIN)
    before = max(line + SEVEN_EIGHTHS - TOP - ABOVE_SIGNS, 0)
    properties = f'<w:spacing w:before="{before}"/><w:jc w:val="right"/>'
    return setting.paragraph("DocumentNumber", letterhead.document_number, properties=properties)


def first_header(setting: Typesetting, document: ReportDocument) -> str:
    """Above the type area of the first page: how the text stands and what is to be known of it, and in the
    letter form the mark over its red double line."""
    lines = [setting.paragraph("Standing", document.standing)] if document.standing else []
    lines += [setting.paragraph("Notice", notice) for notice in document.notices]
    if document.letterhead.form is Form.LETTER:
        # A frame stands with the paragraph after it.
        lines = [letter_mark(setting, document.letterhead.mark), *(lines or [setting.paragraph("Notice")])]
    return "".join(lines)


def letter_mark(setting: Typesetting, mark: str) -> str:
    """The mark 30 mm below the edge of the paper; 4 mm below it the first double line."""
    size = mark_size(mark)
    frame = (
        f'<w:framePr w:w="{LETTER_LINE}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
        f'w:xAlign="center" w:y="{MARK_BELOW_PAPER_TOP - size}"/>'
    )
    runs = [setting.run("Mark", mark, sized(size)), *double_line(setting, first_line(mark), THICK_THIN)]
    return setting.element("Mark", runs, frame + mark_spacing(size))


def first_line(mark: str) -> int:
    """How far below the edge of the paper the letter form's first line lies."""
    size = mark_size(mark)
    lines = ceil(width_of(mark) * size * 10 / LETTER_LINE) or 1
    return MARK_BELOW_PAPER_TOP + size * (12 * lines - 2) + LINE_GAP


def letter_foot(setting: Typesetting) -> str:
    """The second double line, 20 mm above the edge of the paper, the thin one above."""
    top = PAPER_HEIGHT - LETTER_LINE_ABOVE_EDGE - sum(THIN_THICK)
    return setting.element("TableEnd", double_line(setting, top, THIN_THICK))


def double_line(setting: Typesetting, top: int, parts: tuple[int, int, int]) -> Iterator[str]:
    """Two red lines of 170 mm with a gap, ``parts`` their heights in order."""
    upper, gap, lower = parts
    yield red_bar(setting, top, (LETTER_LINE, upper))
    yield red_bar(setting, top + upper + gap, (LETTER_LINE, lower))
