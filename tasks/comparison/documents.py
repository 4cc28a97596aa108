"""Guidances of the database as the plain values that are compared."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reading.structure.sentences import split_sentences
from tasks.comparison.clauses import Change, Clause, compare_clauses
from tasks.comparison.duties import Duty, DutyChange, Owner, compare_duties, match_duties
from tasks.models import Guidance, Section, Task


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a guidance's clauses and tasks; ``matched`` is new task → old task, by id."""

    changes: list[Change]
    duties: list[DutyChange]
    matched: dict[int, int]


def compare_guidances(old: Guidance, new: Guidance) -> Comparison:
    """Clause by clause, task by task, as both stand now with their amendments (eight queries)."""
    tasks_old, tasks_new = tasks_of(old), tasks_of(new)
    changes = compare_clauses(clauses_of(old, tasks_old), clauses_of(new, tasks_new))
    before, after = duties_of(old, tasks_old), duties_of(new, tasks_new)
    matched = match_duties(changes, before, after)
    return Comparison(changes, compare_duties(matched, before, after), matched)


def tasks_of(guidance: Guidance) -> list[Task]:
    """The tasks in force with measures and owners (four queries)."""
    tasks = guidance.tasks.current()
    return list(tasks.prefetch_related("measures", "responsibilities__organization", "unmatched_owners"))


def clauses_of(guidance: Guidance, tasks: Sequence[Task]) -> list[Clause]:
    """Every sentence of the plan in order; the letter around it is left out (one query)."""
    by_section: dict[int, list[Task]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: (task.starts_at, task.order)):
        by_section[task.section_id].append(task)
    sections = guidance.sections.exclude(kind=Section.Kind.NOTICE)
    return list(chain.from_iterable(clauses_in(section, by_section[section.pk]) for section in sections))


def clauses_in(section: Section, tasks: Sequence[Task]) -> Iterator[Clause]:
    """The sentences of one section; of one without text its title."""
    heading = f"{section.number}{section.title}"
    if not section.text.strip() and not tasks:
        if section.title:
            yield Clause(section.path, heading, section.title)
        return
    done = 0
    for task in tasks:
        if task.starts_at >= done:
            yield from sentences(section, heading, section.text[done : task.starts_at])
        measures = [measure.text for measure in task.measures.all()]
        yield from (Clause(section.path, heading, text, task.pk) for text in measures or [task.text])
        done = max(done, task.ends_at)
        done += len(task.as_printed) * section.text.startswith(task.as_printed, done)
    yield from sentences(section, heading, section.text[done:])


def sentences(section: Section, heading: str, text: str) -> Iterator[Clause]:
    """What belongs to no task, by sentences."""
    for start, end in split_sentences(text):
        yield Clause(section.path, heading, text[start:end])


def duties_of(guidance: Guidance, tasks: Sequence[Task]) -> list[Duty]:
    """The tasks with those whom they name, also as long as nobody has said who is meant."""
    return [
        Duty(
            pk=task.pk,
            title=task.display_title,
            year=guidance.year,
            owners=frozenset(
                chain(
                    (Owner(owner.owner_name, owner.role) for owner in task.responsibilities.all()),
                    (Owner(owner.name, owner.role) for owner in task.unmatched_owners.all()),
                )
            ),
            due_on=task.due_on,
            people=task.people,
        )
        for task in tasks
    ]
