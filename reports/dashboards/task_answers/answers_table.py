"""Who is asked about a task and what each has answered, level by level: the table of answers."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from organizations.statistical_regions import REGION_LABELS, Region, region_of
from reports.dashboards.task_answers.answer_cells import count_cells, row_cells
from reports.dashboards.task_answers.question import ANSWERS, Group, row_key
from reports.dashboards.task_answers.sheet import TaskSheet, progress_of
from reports.data_tables.values import NOTHING, Cell, DataTable, Head, Row
from tasks.filings.answer_rows import AnswerRow, AnswerState
from tasks.filings.task_progress import TaskProgress
from tasks.filings.whole_answer import whole_answer

# A group by its key, its title, and the rows under it.
type Gathered = tuple[str, str, list[AnswerRow]]


def answers_table(sheet: TaskSheet) -> DataTable:
    """The rows that are asked for, those beneath each where it is unfolded, and the sum of the former."""
    listed = sheet.listed
    rows = grouped(sheet, listed) if sheet.question.group else answered(sheet, listed)
    return DataTable(
        ANSWERS,
        _("Answers by organization"),
        heads(),
        tuple(rows),
        totals=(total(sheet, listed),) if listed else (),
        note=_(
            "Counted level by level: of each organization its latest approved answer. Rows beneath an"
            " organization are not added in."
        ),
        empty=_("Nobody who is asked about this task has such an answer."),
        is_stacked=False,
        css="data-table--pinned",
    )


def heads() -> tuple[Head, ...]:
    measures = _("Measures")
    beneath = (Head("beneath_approved", _("Answered beneath")), Head("beneath_asked", _("Asked beneath")))
    return (
        Head("organization", _("Organization"), width=24, further=beneath),
        Head("state", _("State")),
        Head("percent", _("Completed"), unit="%", is_number=True, descends=True, css="share"),
        Head("completed", _("Done"), group=measures, is_number=True, descends=True),
        Head("in_progress", _("Under way"), group=measures, is_number=True, descends=True),
        Head("delayed", _("Delayed"), group=measures, is_number=True, descends=True),
        Head("not_started", _("Not begun"), group=measures, is_number=True, descends=True),
        Head("answered", _("Latest answer"), width=18, descends=True),
        Head("waits", pgettext("an answer", "On its way")),
        Head("on_time", _("This period")),
        Head("written", _("What was written"), width=60),
        Head("files", _("Evidence"), is_number=True, descends=True),
    )


def answered(
    sheet: TaskSheet, rows: Iterable[AnswerRow], *, parent: str = "", level: int = 0
) -> Iterator[Row]:
    """The rows in their order, each followed by those beneath it where they are unfolded."""
    own = sheet.question.base.organization.pk
    for row in rows:
        code = row.organization.code
        yield Row(
            row_key(code),
            row_cells(sheet, row),
            parent=parent,
            level=level,
            css="row--marked" if row.organization.pk == own else "",
            detail=detail(sheet, row),
        )
        yield from answered(sheet, sheet.opened.get(code, ()), parent=row_key(code), level=level + 1)


def grouped(sheet: TaskSheet, rows: list[AnswerRow]) -> Iterator[Row]:
    """The rows under heads that say how many they are."""
    gathered = by_state(rows) if sheet.question.group == Group.STATE else by_region(rows)
    for key, title, found in gathered:
        if found:
            name = f"group-{key}"
            progress = progress_of(sheet.question, (row.answer for row in found))
            head = Cell(f"{title} · {len(found)}")
            yield Row(name, summed(head, progress), css="row--group")
            yield from answered(sheet, found, parent=name)


def by_state(rows: list[AnswerRow]) -> list[Gathered]:
    return [
        (state.value, str(state.label), [row for row in rows if row.state == state]) for state in AnswerState
    ]


def by_region(rows: list[AnswerRow]) -> list[Gathered]:
    """East, centre, west, northeast; departments belong to none."""

    def within(region: Region | None) -> list[AnswerRow]:
        return [row for row in rows if region_of(row.organization.code) == region]

    regions = [(region.value, str(REGION_LABELS[region]), within(region)) for region in Region]
    return [*regions, ("departments", _("Departments"), within(None))]


def total(sheet: TaskSheet, rows: list[AnswerRow]) -> Row:
    """What the rows come to together."""
    label = ngettext("%(count)d organization", "%(count)d organizations", len(rows)) % {"count": len(rows)}
    return Row(
        "answers-total", summed(Cell(label), progress_of(sheet.question, (row.answer for row in rows)))
    )


def summed(head: Cell, progress: TaskProgress) -> tuple[Cell, ...]:
    """The cells of several rows together: the counts of their measures under ``head``."""
    return head, Cell(), *count_cells(progress), *(Cell(),) * 5


def detail(sheet: TaskSheet, row: AnswerRow) -> SafeString:
    """The whole answer of the organization that is read, with its evidence (three queries)."""
    if row.entry is None or row.organization.code != sheet.question.unfolded:
        return NOTHING
    line, files = whole_answer(row.entry, sheet.question.on)
    context = {
        "line": line,
        "files": files,
        "organization": row.organization,
        "close": sheet.question.unfolding(row.organization.code),
    }
    return render_to_string("reports/views/task_answer.html", context)
