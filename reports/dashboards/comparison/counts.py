"""What has been filed and done on each side of a comparison, counted."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organizations.models import Organization
from organizations.statistical_regions import region_of
from reports.addresses import filings_address
from reports.dashboards.question import Question
from reports.overview import filings_beneath, tasks_of
from tasks.filings.answer_rows import timeliness_on
from tasks.filings.past_entries import filings_then, there_on
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import answers_at, answers_up_to
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class Counts:
    """``filings`` are those of the period, of which ``approved`` and ``on_time``; ``measures`` those of
    approved answers, of which ``completed`` and ``delayed``. The addresses open just what they count, ""
    where that is no list. Of one organization ``filing`` is its own, and ``timeliness`` how that stands."""

    filings: int
    approved: int
    on_time: int
    measures: int
    completed: int
    delayed: int
    approved_href: str = ""
    on_time_href: str = ""
    filing: Filing | None = None
    timeliness: Timeliness | None = None


def counts_up_to(question: Question, periods: Sequence[ReportingPeriod]) -> dict[int, Counts]:
    """What the dashboard counts for each of some periods, by their ids, of its region and day (at most twelve
    queries for the periods of one plan, which are read together; some ten more for an earlier day, of which
    no list tells)."""
    plans: dict[int, list[ReportingPeriod]] = {}
    for period in periods:
        plans.setdefault(period.guidance_id, []).append(period)
    filings = filings_counted(question, periods)
    return {
        period.pk: counts_of(question, period, filings[period.pk], answers)
        for of_plan in plans.values()
        for period, answers in zip(of_plan, answers_counted(question, of_plan), strict=True)
    }


def counts_of(
    question: Question, period: ReportingPeriod, filings: Sequence[Filing], answers: Sequence[TaskAnswer]
) -> Counts:
    """What was read of one period, counted; each count opens its list, where there is one."""
    organization, day = question.organization, question.on
    if day is not None:
        return counted(filings, answers, day)
    region = {"region": question.region.value} if question.region else {}
    return counted(
        filings,
        answers,
        day,
        approved_href=filings_address(organization, period, status=Filing.Status.APPROVED.value, **region),
        on_time_href=filings_address(organization, period, timeliness=Timeliness.ON_TIME.value, **region),
    )


def filings_counted(question: Question, periods: Sequence[ReportingPeriod]) -> dict[int, list[Filing]]:
    """The filings for each of the periods, by their ids, in the region that is looked at."""
    received = filings_beneath(question.organization).filter(period__in=periods)
    filings = filings_on(received, question.on, periods)
    if question.region is not None:
        codes = dict(received.order_by().values_list("organization", "organization__code"))
        kept = {pk for pk, code in codes.items() if region_of(code) == question.region}
        filings = [filing for filing in filings if filing.organization_id in kept]
    found: dict[int, list[Filing]] = {period.pk: [] for period in periods}
    for filing in filings:
        found[filing.period_id].append(filing)
    return found


def answers_counted(question: Question, periods: Sequence[ReportingPeriod]) -> list[list[TaskAnswer]]:
    """The answers on the tasks of one plan up to each of its periods, in the region that is looked at."""
    tasks = tasks_of(question.organization, periods[0].guidance_id)
    told = answers_up_to(question.organization, tasks, periods, on=question.on)
    return [
        kept_answers(question, [answer for several in answers.values() for answer in several])
        for answers in told
    ]


def filings_on(
    filings: FilingQuerySet, day: dt.date | None, periods: Iterable[ReportingPeriod]
) -> list[Filing]:
    """The filings for some periods as they stand, or stood at the end of an earlier day (one query, three of
    an earlier day)."""
    at_hand = filings.order_by()
    found = list(at_hand) if day is None else filings_then(there_on(at_hand, day), day)
    by_id = {period.pk: period for period in periods}
    for filing in found:
        filing.period = by_id[filing.period_id]
    return found


def kept_answers(question: Question, answers: Sequence[TaskAnswer]) -> list[TaskAnswer]:
    """Those of the region that is looked at (one query; none for the whole country)."""
    if question.region is None:
        return list(answers)
    nodes = Organization.objects.filter(pk__in={answer.organization for answer in answers}).only("code")
    kept = {node.pk for node in nodes if question.keeps_organization(node)}
    return [answer for answer in answers if answer.organization in kept]


def counts_of_organizations(question: Question, organizations: Sequence[Organization]) -> dict[int, Counts]:
    """The same of each of the organizations by itself, by id (at most eleven queries, some ten more for an
    earlier day)."""
    day = question.on
    filings = Filing.objects.filter(period=question.period, organization__in=organizations)
    read = filings_on(filings, day, [question.period])
    tasks = tasks_of(question.organization, question.guidance.pk)
    found = answers_at(question.organization, tasks, question.period, on=day)
    answers = [answer for told in found.values() for answer in told]
    return {
        one.pk: counted(
            [filing for filing in read if filing.organization_id == one.pk],
            [answer for answer in answers if answer.organization == one.pk],
            day,
            is_one=True,
        )
        for one in organizations
    }


def counted(
    filings: Sequence[Filing],
    answers: Iterable[TaskAnswer],
    day: dt.date | None,
    *,
    is_one: bool = False,
    approved_href: str = "",
    on_time_href: str = "",
) -> Counts:
    answers, filing = list(answers), filings[0] if is_one and filings else None
    return Counts(
        filings=len(filings),
        approved=sum(each.status == Filing.Status.APPROVED for each in filings),
        on_time=sum(timeliness_on(each, day) is Timeliness.ON_TIME for each in filings),
        measures=sum(answer.measures for answer in answers),
        completed=sum(answer.completed for answer in answers),
        delayed=sum(answer.delayed for answer in answers),
        approved_href=approved_href,
        on_time_href=on_time_href,
        filing=filing,
        timeliness=None if filing is None else timeliness_on(filing, day),
    )
