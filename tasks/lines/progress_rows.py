"""How entries are read with their tasks, and measures with their states."""

from collections.abc import Iterable

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet

from organizations.prepared_queries import PreparedQuery
from tasks.lines.answerers import asked_in
from tasks.lines.drafts_at_hand import as_asked, draft_of
from tasks.models import Filing, Measure, MeasureState, ProgressEntry, Task

# The key of the kind of line that answers a task.
PROGRESS = "progress"
MOST_ENTRIES = 32
State = MeasureState.State


def entries_with_measures() -> QuerySet[ProgressEntry]:
    """Entries with their task, section and measure states, in document order."""
    states = MeasureState.objects.select_related("measure").order_by("measure__order")
    return (
        ProgressEntry.objects.select_related("task__section", "edited_by", "filing")
        .prefetch_related(Prefetch("measure_states", queryset=states))
        .order_by("task__order")
    )


def latest_entries(filing: Filing) -> list[ProgressEntry]:
    """The last entry on each task that the filing's organization wrote for earlier periods of the year, with
    the states of its measures (two queries)."""
    earlier = ProgressEntry.objects.filter(
        filing__organization=filing.organization_id,
        filing__period__guidance=filing.period.guidance_id,
        filing__period__order__lt=filing.period.order,
        version__gt=0,
    )
    by_task = {entry.task_id: entry for entry in earlier.order_by("filing__period__order")}
    return with_states([*by_task.values()])


# --- Of one filing, in SQL that is written once -----------------------------------------------------
def entries_handed_in(filing: Filing) -> list[ProgressEntry]:
    """The saved entries of a filing, as ``entries_with_measures`` has them (two queries)."""
    entries = saved_entries.rows(filing=filing.pk)
    for entry in entries:
        entry.filing = filing
    return with_states(entries)


def with_states(entries: list[ProgressEntry]) -> list[ProgressEntry]:
    """Saved entries with the states of their measures, in order (one query)."""
    states: dict[int, list[MeasureState]] = {entry.pk: [] for entry in entries}
    # So many that the SQL is one for most filings and pages.
    asked = (*states, *[*states][-1:] * (MOST_ENTRIES - len(states)))
    for state in states_saved.rows(entries=asked) if entries else ():
        states[state.entry_id].append(state)
    for entry in entries:
        entry.states = states[entry.pk]
        for state in entry.states:
            state.entry = entry
    return entries


@PreparedQuery
def saved_entries(filing: int) -> QuerySet[ProgressEntry]:
    entries = ProgressEntry.objects.filter(filing=filing)
    return entries.select_related("task__section", "edited_by").order_by("task__order")


@PreparedQuery
def states_saved(entries: tuple[int, ...]) -> QuerySet[MeasureState]:
    states = MeasureState.objects.filter(entry__in=entries)
    return states.select_related("measure").order_by("measure__order")


@PreparedQuery
def delayed_entries(filing: int) -> QuerySet[MeasureState, int]:
    """The ids of a filing's entries with a measure that is delayed, once for each."""
    delayed = MeasureState.objects.filter(entry__filing=filing, state=State.DELAYED)
    return delayed.order_by().values_list("entry", flat=True)


def measures_with_states(entries: Iterable[int], tasks: Iterable[int]) -> QuerySet[Measure]:
    """The measures of ``tasks`` in order, each with its state in one of ``entries`` as its ``own``."""
    own, related = FilteredRelation("states", condition=Q(states__entry__in=list(entries))), ("own",)
    measures = Measure.objects.filter(task__in=list(tasks)).annotate(own=own)
    return measures.select_related(*related).order_by("order")


MEASURES = PreparedQuery(measures_with_states)


# --- What a filing answers --------------------------------------------------------------------------
def asked_of(filing: Filing) -> QuerySet[Task]:
    """The tasks that the plan, or a supplement to it, asks the filing's organization about."""
    plan = Task.objects.current().filter(guidance=filing.period.guidance_id)
    return asked_in(filing.period, PROGRESS, plan.of_organization(filing.organization))


def answered_by(filing: Filing) -> QuerySet[Task]:
    """The tasks that a filing answers, annotated with its ``own`` entry on each: those that were saved and,
    in draft, those that the plan asks for."""
    own = FilteredRelation("progress_entries", condition=Q(progress_entries__filing=filing.pk))
    said = Q(own__isnull=False)
    return Task.objects.annotate(own=own).filter(
        said | Q(pk__in=asked_of(filing)) if filing.is_in_draft else said
    )


def tasks_to_answer(filing: Filing) -> list[Task]:
    """``answered_by`` a draft with all that their lines show, in order (one query)."""
    return list(with_terms(answered_by(filing))) if filing.period.is_supplement else of_draft(filing)


def with_terms(tasks: QuerySet[Task]) -> QuerySet[Task]:
    related = ("section", "own__edited_by")
    return tasks.select_related(*related).order_by("order")


def of_draft(filing: Filing) -> list[Task]:
    asked = asked_of_locals if filing.organization.is_local else asked_of_others
    return asked.rows(**as_asked(filing))


@PreparedQuery
def asked_of_locals(filing: int, organization: int, guidance: int) -> QuerySet[Task]:
    return with_terms(answered_by(draft_of(filing, organization, guidance, is_local=True)))


@PreparedQuery
def asked_of_others(filing: int, organization: int, guidance: int) -> QuerySet[Task]:
    return with_terms(answered_by(draft_of(filing, organization, guidance, is_local=False)))
