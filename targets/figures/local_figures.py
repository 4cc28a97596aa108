"""The figures of many local organizations at once: what ``figures_of`` has of each, in a few queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from django.db.models import QuerySet

from organizations.calendar import today
from organizations.models import Organization
from organizations.prepared_queries import PreparedQuery
from targets.arithmetic.rollup import Report
from targets.figures.filing_rows import ORGANIZATION, Values, rows_in, values_in_order
from targets.figures.history import earlier_day, filings_then, reports_in_rows_then, supplements_at
from targets.figures.periods import periods_of
from targets.figures.queries import Filed, TargetFigure, has_figure
from targets.figures.reports import answers_in_rows, reports_in_rows
from targets.figures.shares import shares_among
from targets.figures.supplements import Supplement
from targets.models import Target
from tasks.models import Filing, ReportingPeriod
from tasks.models.filing import FilingQuerySet

type Figures = Mapping[int, TargetFigure]


def figures_of_locals(
    organizations: Sequence[Organization],
    targets: Sequence[Target],
    *,
    on: dt.date | None = None,
    until: ReportingPeriod | None = None,
    with_submitted: bool = False,
) -> dict[int, Figures]:
    """``figures_of`` each local organization, by its id and the target's (four queries, one more where there
    are supplements; a few more for an earlier day), asked for in the same way. ``targets`` come with
    indicator and guidance."""
    # Local organizations differ in nothing that decides on which targets they have a figure.
    asked = [target for target in targets if organizations and has_figure(organizations[0], target)]
    if not asked:
        return {one.pk: {} for one in organizations}
    as_of = earlier_day(on)
    reports = reports_by_organization(organizations, asked, as_of)
    is_supplemented = any(
        report.is_supplement for of_one in reports.values() for found in of_one.values() for report in found
    )
    supplements = supplements_by_organization(organizations, asked, as_of) if is_supplemented else {}
    shares, periods = shares_among([one.pk for one in organizations], asked), periods_of(asked)
    filed = {
        one.pk: Filed(
            organization=one,
            on=on or today(),
            as_of=as_of,
            with_submitted=with_submitted,
            among=None,
            reports=reports[one.pk],
            periods=periods,
            supplements=supplements.get(one.pk, {}),
            shares=shares,
        )
        for one in organizations
    }
    return {pk: {target.pk: of_one.figure(target, until) for target in asked} for pk, of_one in filed.items()}


def reports_by_organization(
    organizations: Sequence[Organization], targets: Sequence[Target], as_of: dt.date | None = None
) -> dict[int, dict[int, list[Report]]]:
    """What each of ``organizations`` reports itself, or reported by the end of an earlier day, by its id and
    the target's (two queries; three for an earlier day)."""
    by_id = {target.pk: target for target in targets}
    whose, plans = tuple(one.pk for one in organizations), tuple({each.guidance_id for each in targets})
    values: dict[int, list[Values]] = defaultdict(list)
    for each in values_of_locals.rows(organizations=whose, guidances=plans) if whose and plans else ():
        values[each[ORGANIZATION]].append(tuple(each))
    # Rows are made for each by itself: who stands above whom matters only where their figures meet.
    rows = {one.pk: rows_in(values[one.pk]) for one in organizations}
    if as_of is not None:
        then = filings_then(filings_of_locals(whose, plans), as_of)
        return {pk: reports_in_rows_then(targets, of_one, then, as_of) for pk, of_one in rows.items()}
    said = answers_in_rows(chain.from_iterable(rows.values()), targets)
    return {pk: reports_in_rows(by_id, of_one, said) for pk, of_one in rows.items()}


def filings_of_locals(organizations: tuple[int, ...], guidances: tuple[int, ...]) -> FilingQuerySet:
    return Filing.objects.filter(organization__in=organizations, period__guidance__in=guidances)


@PreparedQuery
def values_of_locals(organizations: tuple[int, ...], guidances: tuple[int, ...]) -> QuerySet[Filing, Values]:
    return values_in_order(filings_of_locals(organizations, guidances))


def supplements_by_organization(
    organizations: Sequence[Organization], targets: Sequence[Target], as_of: dt.date | None = None
) -> dict[int, dict[int, list[Supplement]]]:
    """The supplements in each one's figures, by organization and target (one query; four for an earlier
    day)."""
    filings = Filing.objects.filter(organization__in=[one.pk for one in organizations])
    found: dict[int, dict[int, list[Supplement]]] = defaultdict(lambda: defaultdict(list))
    for target, supplements in supplements_at(targets, filings, as_of).items():
        for supplement in supplements:
            found[supplement.organization.pk][target].append(supplement)
    return found
