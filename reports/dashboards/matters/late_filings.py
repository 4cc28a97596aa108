"""Who is late with filing, and whose window is about to close."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Organization, User
from organizations.permissions import Permission
from organizations.prepared_queries import PreparedQuery
from reports.addresses import filings_address
from reports.dashboards.matters.due_days import workdays_left
from reports.dashboards.matters.matter import Matter
from reports.dashboards.matters.own_work import holds
from reports.dashboards.question import Question
from reports.dashboards.shown_page import Point
from reports.overview import Reporting, filings_beneath_one
from tasks.filings.timeliness import Timeliness
from tasks.models import Filing, ReportingPeriod
from tasks.notices.lights import Light, light
from texts.punctuation import first_of, labelled

NAMED = 4
# Of an organization what names it and its region.
NAMES = ("code", "short_name", "english_name")


def late_filings(question: Question, user: User, day: dt.date) -> Iterator[Matter]:
    """The overdue filings of the year, by period (one query)."""
    overdue = overdue_filings.rows(
        kind=Organization.Kind(question.organization.kind),
        organization=question.organization.pk,
        guidance=question.guidance.pk,
        day=day,
    )
    periods = {period.pk: period for period in question.periods}
    by_period: dict[int, list[Filing]] = defaultdict(list)
    for filing in overdue:
        if filing.period_id in periods and question.keeps_organization(filing.organization):
            filing.period = periods[filing.period_id]
            by_period[filing.period_id].append(filing)
    for pk, filings in by_period.items():
        yield overdue_matter(question, user, periods[pk], filings, day)


@PreparedQuery
def overdue_filings(
    kind: Organization.Kind, organization: int, guidance: int, day: dt.date
) -> QuerySet[Filing]:
    beneath = filings_beneath_one(kind, organization).filter(period__guidance=guidance)
    return (
        beneath.overdue(on=day)
        .select_related("organization")
        .only("period", "extended_due_on", *(f"organization__{name}" for name in NAMES))
        .order_by("organization__path")
    )


def overdue_matter(
    question: Question, user: User, period: ReportingPeriod, filings: Sequence[Filing], day: dt.date
) -> Matter:
    """Who is overdue for one period, and since when."""
    since = min(filing.due_on for filing in filings)
    names = first_of([filing.organization for filing in filings], NAMED)
    said = ngettext(
        "%(count)d filing is overdue for %(period)s",
        "%(count)d filings are overdue for %(period)s",
        len(filings),
    )
    may_remind = holds(user, Permission.REVIEW_FILING, question.organization)
    return Matter(
        Point(
            text=said % {"count": len(filings), "period": period},
            urgency="error",
            note=labelled(since_in_words(since, day), names),
            href=reminding_address(question, user, period)
            if may_remind
            else listed_at(question, period, Timeliness.OVERDUE),
            is_count=True,
        ),
        is_mine=may_remind,
        since=since,
    )


def since_in_words(due_on: dt.date, day: dt.date) -> str:
    days = (day - due_on).days
    said = ngettext("Due %(day)s, %(days)d day ago", "Due %(day)s, %(days)d days ago", days)
    return said % {"day": date_format(due_on, "DATE_FORMAT"), "days": days}


def listed_at(question: Question, period: ReportingPeriod, timeliness: Timeliness) -> str:
    region = {"region": question.region.value} if question.region else {}
    return filings_address(question.organization, period, timeliness=timeliness.value, **region)


def reminding_address(question: Question, user: User, period: ReportingPeriod) -> str:
    """The page from which one reminds, where it lists just these; else their list."""
    is_same = [held.pk for held in user.organizations_held] == [question.organization.pk]
    if not is_same or question.region or not question.organization.is_office:
        return listed_at(question, period, Timeliness.OVERDUE)
    asked = {
        "year": str(question.guidance.year),
        "period": str(period.pk),
        "timeliness": Timeliness.OVERDUE.value,
    }
    return f"{reverse('tasks:subordinates')}?{urlencode(asked)}"


def closing_windows(reported: Reporting, day: dt.date) -> Iterator[Matter]:
    """Those that have still to file within the next workdays (no query)."""
    all_due = reported.standing[Timeliness.DUE]
    still = [filing for filing in all_due if light(filing, day) is Light.YELLOW]
    if not still:
        return
    closes = min(filing.due_on for filing in still)
    said = ngettext(
        "%(count)d filing for %(period)s is still to come",
        "%(count)d filings for %(period)s are still to come",
        len(all_due),
    )
    note = _("The window closes on %(day)s: %(left)s.") % {
        "day": date_format(closes, "DATE_FORMAT"),
        "left": workdays_left(day, closes) if closes > day else _("today"),
    }
    text = said % {"count": len(all_due), "period": reported.period}
    href = reported.listed(timeliness=Timeliness.DUE.value)
    yield Matter(Point(text, "warning", note, href, is_count=True), since=closes)
