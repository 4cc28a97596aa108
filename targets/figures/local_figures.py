"""The figures of many local organizations at once: what ``figures_of`` has of each, in a few queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from organizations.calendar import today
from organizations.models import Organization
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import COLUMNS, ORGANIZATION, Values, rows_in
from targets.figures.history import earlier_day
from targets.figures.queries import TargetFigure, figures_of, has_figure, periods_of, target_figure
from targets.figures.reports import Answer, answers_in, reports_in_rows
from targets.figures.supplements import Supplement, supplements_in
from targets.models import Allocation, Target
from tasks.models import Filing

type Figures = Mapping[int, TargetFigure]


def figures_of_locals(
    organizations: Sequence[Organization], targets: Sequence[Target], *, on: dt.date | None = None
) -> dict[int, Figures]:
    """``figures_of`` each local organization, by its id and the target's (four queries, one more where there
    are supplements; for an earlier day so many for each). ``targets`` come with indicator and guidance."""
    if earlier_day(on) is not None:
        return {one.pk: figures_of(one, targets, on=on) for one in organizations}
    # Local organizations differ in nothing that decides on which targets they have a figure.
    asked = [target for target in targets if organizations and has_figure(organizations[0], target)]
    if not asked:
        return {one.pk: {} for one in organizations}
    reports = reports_by_organization(organizations, asked)
    is_supplemented = any(
        report.is_supplement for of_one in reports.values() for found in of_one.values() for report in found
    )
    supplements = supplements_by_organization(organizations, asked) if is_supplemented else {}
    shares, periods, day = shares_by_organization(organizations, asked), periods_of(asked), on or today()
    return {
        one.pk: {
            target.pk: target_figure(
                target,
                one,
                reports[one.pk][target.pk],
                periods[target.guidance_id],
                supplements.get((one.pk, target.pk), ()),
                on=day,
                until=None,
                share=shares.get((one.pk, target.pk)),
            )
            for target in asked
        }
        for one in organizations
    }


def reports_by_organization(
    organizations: Sequence[Organization], targets: Sequence[Target]
) -> dict[int, dict[int, list[Report]]]:
    """What each of ``organizations`` reports itself, by its id and the target's (two queries)."""
    by_id = {target.pk: target for target in targets}
    filings = Filing.objects.filter(
        organization__in=[one.pk for one in organizations],
        period__guidance__in={target.guidance_id for target in targets},
    )
    said: dict[int, dict[int, Answer]] = answers_in(filings, by_id)
    values: dict[int, list[Values]] = defaultdict(list)
    for each in filings.order_by("period__order", "pk").values_list(*COLUMNS):
        values[each[ORGANIZATION]].append(tuple(each))
    # Rows are made for each by itself: who stands above whom matters only where their figures meet.
    return {one.pk: reports_in_rows(by_id, rows_in(values[one.pk]), said) for one in organizations}


def supplements_by_organization(
    organizations: Sequence[Organization], targets: Sequence[Target]
) -> dict[tuple[int, int], list[Supplement]]:
    """The supplements in each one's figures, by organization and target (one query)."""
    filings = Filing.objects.filter(organization__in=[one.pk for one in organizations])
    found: dict[tuple[int, int], list[Supplement]] = defaultdict(list)
    for target, supplements in supplements_in(targets, filings).items():
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
