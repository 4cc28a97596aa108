"""Each measure of a task, with how many organizations stand where: the table of measures."""

from collections import Counter
from decimal import Decimal

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.rounding import reached_in_percent
from reports.charts.palette import ANSWERS
from reports.charts.share_bar import share_bar
from reports.charts.status_bar import Part
from reports.dashboards.task_answers.question import MEASURES
from reports.dashboards.task_answers.sheet import TaskSheet
from reports.data_tables.values import Cell, DataTable, Head, Row
from spreadsheets.values import Number
from tasks.models import Measure, MeasureState
from texts.punctuation import listed

State = MeasureState.State
STATES = (State.COMPLETED, State.IN_PROGRESS, State.DELAYED, State.NOT_STARTED)
# So many names stand in a cell; files have all of them.
MOST_NAMES = 4


def measures_table(sheet: TaskSheet) -> DataTable:
    """A row a measure, in the order of the text. Its counts add up to those of the task (design R22)."""
    measures = sheet.question.task.measures.all()
    return DataTable(
        MEASURES,
        _("Measures"),
        (
            Head("order", _("No."), is_number=True, width=6),
            Head("measure", _("Measure"), width=60),
            Head("share", _("Completed"), unit="%", is_number=True, descends=True, css="share"),
            *(
                Head(state.value, str(state.label), is_number=True, descends=True, group=_("Organizations"))
                for state in STATES
            ),
            Head("where", _("Delayed where"), width=40),
        ),
        tuple(measure_row(sheet, measure) for measure in measures),
        note=_("Each number counts organizations by their latest approved answer, and opens them."),
        empty=_("The task has no measures."),
    )


def measure_row(sheet: TaskSheet, measure: Measure) -> Row:
    counted = Counter(row.states[measure.pk] for row in sheet.rows if measure.pk in row.states)
    total, done = counted.total(), counted[State.COMPLETED]
    names = [row.organization.display_name for row in sheet.rows if measure.pk in row.delayed]
    return Row(
        f"measure-{measure.order}",
        (
            Cell(measure.order),
            Cell(measure.text),
            Cell(
                share_in_percent(done, total),
                note=_("%(done)d of %(total)d organizations") % {"done": done, "total": total},
                drawing=share_bar([Part(state.value, "", counted[state]) for state in STATES], ANSWERS),
            ),
            *(count_cell(sheet, measure, state, counted[state]) for state in STATES),
            Cell(listed(names), words=shortened(names)),
        ),
    )


def count_cell(sheet: TaskSheet, measure: Measure, state: State, count: int) -> Cell:
    """How many organizations say so of the measure; leads to them."""
    if not count:
        return Cell(0, css="muted")
    address = sheet.question.listing(measure=str(measure.order), state=state.value)
    return Cell(count, href=address, is_count=True)


def shortened(names: list[str]) -> str:
    """The first names, and how many there are besides."""
    if len(names) <= MOST_NAMES:
        return listed(names)
    rest = len(names) - MOST_NAMES
    more = ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest}
    return f"{listed(names[:MOST_NAMES])} {more}"


def share_in_percent(done: int, total: int) -> Number | None:
    """A share in percent with one decimal; None of nothing."""
    return Number(reached_in_percent(Decimal(done) / total), 1) if total else None


def first_words(text: str, longest: int) -> str:
    """The beginning of a text, on one line."""
    return Truncator(" ".join(text.split())).chars(longest)
