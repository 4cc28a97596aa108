"""What filings say on targets, and what they still owe: as the arithmetic takes it, and as people read it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from organizations.models import LOCAL_KINDS, Organization, User
from organizations.models.organization import exists_on
from targets.arithmetic.rollup import Report
from targets.models import Measurement, Target
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet

NUMBERS = ("value", "numerator", "denominator", "nil_return")
NO_NUMBERS: "Numbers" = (None, None, None, False)


def filings_behind(organization: Organization) -> FilingQuerySet:
    """The filings that make an organization's figures: its own, or those filed to the office."""
    if organization.is_local:
        return Filing.objects.filter(organization=organization)
    return Filing.objects.filter(reports_to__kind=Organization.Kind.OFFICE)


def reports_on(targets: Iterable[Target], filings: FilingQuerySet) -> dict[int, list[Report]]:
    """What ``filings`` say, and what they still owe, by target id (two queries)."""
    by_id = {target.pk: target for target in targets}
    asked = filings.filter(period__guidance__in={target.guidance_id for target in by_id.values()})
    said = numbers_in(asked, by_id)
    return reports_at_places(by_id, places_of(asked), said)


def reports_beneath(filing: Filing, targets: Iterable[Target]) -> dict[int, list[Report]]:
    """``reports_on`` the direct subordinates' filings for the same period (one query)."""
    by_id = {target.pk: target for target in targets}
    own = FilteredRelation("measurements", condition=Q(measurements__target__in=list(by_id)))
    filings = Filing.objects.filter(reports_to=filing.organization_id, period=filing.period_id)
    numbers = [f"own__{name}" for name in NUMBERS]
    rows = list(filings.annotate(own=own).order_by("pk").values_list(*PLACE, "own__target_id", *numbers))
    said: dict[int, dict[int, Numbers]] = {pk: {} for pk in by_id}
    for row in rows:
        target, *found = row[len(PLACE) :]
        if target is not None:
            said[target][row[0]] = tuple(found)
    places = {place.pk: place for place in places_in([row[: len(PLACE)] for row in rows])}
    return reports_at_places(by_id, places.values(), said)


def reports_by_superior(target: Target, filings: FilingQuerySet) -> dict[tuple[int, int], list[Report]]:
    """``reports_beneath`` of many: what ``filings`` say on one target, and what they still owe, by whom they
    report to and the period's place in the year (two queries)."""
    said = numbers_in(filings, [target.pk])
    rows: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for superior, *row in filings.order_by("pk").values_list("reports_to_id", *PLACE):
        rows[superior, row[PLACE.index("period__order")]].append(tuple(row))
    return {
        key: reports_at_places({target.pk: target}, places_in(found), said)[target.pk]
        for key, found in rows.items()
    }


def reports_at_places(
    by_id: Mapping[int, Target], filings: Iterable["Place"], said: Mapping[int, Mapping[int, "Numbers"]]
) -> dict[int, list[Report]]:
    """What is ``said`` by target and filing, with what filings still owe, by target id."""
    places = [place for place in filings if is_heard(place, place.status)]
    return {
        pk: [
            Report(
                *(place.organization, place.period, place.status, *numbers),
                *(place.is_supplement, place.successor),
            )
            for place in places
            for numbers in [said[pk].get(place.pk) or (NO_NUMBERS if owed(place, target) else None)]
            if numbers is not None
        ]
        for pk, target in by_id.items()
    }


class Place(NamedTuple):
    """Of a filing what decides whether and where it counts; ids, and the period's place in the year.

    ``is_there`` tells whether its organization exists on the period's last day, which decides who is asked.
    ``successor`` is the one that has spoken for the organization since it was merged or moved beneath it.
    """

    pk: int
    organization: int
    is_local: bool
    guidance: int
    period: int
    is_supplement: bool
    status: str
    is_there: bool = True
    successor: int | None = None


# Of a filing what makes a place.
PLACE = (
    *("pk", "organization_id", "organization__kind", "period__guidance_id"),
    *("period__order", "period__kind", "status", "period__ends_on", "organization__path"),
    *("organization__active_from", "organization__active_until", "organization__successor_id"),
)


def places_of(filings: FilingQuerySet) -> list[Place]:
    """The filings in the order of their periods (one query)."""
    return places_in(list(filings.order_by("period__order", "pk").values_list(*PLACE)))


