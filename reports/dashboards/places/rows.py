"""The direct local subordinates of an organization with their filings and figures, read once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from organizations.calendar import today
from organizations.models import LOCAL_KINDS, Organization
from organizations.prepared_queries import PreparedQuery
from organizations.reporting_tree import KINDS_UNDER
from organizations.statistical_regions import Region, region_of
from reports.dashboards.places.ranks import ranks_of
from reports.dashboards.question import Question
from targets.figures.history import earlier_day, filings_then, reports_at
from targets.figures.local_figures import Figures, figures_of_locals
from targets.figures.queries import Filed, TargetFigure, filed_on, has_figure
from targets.figures.shares import is_of_parts
from targets.models import Target
from tasks.filings.timeliness import Timeliness, timeliness
from tasks.models import Filing
from tasks.models.filing import FilingQuerySet


@dataclass(frozen=True, slots=True)
class FilingState:
    """How far a filing is on the day that is looked at, by id; drafts are told by their state alone (R22)."""

    pk: int
    status: Filing.Status
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class Place:
    """One organization: its filing for the period (None without one), its figures by target id, and its rank
    on those that rank."""

    organization: Organization
    filing: FilingState | None
    figures: Figures
    ranks: Mapping[int, int]

    @property
    def region(self) -> Region | None:
        return region_of(self.organization.code)

    @property
    def behind(self) -> list[TargetFigure]:
        """The figures that are at risk or off track of the organization's own share."""
        return [shown for shown in self.figures.values() if shown.outcome in {"at_risk", "off_track"}]

    @property
    def missing(self) -> list[TargetFigure]:
        """What has not been answered yet; nil returns are answers."""
        return [shown for shown in self.figures.values() if not shown.has_answer]


@dataclass(frozen=True, slots=True)
class Places:
    """What the view is made of. ``totals`` are the organization's own figures by target id, the nation's for
    the office; ``regions`` those of the regions that are looked at, in their order, none for a local one;
    ``together`` what the subordinates of a local one come to, beside what it attests itself (design R7).
    ``filed`` is what the totals are made of; ``ranked`` of how many organizations a rank is one, by target
    id."""

    question: Question
    targets: tuple[Target, ...]
    rows: tuple[Place, ...]
    totals: Figures
    regions: Mapping[Region, Figures]
    together: Figures
    filed: Filed
    ranked: Mapping[int, int]

    @property
    def totals_shown(self) -> Figures:
        """The totals of the targets that are looked at."""
        return {target.pk: self.totals[target.pk] for target in self.targets}

    def figures_on(self, target: Target) -> list[TargetFigure]:
        """The organizations' figures on one target, in the order of the rows."""
        return [row.figures[target.pk] for row in self.rows]


def places_of(question: Question, targets: Sequence[Target]) -> Places:
    """The subordinates that are looked at, on those of ``targets`` that local bureaus report (at most 15
    queries). ``targets`` come with indicator, guidance, section and responsible."""
    organization = question.organization
    asked = [
        target
        for target in question.kept_targets(targets)
        if has_figure(organization, target) and target.reported_by == Target.ReportedBy.LOCAL_BUREAUS
    ]
    filed = filed_on(organization, asked, on=question.on, with_submitted=question.with_submitted)
    totals = {target.pk: filed.figure(target, question.period) for target in asked}
    asked = [target for target in asked if question.outcome in {None, totals[target.pk].outcome}]
    nodes = subordinates_of(question)
    figures = figures_of_locals(
        nodes, asked, on=question.on, until=question.period, with_submitted=question.with_submitted
    )
    ranks = {
        target.pk: ranks_of({node.pk: figures[node.pk][target.pk] for node in nodes}) for target in asked
    }
    states = filing_states(question)
    rows = tuple(
        Place(
            node,
            states.get(node.pk),
            figures[node.pk],
            {pk: found[node.pk] for pk, found in ranks.items() if node.pk in found},
        )
        for node in nodes
    )
    regions = regions_in(question, filed, asked, rows)
    together = subordinates_together(question, filed, asked)
    ranked = {pk: len(found) for pk, found in ranks.items()}
    return Places(question, tuple(asked), rows, totals, regions, together, filed, ranked)


def subordinates_together(question: Question, filed: Filed, targets: Sequence[Target]) -> Figures:
    """What the direct subordinates of a local organization come to, by each indicator's rule (two queries;
    four for an earlier day); empty for others, whose own figure is that."""
    organization = question.organization
    if not organization.is_local:
        return {}
    received = filings_received(organization)
    reports = reports_at(targets, received, filed.as_of, beneath=organization)
    beneath = replace(filed, reports=reports, supplements={}, shares={})
    return {target.pk: beneath.figure(target, question.period) for target in targets if reports[target.pk]}


