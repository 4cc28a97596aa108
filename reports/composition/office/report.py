"""The whole office's report as a document, in one language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.composition.manuscript import Manuscript, paragraph
from reports.composition.occasion import Occasion
from reports.composition.office.achievements import achievements
from reports.composition.office.annexes import annexes
from reports.composition.office.case_selection import cases
from reports.composition.office.common_points import next_steps, problems
from reports.composition.office.nation import Nation
from reports.composition.office.summary import summary
from reports.composition.overview import guidance_in_words
from reports.composition.report import document_of, five_parts
from reports.composition.title_lines import title_lines
from reports.snapshot.document import Block, Paragraph, ReportDocument
from reports.snapshot.year import Year


def compose_office_report(year: Year, occasion: Occasion, language: str) -> ReportDocument:
    """The nation's report: whole even where nobody has reported yet."""
    with override(language):
        nation = Nation(Manuscript(year, occasion, language))
        return document_of(
            nation.manuscript,
            title=title_of(nation),
            body=tuple(parts(nation)),
            annexes=tuple(annexes(nation)),
        )


def title_of(nation: Nation) -> tuple[str, ...]:
    """国家知识产权局关于《…》落实情况的报告, broken by meaning."""
    manuscript = nation.manuscript
    office = manuscript.said(manuscript.occasion.head.organization.full_name)
    words = {"office": office, "guidance": manuscript.guidance_title}
    return title_lines(_("Report of the %(office)s on How “%(guidance)s” Was Carried Out") % words)


def parts(nation: Nation) -> Iterator[Block]:
    """The body: what it tells of, then its five parts."""
    yield opening(nation)
    yield from five_parts(nation, (summary, achievements, cases, problems, next_steps))


def opening(nation: Nation) -> Paragraph:
    """What the report is about, before its first heading."""
    manuscript = nation.manuscript
    return paragraph(
        _(
            "This report tells how %(guidance)s (hereinafter “the Guidance”) was carried out in %(year)d,"
            " from the reports of bureaus, centers and departments."
        )
        % {"guidance": guidance_in_words(manuscript), "year": manuscript.occasion.head.guidance.year}
    )
