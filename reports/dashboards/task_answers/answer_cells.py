"""The cells of one organization's row: state, share, counts, filing, and what was written."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.page_addresses import page_address
from reports.charts.palette import ANSWERS
from reports.charts.share_bar import share_bar
from reports.dashboards.task_answers.sheet import TaskSheet
from reports.dashboards.task_answers.states import SIGN, URGENCY, measure_parts
from reports.data_tables.pills import pill_cell, sign
from reports.data_tables.values import NOTHING, Cell
from spreadsheets.values import Number
from tasks.filings.answer_rows import AnswerRow
from tasks.filings.task_progress import TaskProgress
from tasks.models import Filing, ProgressEntry
from texts.punctuation import labelled

# As much of a text as a row shows, in characters.
SHOWN = 60


def row_cells(sheet: TaskSheet, row: AnswerRow) -> tuple[Cell, ...]:
    """The cells of a row under the heads of the table of answers."""
    return (
        organization_cell(sheet, row),
        pill_cell(SIGN.get(row.state, row.state.value), row.state.label, order=URGENCY[row.state]),
        *count_cells(row.progress),
        answered_cell(sheet, row),
        waiting_cell(sheet, row),
        timeliness_cell(row),
        written_cell(sheet, row),
        Cell(row.files) if row.entry else Cell(),
    )


def organization_cell(sheet: TaskSheet, row: AnswerRow) -> Cell:
    """Its name, which leads to the task as it sees it, and how many beneath it have answered."""
    organization, beneath = row.organization, sheet.beneath.get(row.organization.pk)
    is_own = organization.pk == sheet.question.base.organization.pk
    leads_on = sheet.may_open(row) and not is_own and not organization.is_leaf()
    return Cell(
        organization.display_name,
        href=sheet.question.path_of(organization) if leads_on else "",
        drawing=fold(sheet, row) if beneath else NOTHING,
        further=(beneath.approved, beneath.asked) if beneath else (),
        order=str(organization.path),
    )


def fold(sheet: TaskSheet, row: AnswerRow) -> SafeString:
    """What shows the rows beneath an organization, or puts them away again."""
    code, beneath = row.organization.code, sheet.beneath[row.organization.pk]
    is_open = code in sheet.opened
    said = ngettext(
        "%(approved)d of %(asked)d beneath has answered",
        "%(approved)d of %(asked)d beneath have answered",
        beneath.asked,
    ) % {"approved": beneath.approved, "asked": beneath.asked}
    return format_html(
        '<a class="{}" href="{}" aria-label="{}" data-note="{}">{}{}</a>',
        "fold",
        sheet.question.toggled(code),
        labelled(row.organization, f"{said} · {_('put away') if is_open else _('show')}"),
        _("%(said)s. What stands beneath is not added in: its superior answers for it.") % {"said": said},
        sign("arrow_up" if is_open else "chevron_down"),
        f"{beneath.approved}/{beneath.asked}",
    )


def count_cells(progress: TaskProgress) -> tuple[Cell, ...]:
    """Share completed, and the counts of the four states; empty before anything is counted."""
    if not progress.answered:
        return (Cell(),) * 5
    percent, of = progress.percent_complete, progress.measures
    note = _("%(completed)d of %(measures)d measures are completed") % {
        "completed": progress.completed,
        "measures": of,
    }
    counts = (progress.completed, progress.started, progress.delayed, progress.not_started)
    return (
        Cell(
            None if percent is None else Number(percent, 1),
            note=note,
            drawing=share_bar(measure_parts(progress), ANSWERS),
        ),
        *(Cell(count, css="muted" if not count else "") for count in counts),
    )


def answered_cell(sheet: TaskSheet, row: AnswerRow) -> Cell:
    """The period of the answer that counts, which leads to it in its filing where the person may open it."""
    if row.entry is None:
        return Cell()
    filing = row.entry.filing
    return Cell(
        filing.period.name,
        order=filing.period.order,
        css="nowrap",
        href=line_address(filing, row.entry.task_id) if sheet.may_open(row) else "",
        note="" if filing.status == Filing.Status.APPROVED else _("Provisional: it waits for approval."),
    )


def waiting_cell(sheet: TaskSheet, row: AnswerRow) -> Cell:
    """What is on its way: an answer that waits for approval, or one that was returned."""
    filing = row.waiting
    if filing is None and row.current is not None and row.current.status == Filing.Status.RETURNED:
        filing = row.current
    if filing is None:
        return Cell()
    address = line_address(filing, sheet.question.task.pk) if sheet.may_open(row) else ""
    return pill_cell(filing.status, filing.get_status_display(), href=address)


def timeliness_cell(row: AnswerRow) -> Cell:
    """How the filing of the period stands against its window."""
    if row.timeliness is None:
        return Cell()
    return pill_cell(row.timeliness.value, row.timeliness.label)


def written_cell(sheet: TaskSheet, row: AnswerRow) -> Cell:
    """The beginning of what was written, which unfolds the whole answer; files have all of it."""
    if row.entry is None:
        return Cell()
    beginning = " ".join((row.entry.achievements or row.entry.nil_reason).split())
    return Cell(
        written(row.entry),
        words=Truncator(beginning).chars(SHOWN) or _("Read the answer"),
        href=sheet.question.unfolding(row.organization.code),
        css="written",
    )


def written(entry: ProgressEntry) -> str:
    """What an entry says: achievements, problems and next steps, or why there is nothing to report."""
    if entry.nil_return:
        return entry.nil_reason
    texts = (
        (_("Achievements"), entry.achievements),
        (_("Problems"), entry.problems),
        (_("Next steps"), entry.next_steps),
    )
    return "\n".join(labelled(label, text.strip()) for label, text in texts if text.strip())


def line_address(filing: Filing, task: int) -> str:
    """The answer on a task in its filing."""
    return f"{page_address('tasks:filing-detail', filing.pk)}#line-progress-{task}"
