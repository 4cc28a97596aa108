"""What an organization said on each section over the year, each sentence once and with its filing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from organizations.models import Organization
from reports.gathering.entries import EntriesByTask
from reports.gathering.filings import source_id
from reports.gathering.plan import Plan
from reports.gathering.restatement import Sentence, joined
from reports.snapshot.year import SectionYear, Statement
from tasks.models import ProgressEntry, Section, Task
from texts.sentences import run_on


def sections_of_year(
    plan: Plan, organization: Organization, entries: EntriesByTask
) -> tuple[SectionYear, ...]:
    """Every section of the guidance in its order, whether or not the organization is asked about it."""
    return tuple(section_year(plan, section, organization, entries) for section in plan.sections)


def section_year(
    plan: Plan, section: Section, organization: Organization, entries: EntriesByTask
) -> SectionYear:
    answered = [task for task in plan.tasks if task.section_id == section.pk and entries.get(task.pk)]
    said = [(task, entries[task.pk]) for task in answered]
    return SectionYear(
        path=section.path,
        number=section.number,
        title=section.title,
        level=section.level,
        is_asked=any(is_concerned(plan, task, section, organization, entries) for task in plan.tasks),
        achievements=tuple(over_the_year(said, "achievements")),
        problems=tuple(over_the_year(said, "problems")),
        next_steps=tuple(last_said(said)),
        nil_reasons=tuple(nil_reasons(said)),
    )


def is_concerned(
    plan: Plan, task: Task, section: Section, organization: Organization, entries: EntriesByTask
) -> bool:
    """Whether a task stands in the section or beneath it and the organization answers it, or has."""
    is_within = f"{task.section.path}/".startswith(f"{section.path}/")
    return is_within and (plan.asks(task, organization) or bool(entries.get(task.pk)))


type Said = Iterable[tuple[Task, Sequence[ProgressEntry]]]


def over_the_year(said: Said, field: str) -> Iterator[Statement]:
    """One field of the lines on each task, joined over the periods."""
    for task, entries in said:
        yield from statements(task, entries, joined([getattr(entry, field) for entry in entries]))


def last_said(said: Said) -> Iterator[Statement]:
    """The next steps that were named last on each task: what was planned before then is overtaken, and what
    has come of it stands among the achievements."""
    for task, entries in said:
        latest = [entry for entry in entries if entry.next_steps.strip()][-1:]
        yield from statements(task, latest, joined([entry.next_steps for entry in latest]))


def nil_reasons(said: Said) -> Iterator[Statement]:
    """Why there was nothing to report, where that is the last answer."""
    for task, entries in said:
        if entries[-1].nil_return:
            yield Statement(entries[-1].nil_reason.strip(), (source_id(entries[-1].filing),), task.order)


def statements(
    task: Task, entries: Sequence[ProgressEntry], sentences: Iterable[Sentence]
) -> Iterator[Statement]:
    """What is left of each paragraph, with the filing that it stands in."""
    for (place, _paragraph), found in groupby(sentences, key=lambda one: (one.place, one.paragraph)):
        text = run_on(sentence.text for sentence in found)
        yield Statement(text, (source_id(entries[place].filing),), task.order)
