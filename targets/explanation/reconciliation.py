"""Every published figure held against its recomputation from what was submitted (design R10).

Compared are the figures of each period as they stand now, and the figures of all years at once as they stand
now and stood at the end of earlier days, as a call for a day asks for them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.db.models import Q, QuerySet

from organizations.calendar import today
from organizations.models import Organization
from targets.allocation.shares import standings
from targets.explanation.comparisons import (
    BENEATH,
    BENEATH_TO_DATE,
    Compared,
    ComparedShare,
    Comparison,
)
from targets.explanation.contributions import total_beneath
from targets.explanation.read_together import ReadTogether
from targets.explanation.recompute import recompute
from targets.explanation.record import Record, day_after, heirs_in, record_of
from targets.figures.history import lines_then
from targets.figures.queries import TargetFigure, asked_of
from targets.figures.reports import lines_on_each
from targets.figures.subordinates import combines_beneath, subordinate_figures
from targets.models import Measurement, Target
from tasks.models import Filing, Guidance, ReportingPeriod
from tasks.models.filing import FilingQuerySet

# So many filings, with their lines and versions, are held at a time.
MOST_FILINGS = 600
# One organization with its figures in both ways, computed as they are asked for.
type OfOne = tuple[Organization, Iterator[Comparison]]


def with_figures(*guidances: Guidance) -> QuerySet[Organization]:
    """The organizations that have figures in any of the guidances: those that file, and those that are filed
    to."""
    filing = Filing.objects.filter(period__guidance__in=guidances)
    answers_for = Target.objects.filter(guidance__in=guidances)
    has_some = Q(pk__in=filing.values("organization")) | Q(pk__in=filing.values("reports_to"))
    organizations: QuerySet[Organization] = Organization.objects.filter(
        has_some | Q(pk__in=answers_for.values("responsible"))
    )
    return organizations.order_by("path")


def few_at_a_time(organizations: QuerySet[Organization], periods: int) -> Iterator[list[Organization]]:
    """The organizations, read one after another, so many together that about ``MOST_FILINGS`` of theirs of
    ``periods`` periods are held at a time, however many there are in all."""
    size = max(1, MOST_FILINGS // max(periods, 1))
    return map(list, batched(organizations.iterator(chunk_size=size), size))


def published_targets() -> list[Target]:
    """The targets of every guidance in force, in order of the years."""
    rows = Target.objects.published().select_related("indicator", "guidance")
    return list(rows.defer("guidance__source_text").order_by("guidance__year", "order"))


def compared_in(guidance: Guidance, organization: Organization) -> Iterator[Comparison]:
    """Every figure that the organization has in the guidance, period by period, in both ways."""
    ((_organization, comparisons),) = compared_in_each(
        guidance, Organization.objects.filter(pk=organization.pk)
    )
    return comparisons


def compared_in_each(guidance: Guidance, organizations: QuerySet[Organization]) -> Iterator[OfOne]:
    """``compared_in`` of each of ``organizations``, in their order; what it holds at a time does not grow
    with them."""
    targets = [target for target in published_targets() if target.guidance_id == guidance.pk]
    periods = list(guidance.periods.ordinary().select_related("guidance"))
    of_guidance = Filing.objects.filter(period__guidance=guidance)
    for few in few_at_a_time(organizations, len(periods)):
        read = ReadTogether(few, targets, of_guidance)
        for organization in few:
            yield organization, compared_of(organization, guidance, periods, targets, read)


def compared_of(
    organization: Organization,
    guidance: Guidance,
    periods: Sequence[ReportingPeriod],
    targets: Sequence[Target],
    read: ReadTogether,
) -> Iterator[Comparison]:
    """The figures of one of those that were read together, in both ways."""
    own, filed = asked_of(organization, targets), read.filed(organization)
    shown = [filed.figure(target, period) for period in periods for target in own]
    yield from own_figures(shown, read.record(organization))
    if has_subordinates(organization):
        record = record_of(filings_to(organization).filter(period__guidance=guidance))
        yield from figures_beneath(organization, targets, guidance, record)
        yield from totals_to_date(shown, record)


def compared_on_days_each(
    organizations: QuerySet[Organization], targets: Sequence[Target], *, most: int
) -> Iterator[OfOne]:
    """What each of ``organizations`` has on the targets of all years at once, now and at the end of at most
    ``most`` earlier days, in both ways; of those without subordinates, which are many and much alike, at the
    end of the last day alone. What it holds at a time does not grow with the organizations."""
    plans = {target.guidance_id for target in targets}
    periods = ReportingPeriod.objects.ordinary().filter(guidance__in=plans).count()
    for few in few_at_a_time(organizations, periods):
        read = ReadTogether(few, targets, Filing.objects.all())
        beneath = {each.pk: record_of(filings_to(each)) for each in few if has_subordinates(each)}
        days = {each.pk: days_of(each, read, beneath.get(each.pk), most) for each in few}
        read.on_days(days)
        for organization in few:
            subordinates = beneath.get(organization.pk)
            yield (
                organization,
                compared_then(organization, targets, days[organization.pk], read, subordinates),
            )


def days_of(
    organization: Organization, read: ReadTogether, beneath: Record | None, most: int
) -> list[dt.date]:
    """The earlier days on which the figures of an organization are compared."""
    changed_on = {*read.record(organization).days, *(beneath.days if beneath else ())}
    return days_among(changed_on, most=min(most, 1) if organization.is_leaf() else most)


def compared_then(
    organization: Organization,
    targets: Sequence[Target],
    days: Sequence[dt.date],
    read: ReadTogether,
    beneath: Record | None,
) -> Iterator[Comparison]:
    """The figures of one of those that were read together, on each of ``days`` and now, in both ways."""
    own = asked_of(organization, targets)
    for day in [*days, None]:
        filed = read.filed(organization, day)
        shown = [filed.figure(target) for target in own]
        yield from own_figures(shown, read.record(organization))
        if beneath is not None:
            yield from totals_to_date(shown, beneath)
        if day is None:
            yield from compared_shares(shown)


def has_subordinates(organization: Organization) -> bool:
    """Whether a subordinates' total stands beside what the organization attests."""
    return organization.is_local and not organization.is_leaf()


