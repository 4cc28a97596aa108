"""Setting up the reporting periods of a guidance."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tasks.errors import TransitionNotAllowed
from tasks.models import Guidance, ReportingPeriod

Kind = ReportingPeriod.Kind
# Quarters may be filed from the day after they end until the 20th; the year end opens a month ahead.
QUARTER_DUE_DAY = 20
YEAR_END_DAYS = 30


@transaction.atomic
def set_up_quarters(*, guidance: Guidance) -> list[ReportingPeriod]:
    """Give a guidance three quarters and its year end, which is due when the notice says (design §2).

    Without a day in the notice the year end is due on 15 December. Raises ``TransitionNotAllowed`` for a
    guidance that has periods already.
    """
    if guidance.periods.exists():
        raise TransitionNotAllowed(_("The guidance already has its reporting periods."))
    periods = [quarter(guidance, order) for order in (1, 2, 3)]
    return ReportingPeriod.objects.bulk_create([*periods, year_end(guidance)])


def quarter(guidance: Guidance, order: int) -> ReportingPeriod:
    """A quarter of the year; its window opens the day after it ends."""
    opens_on = dt.date(guidance.year, 3 * order + 1, 1)
    return ReportingPeriod(
        guidance=guidance,
        kind=Kind.QUARTER,
        order=order,
        starts_on=dt.date(guidance.year, 3 * order - 2, 1),
        ends_on=opens_on - dt.timedelta(days=1),
        opens_on=opens_on,
        due_on=opens_on.replace(day=QUARTER_DUE_DAY),
    )


def year_end(guidance: Guidance) -> ReportingPeriod:
    """The last three months, reported by the day of the notice, before they end."""
    due_on = guidance.report_due_on or dt.date(guidance.year, 12, 15)
    return ReportingPeriod(
        guidance=guidance,
        kind=Kind.YEAR_END,
        order=4,
        starts_on=dt.date(guidance.year, 10, 1),
        ends_on=dt.date(guidance.year, 12, 31),
        opens_on=due_on - dt.timedelta(days=YEAR_END_DAYS),
        due_on=due_on,
    )
