"""三 to 五: cases, problems and next steps."""

from collections.abc import Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from reports.composition.manuscript import Manuscript, paragraph
from reports.composition.numbering import heading
from reports.composition.points import set_out
from reports.snapshot.document import Block, Paragraph, Passage, Picture
from reports.snapshot.year import Case, Statement
from tasks.models import ReportingPeriod
from texts.punctuation import listed, within_quotes
from texts.sentences import paragraphs

# How the names of files end that pages and documents show as pictures.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")


def cases(manuscript: Manuscript) -> Iterator[Block]:
    """三、典型案例: each case under its title, with the sections that it belongs to."""
    told = manuscript.year.cases
    if not told:
        yield paragraph(no_case(manuscript))
    for number, case in enumerate(told, 1):
        title = manuscript.gate(case.title).strip() or _("Untitled")
        yield heading(2, number, title + manuscript.waiting_mark(case.sources))
        yield from case_paragraphs(manuscript, case)


def no_case(manuscript: Manuscript) -> str:
    """Why there is none: none was told, or the filing that tells them is not approved."""
    if any(
        period.kind == ReportingPeriod.Kind.YEAR_END and period.source for period in manuscript.year.periods
    ):
        return _("The year-end filing tells no case.")
    return _("Cases are told in the year-end filing, which is not approved.")


def case_paragraphs(manuscript: Manuscript, case: Case) -> Iterator[Block]:
    """What it tells, the pictures that stand at it, and the sections that it belongs to."""
    for text in paragraphs(manuscript.gate(case.text)):
        yield Paragraph((Passage(text, case.sources, is_quoted=True),))
    yield from case_pictures(manuscript, case)
    sections = [manuscript.sections[path] for path in case.sections if path in manuscript.sections]
    if sections:
        pattern = _p("title of a section", "“%(title)s”")
        titles = (within_quotes(manuscript.title_of(each)) for each in sections)
        names = listed(pattern % {"title": title} for title in titles)
        yield paragraph(_("(Belongs to: %(sections)s.)") % {"sections": names}, case.sources)


def case_pictures(manuscript: Manuscript, case: Case) -> Iterator[Picture]:
    """The files at the case that are pictures, named as they were attached."""
    named = {file.sha256: file.name for file in manuscript.year.evidence}
    for sha256 in case.evidence:
        name = named.get(sha256, "")
        if name.casefold().endswith(PICTURES):
            yield Picture(sha256, manuscript.gate(name), manuscript.gate(PurePath(name).stem))


def problems(manuscript: Manuscript) -> Iterator[Block]:
    """四、存在问题: what the filings name, each once."""
    said = [each for section in manuscript.year.sections for each in section.problems]
    yield from named_or_none(manuscript, said, _("The approved filings name no problem."))


def next_steps(manuscript: Manuscript) -> Iterator[Block]:
    """五、下一步打算: what was named last on each task."""
    said = [each for section in manuscript.year.sections for each in section.next_steps]
    yield from named_or_none(manuscript, said, _("The approved filings name no next step."))


def named_or_none(manuscript: Manuscript, said: list[Statement], none: str) -> Iterator[Block]:
    if said:
        yield from set_out(manuscript, (), said)
    else:
        yield paragraph(none)