def filings_to(organization: Organization) -> FilingQuerySet:
    return Filing.objects.filter(reports_to=organization)


def days_among(changed_on: Iterable[dt.date], *, most: int) -> list[dt.date]:
    """At most ``most`` of the earlier days on which figures changed: the last, and others spread evenly over
    those before it."""
    days = sorted(day for day in changed_on if day < today())
    if len(days) <= most:
        return days
    return [days[-1 - place * len(days) // most] for place in range(most)]


def own_figures(figures: Iterable[TargetFigure], record: Record) -> Iterator[Compared]:
    """What an organization's figures say, beside what the record of its filings, or of those to the office,
    does (no query)."""
    for shown in figures:
        if shown.period is not None:
            before, guidance = moment_of(shown), shown.target.guidance_id
            heirs = {} if shown.organization.is_local else heirs_in(record, guidance, before=before)
            yield Compared(
                organization=shown.organization,
                period=shown.period,
                target=shown.target,
                shown=shown.figure.value,
                shown_counted=shown.figure.coverage.counted,
                recomputed=recompute(
                    shown.target.indicator,
                    record.statements(shown.target, before=before),
                    shown.period,
                    heirs,
                ),
                as_of=shown.as_of,
                supplemented=frozenset(supplement.organization.pk for supplement in shown.supplements),
            )


def figures_beneath(
    organization: Organization, targets: Sequence[Target], guidance: Guidance, record: Record
) -> Iterator[Compared]:
    """What the form for a period shows of the organization's subordinates."""
    by_pk = {target.pk: target for target in targets}
    for period in guidance.periods.select_related("guidance"):
        figures = subordinate_figures(organization=organization, period=period, targets=targets)
        for pk, figure in figures.items():
            said = record.statements(by_pk[pk])
            yield Compared(
                organization=organization,
                period=period,
                target=by_pk[pk],
                shown=figure.value,
                shown_counted=figure.coverage.counted,
                recomputed=recompute(
                    by_pk[pk].indicator,
                    [statement for statement in said if statement.period == period.order],
                    period,
                ),
                whose=BENEATH,
            )


def totals_to_date(figures: Sequence[TargetFigure], record: Record) -> Iterator[Compared]:
    """What explanations of one organization's figures show of its subordinates over the year."""
    combining = [shown for shown in figures if shown.period is not None and combines_beneath(shown.target)]
    lines: dict[dt.date | None, dict[int, list[Measurement]]] = {}
    for shown in combining:
        if shown.as_of not in lines:
            lines[shown.as_of] = lines_as_of(combining, shown.as_of)
        if shown.period is not None and (theirs := lines[shown.as_of][shown.target.pk]):
            total, before = total_beneath(shown, theirs), moment_of(shown)
            heirs = heirs_in(record, shown.target.guidance_id, beneath=shown.organization, before=before)
            yield Compared(
                organization=shown.organization,
                period=shown.period,
                target=shown.target,
                shown=total.value,
                shown_counted=total.coverage.counted,
                recomputed=recompute(
                    shown.target.indicator,
                    record.statements(shown.target, before=before),
                    shown.period,
                    heirs,
                ),
                whose=BENEATH_TO_DATE,
                as_of=shown.as_of,
            )


def lines_as_of(figures: Sequence[TargetFigure], as_of: dt.date | None) -> dict[int, list[Measurement]]:
    """The subordinates' lines on the targets of one organization's figures, by target id (two queries; five
    of an earlier day)."""
    targets = {shown.target.pk: shown.target for shown in figures}
    guidances = {target.guidance_id for target in targets.values()}
    filings = filings_to(figures[0].organization).filter(period__guidance__in=guidances)
    related = filings.select_related("organization__successor", "period", "approved_by")
    by_target = lines_on_each([*targets.values()], related, on=as_of)
    if as_of is None:
        return by_target
    then: dict[int, list[Measurement]] = {pk: [] for pk in by_target}
    for line in lines_then([line for lines in by_target.values() for line in lines], as_of):
        then[line.target_id].append(line)
    return then


def compared_shares(figures: Iterable[TargetFigure]) -> Iterator[ComparedShare]:
    """How much of its shares an organization has reached, as it is ranked and as it is judged (three queries
    a share)."""
    for shown in figures:
        if shown.share is not None:
            ranked = standings(shown.target, [shown.organization])[shown.organization.pk].attainment
            yield ComparedShare(shown.organization, shown.target, ranked, shown.assessment.attainment)


def moment_of(shown: TargetFigure) -> dt.datetime | None:
    """Before which everything happened that a figure of an earlier day knows of."""
    return None if shown.as_of is None else day_after(shown.as_of)
