"""The kind of line that answers a task (design §2 进展)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import User
from organizations.prepared_writes import store_row, store_rows
from spreadsheets.incoming.cell_text import levelled
from tasks.lines.answerers import Question, answerers_of
from tasks.lines.differences import Field, Form
from tasks.lines.doubts import Problem, Severity
from tasks.lines.form import ProgressForm
from tasks.lines.kinds import Earlier, LineKind
from tasks.lines.progress_rows import (
    MEASURES,
    PROGRESS,
    answered_by,
    delayed_entries,
    entries_handed_in,
    entries_with_measures,
    tasks_to_answer,
)
from tasks.models import (
    Amendment,
    Evidence,
    Filing,
    Guidance,
    Measure,
    MeasureState,
    ProgressEntry,
    Responsibility,
    Task,
)

# The id of no entry.
NOBODYS = 0
# By so many characters of its title and of its text a task is known again in another year.
LONGEST_TITLE, BEGINNING = 130, 60
TEXTS = ("achievements", "problems", "next_steps", "note", "nil_reason")
TAKEN_OVER = ("achievements", "problems", "next_steps")
State = MeasureState.State


class ProgressKind(LineKind[ProgressEntry]):
    key = PROGRESS
    label = gettext_lazy("Tasks")
    subject_field = "task"
    order_field = "task__order"
    searched = ("achievements", "problems", "next_steps", "task__title")
    section_field = "task__section"
    identity_field = "task"
    template_name = "tasks/progress_line.html"
    reading_template_name = "tasks/progress_reading.html"
    live_template_name = "tasks/progress_live.html"
    doubts = {"delayed": gettext_lazy("A measure is delayed")}
    model = ProgressEntry
    mapped_fields = ("achievements", "problems", "next_steps", "note")

    def questions(self, guidance: Guidance) -> list[Question]:
        tasks = list(guidance.tasks.current().select_related("section").order_by("order"))
        answerers = answerers_of(tasks)
        return [
            Question(task.pk, f"{task.section.number}{task.display_title}", answerers[task.pk])
            for task in tasks
            if task.pk in answerers
        ]

    def visible_to(self, user: User) -> QuerySet[ProgressEntry]:
        return ProgressEntry.objects.visible_to(user)

    def owned_by(self, departments: Iterable[int]) -> Q:
        owned = Responsibility.objects.answering().filter(organization__in=departments)
        return Q(task__in=owned.values("task"))

    def lines_of(self, filing: Filing) -> list[ProgressEntry]:
        if not filing.is_in_draft:
            return entries_handed_in(filing)
        entries = [entry_on(task, filing) for task in tasks_to_answer(filing)]
        give_states(entries)
        return entries

    def doubtable_lines(self, filing: Filing) -> list[ProgressEntry]:
        """Those with a measure that is delayed: nothing else is doubted (one query, three where there are
        such)."""
        entries = set(delayed_entries.rows(filing=filing.pk))
        return list(entries_with_measures().filter(pk__in=entries)) if entries else []

    def line_of(self, filing: Filing, subject: int) -> ProgressEntry | None:
        files = Evidence.objects.standing().at_line(filing, self.key, subject)
        related = ("section", "own")
        tasks = answered_by(filing).annotate(is_proved=Exists(files)).select_related(*related)
        found = tasks.filter(pk=subject).first()
        if found is None:
            return None
        entry = entry_on(found, filing)
        entry.is_proved = getattr(found, "is_proved", None)
        give_states([entry])
        return entry

    def blank(self, line: ProgressEntry) -> ProgressEntry:
        entry = ProgressEntry(filing=line.filing, task=line.task)
        entry.states = [MeasureState(entry=entry, measure=state.measure) for state in line.states]
        return entry

    def stored(self, filing: int, subject: int) -> QuerySet[ProgressEntry]:
        files = Evidence.objects.standing().filter(filing=filing, kind=self.key, subject_id=subject)
        entries = ProgressEntry.objects.annotate(proved=Exists(files)).select_related("task__section")
        return entries.filter(filing=filing, task=subject).order_by()

    def complete(self, line: ProgressEntry) -> None:
        line.is_proved = getattr(line, "proved", None)
        measures = MEASURES.rows(entries=(line.pk,), tasks=(line.task_id,))
        line.states = [state_on(measure, line) for measure in measures]

    def subjects_of(self, filing: Filing) -> list[int]:
        return list(answered_by(filing).order_by("order").values_list("pk", flat=True))

    def saved_lines(self) -> QuerySet[ProgressEntry]:
        return entries_with_measures()

    def subject(self, line: ProgressEntry) -> str:
        return f"{line.task.section.number}{line.task.display_title}"

    def lasting_identities(self, line: ProgressEntry) -> tuple[str, ...]:
        """Its title, and where several tasks of a plan have one, how its text begins: the number of a task
        is another one's next year."""
        title = levelled(line.task.title)[:LONGEST_TITLE]
        return title, f"{title}|{levelled(line.task.text)[:BEGINNING]}"

    def asked(self, line: ProgressEntry) -> str:
        measures = (state.measure.text for state in line.states)
        return "\n".join([f"{line.task.section.number}{line.task.title}", *measures])

    def amendments(self, guidance: Guidance, subject: int) -> QuerySet[Amendment]:
        return guidance.amendments.filter(task=subject)

    def form(self, line: ProgressEntry, data: Mapping[str, Any] | None = None) -> ProgressForm:
        initial = {name: getattr(line, name) for name in (*TEXTS, "nil_return")}
        return ProgressForm(data, initial=initial, entry=line, doubts=self.doubts)

    def apply(self, line: ProgressEntry, content: Mapping[str, Any]) -> None:
        for name in (*TEXTS, "nil_return", "explanations"):
            if name in content:
                setattr(line, name, content[name])
        for state in line.states:
            chosen = content.get(f"measure_{state.measure_id}") or state.state
            state.is_changed = state.is_changed or chosen != state.state
            state.state = chosen

    def store(self, line: ProgressEntry) -> None:
        store_row(line)
        store_states([line])

    def store_many(self, lines: Sequence[ProgressEntry]) -> None:
        store_rows(lines, "filing", self.subject_field)
        store_states(lines)

    def content(self, line: ProgressEntry) -> dict[str, Any]:
        return {
            "task": line.task.order,
            "subject": f"{line.task.section.number}{line.task.title}",
            "nil_return": line.nil_return,
            **{name: getattr(line, name) for name in TEXTS},
            "explanations": line.explanations,
            "measures": [{"measure": state.measure.order, "state": state.state} for state in line.states],
        }

    def restore(self, line: ProgressEntry, content: Mapping[str, Any]) -> None:
        for name in (*TEXTS, "nil_return"):
            setattr(line, name, content[name])
        line.explanations = content.get("explanations", {})
        said = {measure["measure"]: measure["state"] for measure in content["measures"]}
        line.states = [state for state in line.states if state.measure.order in said]
        for state in line.states:
            state.state = said[state.measure.order]

    def fields(self, line: ProgressEntry) -> list[Field]:
        measures = [
            Field(("measures", state.measure.order), state.measure.text, Form.STATE) for state in line.states
        ]
        return [
            Field(("nil_return",), _("Nothing to report"), Form.STATE),
            Field(("nil_reason",), _("Reason for the nil return")),
            *measures,
            Field(("achievements",), _("Achievements")),
            Field(("problems",), _("Problems")),
            Field(("next_steps",), _("Next steps")),
            Field(("note",), _("Note to the reviewer")),
            *self.explanation_fields(),
        ]

    def standing(self, _filing: Filing, line: ProgressEntry, before: Mapping[str, Any] | None) -> list[str]:
        measures = before["measures"] if before else []
        if not measures or line.nil_return:
            return []
        done = sum(measure["state"] == State.COMPLETED for measure in measures)
        words = {"before": done, "of": len(measures), "now": line.completed_count, "all": len(line.states)}
        return [_("Completed measures: %(before)d of %(of)d last period, now %(now)d of %(all)d.") % words]

    def problems(self, filing: Filing, lines: Sequence[ProgressEntry]) -> dict[int, list[Problem]]:
        return {
            line.subject_id: entry_problems(line, is_proved=self.is_proved(filing, line)) for line in lines
        }

    def is_proved(self, filing: Filing, line: ProgressEntry) -> bool:
        """Whether evidence stands at the line; reads the filing's files where it is not known yet."""
        if line.is_proved is None:
            return (self.key, line.subject_id) in filing.evidence_by_line
        return line.is_proved

    def earlier(self, filing: Filing, line: ProgressEntry) -> Earlier | None:
        found = (
            entries_with_measures()
            .filter(
                task=line.task,
                filing__organization=filing.organization_id,
                filing__period__order__lt=filing.period.order,
                nil_return=False,
                version__gt=0,
            )
            .select_related("filing__period__guidance")
            .order_by("-filing__period__order")
            .first()
        )
        if found is None:
            return None
        answers = {name: getattr(found, name) for name in TAKEN_OVER if getattr(found, name)}
        states = {f"measure_{state.measure_id}": str(state.state) for state in found.states}
        return Earlier(str(found.filing.period), answers | states)

    def context(self, _filing: Filing, line: ProgressEntry) -> dict[str, Any]:
        """With what was amended in the task since the line was saved (one query for a saved one)."""
        since = line.edited_at
        amended = line.task.amendments.filter(at__gt=since) if since else ()
        return {"task": line.task, "amended_since": amended}


