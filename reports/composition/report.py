"""The report of a bureau or department as a document, in one language."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.translation import pgettext as _p

from reports.composition.achievements import achievements
from reports.composition.annexes import annexes as organization_annexes
from reports.composition.days import long_day
from reports.composition.manuscript import Manuscript
from reports.composition.notices import notices, standing
from reports.composition.numbering import heading
from reports.composition.occasion import Occasion, signatory
from reports.composition.overview import opening, overview
from reports.composition.remaining_parts import cases, next_steps, problems
from reports.composition.title_lines import title_lines
from reports.snapshot.document import Annex, Block, ReportDocument, Signature
from reports.snapshot.year import Year


def compose_report(year: Year, occasion: Occasion, language: str) -> ReportDocument:
    """One organization's report: whole even of a year with nothing filed."""
    with override(language):
        return composed(Manuscript(year, occasion, language))


def composed(manuscript: Manuscript) -> ReportDocument:
    """The document in the language in force."""
    return document_of(
        manuscript,
        title=title_of(manuscript),
        body=tuple(parts(manuscript)),
        annexes=tuple(organization_annexes(manuscript)),
    )


def document_of(
    manuscript: Manuscript, *, title: tuple[str, ...], body: tuple[Block, ...], annexes: tuple[Annex, ...]
) -> ReportDocument:
    """What every report has around its body: addressee, closing, signature, and what the first page says."""
    occasion = manuscript.occasion
    return ReportDocument(
        language=manuscript.language,
        title=title,
        addressee=_("%(addressee)s:") % {"addressee": manuscript.said(occasion.addressee)},
        body=body,
        closing=_("This is our report."),
        attachments=tuple(annex.title for annex in annexes),
        annexes=annexes,
        signature=Signature(
            organization=manuscript.said(signatory(occasion.head)),
            date=long_day(occasion.head.day),
            contact=manuscript.gate(occasion.contact),
        ),
        letterhead=occasion.letterhead,
        colophon=occasion.colophon,
        standing=standing(manuscript),
        notices=tuple(notices(manuscript)),
    )


def title_of(manuscript: Manuscript) -> tuple[str, ...]:
    """关于落实《…》情况的报告, broken by meaning."""
    words = {"guidance": manuscript.guidance_title}
    return title_lines(_("Report on Carrying Out “%(guidance)s”") % words)


def parts(manuscript: Manuscript) -> Iterator[Block]:
    """The body: what it answers, then its five parts."""
    yield opening(manuscript)
    yield from five_parts(manuscript, (overview, achievements, cases, problems, next_steps))


def five_parts[Told](told: Told, written: Iterable[Callable[[Told], Iterator[Block]]]) -> Iterator[Block]:
    """The parts that every report has, in their order, each under its heading."""
    titles = (
        _p("part of a report", "Overview"),
        _p("part of a report", "What Was Done and Achieved"),
        _p("part of a report", "Cases"),
        _p("part of a report", "Problems"),
        _p("part of a report", "Next Steps"),
    )
    for number, (title, part) in enumerate(zip(titles, written, strict=True), 1):
        yield heading(1, number, title)
        yield from part(told)
