"""Sections: pages upright or turned, their margins, and what stands at the head and foot of each."""

from dataclasses import dataclass, field

from reports.snapshot.document import Form, ReportDocument
from reports.word.front import first_header, letter_foot
from reports.word.markup import declared
from reports.word.measures import (
    BOTTOM,
    FOOTER,
    HEADER,
    LEFT,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    PORTRAIT,
    RIGHT,
    TOP,
    TYPE_WIDTH,
    Frame,
    twips,
)
from reports.word.typesetting import Typesetting

# Where a page is turned, the line of the page number begins so far from the edge of the paper.
TURNED_NUMBER = twips(28) - 123


@dataclass
class Section:
    """Pages of one kind with what stands on them. ``kind`` says on which page they begin."""

    frame: Frame
    kind: str = "nextPage"
    content: list[str] = field(default_factory=list)


class PageFrames:
    """The heads and feet of pages as parts of the package, and the properties of sections that name them."""

    def __init__(self, setting: Typesetting, document: ReportDocument) -> None:
        self.setting = setting
        odd, even = setting.page_number("OddFooter"), setting.page_number("EvenFooter")
        odd_line = setting.element("OddFooter", [odd])
        even_line = setting.element("EvenFooter", [even])
        self.upright = self.footer("default", odd_line) + self.footer("even", even_line)
        self.first = ""
        is_letter = document.letterhead.form is Form.LETTER
        if head := first_header(setting, document):
            foot = letter_foot(setting) if is_letter else odd_line
            self.first = self.header("first", head) + self.footer("first", foot)
        self.turned = ""
        if any(annex.is_wide for annex in document.annexes):
            self.turned = self.footer("default", turned(setting, "OddFooter", odd_line)) + self.footer(
                "even", turned(setting, "EvenFooter", even_line)
            )

    def header(self, page: str, content: str) -> str:
        return self.reference("header", "hdr", page, content)

    def footer(self, page: str, content: str) -> str:
        return self.reference("footer", "ftr", page, content)

    def reference(self, kind: str, element: str, page: str, content: str) -> str:
        """A part for the head or foot of some pages; answers what names it in a section."""
        package = self.setting.package
        name = package.next_name(f"word/{kind}", "xml")
        part = f"<w:{element} {declared('w', 'wp', 'a', 'wps', 'mc', 'r')}>{content}</w:{element}>"
        return f'<w:{kind}Reference w:type="{page}" r:id="{package.add(name, part, kind=kind)}"/>'

    def properties(self, section: Section, *, is_first: bool) -> str:
        """The properties of a section."""
        is_upright = section.frame == PORTRAIT
        first = self.first if is_first else ""
        return (
            f"<w:sectPr>{self.upright if is_upright else self.turned}{first}"
            f'<w:type w:val="{section.kind}"/>{UPRIGHT if is_upright else TURNED}<w:cols w:space="425"/>'
            f"{'<w:titlePg/>' if first else ''}"
            f'<w:docGrid w:type="lines" w:linePitch="{self.setting.sheet.pitch}"/></w:sectPr>'
        )


def page(width: int, height: int, margins: tuple[int, int, int, int], turn: str = "") -> str:
    top, right, bottom, left = margins
    return (
        f'<w:pgSz w:w="{width}" w:h="{height}"{turn}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{HEADER}" w:footer="{FOOTER}" w:gutter="0"/>'
    )


UPRIGHT = page(PAPER_WIDTH, PAPER_HEIGHT, (TOP, RIGHT, BOTTOM, LEFT))
# The head of a turned page is at the left edge of the upright one, which is the binding edge of odd pages.
TURNED = page(PAPER_HEIGHT, PAPER_WIDTH, (LEFT, TOP, RIGHT, BOTTOM), ' w:orient="landscape"')


def turned(setting: Typesetting, style: str, line: str) -> str:
    """The number of a turned page, where it stands on an upright one: in a cell along the short edge."""
    line_height = setting.sheet.styles[style].pitch
    no_margins = "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{TURNED_NUMBER}" '
        f'w:tblpY="{LEFT}"/><w:tblW w:w="{line_height}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{no_margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{line_height}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{TYPE_WIDTH}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{line_height}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{line}</w:tc></w:tr></w:tbl>{setting.paragraph('TableEnd')}"
    )
