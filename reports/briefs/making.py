"""A view into its brief: what fits is chosen, set, and read back before it goes out."""

import datetime as dt
from pathlib import Path

import pypdfium2
import typst

from reports.briefs.contents import BriefContents, Plain
from reports.briefs.proof import prove_brief
from reports.briefs.selection import MOST_PAGES, selection_of
from reports.dashboards.shown_page import ShownPage
from reports.pdf.fonts import FontSet, report_fonts
from reports.pdf.typesetting import STANDARDS, pages_in
from reports.rendering import FileDiffers
from texts.outgoing.json_text import json_text
from texts.outgoing.pdf_text import PdfGate

TEMPLATE = Path(__file__).parent / "template"
FACE = "hei"
# How much of the room tables get, one after the other, until all stands on two pages.
SHARES = (1.0, 0.9, 0.8, 0.65, 0.45, 0.2)


def brief_of(page: ShownPage, at: dt.datetime) -> bytes:
    """One or two pages, made ``at`` a moment. Raises ``FormRefused`` where there is no Chinese font,
    ``FileDiffers`` where they do not hold what they should."""
    fonts = report_fonts()
    for share in SHARES:
        gate = PdfGate(fonts.covered)
        contents = BriefContents(page, selection_of(page, share), gate, fonts.faces[FACE]).plain()
        made = typeset_brief(contents, fonts, at)
        with pypdfium2.PdfDocument(made) as pdf:
            if len(pdf) <= MOST_PAGES:
                prove_brief(contents, pdf)
                return made
    raise FileDiffers(f"{page.name}.pdf is longer than {MOST_PAGES} pages.")


def typeset_brief(contents: Plain, fonts: FontSet, at: dt.datetime) -> bytes:
    """The pages; what is shown goes in as data, so that nothing of it is read as markup.

    Raises ``typst.TypstError`` where it cannot be set, and ``ValueError`` where a font is asked for by a name
    that it does not have.
    """
    compiler = typst.Compiler(
        TEMPLATE / "brief.typ", root=TEMPLATE, font_paths=fonts.fonts, ignore_system_fonts=True
    )
    given = {"brief": json_text(contents | {"fonts": fonts.faces[FACE]})}
    pages, warnings = compiler.compile_with_warnings(
        format="pdf", sys_inputs=given, pdf_standards=STANDARDS, timestamp=at.replace(microsecond=0)
    )
    return pages_in(pages, warnings)
