"""The annexes of the nation's report."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from organizations.statistical_regions import REGION_LABELS, region_of
from reports.composition.cell_texts import DASH, day_or_dash, percent_or_dash
from reports.composition.manuscript import paragraph
from reports.composition.office.case_selection import cases_table
from reports.composition.office.figure_tables import targets_table
from reports.composition.office.matrix import matrix_blocks
from reports.composition.office.method import method_blocks
from reports.composition.office.nation import Nation
from reports.composition.office.respondents import who_says
from reports.composition.office.states import state_in_words
from reports.composition.spacing import printed
from reports.gathering.office.shared_statements import shared
from reports.readiness import State
from reports.snapshot.document import Align, Annex, Block, Cell, Column, Paragraph, Table
from reports.snapshot.year import Standing, TaskYear
from tasks.filings.timeliness import Timeliness
from tasks.models import MeasureState
from texts.punctuation import sentences

NOT_OVERDUE = {Timeliness.NOT_DUE.value, Timeliness.DUE.value}


def annexes(nation: Nation) -> Iterator[Annex]:
    found: tuple[tuple[str, Iterable[Block], bool], ...] = (
        (_("Targets reached"), target_blocks(nation), True),
        (_("Figures of bureaus and centers"), matrix_blocks(nation), True),
        (_("How far the tasks are"), (tasks_table(nation),), True),
        (_("Who reported, and who is late"), filing_blocks(nation), False),
        (_("List of cases"), case_blocks(nation), False),
        (_("Method and coverage"), method_blocks(nation), False),
    )
    for number, (title, blocks, is_wide) in enumerate(found, 1):
        label = _("Annex %(number)d") % {"number": number}
        yield Annex(label, title, tuple(blocks), is_wide=is_wide)


def target_blocks(nation: Nation) -> Iterator[Block]:
    if nation.figures:
        yield targets_table(nation)
    else:
        yield paragraph(_("The Guidance sets no goal with a figure."))


def case_blocks(nation: Nation) -> Iterator[Block]:
    if nation.manuscript.year.cases:
        yield cases_table(nation)
    else:
        yield paragraph(_("The reports tell no case."))


# --- Tasks ------------------------------------------------------------------------------------------


def tasks_table(nation: Nation) -> Table:
    """A row for each task of the guidance over everybody who is asked about it."""
    columns = (
        Column(_("No."), 5, Align.CENTRE),
        Column(_("Task"), 60),
        Column(_("Organizations"), 11, Align.END),
        Column(_("Reported"), 10, Align.END),
        Column(_("Measures"), 10, Align.END),
        Column(_("Completed"), 10, Align.END),
        Column(_("Share completed"), 11, Align.END),
        Column(_("Delayed"), 9, Align.END),
        Column(_("State"), 12, Align.CENTRE),
    )
    rows = tuple(task_row(nation, task) for task in nation.manuscript.year.tasks)
    notes = [_("Measures are counted once for each organization that answers them.")]
    if any(holds_waiting(nation, task) for task in nation.manuscript.year.tasks):
        notes.append(_("* holds what waits for approval."))
    return Table(_("How far the tasks are"), columns, rows, tuple(map(printed, notes)))


def holds_waiting(nation: Nation, task: TaskYear) -> bool:
    """Whether any answer that is counted waits for approval."""
    return any(nation.manuscript.is_waiting([source]) for source in task.sources)


def task_row(nation: Nation, task: TaskYear) -> tuple[Cell, ...]:
    counts = (task.measures, task.completed)
    star = " *" if holds_waiting(nation, task) else ""
    return (
        Cell(str(task.order)),
        Cell(nation.manuscript.title_of_task(task), task.sources),
        Cell(f"{task.organizations:,}"),
        Cell(f"{task.approved:,}{star}"),
        *(Cell(f"{count:,}") for count in counts),
        Cell(percent_or_dash(task.percent_complete)),
        Cell(str(task.delayed)),
        Cell(str(MeasureState.State(task.state).label)),
    )


# --- Filings ----------------------------------------------------------------------------------------


def filing_blocks(nation: Nation) -> Iterator[Block]:
    yield late_paragraph(nation)
    yield from nil_paragraphs(nation)
    yield standings_table(nation)


def late_paragraph(nation: Nation) -> Paragraph:
    """By name: who is overdue, who came late, what waits and what was returned."""
    standings = nation.manuscript.year.standings
    groups = (
        (_("Overdue and not filed: %(names)s."), "timeliness", {Timeliness.OVERDUE.value}),
        (_("Filed late: %(names)s."), "timeliness", {Timeliness.LATE.value}),
        (_("Waiting for approval: %(names)s."), "state", {State.SUBMITTED.value}),
        (_("Returned: %(names)s."), "state", {State.RETURNED.value}),
        (_("Not filed yet, not overdue: %(names)s."), "timeliness", NOT_OVERDUE),
    )
    said = [
        pattern % {"names": nation.names(codes)}
        for pattern, field, keys in groups
        if (codes := [each.organization for each in standings if getattr(each, field) in keys])
    ]
    return paragraph(sentences(said) or _("Everybody filed in time, and every filing is approved."))


def nil_paragraphs(nation: Nation) -> Iterator[Paragraph]:
    """Why there was nothing to report, each reason once with who gives it."""
    said = [reason for section in nation.manuscript.year.sections for reason in section.nil_reasons]
    speakers = {source.id: source.organization for source in nation.manuscript.year.sources}
    for reason in shared(said, speakers):
        words = {
            "who": who_says(nation, nation.speakers(reason.sources)),
            "reason": nation.manuscript.gate(reason.text),
        }
        yield paragraph(_("Nothing to report (%(who)s): %(reason)s") % words, reason.sources)


def standings_table(nation: Nation) -> Table:
    columns = (
        Column(_("No."), 6, Align.CENTRE),
        Column(_("Organization"), 26),
        Column(_("Region"), 10, Align.CENTRE),
        Column(_("Report"), 22, Align.CENTRE),
        Column(_("In time"), 18, Align.CENTRE),
        Column(_("Filed on"), 22, Align.CENTRE),
    )
    rows = tuple(
        standing_row(nation, number, standing)
        for number, standing in enumerate(nation.manuscript.year.standings, 1)
    )
    return Table(_("Who reported, and who is late"), columns, rows)


def standing_row(nation: Nation, number: int, standing: Standing) -> tuple[Cell, ...]:
    region = region_of(standing.organization)
    return (
        Cell(str(number)),
        Cell(nation.manuscript.said(standing.name)),
        Cell(str(REGION_LABELS[region]) if region else DASH),
        Cell(state_in_words(standing.state)),
        Cell(str(Timeliness(standing.timeliness).label)),
        Cell(day_or_dash(standing.filed_on)),
    )