def entry_on(task: Task, filing: Filing) -> ProgressEntry:
    """The filing's entry on a task of ``answered_by``, unsaved where there is none yet."""
    entry: ProgressEntry = getattr(task, "own", None) or ProgressEntry()
    entry.filing, entry.task = filing, task
    return entry


def give_states(entries: Sequence[ProgressEntry]) -> None:
    """Give each entry of one filing the state of each measure of its task, "not started" where nothing was
    saved (one query)."""
    by_task: dict[int, list[Measure]] = {entry.task_id: [] for entry in entries}
    saved = [entry.pk for entry in entries if entry.pk]
    # The last as often as there are tasks, so that the SQL is one however many are saved.
    of_entries = (*saved, *saved[-1:] * (len(entries) - len(saved))) or (NOBODYS,)
    for measure in MEASURES.rows(entries=of_entries, tasks=tuple(by_task)) if entries else ():
        by_task[measure.task_id].append(measure)
    for entry in entries:
        entry.states = [state_on(measure, entry) for measure in by_task[entry.task_id]]


def store_states(entries: Iterable[ProgressEntry]) -> None:
    """Write the states that are new or have changed (one statement at most)."""
    changed = []
    for entry in entries:
        for state in entry.states:
            if state.pk is None or state.is_changed:
                state.entry, state.is_changed = entry, False
                changed.append(state)
    MeasureState.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["entry", "measure"], update_fields=["state"]
    )


