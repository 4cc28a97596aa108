"""The office's year: the organizations' years brought together by sections, tasks and figures (design R17).

Plain functions over plain values: from the same years comes the same year of the office.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from reports.gathering.office.combination import region_figures
from reports.gathering.office.part import Part
from reports.gathering.office.ranks import ranked
from reports.gathering.office.shared_statements import shared
from reports.gathering.office.yardsticks import Yardstick
from reports.gathering.sources import named_in
from reports.snapshot.year import Figure, Name, SectionYear, Source, Standing, Statement, TaskYear, Year
from tasks.filings.task_progress import TaskProgress
from tasks.models import MeasureState

State = MeasureState.State


def office_year(
    own: Year,
    parts: Sequence[Part],
    yardsticks: Mapping[str, Yardstick],
    *,
    remarks: Sequence[Name] = (),
    others_count: Collection[str] = (),
) -> Year:
    """The office's year. ``own`` holds the nation's figures as the query layer has them, and the sections and
    tasks of the guidance in their order; ``parts`` come in the order of the tree. ``others_count`` are the
    ids of the figures that others hold by now."""
    speakers = {source.id: source.organization for part in parts for source in part.year.sources}
    national = [with_rule(figure, yardsticks) for figure in own.figures]
    closed = {part.organization for part in parts if part.is_closed}
    figures = ranked(
        (figure for part in parts if part.is_local for figure in part.year.figures), yardsticks, closed
    )
    year = Year(
        sections=tuple(section_of(section, parts, speakers) for section in own.sections),
        tasks=tuple(task_of(task, parts) for task in every_task(own, parts)),
        figures=(*national, *figures),
        cases=tuple(case for part in parts for case in part.year.cases),
        standings=tuple(standings(parts)),
        region_figures=region_figures(
            national, [figure for figure in figures if figure.id not in others_count], yardsticks
        ),
        remarks=tuple(remarks),
    )
    return msgspec.structs.replace(year, sources=sources_of(year, (own, *(part.year for part in parts))))


def standings(parts: Sequence[Part]) -> Iterator[Standing]:
    """How those stand who are asked for the last period, and whether their figures are the whole year's."""
    for part in parts:
        if part.standing is not None:
            yield msgspec.structs.replace(part.standing, is_closed=part.is_closed)


def with_rule(figure: Figure, yardsticks: Mapping[str, Yardstick]) -> Figure:
    return msgspec.structs.replace(figure, rule=yardsticks[figure.indicator].rule_name)


def section_of(section: SectionYear, parts: Sequence[Part], speakers: Mapping[str, str]) -> SectionYear:
    """One section with what everybody achieved in it; problems and next steps once for all who name them."""
    beneath = [each for part in parts for each in part.year.sections if each.path == section.path]
    answers = [answers_in(part, section) for part in parts]
    return msgspec.structs.replace(
        section,
        is_asked=any(each.is_asked for each in beneath),
        achievements=said("achievements", beneath),
        problems=shared(said("problems", beneath), speakers),
        next_steps=shared(said("next_steps", beneath), speakers),
        nil_reasons=shared(said("nil_reasons", beneath), speakers),
        organizations=sum(bool(found) for found in answers),
        reported=sum(any(task.approved for task in found) for found in answers),
    )


def answers_in(part: Part, section: SectionYear) -> list[TaskYear]:
    """The tasks in the section itself that an organization is asked about, or has answered."""
    return [task for task in part.year.tasks if task.section == section.path and task.organizations]


def said(field: str, sections: Iterable[SectionYear]) -> tuple[Statement, ...]:
    return tuple(statement for section in sections for statement in getattr(section, field))


def every_task(own: Year, parts: Sequence[Part]) -> list[TaskYear]:
    """The tasks of the plan, with those that were withdrawn after somebody had answered them: what was
    answered is told, and counted with them."""
    tasks = {task.order: task for year in (own, *(part.year for part in parts)) for task in year.tasks}
    return [tasks[order] for order in sorted(tasks)]


def task_of(task: TaskYear, parts: Sequence[Part]) -> TaskYear:
    """One task over everybody who is asked about it, as the dashboard counts it."""
    answers = [each for part in parts for each in part.year.tasks if each.order == task.order]
    counted = TaskProgress(
        organizations=sum(answer.organizations for answer in answers),
        approved=sum(answer.approved for answer in answers),
        measures=sum(answer.measures for answer in answers),
        completed=sum(answer.completed for answer in answers),
        delayed=sum(answer.delayed for answer in answers),
        started=sum(
            state == State.IN_PROGRESS for answer in answers for _measure, state in answer.measure_states
        ),
    )
    return msgspec.structs.replace(
        task,
        state=counted.state,
        organizations=counted.organizations,
        approved=counted.approved,
        measures=counted.measures,
        completed=counted.completed,
        delayed=counted.delayed,
        percent_complete=percent(counted),
        measure_states=(),
        sources=tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
    )


def percent(counted: TaskProgress) -> str | None:
    share = counted.percent_complete
    return None if share is None else str(share)


def sources_of(year: Year, years: Iterable[Year]) -> tuple[Source, ...]:
    """Every filing that anything in the office's year rests on, once, as the ``years`` have it."""
    named = set(named_in(year))
    found = {source.id: source for each in years for source in each.sources}
    return tuple(source for key, source in found.items() if key in named)