def places_in(rows: Sequence[tuple[Any, ...]]) -> list[Place]:
    """Rows of ``PLACE`` as places."""
    by_path = {row[8]: row[1] for row in rows}
    return [
        Place(
            pk,
            organization,
            organization_kind in LOCAL_KINDS,
            guidance,
            order,
            kind == ReportingPeriod.Kind.SUPPLEMENT,
            status,
            exists_on(ends_on, begun, until),
            successor or above(path, by_path),
        )
        for pk, organization, organization_kind, guidance, order, kind, status, ends_on, path, *rest in rows
        for begun, until, successor in [rest]
    ]


def above(path: str, by_path: Mapping[str, int]) -> int | None:
    """The one over an organization that reports to the same place: it moved there, and its new superior's
    figure holds its own since."""
    lengths = range(len(path) - Organization.steplen, 0, -Organization.steplen)
    return next((by_path[path[:length]] for length in lengths if path[:length] in by_path), None)


def is_heard(place: Place, status: str) -> bool:
    """Whether a filing takes part: its organization is there, or has handed it in before it left."""
    return place.is_there or place.is_supplement or status in Filing.HANDED_IN


type Numbers = tuple[Decimal | None, Decimal | None, Decimal | None, bool]


def numbers_in(filings: FilingQuerySet, targets: Iterable[int]) -> dict[int, dict[int, Numbers]]:
    """The numbers of every saved line, by target and filing id (one query)."""
    found: dict[int, dict[int, Numbers]] = {target: {} for target in targets}
    rows = Measurement.objects.filter(filing__in=filings.values("pk"), target__in=list(found)).order_by()
    for target, filing, value, numerator, denominator, nil in rows.values_list(
        "target_id", "filing_id", *NUMBERS
    ):
        found[target][filing] = value, numerator, denominator, nil
    return found


def owes(filing: Filing, target: Target) -> bool:
    """``owed`` of a filing with its organization and period."""
    period, organization = filing.period, filing.organization
    place = Place(
        filing.pk,
        organization.pk,
        organization.is_local,
        period.guidance_id,
        period.order,
        period.is_supplement,
        filing.status,
        organization.is_there_on(period.ends_on),
    )
    return owed(place, target)


def owed(place: Place, target: Target, *, on: dt.date | None = None) -> bool:
    """Whether the plan asks the filing for a line on ``target``, saved or not, or asked for it on an earlier
    day. What a supplement asks for is beyond the plan: nobody waits for it."""
    withdrawn_on = target.withdrawn_on
    return (
        (withdrawn_on is None or (on is not None and on < withdrawn_on))
        and place.is_there
        and not place.is_supplement
        and target.guidance_id == place.guidance
        and target.asks(place.organization, is_local=place.is_local)
    )


def contributions(target: Target, organization: Organization, user: User) -> list[Measurement]:
    """The lines behind a figure with filing, approver and period, by organization and period (design R10).

    Those that a filing still owes are among them, unsaved. For a local organization its own and its direct
    subordinates' lines. Only what ``user`` may see. Two queries.
    """
    filings = filings_behind(organization)
    if organization.is_local:
        filings = Filing.objects.filter(Q(organization=organization) | Q(reports_to=organization))
    if target.responsible_id not in user.scope.departments:
        filings = filings.visible_to(user)
    readable = filings.filter(period__guidance=target.guidance_id).select_related(
        "organization", "period__guidance", "approved_by"
    )
    return lines_on(
        target,
        readable.defer("period__guidance__source_text").order_by("organization__path", "period__order"),
        Measurement.objects.visible_to(user),
    )


def lines_on(
    target: Target, filings: FilingQuerySet, measurements: QuerySet[Measurement] | None = None
) -> list[Measurement]:
    """A line on ``target`` of each filing that has or owes one, unsaved where nobody has saved it, in the
    order of ``filings``, which come with organization and period. Two queries."""
    rows = Measurement.objects.all() if measurements is None else measurements
    said = {line.filing_id: line for line in rows.filter(target=target, filing__in=filings.values("pk"))}
    found = []
    for filing in filings:
        if filing.pk in said or owes(filing, target):
            line = said.get(filing.pk) or Measurement()
            line.filing, line.target = filing, target
            found.append(line)
    return found
