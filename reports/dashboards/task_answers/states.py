"""The states of answers and of measures, in their order, colours and words."""

from collections import Counter
from collections.abc import Iterable

from reports.charts.status_bar import Part
from reports.dashboards.task_answers.question import TaskQuestion
from tasks.filings.answer_rows import AnswerRow, AnswerState
from tasks.filings.task_progress import TaskProgress
from tasks.models import MeasureState

# From what is done to what is not there: bars are read so.
ORDER = (
    AnswerState.COMPLETED,
    AnswerState.IN_PROGRESS,
    AnswerState.DELAYED,
    AnswerState.NOT_STARTED,
    AnswerState.NIL,
    AnswerState.MISSING,
)
# The icon and the colour of a state that have other names.
SIGN = {AnswerState.MISSING: "no_data"}
URGENCY = {state: place for place, state in enumerate(AnswerState)}


def state_parts(question: TaskQuestion, rows: Iterable[AnswerRow]) -> list[Part]:
    """How many organizations stand so, each with where they are listed."""
    counted = Counter(row.state for row in rows)
    return [
        Part(
            SIGN.get(state, state.value),
            str(state.label),
            counted[state],
            question.listing(state=state.value),
            is_pale=state is AnswerState.MISSING,
        )
        for state in ORDER
        if counted[state]
    ]


def measure_parts(progress: TaskProgress) -> list[Part]:
    """How many measures stand so."""
    counts = {
        MeasureState.State.COMPLETED: progress.completed,
        MeasureState.State.IN_PROGRESS: progress.started,
        MeasureState.State.DELAYED: progress.delayed,
        MeasureState.State.NOT_STARTED: progress.not_started,
    }
    return [Part(state.value, str(state.label), count) for state, count in counts.items()]