def state_on(measure: Measure, entry: ProgressEntry) -> MeasureState:
    """The entry's state on a measure of ``measures_with_states``, unsaved where there is none yet."""
    state: MeasureState = getattr(measure, "own", None) or MeasureState()
    state.measure, state.entry = measure, entry
    return state


def entry_problems(entry: ProgressEntry, *, is_proved: bool) -> list[Problem]:
    """What is wrong with one entry, which has evidence where it ``is_proved`` (design R5). A task that was
    withdrawn asks for nothing any more."""
    if entry.task.withdrawn_on is not None:
        return []
    if entry.nil_return:
        if entry.nil_reason.strip():
            return []
        return [Problem(_("Give the reason for the nil return."), "nil_reason")]
    found = []
    if not entry.achievements.strip():
        found.append(
            Problem(_("Report what was achieved, or choose “Nothing to report this period”."), "achievements")
        )
    return [*found, *delays(entry), *unproved(entry, is_proved=is_proved)]


def delays(entry: ProgressEntry) -> list[Problem]:
    """A doubt where a measure is delayed and nothing is said about what holds it up."""
    delayed = [state.measure.order for state in entry.states if state.state == State.DELAYED]
    if not delayed or entry.problems.strip():
        return []
    return [
        Problem(
            _("A measure is delayed: say under “Problems” what holds it up."),
            "problems",
            Severity.WARNING,
            "delayed",
            ",".join(map(str, delayed)),
        )
    ]


def unproved(entry: ProgressEntry, *, is_proved: bool) -> list[Problem]:
    """A hint where a measure is completed without a file. It was a doubt once: it stood at nearly every
    filing, everybody answered it with the same sentence, and the doubts that mattered drowned in it."""
    if is_proved or all(state.state != State.COMPLETED for state in entry.states):
        return []
    message = _("A measure is completed: you can attach a file that proves it.")
    return [Problem(message, "evidence", Severity.HINT)]