def subordinates_of(question: Question) -> list[Organization]:
    """The local organizations of the region that exist today or have filed to it this year, in the order of
    the tree (one query)."""
    organization = question.organization
    root = str(organization.path)[: Organization.steplen] if organization.is_department else organization.path
    depth = 2 if organization.is_department else organization.depth + 1
    # By kind, because few kinds stand under the office, whose path begins that of every organization.
    above = Organization.Kind.OFFICE if organization.is_department else organization.kind
    kinds = KINDS_UNDER.get(above, frozenset()).intersection(LOCAL_KINDS)
    filed = {
        "local": organization.pk if organization.is_local else None,
        "guidance": question.guidance.pk,
    }
    there = {"kinds": tuple(sorted(map(str, kinds))), "depth": depth, "root": str(root), "day": today()}
    # Nobody stands beneath a township.
    nodes = organizations_beneath.rows(**filed, **there) if kinds else organizations_heard.rows(**filed)
    return [node for node in nodes if question.keeps_organization(node)]


@PreparedQuery
def organizations_beneath(
    *, local: int | None, guidance: int, kinds: tuple[str, ...], depth: int, root: str, day: dt.date
) -> QuerySet[Organization]:
    beneath = Q(kind__in=kinds, depth=depth, path__startswith=root)
    there = Organization.objects.active_on(day).filter(beneath).order_by().values("pk")
    nodes: QuerySet[Organization] = Organization.objects.local()
    return nodes.filter(pk__in=heard_by(local, guidance).union(there))


@PreparedQuery
def organizations_heard(*, local: int | None, guidance: int) -> QuerySet[Organization]:
    nodes: QuerySet[Organization] = Organization.objects.local()
    return nodes.filter(pk__in=heard_by(local, guidance))


def heard_by(local: int | None, guidance: int) -> QuerySet[Any, Any]:
    """Who has filed on a guidance to a local organization, or without one to the office, by id."""
    return received_by(local).filter(period__guidance=guidance).order_by().values("organization")


def filings_received(organization: Organization) -> FilingQuerySet:
    """The filings of the direct subordinates whose figures an organization looks at."""
    return received_by(organization.pk if organization.is_local else None)


def received_by(local: int | None) -> FilingQuerySet:
    """The filings to a local organization, by its id; without one those to the office."""
    if local is not None:
        return Filing.objects.filter(reports_to=local)
    return Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)


@PreparedQuery
def filings_for(local: int | None, period: int) -> QuerySet[Filing]:
    return received_by(local).filter(period=period).order_by()


def filing_states(question: Question) -> dict[int, FilingState]:
    """How far each subordinate's filing for the period is, by organization id (one query; three for an
    earlier day)."""
    organization, as_of = question.organization, earlier_day(question.on)
    received = filings_received(organization).filter(period=question.period)
    then = filings_then(received, as_of) if as_of else {}
    states = {}
    local = organization.pk if organization.is_local else None
    for filing in filings_for.rows(local=local, period=question.period.pk):
        filing.period = question.period
        status = Filing.Status(filing.status)
        if as_of is not None:
            status = Filing.Status(then[filing.pk].status) if filing.pk in then else Filing.Status.DRAFT
        states[filing.organization_id] = FilingState(
            filing.pk, status, timeliness_on(filing, as_of or today())
        )
    return states


def timeliness_on(filing: Filing, day: dt.date) -> Timeliness:
    """Where it stood against its window at the end of a day."""
    filed_on = filing.filed_on if filing.filed_on is not None and filing.filed_on <= day else None
    return timeliness(opens_on=filing.period.opens_on, due_on=filing.due_on, filed_on=filed_on, today=day)


def regions_in(
    question: Question, filed: Filed, targets: Sequence[Target], rows: Sequence[Place]
) -> dict[Region, Figures]:
    """The figures of each region among the rows, on the targets that consist of parts (no query)."""
    if question.organization.is_local:
        return {}
    parted = [target for target in targets if is_of_parts(target)]
    shares = {
        target.pk: {
            row.organization.pk: share for row in rows if (share := row.figures[target.pk].share) is not None
        }
        for target in parted
    }
    members: dict[Region | None, list[int]] = {}
    for row in rows:
        members.setdefault(row.region, []).append(row.organization.pk)
    found: dict[Region, Figures] = {}
    for region in Region:
        among = frozenset(members.get(region, ()))
        if among:
            part = replace(filed, among=among, shares=shares)
            found[region] = {target.pk: part.figure(target, question.period) for target in parted}
    return found
