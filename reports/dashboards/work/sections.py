"""The sections of the guidance: how far each is, who is responsible, and what its targets have come to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from django.utils.html import format_html
from django.utils.translation import gettext as _

from reports.dashboards.work.addresses import in_section, targets_address, tasks_address
from reports.dashboards.work.columns import (
    count_cell,
    owner_cell,
    owner_head,
    progress_cells,
    progress_heads,
)
from reports.dashboards.work.gathered import Work
from reports.data_tables.values import NOTHING, Cell, DataTable, Head, Row
from targets.arithmetic.outcome import Outcome
from targets.figures.queries import TargetFigure
from targets.wording import outcome_label
from tasks.filings.task_progress import TaskProgress
from tasks.models import Section
from texts.punctuation import labelled, listed

KEY = "sections"
# The class of what stands small beneath a cell's words.
NOTE = "cell-note"


def section_table(work: Work) -> DataTable:
    """Parts and their items in which a task or a target stands; a part counts what stands beneath."""
    outcomes = Head("outcomes", _("Outcomes of the targets"), width=30)
    heads = (
        Head("section", _("Section"), width=40, css="wide"),
        Head("tasks", _("Tasks"), is_number=True, descends=True),
        *progress_heads(),
        owner_head(),
        Head("targets", _("Targets"), is_number=True, descends=True, further=(outcomes,)),
    )
    shown = [
        section
        for section in work.sections
        if work.question.holds(section) and (work.tasks_in(section) or work.figures_in(section))
    ]
    keys = {section.pk: row_key(section) for section in shown}
    return DataTable(
        KEY,
        _("Sections: progress and who is responsible"),
        heads,
        tuple(section_row(work, section, keys) for section in shown),
        totals=(total_row(work),) if shown else (),
        note=_("A part counts all that stands beneath it. Its share is that of its measures, never a mean."),
        is_stacked=False,
        empty=_("Nothing of what is looked at stands in these sections."),
    )


def row_key(section: Section) -> str:
    return f"section-{section.pk}"


def section_row(work: Work, section: Section, keys: dict[int, str]) -> Row:
    question, tasks = in_section(work.question, section), work.tasks_in(section)
    standing = TaskProgress.together(work.progress[task.pk] for task in tasks)
    figures = work.figures_in(section)
    parent = keys.get(section.parent_id or 0, "")
    cells = (
        Cell(str(section)),
        count_cell(len(tasks), tasks_address(question)),
        *(progress_cells(standing, question) if tasks else empty_cells()),
        owner_cell((owner for task in tasks for owner in work.owners.get(task.pk, ())), tasks),
        targets_cell(figures, targets_address(question)),
    )
    return Row(row_key(section), cells, parent=parent, level=1 if parent else 0)


def empty_cells() -> tuple[Cell, ...]:
    """Of a section that has targets alone."""
    return tuple(Cell(None) for _head in progress_heads())


def total_row(work: Work) -> Row:
    cells = (
        Cell(_("Together")),
        count_cell(len(work.tasks), tasks_address(work.question)),
        *progress_cells(work.total, work.question),
        Cell(None),
        targets_cell(work.figures, targets_address(work.question)),
    )
    return Row("sections-total", cells)


def targets_cell(figures: Sequence[TargetFigure], href: str) -> Cell:
    """How many targets, and beneath what they have come to."""
    said = outcomes_in_words(figures)
    drawing = format_html('<small class="{}">{}</small>', NOTE, said) if said else NOTHING
    return replace(count_cell(len(figures), href), further=(said,), drawing=drawing)


def outcomes_in_words(figures: Sequence[TargetFigure]) -> str:
    """How many targets have come to what, the best first."""
    counted = Counter(shown.outcome for shown in figures)
    return listed(
        labelled(outcome_label(outcome, has_answer=False), counted[outcome])
        for outcome in Outcome
        if counted[outcome]
    )
