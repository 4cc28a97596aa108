"""二、主要做法和成效 of the nation: section by section, how many reported, then who did what."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.composition.manuscript import paragraph
from reports.composition.numbering import heading
from reports.composition.office.highlights import Choice, told
from reports.composition.office.nation import DEPARTMENT, Nation
from reports.composition.office.respondents import counted, organizations_in_words, who_says
from reports.composition.office.summary import measures_in_words
from reports.snapshot.document import Block, Paragraph
from reports.snapshot.year import SectionYear, Statement
from texts.punctuation import sentences

# Of bureaus and centers so many a section are told of; the workbook has what everybody wrote.
MOST_LOCAL = 6
MOST_DEPARTMENTS = 6


def achievements(nation: Nation) -> Iterator[Block]:
    choice = Choice(nation)
    for number, section in enumerate(nation.asked_sections, 1):
        yield heading(2, number, nation.manuscript.title_of(section))
        yield from section_told(nation, section, choice)


def section_told(nation: Nation, section: SectionYear, choice: Choice) -> Iterator[Paragraph]:
    """The count first, then what departments and bureaus did, and who had nothing to report."""
    yield count_paragraph(nation, section)
    nil = {code for reason in section.nil_reasons for code in nation.speakers(reason.sources)}
    told_of = [each for each in section.achievements if not nil.issuperset(nation.speakers(each.sources))]
    departments = [each for each in told_of if is_of_department(nation, each)]
    local = [each for each in told_of if not is_of_department(nation, each)]
    for lead, statements, most in (
        (_("What departments did:"), departments, MOST_DEPARTMENTS),
        (_("What bureaus and centers did:"), local, MOST_LOCAL),
    ):
        chosen = choice.of(statements, most)
        if chosen:
            yield told(nation, lead, chosen)
    if nil:
        yield nil_paragraph(nation, section)


def is_of_department(nation: Nation, statement: Statement) -> bool:
    codes = nation.speakers(statement.sources)
    return bool(codes) and all(
        code in nation.standings and nation.standings[code].kind == DEPARTMENT for code in codes
    )


def count_paragraph(nation: Nation, section: SectionYear) -> Paragraph:
    """How many of those asked reported, who they are, and how many measures are completed."""
    tasks = [task for task in nation.manuscript.year.tasks if task.section == section.path]
    sources = tuple(dict.fromkeys(source for task in tasks for source in task.sources))
    asked = organizations_in_words(section.organizations)
    if not section.reported:
        return paragraph(_("Of %(asked)s nobody has reported yet.") % {"asked": asked})
    words = {
        "asked": asked,
        "reported": section.reported,
        "who": counted(nation, nation.speakers(sources)),
    }
    if section.reported == section.organizations:
        pattern = _("All of those asked reported: %(who)s.")
    else:
        pattern = _("Of %(asked)s %(reported)d reported: %(who)s.")
    measures = measures_in_words(
        sum(task.measures for task in tasks),
        sum(task.completed for task in tasks),
        sum(task.delayed for task in tasks),
    )
    return paragraph(sentences([pattern % words, unclosed_in_words(nation, sources), measures]), sources)


def unclosed_in_words(nation: Nation, sources: Sequence[str]) -> str:
    """How many of those who reported have not closed the year; "" where all have."""
    unclosed = [code for code in nation.speakers(sources) if not nation.has_closed(code)]
    if not unclosed:
        return ""
    return ngettext(
        "For %(count)d of them the year-end filing is not in it yet.",
        "For %(count)d of them the year-end filings are not in it yet.",
        len(unclosed),
    ) % {"count": len(unclosed)}


def nil_paragraph(nation: Nation, section: SectionYear) -> Paragraph:
    """Who had nothing to report; why is told in the annex, once for all sections."""
    sources = [source for reason in section.nil_reasons for source in reason.sources]
    who = who_says(nation, nation.speakers(sources))
    return paragraph(_("Nothing to report: %(who)s.") % {"who": who}, sources)
