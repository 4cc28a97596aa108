"""The whole office's report as a document, in one language."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.translation import pgettext as _p

from reports.composition.manuscript import Manuscript, paragraph
from reports.composition.numbering import heading
from reports.composition.occasion import Occasion
from reports.composition.office.achievements import achievements
from reports.composition.office.annexes import annexes
from reports.composition.office.case_selection import cases
from reports.composition.office.common_points import next_steps, problems
from reports.composition.office.nation import Nation
from reports.composition.office.summary import summary
from reports.composition.overview import quoted_title
from reports.composition.report import document_of
from reports.composition.title_lines import title_lines
from reports.snapshot.document import Block, Paragraph, ReportDocument
from reports.snapshot.year import Year
from texts.punctuation import in_brackets


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
    head = nation.manuscript.occasion.head
    within = nation.manuscript.gate(head.guidance.title).replace("《", "〈").replace("》", "〉")
    words = {"office": nation.manuscript.said(head.organization.full_name), "guidance": within}
    return title_lines(_("Report of the %(office)s on How “%(guidance)s” Was Carried Out") % words)


def parts(nation: Nation) -> Iterator[Block]:
    """The body: what it tells of, then its five parts."""
    yield opening(nation)
    written: tuple[tuple[str, Callable[[Nation], Iterator[Block]]], ...] = (
        (_p("part of a report", "Overview"), summary),
        (_p("part of a report", "What Was Done and Achieved"), achievements),
        (_p("part of a report", "Cases"), cases),
        (_p("part of a report", "Problems"), problems),
        (_p("part of a report", "Next Steps"), next_steps),
    )
    for number, (title, part) in enumerate(written, 1):
        yield heading(1, number, title)
        yield from part(nation)


def opening(nation: Nation) -> Paragraph:
    """What the report is about, before its first heading."""
    guidance = nation.manuscript.occasion.head.guidance
    title = quoted_title(nation.manuscript)
    number = nation.manuscript.gate(guidance.document_number)
    return paragraph(
        _(
            "This report tells how %(guidance)s (hereinafter “the Guidance”) was carried out in %(year)d,"
            " from the reports of bureaus, centers and departments."
        )
        % {"guidance": in_brackets(title, number) if number else title, "year": guidance.year}
    )
