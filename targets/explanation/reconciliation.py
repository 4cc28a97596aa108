"""Every published figure held against its recomputation from what was submitted (design R10).

Compared are the figures of each period as they stand now, and the figures of all years at once as they stand
now and stood at the end of earlier days, as a call for a day asks for them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

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
from targets.explanation.recompute import recompute
from targets.explanation.record import (
    Record,
    day_after,
    heirs_in,
    official_filings,
    record_of,
)
from targets.figures.history import lines_then
from targets.figures.queries import TargetFigure, figures_of, has_figure
from targets.figures.reports import lines_on_each
from targets.figures.subordinates import combines_beneath, subordinate_figures
from targets.models import Measurement, Target
from tasks.models import Filing, Guidance
from tasks.models.filing import FilingQuerySet


def with_figures(guidance: Guidance) -> QuerySet[Organization]:
    """The organizations that have figures in a guidance: those that file, and those that are filed to."""
    filing = Filing.objects.filter(period__guidance=guidance)
    answers_for = Target.objects.filter(guidance=guidance)
    has_some = Q(pk__in=filing.values("organization")) | Q(pk__in=filing.values("reports_to"))
    organizations: QuerySet[Organization] = Organization.objects.filter(
        has_some | Q(pk__in=answers_for.values("responsible"))
    )
    return organizations.order_by("path")


def published_targets() -> list[Target]:
    """The targets of every guidance in force, in order of the years."""
    rows = Target.objects.published().select_related("indicator", "guidance")
    return list(rows.defer("guidance__source_text").order_by("guidance__year", "order"))


def compared_in(guidance: Guidance, organization: Organization) -> Iterator[Comparison]:
    """Every figure that the organization has in the guidance, period by period, in both ways."""
    targets = [target for target in published_targets() if target.guidance_id == guidance.pk]
    own = [target for target in targets if has_figure(organization, target)]
    periods = list(guidance.periods.ordinary().select_related("guidance"))
    shown = [figure for period in periods for figure in figures_of(organization, own, until=period).values()]
    yield from own_figures(shown, record_of(official_filings(organization)))
    if has_subordinates(organization):
        record = record_of(filings_to(organization))
        yield from figures_beneath(organization, targets, guidance, record)
        yield from totals_to_date(shown, record)


def compared_on_days(
    organization: Organization, targets: Sequence[Target], *, most: int
) -> Iterator[Comparison]:
    """What the organization has on the targets of all years at once, now and at the end of at most ``most``
    earlier days, in both ways; of organizations without subordinates, which are many and much alike, at the
    end of the last day alone."""
    own = [target for target in targets if has_figure(organization, target)]
    record = record_of(official_filings(organization))
    beneath = record_of(filings_to(organization)) if has_subordinates(organization) else None
    changed_on = {*record.days, *(beneath.days if beneath else ())}
    days = days_among(changed_on, most=min(most, 1) if organization.is_leaf() else most)
    for day in [*days, None]:
        shown = [*figures_of(organization, own, on=day).values()]
        yield from own_figures(shown, record)
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
