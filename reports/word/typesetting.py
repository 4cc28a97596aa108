"""What every part of the document is set with: the styles, the numbers of headings, the package."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.word.markup import content, run_fonts
from reports.word.measures import PORTRAIT, Frame
from reports.word.numbering import HeadingNumbers
from reports.word.package import Package
from reports.word.styles import Stylesheet


@dataclass
class Typesetting:
    """The setting of one document; ``frame`` is what the section in hand leaves for text."""

    sheet: Stylesheet
    numbers: HeadingNumbers
    package: Package
    frame: Frame = PORTRAIT
    drawings: int = 0

    def run(self, style: str, text: str, properties: str = "") -> str:
        """A stretch of text, in the Chinese face of its style whatever the program takes it for.
        ``properties`` are those in which it is unlike its style."""
        return f"<w:r><w:rPr>{self.face(style)}{properties}</w:rPr>{content(text)}</w:r>" if text else ""

    def face(self, style: str) -> str:
        return run_fonts(self.sheet.styles[style].face, is_chinese=self.sheet.is_chinese)

    def paragraph(self, style: str, *texts: str, properties: str = "") -> str:
        """A paragraph of a style, a run for each text. ``properties`` are those of its own, in the order of
        the schema."""
        return self.element(style, (self.run(style, text) for text in texts), properties)

    def element(self, style: str, runs: Iterable[str], properties: str = "") -> str:
        """A paragraph of finished runs."""
        named = f'<w:pStyle w:val="{style}"/>{properties}'
        return f"<w:p><w:pPr>{named}</w:pPr>{''.join(runs)}</w:p>"

    def page_number(self, style: str) -> str:
        """The number of the page between two dashes, as a field; each of its runs has the style's faces."""
        steps = (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        field = "".join(f"<w:r><w:rPr>{self.face(style)}</w:rPr>{step}</w:r>" for step in steps)
        return f"{self.run(style, '— ')}{field}{self.run(style, ' —')}"

    def next_drawing(self) -> int:
        """The number of the next drawing, no two of which are the same."""
        self.drawings += 1
        return self.drawings
