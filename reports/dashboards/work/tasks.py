"""The tasks and the targets that are looked at, each with how far it is."""

from django.utils.translation import gettext as _

from organizations.page_addresses import page_address
from reports.dashboards.question import Question
from reports.dashboards.work.addresses import task_address
from reports.dashboards.work.columns import owner_cell, owner_head, progress_cells, progress_heads
from reports.dashboards.work.gathered import Work
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number
from targets.arithmetic.outcome import WORST_LAST
from targets.explanation.addresses import address_of
from targets.figures.queries import TargetFigure
from targets.wording import coverage_in_words, rounded
from tasks.models import Task


def task_table(work: Work) -> DataTable:
    """Each task with the columns of its section."""
    return DataTable(
        "tasks",
        _("Tasks"),
        (Head("task", _("Task"), width=40, css="wide"), *progress_heads(), owner_head()),
        tuple(task_row(work, task) for task in work.tasks),
        is_stacked=False,
        empty=_("No task is among what is looked at."),
    )


def task_row(work: Work, task: Task) -> Row:
    cells = (
        Cell(f"{task.section.number}{task.display_title}", href=task_address(work.question, task)),
        *progress_cells(work.progress[task.pk], work.question, task),
        owner_cell(work.owners.get(task.pk, ()), [task]),
    )
    return Row(f"task-{task.pk}", cells)


def target_table(work: Work) -> DataTable:
    """Each target with its figure, its outcome and who is responsible for it."""
    heads = (
        Head("target", _("Target"), width=36),
        Head("section", _("Section"), width=36),
        Head("figure", _("Figure"), is_number=True, descends=True, width=18),
        Head("goal", _("Goal"), width=24),
        Head("outcome", _("Outcome"), width=14),
        Head("coverage", _("Coverage"), width=34),
        Head("responsible", _("Responsible"), width=24),
    )
    return DataTable(
        "targets",
        _("Targets in these sections"),
        heads,
        tuple(target_row(shown, work.question) for shown in work.figures),
        empty=_("No target is among what is looked at."),
    )


def target_row(shown: TargetFigure, question: Question) -> Row:
    target = shown.target
    cells = (
        Cell(target.indicator.display_name, href=page_address("targets:target-detail", target.pk)),
        Cell(str(target.section)),
        Cell(
            figure_number(shown),
            words=shown.value_in_words,
            href=address_of(shown, region=question.region),
            note=shown.sentence,
        ),
        Cell(shown.goal_of_whom),
        pill_cell(shown.outcome, shown.outcome_in_words, order=WORST_LAST.index(shown.outcome)),
        Cell(coverage_in_words(shown.figure.coverage_to_date)),
        Cell(target.responsible.display_name if target.responsible else ""),
    )
    return Row(f"target-{target.pk}", cells)


def figure_number(shown: TargetFigure) -> Number | None:
    """The figure as files have it: with the decimals that pages show."""
    value, decimals = shown.figure.value, shown.target.indicator.decimals
    return None if value is None else Number(rounded(value, decimals, apart_from=shown.marks), decimals)
