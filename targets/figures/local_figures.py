"""The figures of many local organizations at once: what ``figures_of`` has of each, in a few queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from organizations.calendar import today
from organizations.models import Organization
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import COLUMNS, ORGANIZATION, Values, rows_in
from targets.figures.history import earlier_day, filings_then, reports_in_rows_then, supplements_at
from targets.figures.queries import TargetFigure, has_figure, periods_of, target_figure
from targets.figures.reports import Answer, answers_in, reports_in_rows
from targets.figures.supplements import Supplement
from targets.models import Allocation, Target
from tasks.models import Filing, ReportingPeriod

type Figures = Mapping[int, TargetFigure]


def figures_of_locals(
    organizations: Sequence[Organization],
    targets: Sequence[Target],
    *,
    on: dt.date | None = None,
    until: ReportingPeriod | None = None,
) -> dict[int, Figures]:
    """``figures_of`` each local organization, by its id and the target's (four queries, one more where there
    are supplements; a few more for an earlier day). ``until`` ends its year with that period. ``targets``
    come with indicator and guidance."""
    # Local organizations differ in nothing that decides on which targets they have a figure.
    asked = [target for target in targets if organizations and has_figure(organizations[0], target)]
    if not asked:
        return {one.pk: {} for one in organizations}
    day, as_of = on or today(), earlier_day(on)
    reports = reports_by_organization(organizations, asked, as_of)
    is_supplemented = any(
        report.is_supplement for of_one in reports.values() for found in of_one.values() for report in found
    )
    supplements = supplements_by_organization(organizations, asked, as_of) if is_supplemented else {}
    shares, periods = shares_by_organization(organizations, asked), periods_of(asked)
    return {
        one.pk: {
            target.pk: target_figure(
                target,
                one,
                reports[one.pk][target.pk],
                periods[target.guidance_id],
                supplements.get((one.pk, target.pk), ()),
                on=day,
                until=until if until is not None and until.guidance_id == target.guidance_id else None,
                as_of=as_of,
                share=shares.get((one.pk, target.pk)),
            )
            for target in asked
        }
        for one in organizations
    }


def reports_by_organization(
    organizations: Sequence[Organization], targets: Sequence[Target], as_of: dt.date | None = None
) -> dict[int, dict[int, list[Report]]]:
    """What each of ``organizations`` reports itself, or reported by the end of an earlier day, by its id and
    the target's (two queries; three for an earlier day)."""
    by_id = {target.pk: target for target in targets}
    filings = Filing.objects.filter(
        organization__in=[one.pk for one in organizations],
        period__guidance__in={target.guidance_id for target in targets},
    )
    values: dict[int, list[Values]] = defaultdict(list)
    for each in filings.order_by("period__order", "pk").values_list(*COLUMNS):
        values[each[ORGANIZATION]].append(tuple(each))
    # Rows are made for each by itself: who stands above whom matters only where their figures meet.
    rows = {one.pk: rows_in(values[one.pk]) for one in organizations}
    if as_of is not None:
        then = filings_then(filings, as_of)
        return {pk: reports_in_rows_then(targets, of_one, then, as_of) for pk, of_one in rows.items()}
    said: dict[int, dict[int, Answer]] = answers_in(filings, by_id)
    return {pk: reports_in_rows(by_id, of_one, said) for pk, of_one in rows.items()}


def supplements_by_organization(
    organizations: Sequence[Organization], targets: Sequence[Target], as_of: dt.date | None = None
) -> dict[tuple[int, int], list[Supplement]]:
    """The supplements in each one's figures, by organization and target (one query; four for an earlier
    day)."""
    filings = Filing.objects.filter(organization__in=[one.pk for one in organizations])
    found: dict[tuple[int, int], list[Supplement]] = defaultdict(list)
    for target, supplements in supplements_at(targets, filings, as_of).items():
        for supplement in supplements:
            found[supplement.organization.pk, target].append(supplement)
    return found


def shares_by_organization(
    organizations: Sequence[Organization], targets: Iterable[Target]
) -> dict[tuple[int, int], Decimal]:
    """What each is to bring to the targets that are shared out, by organization and target (one query)."""
    shared = [target.pk for target in targets if target.can_be_shared]
    rows = Allocation.objects.filter(organization__in=[one.pk for one in organizations], target__in=shared)
    return {
        (one, target): value for one, target, value in rows.values_list("organization", "target", "value")
    }
