"""How near the office is to its year-end report: the deadline, and how many organizations are ready (R17)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import Organization
from organizations.workdays import workdays_between
from reports.dashboards.matters.due_days import workdays_left
from reports.dashboards.matters.matter import Matter
from reports.dashboards.shown_page import Point
from reports.models import AnnualReport
from tasks.models import Filing, Guidance, ReportingPeriod
from texts.punctuation import listed

# From so many workdays before the deadline on it is pressing.
PRESSING = 10


@dataclass(frozen=True, slots=True)
class YearEnd:
    """How many of those who report to the office for the last period have a frozen report, wait for approval,
    have not filed although it was due, or have still to file. ``due_on`` is the report's own deadline, None
    where the guidance names none."""

    period: ReportingPeriod
    due_on: dt.date | None
    total: int
    frozen: int
    approved: int
    waiting: int
    late: int

    @property
    def is_complete(self) -> bool:
        return self.frozen == self.total

    @property
    def to_come(self) -> int:
        """Who has not filed, and is not late yet."""
        return self.total - self.frozen - self.approved - self.waiting - self.late

    @property
    def in_words(self) -> str:
        """ "7 of 44 frozen, 3 waiting for approval, 34 still to file": only what there is."""
        counts = {
            _("%(count)d approved, about to be frozen"): self.approved,
            pgettext("organizations", "%(count)d waiting for approval"): self.waiting,
            _("%(count)d late"): self.late,
            _("%(count)d still to file"): self.to_come,
        }
        frozen = _("%(count)d of %(total)d frozen") % {"count": self.frozen, "total": self.total}
        return listed([frozen, *(words % {"count": count} for words, count in counts.items() if count)])

    def urgency(self, day: dt.date) -> str:
        """How pressing the deadline is on a day, as the urgency of a point."""
        if self.is_complete or self.due_on is None:
            return "success"
        if day > self.due_on:
            return "error"
        return "warning" if workdays_between(day, self.due_on) <= PRESSING else "info"

    def deadline(self, day: dt.date) -> str:
        """When the report is due, and how long that is; "" where the guidance does not say."""
        if self.due_on is None:
            return ""
        when = date_format(self.due_on, "DATE_FORMAT")
        if day > self.due_on:
            return _("The annual report was due on %(day)s") % {"day": when}
        words = {"day": when, "left": workdays_left(day, self.due_on)}
        return _("The annual report is due on %(day)s: %(left)s") % words


def year_end_of(office: Organization, guidance: Guidance, period: ReportingPeriod, day: dt.date) -> YearEnd:
    """How far those are who report to an organization for the last ``period`` of the plan (one query)."""
    report = AnnualReport.objects.filter(guidance=guidance, organization=OuterRef("organization"))
    filings = Filing.objects.filter(period=period, reports_to=office).with_due_on()
    open_ones = Q(is_frozen=False) & ~Q(status__in=Filing.HANDED_IN)
    found = filings.annotate(is_frozen=Exists(report)).aggregate(
        total=Count("pk"),
        frozen=Count("pk", filter=Q(is_frozen=True)),
        approved=Count("pk", filter=Q(is_frozen=False, status=Filing.Status.APPROVED)),
        waiting=Count("pk", filter=Q(is_frozen=False, status=Filing.Status.SUBMITTED)),
        late=Count("pk", filter=open_ones & Q(effective_due_on__lt=day)),
    )
    return YearEnd(period=period, due_on=guidance.report_due_on, **found)


def year_end_matter(year_end: YearEnd, day: dt.date) -> Matter | None:
    """The deadline as something that needs attention; None where everything is frozen or nothing is due."""
    if year_end.due_on is None or year_end.is_complete:
        return None
    text, urgency = year_end.deadline(day), year_end.urgency(day)
    point = Point(text, urgency, year_end.in_words, reverse("reports:annual-list"))
    return Matter(point, is_mine=True, since=year_end.due_on)
