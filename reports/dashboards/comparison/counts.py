"""What has been filed and done on each side of a comparison, counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organizations.models import Organization
from reports.addresses import filings_address
from reports.dashboards.question import Question
from reports.overview import filings_beneath, tasks_of
from tasks.filings.task_answers import TaskAnswer
from tasks.filings.task_progress import answers_at
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing, ReportingPeriod


@dataclass(frozen=True, slots=True)
class Counts:
    """``filings`` are those of the period, of which ``approved`` and ``on_time``; ``measures`` those of
    approved answers, of which ``completed`` and ``delayed``. The addresses open just what they count, ""
    where that is no list."""

    filings: int
    approved: int
    on_time: int
    measures: int
    completed: int
    delayed: int
    approved_href: str = ""
    on_time_href: str = ""


def counts_up_to(organization: Organization, period: ReportingPeriod) -> Counts:
    """What the dashboard of an organization counts for a period (at most eleven queries)."""
    filings = list(filings_beneath(organization).filter(period=period).select_related("period"))
    tasks = tasks_of(organization, period.guidance_id)
    answers = [answer for told in answers_at(organization, tasks, period).values() for answer in told]
    return counted(
        filings,
        answers,
        approved_href=filings_address(organization, period, status=Filing.Status.APPROVED.value),
        on_time_href=filings_address(organization, period, timeliness=Timeliness.ON_TIME.value),
    )


def counts_of_organizations(question: Question, organizations: Sequence[Organization]) -> dict[int, Counts]:
    """The same of each of the organizations by itself, by id (at most eleven queries)."""
    filings = Filing.objects.filter(period=question.period, organization__in=organizations)
    tasks = tasks_of(question.organization, question.guidance.pk)
    found = answers_at(question.organization, tasks, question.period)
    answers = [answer for told in found.values() for answer in told]
    read = list(filings.select_related("period"))
    return {
        one.pk: counted(
            [filing for filing in read if filing.organization_id == one.pk],
            [answer for answer in answers if answer.organization == one.pk],
        )
        for one in organizations
    }


def counted(filings: Sequence[Filing], answers: Iterable[TaskAnswer], **addresses: str) -> Counts:
    answers = list(answers)
    return Counts(
        filings=len(filings),
        approved=sum(filing.status == Filing.Status.APPROVED for filing in filings),
        on_time=sum(filing.timeliness is Timeliness.ON_TIME for filing in filings),
        measures=sum(answer.measures for answer in answers),
        completed=sum(answer.completed for answer in answers),
        delayed=sum(answer.delayed for answer in answers),
        **addresses,
    )
