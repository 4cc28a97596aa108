"""What figures of many local organizations are made of, read for all of them at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from organizations.calendar import today
from organizations.models import Organization
from targets.figures.filing_rows import COLUMNS, ORGANIZATION, Values, rows_in
from targets.figures.history import earlier_day, filings_then, reports_in_rows_then, supplements_at
from targets.figures.periods import periods_of
from targets.figures.queries import Filed
from targets.figures.reports import answers_in, filings_behind, reports_in_rows
from targets.figures.shares import shares_among
from targets.models import Target
from tasks.models import Filing


def filed_by_each(
    organizations: Sequence[Organization], targets: Sequence[Target], *, on: dt.date | None = None
) -> dict[int, Filed]:
    """``targets.figures.queries.filed_on`` of each of several local organizations, by its id: four queries
    for all of them, five of an earlier day, one more for each that has supplemented something.

    What is held is what they have filed on the guidances of ``targets``: whoever asks for thousands asks for
    some at a time.
    """
    as_of = earlier_day(on)
    by_id = {target.pk: target for target in targets}
    filings = Filing.objects.filter(
        organization__in=organizations, period__guidance__in={target.guidance_id for target in targets}
    )
    values: dict[int, list[Values]] = defaultdict(list)
    for each in filings.order_by("period__order", "pk").values_list(*COLUMNS):
        values[each[ORGANIZATION]].append(each)
    said = answers_in(filings, by_id) if as_of is None else {}
    then = filings_then(filings, as_of) if as_of is not None else {}
    periods, shares = periods_of(targets), shares_among([one.pk for one in organizations], targets)
    filed = {}
    for organization in organizations:
        rows = rows_in(values[organization.pk])
        reports = (
            reports_in_rows(by_id, rows, said)
            if as_of is None
            else reports_in_rows_then(targets, rows, then, as_of)
        )
        own = filings_behind(organization)
        filed[organization.pk] = Filed(
            organization=organization,
            on=on or today(),
            as_of=as_of,
            with_submitted=False,
            among=None,
            reports=reports,
            periods=periods,
            supplements=supplements_at(targets, own, as_of) if any(row.is_supplement for row in rows) else {},
            shares=shares,
            rows=rows,
        )
    return filed
