"""What the filters of lists offer to choose from: on a page what belongs to the year in view, over the API
all that is published."""

from django.db.models import QuerySet

from organizations.models import Organization
from tasks.models import Guidance, ReportingPeriod, Responsibility, Section, Task
from tasks.models.guidance import ReportingPeriodQuerySet
from tasks.year_in_view import listed_year


def shown_periods(request: object) -> ReportingPeriodQuerySet:
    """Periods, the latest first."""
    periods, year = ReportingPeriod.objects.published(), listed_year(request)
    if year is not None:
        periods = periods.filter(guidance__year=year)
    return periods.select_related("guidance").order_by("-guidance__year", "-order")


def shown_tasks(request: object) -> QuerySet[Task]:
    """The tasks."""
    tasks, year = Task.objects.published(), listed_year(request)
    return tasks if year is None else tasks.filter(guidance__year=year)


def shown_sections(request: object) -> QuerySet[Section]:
    """Parts and their items."""
    published = Guidance.objects.published()
    sections, year = (
        Section.objects.filter(guidance__in=published.values("pk"), level__lte=2),
        listed_year(request),
    )
    return sections if year is None else sections.filter(guidance__year=year)


def owners(request: object) -> QuerySet[Organization]:
    """Organizations that a plan names for its tasks, in whichever role."""
    return named_in(Responsibility.objects.all(), request)


def departments(request: object) -> QuerySet[Organization]:
    """The departments that answer for tasks of a plan."""
    answering = named_in(Responsibility.objects.answering(), request)
    return answering.filter(kind=Organization.Kind.DEPARTMENT)


def named_in(owners: QuerySet[Responsibility], request: object) -> QuerySet[Organization]:
    """The organizations that ``owners`` name."""
    named_ones = owners.filter(task__in=Task.objects.published(), organization__isnull=False)
    year = listed_year(request)
    if year is not None:
        named_ones = named_ones.filter(task__guidance__year=year)
    found: QuerySet[Organization] = Organization.objects.filter(pk__in=named_ones.values("organization"))
    return found
