"""The kind of line that answers a task (design §2 进展)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from tasks.forms.line import ProgressForm
from tasks.lines import LineKind, Problem, Severity
from tasks.models import Filing, Measure, MeasureState, ProgressEntry, Responsibility, Task

TEXTS = ("achievements", "problems", "next_steps", "note", "nil_reason")
State = MeasureState.State


def entries_with_measures() -> QuerySet[ProgressEntry]:
    """Entries with their task, section and measure states, in document order."""
    states = MeasureState.objects.select_related("measure").order_by("measure__order")
    return (
        ProgressEntry.objects.select_related("task__section", "edited_by", "filing")
        .prefetch_related(Prefetch("measure_states", queryset=states))
        .order_by("task__order")
    )


class ProgressKind(LineKind[ProgressEntry]):
    key = "progress"
    template_name = "tasks/progress_line.html"
    reading_template_name = "tasks/progress_reading.html"
    model = ProgressEntry

    def create_missing(self, filings: Sequence[Filing]) -> int:
        if not filings:
            return 0
        present = set(
            ProgressEntry.objects.filter(filing__period=filings[0].period_id).values_list(
                "filing_id", "task_id"
            )
        )
        by_name, by_collective = owned_tasks(filings[0].period.guidance_id)
        new = [
            ProgressEntry(filing=filing, task_id=task)
            for filing in filings
            for task in sorted(
                by_name[filing.organization_id] | (by_collective if filing.organization.is_local else set())
            )
            if (filing.pk, task) not in present
        ]
        created = ProgressEntry.objects.bulk_create(new, batch_size=1_000)
        create_states(created)
        return len(created)

    def lines_of(self, filing: Filing) -> list[ProgressEntry]:
        return list(entries_with_measures().filter(filing=filing))

    def subject(self, line: ProgressEntry) -> str:
        return f"{line.task.section.number}{line.task.title}"

    def form(self, line: ProgressEntry, data: Mapping[str, Any] | None = None) -> ProgressForm:
        initial = {name: getattr(line, name) for name in (*TEXTS, "nil_return")}
        return ProgressForm(data, initial=initial, entry=line)

    def apply(self, line: ProgressEntry, content: Mapping[str, Any]) -> None:
        for name in (*TEXTS, "nil_return"):
            if name in content:
                setattr(line, name, content[name])
        changed = []
        for state in line.measure_states.all():
            chosen = content.get(f"measure_{state.measure_id}")
            if chosen and chosen != state.state:
                state.state = chosen
                changed.append(state)
        MeasureState.objects.bulk_update(changed, ["state"])

    def content(self, line: ProgressEntry) -> dict[str, Any]:
        return {
            "task": line.task.order,
            "subject": f"{line.task.section.number}{line.task.title}",
            "nil_return": line.nil_return,
            **{name: getattr(line, name) for name in TEXTS},
            "measures": [
                {"measure": state.measure.order, "state": state.state} for state in line.measure_states.all()
            ],
        }

    def problems(self, _filing: Filing, lines: Sequence[ProgressEntry]) -> dict[int, list[Problem]]:
        return {line.pk: entry_problems(line) for line in lines}

    def context(self, filing: Filing, line: ProgressEntry) -> dict[str, Any]:
        return {
            "task": line.task,
            "previous": entries_with_measures()
            .filter(
                task=line.task,
                filing__organization=filing.organization_id,
                filing__period__order__lt=filing.period.order,
            )
            .exclude(version=0)
            .select_related("filing__period__guidance")
            .order_by("-filing__period__order")
            .first(),
        }


def owned_tasks(guidance_id: int) -> tuple[dict[int, set[int]], set[int]]:
    """Task ids by organization id, and those of every local bureau (one query)."""
    by_name: dict[int, set[int]] = defaultdict(set)
    by_collective: set[int] = set()
    owners = Responsibility.objects.filter(task__guidance=guidance_id)
    for organization, collective, task in owners.values_list("organization_id", "collective", "task_id"):
        if collective == Responsibility.Collective.LOCAL_BUREAUS:
            by_collective.add(task)
        else:
            by_name[organization].add(task)
    return by_name, by_collective


def create_states(entries: Sequence[ProgressEntry]) -> None:
    """Give new entries a "not started" for every measure of their task."""
    measures: dict[int, list[int]] = defaultdict(list)
    tasks = Task.objects.filter(pk__in={entry.task_id for entry in entries})
    for task, measure in Measure.objects.filter(task__in=tasks).values_list("task_id", "pk"):
        measures[task].append(measure)
    MeasureState.objects.bulk_create(
        [
            MeasureState(entry=entry, measure_id=measure)
            for entry in entries
            for measure in measures[entry.task_id]
        ],
        batch_size=2_000,
    )


def entry_problems(entry: ProgressEntry) -> list[Problem]:
    """What is wrong with one entry (design R5); reads its loaded measure states."""
    if entry.nil_return:
        if entry.nil_reason.strip():
            return []
        return [Problem(_("Give the reason for the nil return."), "nil_reason")]
    found = []
    if not entry.achievements.strip():
        found.append(
            Problem(_("Report what was achieved, or choose “Nothing to report this period”."), "achievements")
        )
    delayed = [state for state in entry.measure_states.all() if state.state == State.DELAYED]
    if delayed and not entry.problems.strip():
        found.append(
            Problem(
                _("A measure is delayed: say under “Problems” what holds it up."),
                "problems",
                Severity.WARNING,
            )
        )
    return found
