"""三、典型案例 of the nation: some told in brief, all of them named in the annex."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.statistical_regions import Region, region_of
from reports.composition.manuscript import paragraph
from reports.composition.numbering import heading
from reports.composition.office.nation import Nation
from reports.snapshot.document import Align, Block, Cell, Column, Paragraph, Passage, Table
from reports.snapshot.year import Case
from texts.punctuation import in_brackets, listed
from texts.sentences import ended, paragraphs, run_on, sentences_in

MOST_CASES = 8
LONGEST = 300


def cases(nation: Nation) -> Iterator[Block]:
    """How many there are, then those chosen: one of an organization, regions in turn."""
    found = nation.manuscript.year.cases
    if not found:
        yield paragraph(_("The reports tell no case."))
        return
    chosen = chosen_cases(nation)
    organizations = len({case.organization for case in found})
    yield paragraph(
        ngettext(
            "%(organizations)d organizations tell %(count)d case; %(chosen)d in brief:",
            "%(organizations)d organizations tell %(count)d cases; %(chosen)d in brief:",
            len(found),
        )
        % {"organizations": organizations, "count": len(found), "chosen": len(chosen)}
    )
    for number, case in enumerate(chosen, 1):
        yield heading(2, number, titled(nation, case))
        yield brief(nation, case)


def chosen_cases(nation: Nation) -> list[Case]:
    """One of an organization, regions in turn; in each the one whose section was told of least so far, then
    the first in the order of the tree."""
    cases = nation.manuscript.year.cases
    waiting: dict[Region | None, list[Case]] = defaultdict(list)
    for case in cases:
        waiting[region_of(case.organization)].append(case)
    told: Counter[str] = Counter()
    chosen: list[Case] = []
    while any(waiting.values()) and len(chosen) < MOST_CASES:
        for region in [each for each in (*Region, None) if waiting[each]][: MOST_CASES - len(chosen)]:
            case = min(waiting[region], key=lambda each: sum(told[path] for path in each.sections))
            chosen.append(case)
            told.update(case.sections)
            waiting[region] = [each for each in waiting[region] if each.organization != case.organization]
    return [case for case in cases if case in chosen]


def titled(nation: Nation, case: Case) -> str:
    title = nation.manuscript.gate(case.title).strip() or _("Untitled")
    mark = nation.manuscript.waiting_mark(case.sources)
    return in_brackets(title, nation.name_of(case.organization)) + mark


def brief(nation: Nation, case: Case) -> Paragraph:
    """The first sentences of a case, whole; that there is more of it is said."""
    sentences = [
        ended(sentence)
        for line in paragraphs(nation.manuscript.gate(case.text))
        for sentence in sentences_in(line)
    ]
    kept = sentences[:1]
    for sentence in sentences[1:]:
        if sum(map(len, kept)) + len(sentence) > LONGEST:
            break
        kept.append(sentence)
    told = Passage(run_on(kept), case.sources, is_quoted=True)
    if len(kept) == len(sentences):
        return Paragraph((told,))
    return Paragraph((told, Passage(_(" (The whole text stands in the workbook.)"))))


def cases_table(nation: Nation) -> Table:
    columns = (
        Column(_("No."), 6, Align.CENTRE),
        Column(_("Organization"), 18),
        Column(_("Title"), 50),
        Column(_("Sections"), 60),
    )
    rows = tuple(
        (
            Cell(str(number)),
            Cell(nation.name_of(case.organization)),
            Cell(
                nation.manuscript.gate(case.title) + nation.manuscript.waiting_mark(case.sources),
                case.sources,
            ),
            Cell(sections_of(nation, case)),
        )
        for number, case in enumerate(nation.manuscript.year.cases, 1)
    )
    return Table(_("List of cases"), columns, rows)


def sections_of(nation: Nation, case: Case) -> str:
    known = nation.manuscript.sections
    return listed(nation.manuscript.title_of(known[path]) for path in case.sections if path in known)
