"""The annexes: figures, tasks and evidence, each with what it rests on."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from reports.composition.cell_texts import DASH, beginning_of, day_or_dash, name_or_dash, percent_or_dash
from reports.composition.charts import attainment_chart
from reports.composition.figures import (
    figure_cell,
    goal_in_words,
    last_year_in_words,
    outcome_in_words,
    parts_in_words,
    provisional_notes,
)
from reports.composition.manuscript import Manuscript, paragraph
from reports.composition.spacing import printed
from reports.composition.states import state_in_words
from reports.snapshot.document import Align, Annex, Block, Cell, Column, Table
from reports.snapshot.year import Figure, Source, TaskYear
from tasks.models import Filing
from texts.punctuation import in_brackets, listed

# More filings than that are counted, not named, in a cell.
MOST_SOURCES = 4


def annexes(manuscript: Manuscript) -> Iterator[Annex]:
    """The three that every report has, and what changed where it replaces another version."""
    titled = [
        (_("Targets reached"), tuple(target_blocks(manuscript))),
        (_("Ledger of tasks"), tuple(task_blocks(manuscript))),
        (_("Index of evidence"), tuple(evidence_blocks(manuscript))),
    ]
    changes = tuple(change_blocks(manuscript))
    if changes:
        titled.append((_("Changes from the version replaced"), changes))
    for number, (title, blocks) in enumerate(titled, 1):
        yield Annex(_("Annex %(number)d") % {"number": number}, title, blocks, is_wide=True)


# --- Targets ----------------------------------------------------------------------------------------


def target_blocks(manuscript: Manuscript) -> Iterator[Block]:
    figures = manuscript.year.figures
    if not figures:
        yield paragraph(_("The Guidance asks for no figure here."))
        return
    columns = (
        Column(_("No."), 5, Align.CENTRE),
        Column(_("Indicator"), 20),
        Column(_("Goal"), 14),
        Column(_("Reached"), 12, Align.END),
        Column(_("Numerator and denominator"), 24),
        Column(_p("column of a report", "Attainment"), 9, Align.END),
        Column(_("Outcome"), 9, Align.CENTRE),
        Column(_("Last year and change"), 15),
        Column(_("As of"), 13, Align.CENTRE),
        Column(_("Responsible"), 13),
        Column(_("Source"), 20),
    )
    rows = tuple(target_row(manuscript, number, figure) for number, figure in enumerate(figures, 1))
    yield Table(_("Targets reached"), columns, rows, provisional_notes(figures))
    chart = attainment_chart(manuscript, figures, _("How much of the goals is reached"))
    if chart is not None:
        yield chart


def target_row(manuscript: Manuscript, number: int, figure: Figure) -> tuple[Cell, ...]:
    return (
        Cell(str(number)),
        Cell(manuscript.said(figure.name)),
        Cell(goal_in_words(manuscript, figure)),
        figure_cell(manuscript, figure),
        Cell(parts_in_words(manuscript, figure)),
        Cell(percent_or_dash(figure.attainment)),
        Cell(outcome_in_words(manuscript, figure)),
        Cell(last_year_in_words(manuscript, figure)),
        Cell(day_or_dash(figure.holds_on)),
        Cell(name_or_dash(manuscript, figure.responsible)),
        sources_cell(manuscript, figure.sources),
    )


# --- Tasks ------------------------------------------------------------------------------------------


def task_blocks(manuscript: Manuscript) -> Iterator[Block]:
    """A row for each measure, so that none is longer than a page."""
    if not manuscript.tasks:
        yield paragraph(_("The Guidance has no task here."))
        return
    columns = (
        Column(_("No."), 5, Align.CENTRE),
        Column(_("Task"), 30),
        Column(_("Measure"), 65),
        Column(_("State"), 12, Align.CENTRE),
        Column(_("Task completed"), 12, Align.END),
        Column(_("Source"), 24),
    )
    rows = [row for task in manuscript.tasks for row in task_rows(manuscript, task)]
    numbered = tuple((Cell(str(number)), *row) for number, row in enumerate(rows, 1))
    yield Table(_("Ledger of tasks"), columns, numbered)


def task_rows(manuscript: Manuscript, task: TaskYear) -> Iterator[tuple[Cell, ...]]:
    title, percent = manuscript.title_of_task(task), percent_or_dash(task.percent_complete)
    for measure, state in task.measure_states:
        yield (
            Cell(title),
            Cell(manuscript.gate(measure)),
            Cell(state_in_words(state), task.sources),
            Cell(percent, task.sources),
            sources_cell(manuscript, task.sources),
        )


# --- Evidence ---------------------------------------------------------------------------------------


def evidence_blocks(manuscript: Manuscript) -> Iterator[Block]:
    files = manuscript.year.evidence
    if not files:
        yield paragraph(_("No evidence was attached to the approved filings."))
        return
    columns = (
        Column(_("No."), 5, Align.CENTRE),
        Column(_("File"), 40),
        Column(_("What it proves"), 45),
        Column(_("Size"), 12, Align.END),
        Column(_("SHA-256 (beginning)"), 22),
        Column(_("Source"), 24),
    )
    rows = tuple(
        (
            Cell(str(number)),
            Cell(manuscript.gate(file.name), file.sources),
            Cell(manuscript.said(file.line)),
            Cell(size_in_words(file.size)),
            Cell(beginning_of(file.sha256)),
            sources_cell(manuscript, file.sources),
        )
        for number, file in enumerate(files, 1)
    )
    yield Table(_("Index of evidence"), columns, rows)


def size_in_words(size: int) -> str:
    """The size in KB, at least one: what people see in their folders."""
    return f"{max(1, -(-size // 1024)):,} KB"


# --- Changes ----------------------------------------------------------------------------------------


def change_blocks(manuscript: Manuscript) -> Iterator[Block]:
    """What the report says otherwise than the version that it replaces; nothing of a first version."""
    replaced = manuscript.occasion.head.replaces
    if replaced is None or not replaced.differences:
        return
    columns = (
        Column(_("No."), 5, Align.CENTRE),
        Column(_p("column of a report", "Part"), 30),
        Column(_("Before"), 55),
        Column(_("Now"), 55),
    )
    rows = tuple(
        (
            Cell(str(number)),
            Cell(manuscript.said(difference.label)),
            Cell(manuscript.gate(difference.before) or DASH),
            Cell(manuscript.gate(difference.after) or DASH),
        )
        for number, difference in enumerate(replaced.differences, 1)
    )
    yield Table(_("Changes from the version replaced"), columns, rows)


# --- Sources ----------------------------------------------------------------------------------------


def sources_cell(manuscript: Manuscript, sources: Iterable[str]) -> Cell:
    """The filings that a row rests on, with who approved them; many are counted."""
    found = [manuscript.sources[key] for key in sources if key in manuscript.sources]
    if len(found) > MOST_SOURCES:
        text = printed(_("%(count)d filings") % {"count": len(found)})
    else:
        text = listed(source_in_words(manuscript, source) for source in found) or DASH
    return Cell(text, tuple(source.id for source in found))


def source_in_words(manuscript: Manuscript, source: Source) -> str:
    name = _("%(period)s, version %(version)d") % {
        "period": manuscript.said(source.period),
        "version": source.version,
    }
    note = _("waits for approval")
    if source.status == Filing.Status.APPROVED and source.approved_by:
        note = _("approved by %(name)s") % {"name": manuscript.gate(source.approved_by)}
    return printed(in_brackets(name, note))
