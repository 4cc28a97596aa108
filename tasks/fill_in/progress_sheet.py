"""The sheet of tasks: a row for each task, and beneath it one for each of its measures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tasks.fill_in.form_columns import (
    explanation_answers,
    explanation_columns,
    in_sentences,
    nil_columns,
    text_column,
)
from tasks.fill_in.line_sheet import (
    CellForm,
    ContextColumn,
    FieldColumn,
    LineSheet,
    RowKey,
    SheetColumn,
    SheetContent,
    SheetRow,
)
from tasks.fill_in.words import in_all_languages
from tasks.lines.form import ProgressForm
from tasks.lines.kinds import LINE_KINDS
from tasks.lines.progress import TEXTS, delays
from tasks.lines.progress_rows import PROGRESS, latest_entries
from tasks.models import Filing, MeasureState, ProgressEntry
from texts.outgoing.cuts import cut, utf16_units

STATE = "state"
LONGEST_EARLIER = 400
FIELDS = ("nil_return", *TEXTS)
State = MeasureState.State


@dataclass(frozen=True, slots=True)
class EarlierEntry:
    """What was written on a task for the last period."""

    text: str
    states: Mapping[int, str]


class ProgressSheet(LineSheet):
    key = PROGRESS
    title = gettext_lazy("Filing · Tasks")
    intro = gettext_lazy(
        "A row for each task, and beneath it its measures: choose the state of each, and report on the task."
    )

    def content(self, filing: Filing, *, is_blank: bool = False) -> SheetContent | None:
        entries = LINE_KINDS[PROGRESS].lines_of(filing)
        if not entries:
            return None
        if is_blank:
            blank = [LINE_KINDS[PROGRESS].blank(entry) for entry in entries]
            return SheetContent(columns(), tuple(rows(blank, {})))
        earlier = {entry.task_id: earlier_entry(entry) for entry in latest_entries(filing)}
        return SheetContent(columns(), tuple(rows(entries, earlier)))

    def form_of(self, column: str) -> CellForm | None:
        if column == STATE:
            return CellForm.WORD
        if column == "nil_return":
            return CellForm.YES_NO
        known = {*TEXTS, *(f"explanation_{key}" for key in LINE_KINDS[PROGRESS].doubts)}
        return CellForm.TEXT if column in known else None

    def words(self) -> Mapping[str, tuple[str, ...]]:
        return {state.value: in_all_languages(state.label) for state in State}


def columns() -> tuple[SheetColumn, ...]:
    fields = ProgressForm.base_fields
    return (
        ContextColumn("place", _("No."), 6),
        ContextColumn("subject", _("Task or measure"), 42),
        ContextColumn("earlier", _("Last period"), 30),
        FieldColumn(
            *(STATE, _("State of the measure"), CellForm.WORD, 14),
            hint=_("Choose how far the measure is."),
            words={state.value: str(state.label) for state in State},
        ),
        text_column(fields, "achievements", 48),
        text_column(fields, "problems", 30),
        text_column(fields, "next_steps", 30),
        *nil_columns(fields),
        text_column(fields, "note", 20),
        *explanation_columns(LINE_KINDS[PROGRESS].doubts),
        ContextColumn("doubts", _("To be explained when it was downloaded"), 26),
    )


def rows(entries: list[ProgressEntry], earlier: Mapping[int, EarlierEntry]) -> Iterator[SheetRow]:
    """The rows of all tasks, each before those of its measures."""
    nothing = EarlierEntry("", {})
    for place, entry in enumerate(entries, start=1):
        before = earlier.get(entry.task_id, nothing)
        yield task_row(place, entry, before)
        for number, state in enumerate(entry.states, start=1):
            said = before.states.get(state.measure_id)
            contexts = {
                "place": f"{place}.{number}",
                "subject": state.measure.text,
                "earlier": str(State(said).label) if said else None,
            }
            key = RowKey(PROGRESS, entry.task_id, f"measure_{state.measure_id}")
            yield SheetRow(key, entry.version, contexts, {STATE: state.state})


def task_row(place: int, entry: ProgressEntry, before: EarlierEntry) -> SheetRow:
    kind = LINE_KINDS[PROGRESS]
    contexts = {
        "place": str(place),
        "subject": "\n".join(filter(None, (kind.subject(entry), entry.task.as_printed))),
        "earlier": before.text,
        "doubts": in_sentences([] if entry.nil_return else delays(entry)),
    }
    answers = {name: getattr(entry, name) for name in FIELDS} | explanation_answers(entry, kind.doubts)
    return SheetRow(
        RowKey(PROGRESS, entry.task_id), entry.version, contexts, answers, is_head=True, height=76
    )


def earlier_entry(entry: ProgressEntry) -> EarlierEntry:
    text = _("Nil return") if entry.nil_return else cut(entry.achievements, LONGEST_EARLIER, by=utf16_units)
    return EarlierEntry(text, {state.measure_id: state.state for state in entry.states})
