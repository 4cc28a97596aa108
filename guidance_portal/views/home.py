"""Where each role starts: who looks on at the state of the year, who files at what is due, who reviews at
what waits, who administers at the report of the year."""

from typing import Any

from django.db.models import Count, Window
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations.calendar import today
from organizations.models import User
from organizations.permissions import Permission
from reports.dashboards.choices import guidance_of_year
from reports.dashboards.matters.year_end import YearEnd, year_end_of
from reports.hand_ins.news import News, concerns, news_of
from reports.readiness import last_period_of
from reports.signatures import waiting_for
from reports.views.dashboard import shown_dashboard
from tasks.access import has_subordinates, signed_in
from tasks.filings.own_filings import open_elsewhere, own_filings
from tasks.models import Filing, FilingEvent
from tasks.models.filing import FilingQuerySet
from tasks.year_in_view import YearInView, year_in_view

SHOWN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What the person has to do, and what happened lately to their filings; for who only looks on the
    dashboard of their highest organization. A constant number of queries."""
    user, view = signed_in(request), year_in_view(request)
    if only_looks_on(user):
        return shown_dashboard(request, user.organizations_held[0])
    filings = Filing.objects.visible_to(user).of_year(view.year)
    own = own_filings(user, filings, today())
    waiting, waiting_count = first_of(filings.reviewable_by(user).order_by("submitted_at", "pk"))
    late, late_count = first_of(filings.beneath(user).overdue(on=today()).by_due_on())
    year_end = year_end_for(user, view)
    return render(
        request,
        "home.html",
        {
            "may_file": bool(user.organizations_where(Permission.EDIT_FILING)),
            "may_review": bool(user.organizations_where(Permission.REVIEW_FILING)),
            "unsigned": own.unsigned[:SHOWN],
            "unsigned_count": len(own.unsigned),
            "open_filings": own.open[:SHOWN],
            "open_count": len(own.open),
            "returned": returned_events([filing for filing in own.open[:SHOWN] if filing.returned_at]),
            "sent": own.sent[:SHOWN],
            "upcoming": own.upcoming[:SHOWN],
            "waiting": waiting,
            "waiting_count": waiting_count,
            "has_subordinates": has_subordinates(user),
            "late": late,
            "late_count": late_count,
            "elsewhere": open_elsewhere(user, view.year, today()) if len(view.years) > 1 else [],
            "year_end": year_end,
            "deadline": year_end.deadline(today()) if year_end else "",
            "hand_ins": hand_ins_for(user, view),
            "texts_waiting": waiting_for(user),
        },
    )


def only_looks_on(user: User) -> bool:
    """Whether nothing ever waits for the person: leaders and observers, who neither file nor review nor
    administer (no query beyond the memberships)."""
    acts = (Permission.EDIT_FILING, Permission.REVIEW_FILING, Permission.ADMINISTER)
    return bool(user.organizations_held) and not any(user.organizations_where(right) for right in acts)


def year_end_for(user: User, view: YearInView) -> YearEnd | None:
    """How near the office is to its report of the year in view, for its administrators (three queries); None
    for others, and where no plan says when it is due."""
    if not user.is_administrator:
        return None
    guidance = guidance_of_year(view.year)
    period = last_period_of(guidance) if guidance is not None else None
    if guidance is None or period is None:
        return None
    office = next(held for held in user.organizations_held if held.is_office)
    return year_end_of(office, guidance, period, today())


def hand_ins_for(user: User, view: YearInView) -> News | None:
    """What is to be handed in, and how far everybody is for who receives it; None for those whom neither
    concerns (no query, at most two where nothing is frozen)."""
    guidance = guidance_of_year(view.year) if concerns(user) else None
    return news_of(user, guidance, today()) if guidance is not None else None


def first_of(filings: FilingQuerySet) -> tuple[list[Filing], int]:
    """The first of some filings, with how many there are (one query)."""
    listed = filings.for_list().defer("period__guidance__source_text")
    first: list[Any] = list(listed.annotate(count=Window(Count("*")))[:SHOWN])
    return first, first[0].count if first else 0


def returned_events(filings: list[Filing]) -> dict[int, FilingEvent]:
    """Why each filing came back: the last return or reopening by filing id (one query, none without any)."""
    if not filings:
        return {}
    back = [FilingEvent.Action.RETURN, FilingEvent.Action.REOPEN]
    events = FilingEvent.objects.filter(filing__in=filings, action__in=back).select_related("by")
    return {event.filing_id: event for event in events.order_by("pk")}
