"""What a dashboard shows of one organization: who has reported, the figures, how far the tasks are."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.filtersets import LOCAL
from organizations.models import LOCAL_KINDS, Organization
from organizations.prepared_queries import PreparedQuery
from organizations.statistical_regions import Region, region_of
from reports.addresses import filings_address
from targets.figures.queries import has_figure
from targets.models import Target
from tasks.filings.timeliness import Timeliness
from tasks.models import ANSWERING, Filing, Guidance, ReportingPeriod, Responsibility, Task
from tasks.models.filing import FilingQuerySet

STATUS_ORDER = (
    Filing.Status.APPROVED,
    Filing.Status.SUBMITTED,
    Filing.Status.RETURNED,
    Filing.Status.DRAFT,
)
TIMELINESS_ORDER = (
    Timeliness.ON_TIME,
    Timeliness.LATE,
    Timeliness.DUE,
    Timeliness.OVERDUE,
    Timeliness.NOT_DUE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many filings stand so; ``key`` is the value of the status or timeliness, ``href`` where they are
    listed."""

    key: str
    label: str
    count: int
    href: str


@dataclass(frozen=True)
class Reporting:
    """Who has reported for one period, as the dashboard of ``organization`` counts it: filings in the order
    of the tree, those of one ``region`` where it is narrowed to it. Each count knows where its filings are
    listed."""

    organization: Organization
    period: ReportingPeriod
    filings: tuple[Filing, ...]
    region: Region | None = None

    @property
    def total(self) -> int:
        return len(self.filings)

    @property
    def filed(self) -> int:
        """How many have been submitted at least once."""
        return sum(filing.filed_on is not None for filing in self.filings)

    @property
    def statuses(self) -> list[Count]:
        """Counts by status, the furthest first; statuses without a filing too."""
        counted = Counter(filing.status for filing in self.filings)
        return [
            Count(status, str(status.label), counted[status], self.listed(status=status.value))
            for status in STATUS_ORDER
        ]

    @property
    def local_statuses(self) -> list[Count]:
        """``statuses`` of bureaus and centres alone, which a map shows."""
        counted = Counter(filing.status for filing in self.local_filings)
        return [
            Count(status, str(status.label), counted[status], self.listed(status=status.value, kind=LOCAL))
            for status in STATUS_ORDER
        ]

    def statuses_of(self, kind: str) -> list[Count]:
        """``statuses`` of the organizations of one kind."""
        counted = Counter(filing.status for filing in self.filings if filing.organization.kind == kind)
        return [
            Count(status, str(status.label), counted[status], self.listed(status=status.value, kind=kind))
            for status in STATUS_ORDER
        ]

    @property
    def local_filings(self) -> list[Filing]:
        return [filing for filing in self.filings if filing.organization.is_local]

    @cached_property
    def standing(self) -> dict[Timeliness, list[Filing]]:
        """The filings by where each stands today against its window."""
        standing: dict[Timeliness, list[Filing]] = {timeliness: [] for timeliness in Timeliness}
        for filing in self.filings:
            standing[filing.timeliness].append(filing)
        return standing

    @property
    def timeliness(self) -> list[Count]:
        """Counts by timeliness; only what occurs."""
        return [
            Count(
                timeliness,
                str(timeliness.label),
                len(self.standing[timeliness]),
                self.listed(timeliness=timeliness.value),
            )
            for timeliness in TIMELINESS_ORDER
            if self.standing[timeliness]
        ]

    def listed(self, **filters: str) -> str:
        region = {"region": self.region.value} if self.region else {}
        return filings_address(self.organization, self.period, **region, **filters)

    @property
    def late(self) -> list[Filing]:
        """Overdue filings first, the longest overdue on top, then those that came late."""
        overdue = sorted(self.standing[Timeliness.OVERDUE], key=lambda filing: filing.due_on)
        return overdue + self.standing[Timeliness.LATE]

    @property
    def by_organization(self) -> dict[int, Filing]:
        return {filing.organization_id: filing for filing in self.filings}


def filings_beneath(organization: Organization) -> FilingQuerySet:
    """The filings that an organization's dashboard counts (design R18).

    The office: those filed to it. A local organization: its own and those filed to it. A department: its
    own, and those to the office that answer a task or target of its.
    """
    return filings_beneath_one(organization.kind, organization.pk)


def filings_beneath_one(kind: str, organization: int) -> FilingQuerySet:
    """``filings_beneath`` an organization of some kind, by id."""
    filings = Filing.objects.filter(period__guidance__status=Guidance.Status.PUBLISHED)
    if kind == Organization.Kind.OFFICE:
        return filings.filter(reports_to=organization)
    if kind in LOCAL_KINDS:
        return filings.filter(Q(organization=organization) | Q(reports_to=organization))
    return filings.filter(
        Q(organization=organization) | answering_to(organization),
        reports_to__kind=Organization.Kind.OFFICE,
    )


def answering_to(department: int) -> Q:
    """Filings that the plan asks about a task or target for which a department is responsible, by its id."""
    owners = Responsibility.objects.answering().filter(
        task__guidance=OuterRef("period__guidance"),
        task__withdrawn_on=None,
        task__responsibilities__organization=department,
        task__responsibilities__role__in=ANSWERING,
    )
    measured = Target.objects.current().filter(
        guidance=OuterRef("period__guidance"),
        responsible=department,
        reported_by=Target.ReportedBy.LOCAL_BUREAUS,
    )
    together = Exists(owners.filter(collective=Responsibility.Collective.LOCAL_BUREAUS)) | Exists(measured)
    by_name = Exists(owners.filter(organization=OuterRef("organization")))
    return Q(by_name) | Q(together, organization__kind__in=LOCAL_KINDS)


def reporting(organization: Organization, period: ReportingPeriod, region: Region | None = None) -> Reporting:
    """Who has reported for ``period``, of the organizations in a ``region`` alone where one is given (one
    query)."""
    filings = reported_filings.rows(
        kind=Organization.Kind(organization.kind), organization=organization.pk, period=period.pk
    )
    found = [filing for filing in filings if region is None or region_of(filing.organization.code) == region]
    for filing in found:
        filing.period = period
    return Reporting(organization, period, tuple(found), region)


@PreparedQuery
def reported_filings(kind: Organization.Kind, organization: int, period: int) -> QuerySet[Filing]:
    filings = filings_beneath_one(kind, organization).filter(period=period)
    return filings.select_related("organization").order_by("organization__path")


def targets_of(organization: Organization, guidance: Guidance) -> list[Target]:
    """The targets in force of a guidance on which the organization has a figure (one query)."""
    found = targets_in_force.rows(guidance=guidance.pk)
    targets = [target for target in found if has_figure(organization, target)]
    for target in targets:
        target.guidance = guidance
    return targets


@PreparedQuery
def targets_in_force(guidance: int) -> QuerySet[Target]:
    related = Target.objects.current().select_related("indicator", "responsible", "section")
    return related.filter(guidance=guidance).defer("section__text").order_by("order")


def tasks_of(organization: Organization, guidance_id: int) -> list[Task]:
    """The tasks of a guidance for which the organization answers; all of them for the office (one query)."""
    if not organization.is_office:
        tasks = Task.objects.of_organization(organization).filter(guidance=guidance_id)
        return list(tasks.select_related("section").defer("section__text").order_by("order"))
    return tasks_in_order.rows(guidance=guidance_id)


@PreparedQuery
def tasks_in_order(guidance: int) -> QuerySet[Task]:
    tasks = Task.objects.filter(guidance=guidance)
    return tasks.select_related("section").defer("section__text").order_by("order")
