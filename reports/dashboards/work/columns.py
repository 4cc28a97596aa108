"""The columns that sections and tasks share: how far they are, who answers for them, who has answered."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.charts.palette import ANSWERS
from reports.charts.share_bar import share_bar
from reports.charts.status_bar import Part
from reports.dashboards.question import Question
from reports.dashboards.work.addresses import answers_address, measures_address
from reports.data_tables.pills import pill_cell
from reports.data_tables.values import Cell, Head
from spreadsheets.values import Number
from tasks.filings.task_progress import TaskProgress
from tasks.models import MeasureState, OwnerRole, Responsibility, Task
from texts.punctuation import enumerated, labelled, listed

State = MeasureState.State
# What asks for attention comes first where states are sorted.
STATE_ORDER = ("delayed", "not_started", "in_progress", "completed")


def progress_heads() -> tuple[Head, ...]:
    """How far something is, and who has answered."""
    measures, answers = _("Measures"), _("Answers")
    return (
        Head("percent", _("Completed share"), unit="%", group=measures, is_number=True, descends=True),
        Head("completed", _("Completed"), group=measures, is_number=True, descends=True),
        Head("in_progress", _("In progress"), group=measures, is_number=True, descends=True),
        Head("delayed", _("Delayed"), group=measures, is_number=True, descends=True),
        Head("not_started", _("Not started"), group=measures, is_number=True, descends=True),
        Head("state", _("State"), width=12),
        Head("asked", pgettext("answers", "Asked"), group=answers, is_number=True, descends=True),
        Head("approved", pgettext("answers", "Approved"), group=answers, is_number=True, descends=True),
        Head("waiting", pgettext("answers", "Waiting"), group=answers, is_number=True, descends=True),
    )


def progress_cells(standing: TaskProgress, question: Question, task: Task | None = None) -> tuple[Cell, ...]:
    """The cells of ``progress_heads``; each count opens what it counted."""
    states = {
        State.COMPLETED: standing.completed,
        State.IN_PROGRESS: standing.started,
        State.DELAYED: standing.delayed,
        State.NOT_STARTED: standing.not_started,
    }
    measures = tuple(
        count_cell(count, measures_address(question, state.value, task)) for state, count in states.items()
    )
    shows = (("", standing.organizations), ("approved", standing.approved), ("submitted", standing.submitted))
    answers = tuple(count_cell(count, answers_address(question, show, task)) for show, count in shows)
    return (percent_cell(standing), *measures, state_cell(standing), *answers)


def count_cell(count: int, href: str) -> Cell:
    """A count that opens what it counted; none of it leads nowhere."""
    return Cell(count, href=href, is_count=True) if count else Cell(count)


def percent_cell(standing: TaskProgress) -> Cell:
    """The share of completed measures, with all four states as a bar."""
    percent = standing.percent_complete
    if percent is None:
        return Cell(None, words="—", note=coverage_in_words(standing))
    return Cell(
        Number(percent, 1),
        words=f"{percent}%",
        note=calculation(standing),
        drawing=bar_of(standing),
        css="bar-cell",
    )


def bar_of(standing: TaskProgress) -> SafeString:
    """The states of the measures as one bar; the cells beside it say the same in numbers."""
    counts = {
        State.COMPLETED: standing.completed,
        State.IN_PROGRESS: standing.started,
        State.DELAYED: standing.delayed,
        State.NOT_STARTED: standing.not_started,
    }
    return share_bar([Part(state.value, str(state.label), count) for state, count in counts.items()], ANSWERS)


def calculation(standing: TaskProgress) -> str:
    """How the share comes about, and on how many answers it stands."""
    made = _("%(completed)d of %(measures)d measures are completed.") % {
        "completed": standing.completed,
        "measures": standing.measures,
    }
    return f"{made} {coverage_in_words(standing)}".strip()


def coverage_in_words(standing: TaskProgress) -> str:
    """On how many answers something stands: that many of so many, and how many wait for approval."""
    said = _("Counted are %(answered)d of %(asked)d answers; %(waiting)d wait for approval.") % {
        "answered": standing.answered,
        "asked": standing.organizations,
        "waiting": standing.submitted,
    }
    if not standing.provisional:
        return said
    provisional = ngettext(
        "%(count)d of them is not approved yet.",
        "%(count)d of them are not approved yet.",
        standing.provisional,
    )
    return f"{said} {provisional % {'count': standing.provisional}}"


def state_cell(standing: TaskProgress) -> Cell:
    """The state as a pill."""
    state = standing.state
    return pill_cell(state, State(state).label, order=STATE_ORDER.index(state))


def owner_head() -> Head:
    """Who is named: one column on pages, and each role and the people a column of its own in files."""
    roles = (Head(role.value, str(role.label), width=24) for role in OwnerRole)
    people = Head("people", _("People in charge"), width=24)
    return Head("responsible", _("Responsible"), width=40, css="wide", further=(*roles, people))


def owner_cell(owners: Iterable[Responsibility], tasks: Iterable[Task]) -> Cell:
    """Who leads, who supports, who guides, and the people of ``tasks``, each named once in the order of the
    document."""
    owners = list(owners)
    said = {
        str(role.label): listed(dict.fromkeys(owner.owner_name for owner in owners if owner.role == role))
        for role in OwnerRole
    }
    said[_("People in charge")] = listed(dict.fromkeys(task.people for task in tasks if task.people))
    words = enumerated(labelled(label, names) for label, names in said.items() if names)
    return Cell(words, further=tuple(said.values()))
